// Why a letter cannot be drafted once words that it is to quote are removed, and the line by which others take their place.
import type { Context } from '../command.ts';
import { removedWords, wordsOf } from '../letters/danish.ts';
import type { DataOf, Event, Proposal } from '../register/events.ts';
import { lacksWords } from '../register/redaction.ts';
import { type Refusal, refuse } from '../register/refusal.ts';
import { effective } from '../register/register.ts';
import { reasonCategories } from '../register/terms.ts';
import { quote } from '../tokens.ts';
import { correctable, keyOf } from './correctable.ts';

/** Undefined where the version lacks no removed words. */
export function removedFrom({ data }: Proposal<'letter-drafted'>, { history }: Context): Refusal | undefined {
  const texts = [
    ...data.parts.map((part) => ({ ...part, words: part.text })),
    ...data.annexes.map((annex) => ({ ...annex, id: 'bilag', words: annex.title, insteadOf: null })),
  ];
  for (const { id, words, insteadOf, events } of texts) {
    const [removed] = wordsOf(words).match(removedWords) ?? [];
    if (removed === undefined) continue;
    const line = insteadOf === null ? mendingLine(events, history) : `redigér ${data.letter} ${id} "…"`;
    return refuse('words-removed', { year: data.year, part: id, words: removed }, line);
  }
  return undefined;
}

/** The correction of the first of the events that has lost words. */
function mendingLine(positions: readonly number[], history: readonly Event[]): string {
  const known = effective(history);
  for (const position of positions) {
    const event = known[position - 1];
    const option = event && lostOption(event);
    if (option) return `ret E-${position} ${option} grund="…"`;
  }
  return 'hjælp ret';
}

/** `tema="…"`, `grund=overlap:"…"` */
function lostOption({ type, data }: Event): string | undefined {
  if (type === 'answer-recorded' && lacksWords(data.reasons)) return data.reasons.map(reasonOption).join(' ');
  const fields = Object.entries(correctable[type] ?? {});
  const lost = fields.find(([, field]) => lacksWords((data as Readonly<Record<string, unknown>>)[field]));
  return lost && `${keyOf(lost[0])}="…"`;
}

/** Grounds are corrected together: those that are left stand in the line as they are. */
function reasonOption({ category, words }: DataOf<'answer-recorded'>['reasons'][number]): string {
  const name = reasonCategories[category];
  return words === null ? `grund=${name}` : `grund=${name}:${quote(words.text ?? '…')}`;
}
