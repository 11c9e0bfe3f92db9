// Plain sentences read as commands, in English.
import { quoted } from './en-words.ts';
import type { SentenceWords } from './sentence-words.ts';

export const sentences: SentenceWords = {
  readAs: (line) => `I read that as: ${line}`,
  wouldRecord: (line) => `I read that as: ${line}. Nothing is recorded yet.`,
  grounds: "The municipality's words, as you typed them",
  missing: (labels) => `Not said: ${labels}.`,
  unread: (words) => `Not used: ${quoted(words)}.`,
  record: 'Yes, that is right',
  fillIn: 'Fill in the rest',
};
