// What a run has come to, read from the history and from what people saw: nothing may be lost, doubled or unanswered.
import { type Event, parseEvent } from '../../src/register/events.ts';
import type { Archive } from '../../store/archive.ts';
import { verified } from '../../store/verify.ts';
import { told } from '../obligations/told.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { type Asked, numbers } from './asked.ts';
import type { Office } from './office.ts';

export interface Verdict {
  /** Decisions of which the clerk was told that they are recorded. */
  readonly acknowledged: number;
  /** Of these, those that are not in the history. */
  readonly lost: readonly string[];
  /** What was decided once and stands there twice. */
  readonly doubled: readonly string[];
  /** Accepted with 200, and never answered. */
  readonly unanswered: readonly string[];
  /** Of which an answer was lost in the platform's own failure, and nobody can know. */
  readonly doubtful: number;
  /** Said not to be recorded, and there. */
  readonly denied: readonly string[];
  readonly remindersDoubled: readonly string[];
  readonly reminders: number;
  /** Events in a chain that verifies; or what is wrong with it. */
  readonly chain: number | string;
  /** Copies of files that are whole; or what is wrong with one. */
  readonly files: number | string;
  /** What the platforms were sent that a well-behaved bot never sends. */
  readonly violations: readonly string[];
}

interface History {
  readonly events: readonly Event[];
  readonly causes: ReadonlyMap<string, number>;
  /** How many commits note it. */
  readonly noted: ReadonlyMap<string, number>;
}

export async function judge(archive: Archive, all: readonly Asked[], office: Office): Promise<Verdict> {
  const read = await readHistory(archive).catch((fault: unknown) => String(fault));
  const history = typeof read === 'string' ? { events: [], causes: new Map(), noted: new Map() } : read;
  const isThere = ({ number, cause }: Asked) =>
    number === undefined ? history.causes.has(cause) : history.noted.has(number);
  const confirmed = all.filter(({ isConfirmed }) => isConfirmed);
  const silent = all.filter(({ isAccepted, isAnswered }) => isAccepted && !isAnswered);
  return {
    acknowledged: confirmed.length,
    lost: named(confirmed.filter((each) => !isThere(each))),
    doubled: [...twice(history.noted), ...twice(history.causes), ...decidedTwice(history.events)],
    unanswered: named(silent.filter(({ isDoubtful }) => !isDoubtful)),
    doubtful: silent.filter(({ isDoubtful }) => isDoubtful).length,
    denied: named(all.filter((each) => each.isDenied && !each.isConfirmed && isThere(each))),
    ...remindersIn(history.events, office),
    chain: typeof read === 'string' ? read : history.events.length,
    files: await filesIn(archive, history.events).catch(String),
    violations: [...office.slack.violations, ...office.teams.violations].filter(
      (each) => !brokenOff.test(each),
    ),
  };
}

/** A process that is killed breaks off what it is sending. */
const brokenOff = /^the fake itself failed: Error: aborted$/;

export function isGood(verdict: Verdict): boolean {
  const { lost, doubled, unanswered, denied, remindersDoubled, violations, chain, files } = verdict;
  const bad = [lost, doubled, unanswered, denied, remindersDoubled, violations];
  return bad.every((list) => list.length === 0) && typeof chain === 'number' && typeof files === 'number';
}

async function readHistory(archive: Archive): Promise<History> {
  const events: Event[] = [];
  const causes = new Map<string, number>();
  const noted = new Map<string, number>();
  for await (const commit of verified(archive)) {
    const own = commit.events.map(parseEvent);
    events.push(...own);
    count(causes, own[0]?.cause ?? '');
    for (const number of commit.line.match(numbers) ?? []) count(noted, number);
  }
  return { events, causes, noted };
}

function decidedTwice(events: readonly Event[]): string[] {
  const decided = new Map<string, number>();
  for (const event of events)
    if (event.type === 'step-approved') count(decided, `${event.data.letter} trin ${event.data.step + 1}`);
  return twice(decided);
}

/** By key in the history; by name among Slack's posts; by its words in a chat of Teams, which keeps no names. */
function remindersIn(
  events: readonly Event[],
  { slack, teams }: Office,
): Pick<Verdict, 'reminders' | 'remindersDoubled'> {
  const keys = new Map<string, number>();
  const claims = told(events).claims.filter(({ outcome }) => outcome !== 'failed');
  for (const claim of claims) for (const key of claim.keys) count(keys, key);
  const posts = new Map<string, number>();
  for (const { metadata } of slack.world.posts) {
    const name = /"message":"(M-\d+)"/.exec(JSON.stringify(metadata))?.[1];
    if (name !== undefined) count(posts, name);
  }
  return { reminders: claims.length, remindersDoubled: [...twice(keys), ...twice(posts), ...inTeams()] };

  function inTeams(): string[] {
    const delivered = new Set(
      events.flatMap((event) => (event.type === 'message-delivered' ? [String(event.data.reference)] : [])),
    );
    const shown = new Map<string, number>();
    const known = new Map<string, number>();
    for (const message of teams.everMade) {
      const words = `${message.conversation} ${wordsOf(message)}`;
      count(shown, words);
      if (delivered.has(`teams:${message.conversation}|${message.id}`)) count(known, words);
    }
    const doubts = claims.filter(({ outcome }) => outcome !== 'delivered').length;
    return [...known].flatMap(([words, times]) =>
      (shown.get(words) ?? 0) > times + doubts ? [words.slice(0, 100)] : [],
    );
  }
}

/** Every copy that is there, and every one that the history names. */
async function filesIn(archive: Archive, events: readonly Event[]): Promise<number> {
  const names = new Set<string>();
  for await (const name of archive.fileNames()) names.add(name);
  for (const name of JSON.stringify(events).match(/\b[0-9a-f]{64}\b/g) ?? []) names.add(name);
  for (const name of names)
    if ((await archive.files.get(name)) === undefined) throw new Error(`no copy of ${name}`);
  return names.size;
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function twice(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].flatMap(([what, times]) => (times > 1 ? [`${what} (${times} times)`] : []));
}

function named(all: readonly Asked[]): string[] {
  return all.map(({ way, clerk, line, cause }) => `${way} of ${clerk}: ${line} (${cause})`);
}
