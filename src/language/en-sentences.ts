// Plain sentences read as commands, in English.
import { quoted } from './en-words.ts';
import type { SentenceWords } from './sentence-words.ts';

export const sentences: SentenceWords = {
  readAs: (line) => `I read that as: ${line}`,
  wouldRecord: (line) => `I understood this: ${line}. Nothing is recorded yet.`,
  grounds: "The municipality's words (type them in the form if they are to be recorded)",
  missing: (labels) => `You have not said: ${labels}.`,
  unread: (words) => `I have not understood this and left it out: ${quoted(words)}.`,
  record: 'Yes, that is right',
  recordAnyway: 'Record it anyway',
  fillIn: 'Fill in the rest',
};
