// The door: what adapters and stores may import, listed by hand.

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
