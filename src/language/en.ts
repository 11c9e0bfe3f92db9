// English, the second language: every sentence the bot says but refusals and events, which have files of their own.
// Command lines inside the sentences stay Danish: that is how they are typed.
import { dateInWords, shortDate } from '../calendar/dates.ts';
import { cards } from './en-cards.ts';
import { deadlines } from './en-deadlines.ts';
import { duties } from './en-duties.ts';
import { events } from './en-events.ts';
import { maps } from './en-maps.ts';
import { refusals } from './en-refusals.ts';
import { sentences } from './en-sentences.ts';
import { gap, inEnglish, list, named, numbered, screened, unnamed } from './en-terms.ts';
import type { Language } from './language.ts';

export const en: Language = {
  locale: 'en',
  refusals,
  events,
  duties,
  cards,
  deadlines,
  maps,
  sentences,
  findings: {
    missing: ({ what, part }) => `The part ${part} still needs ${gap(what)}.`,
    'removed-words': ({ words, part }) =>
      `The part ${part} lacks words that have been removed: ${words}. Rewrite the part, or record other words, and make a new version.`,
    'missing-letter': ({ annex, title }) => `Annex ${annex} is missing: ${title} has not been recorded.`,
    'incomplete-round': ({ told, total, year }) =>
      `The letter accounts for ${told} of the ${total} courses in ${year}. Are applications or offers missing from the register?`,
    outdated: ({ parts, year }) =>
      `The register no longer agrees with the draft in ${list(parts)}. Make a new version with udkast (${year}).`,
    'edited-outdated': ({ part, now }) =>
      `The part ${part} was written by hand, and what it rests on has changed. The register now says: “${now}”`,
    edited: ({ part, register }) =>
      `The part ${part} was written by hand. The register would have written: “${register}”`,
    'edited-names': ({ part, added, gone }) =>
      `The part ${part} does not name the municipalities that the register names there.${added.length > 0 ? ` Added: ${list(added)}.` : ''}${gone.length > 0 ? ` Left out: ${list(gone)}.` : ''}`,
    screening: ({ annex, kind, found }) =>
      `Annex ${annex} will be public and contains ${screened[kind]}: ${list(found)}.`,
    unreadable: ({ annex }) =>
      `Annex ${annex} cannot be read by machine. It will be public: please read it through, then clear it.`,
    'other-municipality': ({ annex, municipality }) =>
      `Annex ${annex} does not mention ${municipality}. Is it the right file?`,
    'not-journalised': ({ annex, name }) => `Annex ${annex} (${name}) has not been journalised.`,
    'old-setting': ({ setting, confirmed }) =>
      `The setting ${setting} was last confirmed on ${shortDate(confirmed, 'en')}. Is it still right?`,
  },
  says: {
    greeting: 'Type help to see what I can do, Tab to complete and exit to leave.',
    tryThis: 'Type for example',
    alreadyDone: 'That is already recorded. I have not done it again.',
    fault: (reference) =>
      `Something went wrong on my side, and nothing has been recorded. Please mention ${reference} when you ask for help.`,
    looksLikeCpr: 'That looks like a CPR number. If it does not belong here, type fortryd now.',
    times: (count) => `${count} in all`,
    snoozeWhen: 'when',
    snoozeExpected: 'a number of working days or a date, for example 3 or 20-02-2025',
    confirmButton: 'Confirm',
    term: inEnglish,
    unnamed,
    placesAfter: (names) =>
      `${numbered(names.length, 'The place', 'The places')} that ${named(list(names))} refused`,
    list,
    date: (date) => shortDate(date, 'en'),
    by: (name) => `by ${name}`,
    names: {
      former: 'a former member of staff',
      bot: 'Forløbsvagten',
      operations: 'operations',
      slack: 'the Slack channel',
      teams: 'the Teams channel',
    },
    help: {
      title: 'What I can do',
      intro: 'A noun records what has happened. An imperative does something now.',
      arguments: 'Details',
      optional: 'may be left out',
      many: 'may be repeated',
      example: 'Example',
      alias: 'In Danish',
      command: 'Command',
      what: 'What it does',
      more: (line) => `Type ${line} to see the details of a command.`,
    },
    overview: {
      title: (year) => `Overview ${year}`,
      none: 'No round has been opened yet.',
      arithmetic: (total, granted, pending, reserved, free) =>
        `${total} courses − ${granted} granted after application − ${pending} applied for = ${reserved} reserved, of which ${free} ${numbered(free, 'is', 'are')} free.`,
      municipality: 'Municipality',
      area: 'Area',
      state: 'Status',
      offered: 'Offered',
      answered: 'Answer received',
      reported: 'Letter of information',
      places: 'Places after a refusal',
      place: (name, state, to) =>
        `The place that ${named(name)} refused: ${inEnglish(state)}${to ? ` (${named(to)})` : ''}.`,
      letters: 'Letters',
      notReported: (names) => `The committee has yet to be informed about ${named(names)}.`,
      activities: 'Activities',
    },
    history: {
      title: (of) => `History: ${of}`,
      none: (of) => `Nothing has been recorded about ${of}.`,
      undone: 'undone',
    },
    letter: {
      drafted: (letter, version) => `${letter} version ${version} is ready to be read.`,
      unchanged: (letter, version) =>
        `Nothing has changed since ${letter} version ${version}. It still stands.`,
      state: (state) => `Status: ${inEnglish(state)}.`,
      files: 'Files',
      check: (errors, warnings) =>
        `Check: ${errors} ${numbered(errors, 'error', 'errors')}, ${warnings} ${numbered(warnings, 'warning', 'warnings')}.`,
      clean: (letter) => `The check found nothing in ${letter}.`,
      error: 'error',
      warning: 'warning',
      finding: 'Finding',
      code: 'Name',
      clearHint: (line) => `If somebody has looked at it, type for example: ${line}`,
      waiting: (letter) =>
        `${letter} is a draft. Run the check and then send it for approval; once it is approved, a person sends the letter.`,
      head: (hash) => `The register's chain at the draft: ${hash}`,
      rests: (of) => `rests on ${of}`,
      correctionNeeded: (letter, parts) =>
        parts === ''
          ? `${letter} has been sent and rests on this, but its wording stays the same. Consider whether the committee should be told.`
          : `${letter} has been sent, and the correction would have changed ${parts}. Does the committee need a letter of correction? If so, type: udkast berigtigelse ${letter}`,
      editedTouched: (letter, part) =>
        `The part ${part} of ${letter} was written by hand and rests on this. Read it again afterwards.`,
      newVersions: (names) => `The correction leads to a new version of ${names}.`,
      approvalStops: (letter) =>
        `The approval of ${letter} will be stopped. Everybody who has approved it or has it for approval will be told.`,
      supplementNeeded: (letter) =>
        `${letter} promised news of the places. When it is settled, type: udkast supplerende ${letter}`,
    },
    correction: {
      title: (event) => `Correction of ${event}`,
      change: (field, was, is) => `${field}: from “${was}” to “${is}”`,
      undo: (count) => numbered(count, 'This will be taken back:', 'These entries will be taken back:'),
      reason: (reason) => `Reason: ${reason}`,
      empty: 'nothing',
    },
    next: {
      letter: "Record the municipality's letter",
      reason: "Add the municipality's words",
      draft: 'Draft the letter of information',
      check: 'Run the check',
      approval: 'Send the letter for approval',
      journalise: 'Record that it is journalised',
      reOffer: 'Re-offer the place',
      send: 'Record that the letter is sent',
      overview: 'See the overview',
      correction: 'Draft a letter of correction',
    },
    asOf: (date) => `As recorded at the end of ${dateInWords(date, 'en')}.`,
    shown: {
      offers: 'Offers',
      letters: 'Letters',
      nothing: (name) => `Nothing has been recorded about ${name}.`,
      reasons: 'Reasons',
    },
  },
};
