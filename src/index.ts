// The door: what adapters and stores may import, listed by hand.

export type { Answer, Bot, Invocation } from './bot.ts';
export { localDate, parseInstant, withOffset } from './calendar/time.ts';
export type { PlayedClock } from './clocks.ts';
export { commands } from './commands/index.ts';
export { completions } from './complete.ts';
export { languages } from './language/index.ts';
export type { FreeText } from './ledger.ts';
export { hashable, sealedContent } from './ledger.ts';
export type { Annex, FileRef, Letter, LetterKind, Part, PartRole } from './letters/letter.ts';
export type {
  Appended,
  Clock,
  Digest,
  Directory,
  Documents,
  Envelope,
  FileRefusal,
  Files,
  Ids,
  Instant,
  Ledger,
  LocalDate,
  Locale,
  NamedFile,
  Person,
  Received,
  ReceivedFile,
  Rendered,
  StoreFaultCode,
} from './ports.ts';
export { StoreFault } from './ports.ts';
export { type Refusal, refuse } from './register/refusal.ts';
export { quote } from './tokens.ts';
export { type Renderer, renderWith, type View } from './view/nodes.ts';
export { plain } from './view/plain.ts';
