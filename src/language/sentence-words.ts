// What a language must be able to say of a plain sentence that was read as a command.
export interface SentenceWords {
  /** Above the answer to a question. */
  readonly readAs: (line: string) => string;
  /** Above what would be recorded. */
  readonly wouldRecord: (line: string) => string;
  /** Beside the municipality's grounds as they were typed. */
  readonly grounds: string;
  readonly missing: (labels: string) => string;
  readonly unread: (words: string) => string;
  /** The button that runs the line. */
  readonly record: string;
  /** The button of a line with something to fill in. */
  readonly fillIn: string;
}
