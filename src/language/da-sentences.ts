// Plain sentences read as commands, in Danish.
import { quoted } from './da-words.ts';
import type { SentenceWords } from './sentence-words.ts';

export const sentences: SentenceWords = {
  readAs: (line) => `Jeg læste det som: ${line}`,
  wouldRecord: (line) => `Jeg læste det som: ${line}. Intet er registreret endnu.`,
  grounds: 'Kommunens ord, som du skrev dem',
  missing: (labels) => `Ikke oplyst: ${labels}.`,
  unread: (words) => `Ikke brugt: ${quoted(words)}.`,
  record: 'Ja, det er rigtigt',
  fillIn: 'Udfyld resten',
};
