// What a language must be able to say of a plain sentence that was read as a command.
export interface SentenceWords {
  /** Above the answer to a question. */
  readonly readAs: (line: string) => string;
  /** Above what would be recorded. */
  readonly wouldRecord: (line: string) => string;
  /** Beside the municipality's grounds as they were typed: the line does not carry them. */
  readonly grounds: string;
  /** The labels in lower case. */
  readonly missing: (labels: string) => string;
  readonly unread: (words: string) => string;
  /** The button that runs the line. */
  readonly record: string;
  /** The button where a part of the sentence was not understood. */
  readonly recordAnyway: string;
  /** The button of a line with something to fill in. */
  readonly fillIn: string;
}
