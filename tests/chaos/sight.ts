// What people see: every answer that reaches a platform's fake is told to the one it answers.
import { languages } from '../../src/language/index.ts';
import { type Asked, numbers } from './asked.ts';
import { type Office, registerChannel } from './office.ts';

export interface Sight {
  expect(asked: Asked): void;
  /** Words that came as the answer to the delivery itself. */
  heard(asked: Asked, words: string): void;
  /** Reads what has reached the fakes since. */
  look(): void;
  readonly all: readonly Asked[];
}

type Fate = 'shown' | 'doubtful';

/** The register's words when a note or an approval is recorded; a refusal says neither. */
const confirms = /Notat om |trin \d+: godkendt af /;
const overtaken = /er allerede godkendt af /;
const { working } = languages.da.cards;
const denial = 'intet er registreret';

/** `trace` is told of everything, for whoever looks for a cause. */
export function createSight({ slack, teams }: Office, trace: (words: string) => void): Sight {
  const all: Asked[] = [];
  const byNumber = new Map<string, Asked>();
  const byKey = new Map<string, Asked>();
  /** What was accepted at a chat of Teams and has no answer that names it, oldest first. */
  const byChat = new Map<string, Asked[]>();
  const slackCalls = reader(slack.calls, readSlackCall);
  const teamsRequests = reader(teams.requests, readTeamsRequest);

  function readSlackCall({ args, outcome }: (typeof slack.calls)[number]): void {
    const fate = fateOf(outcome, /\bok$/);
    if (fate === undefined || args.channel === registerChannel) return;
    const words = JSON.stringify(args);
    // A message's metadata travels as JSON within the arguments.
    const named = /"message\\?":\\?"(slack:[^"\\]+)\.\d+\\?"/.exec(words)?.[1] ?? String(args.url);
    tell(byNumber.get(words.match(numbers)?.[0] ?? '') ?? byKey.get(named), words, fate);
  }

  function readTeamsRequest({
    operation,
    conversation,
    body,
    outcome,
  }: (typeof teams.requests)[number]): void {
    const fate = fateOf(outcome, /^2/);
    if (fate === undefined || !['send', 'reply', 'update'].includes(operation)) return;
    const words = body.toString();
    const number = words.match(numbers)?.[0];
    // What names nothing answers what has waited longest: a chat's lines are worked off in their order.
    const oldest = byChat
      .get(conversation ?? '')
      ?.find((each) => !each.isAnswered && !each.isDoubtful && !each.isGivenUp);
    tell(number === undefined ? oldest : byNumber.get(number), words, fate);
  }

  function tell(asked: Asked | undefined, words: string, fate: Fate): void {
    if (asked === undefined || words.includes(working)) return;
    trace(`${fate}: ${asked.way} of ${asked.clerk}: ${asked.line}`);
    if (fate === 'doubtful') {
      asked.isDoubtful = true;
      return;
    }
    asked.isAnswered = true;
    asked.isConfirmed ||= confirms.test(words);
    asked.isDenied ||= words.includes(denial);
    asked.isOvertaken ||= overtaken.test(words);
  }

  return {
    all,
    expect(asked) {
      all.push(asked);
      trace(`asked: ${asked.way} of ${asked.clerk}: ${asked.line} (${asked.cause})`);
      byKey.set(asked.key, asked);
      if (asked.number !== undefined) byNumber.set(asked.number, asked);
      const { chat } = asked;
      if (chat !== undefined) byChat.set(chat, [...(byChat.get(chat) ?? []).filter(isOpen), asked]);
    },
    heard: (asked, words) => tell(asked, words, 'shown'),
    look() {
      slackCalls();
      teamsRequests();
    },
  };
}

const isOpen = ({ isAnswered }: Asked): boolean => !isAnswered;

/** Nothing for what the platform certainly did not take. */
function fateOf(outcome: string, taken: RegExp): Fate | undefined {
  if (taken.test(outcome)) return 'shown';
  return /^5|reset|down|hang|status|garbage/.test(outcome) ? 'doubtful' : undefined;
}

/** Hands on what is new in a list; what has no outcome yet is handed on when it has. */
function reader<T extends { readonly outcome: string }>(
  list: readonly T[],
  read: (each: T) => void,
): () => void {
  let next = 0;
  let open: readonly T[] = [];
  return () => {
    const fresh = [...open, ...list.slice(next)];
    next = list.length;
    open = fresh.filter(({ outcome }) => outcome === 'open');
    for (const each of fresh) if (each.outcome !== 'open') read(each);
  };
}
