// The door: what adapters and stores may import, listed by hand.

export { type Answer, refused } from './answers.ts';
export type { Bot } from './bot.ts';
export { isLocalDate, parseInstant, withOffset } from './calendar/time.ts';
export type { PlayedClock } from './clocks.ts';
export { commands } from './commands/index.ts';
export { completions, suggestMunicipalities } from './complete.ts';
export { type HalfLine, halfTyped } from './half-line.ts';
export { languages } from './language/index.ts';
export type { FreeText } from './ledger.ts';
export { hashable, sealedContent } from './ledger.ts';
export type { FileRef } from './letters/letter.ts';
export { leadOf } from './obligations/people.ts';
export { type Due, opening, type Pace, spentUntil, taken } from './pace.ts';
export type {
  Appended,
  Board,
  Directory,
  Envelope,
  Files,
  Inbox,
  Instant,
  Ledger,
  Locale,
  Memory,
  Message,
  Messenger,
  NamedFile,
  Opened,
  Person,
  Posting,
  Store,
  StoreWorld,
} from './ports.ts';
export { StoreFault } from './ports.ts';
export { findMunicipality } from './register/municipality.ts';
export { type Refusal, refuse } from './register/refusal.ts';
export { localeOf } from './register/users.ts';
export {
  type Form,
  type FormField,
  type FormValues,
  fieldOf,
  formOf,
  lineOfForm,
} from './view/form.ts';
export { type Action, type Renderer, renderWith, type View } from './view/nodes.ts';
export { plain } from './view/plain.ts';
