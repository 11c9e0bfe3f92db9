// Cards, front page and menu, in English.
import { dateInWords } from '../calendar/dates.ts';
import { clockTime } from '../calendar/time.ts';
import type { CardWords } from './card-words.ts';
import { capitalised } from './en-terms.ts';

const at = (instant: string): string => clockTime(instant, 'en');

export const cards: CardWords = {
  channelShows:
    'New answers and letters will be shown here with their files in the thread. What has been recorded already will not be shown.',
  channelIsSet: 'Answers and letters are shown in this channel already.',
  inviteMe: 'I am not in the channel yet. Invite me so that I can write here: /invite @forloebsvagten',
  recorded: (name, when) => `Recorded by ${name}, ${at(when)}.`,
  undone: (name, when) => `Undone by ${name}, ${at(when)}.`,
  corrected: (events) => `The facts have been corrected since (${events}).`,
  undo: 'Undo',
  letterOf: (municipalities) => `The letter from ${municipalities}.`,
  reported: (letter) => `The answer is part of ${letter} to the Social Affairs Committee.`,
  letter: (id, version) => `${id}, version ${version}`,
  drafted: (name, municipalities, when) =>
    `Letter to the Social Affairs Committee${municipalities === '' ? '' : ` about ${municipalities}`}. Written by ${name}, ${at(when)}.`,
  state: (state) => `Status: ${state}.`,
  waits: (names) => `The letter is waiting for ${names}.`,
  newer: (version) => `Version ${version} now applies. This version can no longer be approved.`,
  sent: (date) => `Sent on ${date}.`,
  check: 'Run the check',
  start: 'Send the letter for approval',
  markSent: 'Record that the letter is sent',
  guardedAnswer: (municipalities) =>
    `Something about ${municipalities} has been recorded. It is not shown here because guests can read this channel.`,
  guarded: (id) => `The draft of ${id} is not shown here because guests can read this channel.`,
  filesOf: (what) => `${what}, for reading.`,
  settled: (sentence, name, when) => `${sentence} Recorded by ${name}, ${at(when)}.`,
  share: 'Share in the channel',
  shared: (name) => `${name} shares:`,
  notShared:
    'I will not share it here because guests can read this channel. Share it in a channel without guests.',
  head: (date, version, hash) =>
    `The head of the history on ${dateInWords(date, 'en')}: recording no. ${version}, control code ${hash}`,
  headHow: 'With the code, operations can see whether anything has been cut off the history since.',
  edited: 'I do not read a message again once it has been edited. Please write a new one.',
  working: 'One moment, I am working on it …',
  welcome: (name) => `Welcome, ${name}.`,
  welcomeHow: (menu) =>
    `I keep track of offers, answers, letters and deadlines. Press a button, or write ${menu} to me. Only you can see my answers. If something is missing from what you write, you get a form for the rest.`,
  stranger: (lead) =>
    `I do not know you, so I may not show you anything. Ask ${lead} to put you on the list of people.`,
  outsider: "I only answer the ministry's own staff.",
  unreachable: (platform) =>
    `I cannot reach ${platform} right now, so I do not know who you are. Nothing has been recorded. Try again in a moment.`,
  stale: 'The button no longer works. Write the line instead, or open the menu.',
  restInFile: 'The rest is in the file that was sent to you in a message.',
  filesHere: 'Here are the files.',
  linkUnknown: 'The link does not work. Copy all of it, or ask for the file again.',
  linkExpired: 'The link has expired; it works for ten minutes. Ask for the file again to get a new one.',
  filesInMessage: 'I am sending you the files in a message.',
  fillIn: 'Fill in the rest',
  unfinished: 'Something is missing. Press the button and fill in the rest in a form.',
  noFile:
    'There is no file in that message. Choose “Save as the municipality’s answer” on the message that has the file.',
  wordsApproveNothing:
    'Do you want to approve the letter? Press the button. Words alone are not an approval.',
  restOnList: 'There is no room for it all here. Write frister to me to see all your deadlines.',
  form: {
    missing: (label) => `Fill in “${label}”.`,
    submit: 'Continue',
    cancel: 'Cancel',
    search: 'Type the first letters',
    choose: 'Choose',
    wordsOf: (category) => `The municipality's words on ${category}, in Danish: what is to follow “at”`,
    attached: {
      letter: (name) => `The municipality's letter is attached: ${name}`,
      table: (name) => `The table is attached: ${name}`,
    },
    pickFile: { letter: "Which file is the municipality's letter?", table: 'Which file is the table?' },
    answered: 'Result',
    close: 'Close',
  },
  teams: {
    answeredInChat: 'I have answered you in our own chat.',
    installMe:
      'I cannot write to you alone yet. Choose Apps in Teams, find Forløbsvagten and choose Add. Then write again.',
    notArrived:
      'I could not send you the answer in our own chat. Try again in a moment, or see whether you have blocked me.',
    formInChat: 'Fill in the form in our own chat.',
    welcomeChannel: (line) =>
      `Hello. Mention me and write what you want; you get the answer in our own chat. Mention me and write ${line} if new answers and letters are to be shown here.`,
    getFile: (name) => `Get ${name}`,
    linkLasts: 'The link works for 10 minutes. Open the files here again if it has expired.',
    savedFile: (name) => `${name} is now in your OneDrive.`,
    fileFor: 'From Forløbsvagten.',
    fileNotSaved: 'The file was not saved. Ask for it again when you want it.',
    fileDoubtful:
      'I do not know whether the file arrived. Look in your OneDrive, and ask for it again if it is missing.',
    fileGone: 'I no longer have the file. Ask for it again.',
    letterNotFetched: (name) =>
      `I cannot get ${name} from here. Send the file to me in our own chat, and it is kept with the answer.`,
    letterGone: (name) => `I no longer have the file ${name}. Send it to me again if it is to be included.`,
    restInChat: 'There is no room for it all here. You get the whole answer in our own chat.',
    cancelled: 'The form is closed. Nothing has been recorded.',
    isShared: 'Shared in the channel.',
    notInChannel:
      'I cannot write in the channel. Have Forløbsvagten added to the team again, then try again.',
    chooseFirst: 'Choose something from the list first.',
    form: {
      ownWords: "Write the municipality's own words",
      handIn: {
        letter: (line) =>
          `If you have the letter as a file, send it to me in our own chat and write ${line} in the same message. Then you get the form with the letter attached.`,
        table: (line) =>
          `Send the table to me in our own chat and write ${line} in the same message. Then you get the form with the table attached.`,
      },
      tooLong: 'The text is too long to be shown again. Write it shorter.',
    },
  },
  home: {
    approvals: 'Waiting for your approval',
    noApprovals: 'No letters are waiting for you.',
    deadlines: 'Your deadlines',
    noDeadlines: 'You have no deadlines at the moment.',
    absence: 'Your absence',
    here: 'You are not recorded as absent.',
    away: (until, substitute) =>
      `You are recorded as absent up to and including ${dateInWords(until, 'en')}. ${capitalised(substitute)} gets your messages.`,
    comeBack: 'I am back',
    goAway: 'Record an absence',
    changeAbsence: 'Change the absence',
  },
  menu: {
    title: 'What would you like to do?',
    record: 'Record:',
    answer: 'Record an answer',
    letter: "Record the municipality's letter",
    draft: 'Draft a letter of information',
    see: 'See:',
    home: 'My front page',
    deadlines: 'My deadlines',
    overview: "The year's overview",
    absence: 'My absence',
    help: 'Help',
    all: 'All commands',
  },
};
