// What led to a letter: the events that it rests on, all that was done to it, and what later changed any of that.
import { answerById, lettersAbout } from '../../register/answer.ts';
import type { IncomingLetter, OutgoingLetter, Register } from '../../register/state.ts';
import type { Recorded } from '../history/recorded.ts';

/** In order, and always whole commits: half of one could not be held against its hash. */
export function leadingTo(
  letter: OutgoingLetter,
  register: Register,
  recorded: readonly Recorded[],
): readonly Recorded[] {
  const rested = letter.versions.flatMap(({ parts, annexes }) =>
    [...parts, ...annexes].flatMap(({ events }) => events),
  );
  const versions = new Set(rested);
  const letters = new Set([letter.id, ...receivedFor(letter, register).map(({ letter: id }) => id)]);
  const positions = new Map(recorded.map(({ event, version }) => [event.id, version]));
  const hashes = new Set<string>();
  for (const { event, version, hash } of recorded) {
    const isAbout = 'letter' in event.data && event.data.letter !== null && letters.has(event.data.letter);
    if (isAbout || versions.has(version) || changedBy(event, positions).some((each) => versions.has(each))) {
      versions.add(version);
      hashes.add(hash);
    }
  }
  return recorded.filter(({ hash }) => hashes.has(hash));
}

/** What the municipalities have written about the offers that the letter reports, and what is annexed to it. */
export function receivedFor(letter: OutgoingLetter, register: Register): readonly IncomingLetter[] {
  const round = register.rounds.get(letter.year);
  if (!round) return [];
  const drafts = letter.versions;
  const annexed = drafts.flatMap(({ annexes }) => annexes.map(({ letter: id }) => id));
  const offers = drafts.flatMap(({ refusals }) =>
    refusals.flatMap((id) => answerById(register, letter.year, id)?.offer ?? []),
  );
  const about = new Set(offers.flatMap((offer) => lettersAbout(round, offer)));
  return [...round.letters.values()].filter((each) => about.has(each) || annexed.includes(each.letter));
}

function changedBy({ type, data }: Recorded['event'], positions: ReadonlyMap<string, number>): number[] {
  switch (type) {
    case 'fact-corrected':
      return [data.event];
    case 'command-undone':
      return data.events;
    case 'text-redacted':
      return [positions.get(data.event) ?? 0];
    default:
      return [];
  }
}
