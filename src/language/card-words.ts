// What a language must be able to say on cards, on the front page and in the menu, and to people on a platform.
export interface CardWords {
  readonly channelShows: string;
  readonly channelIsSet: string;
  readonly inviteMe: string;
  readonly recorded: (name: string, at: string) => string;
  readonly undone: (name: string, at: string) => string;
  readonly corrected: (events: string) => string;
  readonly undo: string;
  /** With a municipality's letter. */
  readonly letterOf: (municipalities: string) => string;
  /** Which letter to the committee tells of it. */
  readonly reported: (letter: string) => string;
  /** The heading of a letter's card: `Brev-1, version 2`. */
  readonly letter: (id: string, version: number) => string;
  readonly drafted: (name: string, municipalities: string, at: string) => string;
  readonly state: (state: string) => string;
  readonly waits: (names: string) => string;
  readonly newer: (version: number) => string;
  readonly sent: (date: string) => string;
  readonly check: string;
  readonly start: string;
  readonly markSent: string;
  readonly guardedAnswer: (municipalities: string) => string;
  readonly guarded: (id: string) => string;
  readonly filesOf: (what: string) => string;
  /** What ended a task, by whom and when. */
  readonly settled: (sentence: string, name: string, at: string) => string;
  readonly share: string;
  readonly shared: (name: string) => string;
  readonly notShared: string;
  /** The daily post of the history's head: the number of its newest recording and the chain's hash. */
  readonly head: (date: string, version: number, hash: string) => string;
  readonly headHow: string;
  readonly edited: string;
  readonly working: string;
  readonly welcome: (name: string) => string;
  readonly welcomeHow: (menu: string) => string;
  readonly stranger: (lead: string) => string;
  readonly outsider: string;
  readonly unreachable: (platform: string) => string;
  readonly stale: string;
  readonly restInFile: string;
  readonly filesHere: string;
  readonly linkUnknown: string;
  readonly linkExpired: string;
  readonly filesInMessage: string;
  readonly fillIn: string;
  readonly unfinished: string;
  readonly noFile: string;
  readonly wordsApproveNothing: string;
  readonly restOnList: string;
  readonly form: {
    /** Below a field that was left empty. */
    readonly missing: (label: string) => string;
    readonly submit: string;
    readonly cancel: string;
    readonly search: string;
    readonly choose: string;
    readonly wordsOf: (category: string) => string;
    /** By what the file holds. */
    readonly attached: Readonly<Record<'letter' | 'table', (name: string) => string>>;
    readonly pickFile: Readonly<Record<'letter' | 'table', string>>;
    readonly answered: string;
    readonly close: string;
  };
  readonly teams: {
    /** In a channel, of an answer that the asker alone reads. */
    readonly answeredInChat: string;
    readonly installMe: string;
    /** In a channel, of an answer that the asker's own chat did not take. */
    readonly notArrived: string;
    readonly formInChat: string;
    readonly welcomeChannel: (line: string) => string;
    readonly getFile: (name: string) => string;
    readonly linkLasts: string;
    readonly savedFile: (name: string) => string;
    readonly fileFor: string;
    readonly fileNotSaved: string;
    /** Where no answer came to an upload. */
    readonly fileDoubtful: string;
    readonly fileGone: string;
    readonly letterNotFetched: (name: string) => string;
    /** A letter that the form was opened with is no longer held. */
    readonly letterGone: (name: string) => string;
    /** Below an answer that does not fit into a dialog. */
    readonly restInChat: string;
    readonly cancelled: string;
    readonly isShared: string;
    readonly notInChannel: string;
    readonly chooseFirst: string;
    readonly form: {
      /** The button that shows the fields for the municipality's own words. */
      readonly ownWords: string;
      /** How a letter is handed in where none came along. */
      readonly handIn: Readonly<Record<'letter' | 'table', (line: string) => string>>;
      /** Where a text is too long to be shown again. */
      readonly tooLong: string;
    };
  };
  readonly home: {
    readonly approvals: string;
    readonly noApprovals: string;
    readonly deadlines: string;
    readonly noDeadlines: string;
    readonly absence: string;
    readonly here: string;
    readonly away: (until: string, substitute: string) => string;
    readonly comeBack: string;
    readonly goAway: string;
    readonly changeAbsence: string;
  };
  readonly menu: {
    readonly title: string;
    readonly record: string;
    readonly answer: string;
    readonly letter: string;
    readonly draft: string;
    readonly see: string;
    readonly home: string;
    readonly deadlines: string;
    readonly overview: string;
    readonly absence: string;
    readonly help: string;
    readonly all: string;
  };
}
