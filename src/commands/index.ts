// Every command, by hand and in the order in which help lists them.
import type { Command } from '../command.ts';
import { showApproval, startApproval, stopApproval } from './approval.ts';
import { approve, giveBack } from './approve.ts';
import { asOf } from './as-of.ts';
import { changeSetting } from './change-setting.ts';
import { checkLetter } from './check-letter.ts';
import { chooseChannel } from './choose-channel.ts';
import { chooseLanguage } from './choose-language.ts';
import { closeApplications } from './close-applications.ts';
import { cancelLetter, markDistributed, markSent } from './close-letter.ts';
import { confirm } from './confirm.ts';
import { correct } from './correct.ts';
import { countDays, countDeadline } from './count-deadline.ts';
import { draftLetter } from './draft-letter.ts';
import { editLetter } from './edit-letter.ts';
import { explainDeadline } from './explain-deadline.ts';
import { forecastMessages } from './forecast-messages.ts';
import { closeDeadline, handOver, setDeadline, snooze } from './handle-deadline.ts';
import { helpOn } from './help.ts';
import { showHistory } from './history.ts';
import { home } from './home.ts';
import { importMap } from './import-map.ts';
import { journalise } from './journalise.ts';
import { listDeadlines } from './list-deadlines.ts';
import { makeOffer, offerAgain, withdrawOffer } from './make-offer.ts';
import { menuOf } from './menu.ts';
import { chase, clarify, note } from './note-contact.ts';
import { openRound } from './open-round.ts';
import { overview } from './overview.ts';
import { proposeOffers } from './propose-offers.ts';
import { receiveLetter } from './receive-letter.ts';
import { recordAbsence } from './record-absence.ts';
import { recordActivity } from './record-activity.ts';
import { recordAnswer } from './record-answer.ts';
import { recordApplication } from './record-application.ts';
import { recordTreatment } from './record-treatment.ts';
import { settlePlace } from './settle-place.ts';
import { show } from './show.ts';
import { showMap } from './show-map.ts';
import { undo } from './undo.ts';
import { adoptCalendar, showCalendar } from './use-calendar.ts';

export const commands: readonly Command[] = [
  openRound,
  closeApplications,
  recordApplication,
  makeOffer,
  withdrawOffer,
  chase,
  clarify,
  note,
  recordTreatment,
  recordAnswer,
  receiveLetter,
  journalise,
  offerAgain,
  settlePlace,
  recordActivity,
  importMap,
  showMap,
  proposeOffers,
  draftLetter,
  checkLetter,
  show,
  overview,
  showHistory,
  asOf,
  editLetter,
  startApproval,
  showApproval,
  stopApproval,
  approve,
  giveBack,
  markSent,
  markDistributed,
  cancelLetter,
  listDeadlines,
  explainDeadline,
  setDeadline,
  closeDeadline,
  snooze,
  handOver,
  recordAbsence,
  forecastMessages,
  countDeadline,
  countDays,
  showCalendar,
  adoptCalendar,
  correct,
  undo,
  confirm,
  changeSetting,
  home,
  menuOf(() => commands),
  chooseLanguage,
  chooseChannel,
  helpOn(() => commands),
];
