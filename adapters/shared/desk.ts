// A line that somebody asked for on a platform: who asks, whether a form must come first, what the bot answers, and what is shown.
import { randomUUID } from 'node:crypto';
import {
  type Action,
  type Answer,
  type Bot,
  formOf,
  type HalfLine,
  halfTyped,
  type Locale,
  languages,
  localeOf,
  type Opened,
  type Person,
  type View,
} from '../../src/index.ts';
import type { Asking } from './asking.ts';
import type { UploadedFile } from './carried.ts';
import { type Draw, drawingWith, exampleMark } from './drawing.ts';
import type { Tokens } from './sealed-lines.ts';
import { faulty, isProposal, no, onceOf, pressedOnce, shareButton, told } from './told.ts';

/** `outsider`: a guest, a bot, or somebody of another organisation; `unreachable`: the platform did not say who it is. */
export type Recognised =
  | {
      readonly known: true;
      readonly person: Person /** The language of the profile. */;
      readonly profile: Locale;
    }
  | {
      readonly known: false;
      readonly why: 'stranger' | 'outsider' | 'unreachable';
      readonly profile: Locale;
    };

/** What is to be shown to the asker. */
export interface Shown {
  readonly view: View;
  readonly locale: Locale;
  /** Null when nothing was run. */
  readonly answer: Answer | null;
  /** Files that came with the line and that its button must not lose. */
  readonly files?: readonly UploadedFile[];
}

export interface Unfinished {
  readonly half: HalfLine;
  readonly person: Person;
  readonly locale: Locale;
  /** What stands above the form: the greeting of somebody who begins with a half line. */
  readonly welcome?: View;
}

export type Identified =
  | { readonly person: Person /** The language of the profile. */; readonly profile: Locale }
  | { readonly no: Shown };

export interface DeskParts<A extends Asking> {
  readonly bot: Bot;
  readonly platform: 'slack' | 'teams';
  readonly tokens: Tokens;
  recognise(asking: A): Promise<Recognised>;
  /** Whom a stranger is to turn to. */
  leadName(): Promise<string>;
  /** One of the asking's files. */
  openFile(file: UploadedFile): Promise<Opened>;
  /** Whether the bot can post where the line was written. */
  canPost(asking: A): Promise<boolean>;
  /** Told of a fault with the reference that the person sees. */
  onFault(error: unknown, reference: string): void;
}

export interface Desk<A extends Asking = Asking> {
  /** Runs the line; where something is missing, says what the form is to ask for. */
  answer(asking: A, line: string): Promise<Shown | Unfinished>;
  /** Runs a finished line of somebody who is known; lines of one `once` record once, however often they come. */
  run(asking: A, person: Person, line: string, once?: string): Promise<Answer>;
  /** Who asks, or what is said to somebody whom the bot does not serve. */
  identify(asking: A): Promise<Identified>;
  /** What is said of a button of an earlier secret, or of a stranger's making. */
  stale(asking: A): Promise<Shown>;
  /** What to press where no form could be opened. */
  toFillIn(unfinished: Unfinished, files?: readonly UploadedFile[]): Shown;
  /** The question with its button, where words that sound like it are said under a post that waits for an approval. */
  approvalMeant(words: string, asking: A, reference: string): Promise<Shown | undefined>;
  /** What is said of a fault: a reference by which it stands in the log. */
  failed(fault: unknown, locale: Locale): Shown;
  localeFor(person: Person): Locale;
  readonly drawing: Draw;
  /** What words and files are meant as: none is the menu, a file alone a letter. */
  lineIn(words: string, files: readonly UploadedFile[]): string;
}

const spelled = { slack: 'Slack', teams: 'Teams' } as const;

/** Words that sound like an approval. They approve nothing: the button does. */
const sounds =
  /^(ok(ay)?|godkendt|godkendes|jeg godkender|fint( fra mig| med mig)?|det er fint|ja( tak)?|approved?|lgtm|looks good|fine( by me)?|yes)[\s.!👍]*$/iu;

export function createDesk<A extends Asking>(parts: DeskParts<A>): Desk<A> {
  const { bot, platform, tokens, onFault } = parts;
  const localeFor = (person: Person): Locale => localeOf(bot.register(), person);

  async function identify(asking: A): Promise<Identified> {
    const who = await parts.recognise(asking);
    if (!who.known) return { no: { view: [no(await refusal(who))], locale: who.profile, answer: null } };
    return { person: who.person, profile: who.profile };
  }

  async function refusal({ why, profile }: Extract<Recognised, { known: false }>): Promise<string> {
    const { cards } = languages[profile];
    if (why === 'outsider') return cards.outsider;
    return why === 'unreachable'
      ? cards.unreachable(spelled[platform])
      : cards.stranger(await parts.leadName());
  }

  async function answer(asking: A, line: string): Promise<Shown | Unfinished> {
    try {
      return await answerLine(asking, line);
    } catch (fault) {
      return failed(fault, 'da');
    }
  }

  async function answerLine(asking: A, asked: string): Promise<Shown | Unfinished> {
    const who = await identify(asking);
    if ('no' in who) return who.no;
    const { person, profile } = who;
    const { once, line: meant } = onceOf(asked);
    const isExample = meant.startsWith(exampleMark);
    const line = isExample ? meant.slice(exampleMark.length) : meant;
    const fileNames = asking.files.map(({ name }) => name);
    const half = halfTyped(line, localeFor(person), fileNames, bot.today());
    // A greeting is the person's alone: an answer to a whole channel carries none.
    const welcome = half?.command.public ? [] : ((await bot.meet(person, platform, profile)) ?? []);
    if (half && (half.unfinished || (isExample && records(half))))
      return { half, person, locale: localeFor(person), welcome };
    const given = await run(asking, person, half?.line ?? line, once);
    // The answer to `sprog` is in the new language.
    const locale = localeFor(person);
    const view = [
      ...welcome,
      ...(isProposal(given) ? pressedOnce(told(given, locale), asking.cause) : told(given, locale)),
      ...(await invitation(asking, given, locale)),
      ...shareButton(asking, given, line, locale),
    ];
    // What was not recorded can be, with its files, by the button of its mended line.
    const isOpen = !given.ok || isProposal(given);
    return { view, locale, answer: given, files: isOpen ? asking.files : [] };
  }

  /** A channel is chosen by a line that reaches the bot also where it is no member: then it cannot post there yet. */
  async function invitation(asking: A, given: Answer, locale: Locale): Promise<View> {
    if (!given.events.some(({ type }) => type === 'channel-chosen')) return [];
    const { inviteMe } = languages[locale].cards;
    return (await parts.canPost(asking)) ? [] : [{ kind: 'notice', tone: 'warning', text: inviteMe }];
  }

  async function run(asking: A, person: Person, line: string, once?: string): Promise<Answer> {
    const { cause, channel, isDirect, files } = asking;
    try {
      return await bot.run({
        input: line,
        actor: person.id,
        via: platform,
        cause: once === undefined ? cause : `${platform}:${once}`,
        ...(once === undefined ? {} : { retried: true }),
        ...(channel === undefined ? {} : { place: { platform, channel, isChannel: !isDirect } }),
        attached: files.map(({ name }) => name),
        openFile: (name) => openFile(files, name),
      });
    } catch (fault) {
      return faulty(failed(fault, localeFor(person)).view);
    }
  }

  function failed(fault: unknown, locale: Locale): Shown {
    const reference = randomUUID().slice(0, 8);
    onFault(fault, reference);
    return { view: [no(languages[locale].says.fault(reference))], locale, answer: null };
  }

  async function openFile(files: readonly UploadedFile[], name: string): Promise<Opened> {
    const wanted = name.toLowerCase();
    const file = files.find((each) => each.name.toLowerCase() === wanted);
    return file && parts.openFile(file);
  }

  async function approvalMeant(words: string, asking: A, reference: string): Promise<Shown | undefined> {
    if (!sounds.test(words)) return undefined;
    const approvals = ((await bot.shownAt(reference)) ?? [])
      .flatMap((node): readonly Action[] =>
        node.kind === 'task' || node.kind === 'actions' ? node.actions : [],
      )
      .filter(({ line }) => /^godkend \S+ v=/.test(line));
    if (approvals.length === 0) return undefined;
    const who = await identify(asking);
    if ('no' in who) return who.no;
    const locale = localeFor(who.person);
    const view: View = [
      { kind: 'text', text: languages[locale].cards.wordsApproveNothing },
      { kind: 'actions', actions: approvals },
    ];
    return { view, locale, answer: null };
  }

  return {
    answer,
    run,
    identify,
    async stale(asking) {
      const who = await identify(asking);
      if ('no' in who) return who.no;
      const locale = localeFor(who.person);
      return { view: [no(languages[locale].cards.stale)], locale, answer: null };
    },
    approvalMeant,
    localeFor,
    failed,
    toFillIn({ half, locale, welcome = [] }, files = []) {
      const { cards } = languages[locale];
      const mark = half.unfinished ? '' : exampleMark;
      const actions = [{ label: cards.fillIn, line: `${mark}${half.line}` }];
      const view: View = [...welcome, { kind: 'text', text: cards.unfinished }, { kind: 'actions', actions }];
      return { view, locale, answer: null, files };
    },
    drawing: drawingWith(tokens),
    lineIn: (words, files) => (words !== '' ? words : files.length > 0 ? 'svar <kommune> <ja|nej>' : 'menu'),
  };
}

function records({ command }: HalfLine): boolean {
  return !command.reads && formOf(command, 'da').fields.length > 0;
}
