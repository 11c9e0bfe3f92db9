// A letter that came with a sentence: it is the file that the sentence's line takes.
import { halfTyped } from '../half-line.ts';
import type { Locale } from '../ports.ts';
import { formOf } from '../view/form.ts';
import type { Reading } from './read-sentence.ts';

/** With a single file, where the line has none; of several nobody knows which. */
export function withAttached(reading: Reading, files: readonly string[], locale: Locale): Reading {
  const [only, second] = files;
  const half =
    only === undefined || second !== undefined ? undefined : halfTyped(reading.line, locale, [only]);
  if (only === undefined || !half || half.line === reading.line) return reading;
  const letters = formOf(half.command, locale).fields.filter(({ kind }) => kind === 'file');
  const labels = letters.map(({ label }) => label);
  return {
    ...reading,
    line: half.line,
    understood: [...reading.understood, ...labels.map((label) => ({ label, value: only }))],
    missing: reading.missing.filter((label) => !labels.includes(label)),
    unfinished: half.unfinished,
  };
}
