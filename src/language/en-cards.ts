// Cards, front page and menu, in English.
import { dateInWords } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { CardWords } from './card-words.ts';

const at = (instant: string): string => clockTime(instant, 'en');

export const cards: CardWords = {
  channelShows:
    'New answers and letters will be shown here, with their files in the thread. What has been recorded already will not be shown again.',
  channelIsSet: 'Answers and letters are shown in this channel already.',
  inviteMe: 'I am not in the channel yet. Invite me so that I can write here: /invite @forloebsvagten',
  recorded: (name, when) => `Recorded by ${name}, ${at(when)}.`,
  undone: (name, when) => `Undone by ${name}, ${at(when)}.`,
  corrected: (events) => `Corrected since: ${events}.`,
  undo: 'Undo',
  letterOf: (municipalities) => `The letter from ${municipalities}.`,
  reported: (letter) => `The committee is told of it in ${letter}.`,
  letter: (id, version) => `${id}, version ${version}`,
  drafted: (name, municipalities, when) =>
    `Letter to the Social Affairs Committee${municipalities === '' ? '' : ` about ${municipalities}`}. Written by ${name}, ${at(when)}.`,
  state: (state) => `The letter is now: ${state}.`,
  waits: (names) => `It is waiting for ${names}.`,
  approvedBy: (step, name, standsInFor, when) =>
    `Step ${step}: approved by ${name}${standsInFor === null ? '' : ` for ${standsInFor}`}, ${at(when)}.`,
  newer: (version) => `Version ${version} is the valid one now. This version can no longer be approved.`,
  sent: (date) => `Sent ${date}.`,
  check: 'Run the check',
  start: 'Send for approval',
  markSent: 'The letter has been sent',
  guarded: (id) => `The draft of ${id} is not shown here because guests can read this channel.`,
  filesOf: (what) => `${what}: the files to read.`,
  settled: (sentence, name, when) => `${sentence} (${name}, ${at(when)})`,
  share: 'Share in the channel',
  shared: (name) => `${name} shares:`,
  notShared:
    'It is not shared here because guests can read this channel. Share it in a channel without guests.',
  edited: 'I do not run a message again when it is edited. Send the line as a new message.',
  working: 'One moment, I am working on it …',
  welcome: (name) => `Welcome, ${name}.`,
  welcomeHow: (menu) =>
    `I keep track of offers, answers, letters and deadlines. Press a button or write ${menu}. Only you can see my answers; half a line gets you a form.`,
  stranger: (lead) => `I do not know you, so I may not show you anything. Ask ${lead} to have you added.`,
  outsider: "I answer the ministry's own staff only.",
  unreachable:
    'I cannot reach Slack right now, so I do not know who you are. Nothing has been recorded. Try again in a moment.',
  stale: 'The button belongs to another version of me. Write the line instead, or open the menu.',
  restInFile: 'The rest is in the file that was sent to you in a message.',
  filesHere: 'Here are the files.',
  filesInThread: 'The files are in the thread below the post in the channel.',
  filesInMessage: 'You get the files in a message from me.',
  fillIn: 'Fill in the rest',
  unfinished: 'Something is missing. Press the button to get a form with what you have written.',
  noFile:
    'There is no file in that message. Choose “Save as the municipality’s answer” on the message that has the file.',
  wordsApproveNothing: 'Do you want to approve? Press the button. The words alone approve nothing.',
  restOnList: 'There is more than fits here. Write frister to see it all.',
  form: {
    submit: 'Continue',
    cancel: 'Cancel',
    search: 'Type the first letters',
    choose: 'Choose',
    wordsOf: (category) => `The municipality's words on ${category}, in Danish, to follow “at”`,
    letterAttached: (name) => `The municipality's letter is attached: ${name}`,
    pickFile: "Which file is the municipality's letter?",
    answered: 'Answer',
    close: 'Close',
  },
  home: {
    approvals: 'Waiting for your approval',
    noApprovals: 'No letters are waiting for you.',
    deadlines: 'Your deadlines',
    noDeadlines: 'You have no deadlines at the moment.',
    absence: 'Your absence',
    here: 'You are recorded as present.',
    away: (until, substitute) =>
      `You are recorded as absent up to and including ${dateInWords(until, 'en')}. ${substitute} gets your messages.`,
    comeBack: 'I am back',
    goAway: 'I am away',
    changeAbsence: 'Change the absence',
  },
  menu: {
    title: 'What would you like to do?',
    record: 'Record:',
    answer: 'Record an answer',
    letter: "Save a municipality's letter",
    draft: 'Write the letter to the committee',
    see: 'See:',
    home: 'My front page',
    deadlines: 'My deadlines',
    overview: "The year's overview",
    absence: 'Record an absence',
    help: 'Help',
    all: 'All commands',
  },
};
