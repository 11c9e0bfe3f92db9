// Plain sentences read as commands, in Danish.
import { quoted } from './da-words.ts';
import type { SentenceWords } from './sentence-words.ts';

export const sentences: SentenceWords = {
  readAs: (line) => `Jeg læste det som: ${line}`,
  wouldRecord: (line) => `Jeg forstod det sådan: ${line}. Intet er registreret endnu.`,
  grounds: 'Kommunens ord (skriv dem selv i formularen, hvis de skal med)',
  missing: (labels) => `Du har ikke skrevet: ${labels}.`,
  unread: (words) => `Det har jeg ikke forstået og ikke taget med: ${quoted(words)}.`,
  record: 'Ja, det er rigtigt',
  recordAnyway: 'Registrér det alligevel',
  fillIn: 'Udfyld resten',
};
