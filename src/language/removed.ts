// A free text as it is shown, in the reader's language: its words, or that they were removed, when and why.
import { dateInWords } from '../calendar/dates.ts';
import { localDate } from '../calendar/time.ts';
import type { Locale } from '../ports.ts';
import type { FreeText } from '../register/events.ts';

const removedWord: Readonly<Record<Locale, string>> = { da: 'fjernet', en: 'removed' };

/** `[fjernet 23. november 2026: cpr-nummer]`; without date and reason where no removal is recorded. */
export function shownText({ text, removed }: FreeText, locale: Locale): string {
  if (text !== undefined) return text;
  const on = removed ? ` ${dateInWords(localDate(removed.at), locale).replace(/^den /, '')}` : '';
  const why = removed?.reason ? `: ${removed.reason.replaceAll(/[[\]]|\s*\.$/g, '')}` : '';
  return `[${removedWord[locale]}${on}${why}]`;
}
