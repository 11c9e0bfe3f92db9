// A line that somebody asked for in Slack: who asks, whether a form must come first, what the bot answers, and what is shown.
import { randomUUID } from 'node:crypto';
import {
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
import { field, type Payload, record } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { carrying, type UploadedFile } from './form-state.ts';
import type { Outbound } from './outbound.ts';
import type { People, Recognised } from './people.ts';
import type { Drawing } from './render.ts';

export interface Asking {
  readonly user: string;
  readonly team: string | undefined;
  /** What Slack calls this message, click or submission. */
  readonly cause: string;
  readonly channel: string | undefined;
  readonly isDirect: boolean;
  /** Files that the line can name. */
  readonly files: readonly UploadedFile[];
}

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

export interface DeskParts {
  readonly bot: Bot;
  readonly outbound: Outbound;
  readonly people: People;
  readonly tokens: Tokens;
  /** Told of a fault with the reference that the person sees. */
  onFault(error: unknown, reference: string): void;
}

export interface Desk {
  /** Runs the line; where something is missing, says what the form is to ask for. */
  answer(asking: Asking, line: string): Promise<Shown | Unfinished>;
  /** Runs a finished line of somebody who is known. */
  run(asking: Asking, person: Person, line: string): Promise<Answer>;
  /** Who asks, or what is said to somebody whom the bot does not serve. */
  identify(asking: Pick<Asking, 'user' | 'team'>): Promise<Identified>;
  /** What to press where no form could be opened. */
  toFillIn(unfinished: Unfinished, files?: readonly UploadedFile[]): Shown;
  /** What is said of a fault: a reference by which it stands in the log. */
  failed(fault: unknown, locale: Locale): Shown;
  localeFor(person: Person): Locale;
  /** `files` go with every line that a button carries. */
  drawing(locale: Locale, files?: readonly UploadedFile[]): Drawing;
}

/** Stands before a line whose answer is to be shown to the whole channel; no command begins with it. */
export const shareMark = '> ';

/** Stands before an example: what it says of a municipality is made up, and is recorded only when somebody has read it in a form. */
export const exampleMark = '? ';

/** The largest file that is fetched; the core refuses from 20 MB on. */
const mostBytes = 21 * 1024 * 1024;

export function createDesk({ bot, outbound, people, tokens, onFault }: DeskParts): Desk {
  const localeFor = (person: Person): Locale => localeOf(bot.register(), person);

  async function identify({ user, team }: Pick<Asking, 'user' | 'team'>): Promise<Identified> {
    const who = await people.recognise(user, team);
    if (!who.known) return { no: { view: [no(await refusal(who))], locale: who.profile, answer: null } };
    return { person: who.person, profile: who.profile };
  }

  async function refusal({ why, profile }: Extract<Recognised, { known: false }>): Promise<string> {
    const { cards } = languages[profile];
    if (why === 'outsider') return cards.outsider;
    return why === 'unreachable' ? cards.unreachable : cards.stranger(await people.leadName());
  }

  async function answer(asking: Asking, line: string): Promise<Shown | Unfinished> {
    try {
      return await answerLine(asking, line);
    } catch (fault) {
      return failed(fault, 'da');
    }
  }

  async function answerLine(asking: Asking, asked: string): Promise<Shown | Unfinished> {
    const who = await identify(asking);
    if ('no' in who) return who.no;
    const { person, profile } = who;
    const isExample = asked.startsWith(exampleMark);
    const line = isExample ? asked.slice(exampleMark.length) : asked;
    const names = asking.files.map(({ name }) => name);
    const half = halfTyped(line, localeFor(person), names, bot.today());
    // A greeting is the person's alone: an answer to a whole channel carries none.
    const welcome = half?.command.public ? [] : ((await bot.meet(person, 'slack', profile)) ?? []);
    if (half && (half.unfinished || (isExample && records(half))))
      return { half, person, locale: localeFor(person), welcome };
    const given = await run(asking, person, half?.line ?? line);
    // The answer to `sprog` is in the new language.
    const locale = localeFor(person);
    const view = [
      ...welcome,
      ...told(given, locale),
      ...(await invitation(asking, given, locale)),
      ...shareButton(asking, given, line, locale),
    ];
    return { view, locale, answer: given };
  }

  /** A channel is chosen by a line that reaches the bot also where it is no member: then it cannot post there yet. */
  async function invitation({ channel }: Asking, given: Answer, locale: Locale): Promise<View> {
    if (!given.events.some(({ type }) => type === 'channel-chosen')) return [];
    const info = await outbound.call('conversations.info', { channel });
    const isMember = info.outcome === 'done' && record(info.response.channel).is_member === true;
    return isMember ? [] : [{ kind: 'notice', tone: 'warning', text: languages[locale].cards.inviteMe }];
  }

  async function run(asking: Asking, person: Person, line: string): Promise<Answer> {
    const { cause, channel, isDirect, files } = asking;
    try {
      return await bot.run({
        input: line,
        actor: person.id,
        via: 'slack',
        cause,
        ...(channel === undefined ? {} : { place: { platform: 'slack', channel, isChannel: !isDirect } }),
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
    if (!file) return undefined;
    const info = await outbound.call('files.info', { file: file.id });
    const about = info.outcome === 'done' ? info.response.file : undefined;
    const url = field(about, 'url_private_download') ?? field(about, 'url_private');
    if (url === undefined) return { reason: 'not-fetched' };
    const fetched = await outbound.download(url, mostBytes);
    if (fetched.outcome !== 'done') {
      const isTooLarge = fetched.outcome === 'refused' && fetched.error === 'too_large';
      return { reason: isTooLarge ? 'too-large' : 'not-fetched' };
    }
    return {
      name: field(about, 'name') ?? file.name,
      mediaType: field(about, 'mimetype') ?? '',
      bytes: fetched.bytes,
    };
  }

  return {
    answer,
    run,
    identify,
    localeFor,
    failed,
    toFillIn({ half, locale, welcome = [] }, files = []) {
      const { cards } = languages[locale];
      const mark = half.unfinished ? '' : exampleMark;
      const actions = [{ label: cards.fillIn, line: `${mark}${half.line}` }];
      const view: View = [...welcome, { kind: 'text', text: cards.unfinished }, { kind: 'actions', actions }];
      return { view, locale, answer: null, files };
    },
    drawing: (locale, files = []) => ({
      token: (line) => tokens.token(carrying(line, files)),
      t: languages[locale],
    }),
  };
}

/** Who presses or sends something, and where. */
export function askingOf(body: Payload, cause: string): Asking {
  const channel = field(body, 'channel', 'id') ?? field(body, 'container', 'channel_id');
  return {
    user: field(body, 'user', 'id') ?? '',
    team: field(body, 'user', 'team_id') ?? field(body, 'team', 'id'),
    cause,
    channel,
    isDirect: channel?.startsWith('D') ?? true,
    files: [],
  };
}

function records({ command }: HalfLine): boolean {
  return !command.reads && formOf(command, 'da').fields.length > 0;
}

/** The answer as a person in Slack reads it: a line that would work is written out, as its button says no more. */
export function told({ ok, view, files }: Answer, locale: Locale): View {
  const { says, cards } = languages[locale];
  if (!ok)
    return view.flatMap(
      (node): View =>
        node.kind === 'actions'
          ? [
              { kind: 'text', text: `${says.tryThis}:` },
              {
                kind: 'actions',
                actions: node.actions.map(({ line }) => ({ label: line, line: `${exampleMark}${line}` })),
              },
            ]
          : [node],
    );
  return files.length > 0 ? [...view, { kind: 'text', text: cards.filesInMessage }] : view;
}

/** An answer that only reads can be shown to the others, too. */
function shareButton({ channel, isDirect }: Asking, given: Answer, line: string, locale: Locale): View {
  const isPrivate = given.ok && given.events.length === 0 && !given.public;
  if (!isPrivate || channel === undefined || isDirect || given.command === 'menu') return [];
  return [
    { kind: 'actions', actions: [{ label: languages[locale].cards.share, line: `${shareMark}${line}` }] },
  ];
}

export function no(text: string): View[number] {
  return { kind: 'notice', tone: 'refusal', text };
}

function faulty(view: View): Answer {
  const nothing = { refusal: null, command: null, data: null, files: [], events: [], public: false };
  return { ok: false, code: 'fault', view, ...nothing };
}
