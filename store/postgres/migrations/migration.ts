// What a step of the data base's structure is.

export interface Migration {
  /** For people; the version is the place in the list, counted from 1. */
  readonly name: string;
  /**
   * Statements; `:schema` stands for the organisation's schema, quoted. Run once, all or nothing, as the owner of the schema.
   * Never changed once released: its SHA-256 is kept, and another one stops the start.
   */
  readonly sql: string;
  /**
   * What the bot itself may, and nothing else: `select on :schema.commits`. Granted at each start of an owner to the role or login
   * that the bot's connections act as.
   */
  readonly grants: readonly string[];
}
