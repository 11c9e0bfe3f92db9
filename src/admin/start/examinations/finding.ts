// What an examination finds: how it stands, and what helps where it does not.
export interface Finding {
  readonly state: 'ok' | 'warning' | 'wrong';
  /** Danish, a sentence. */
  readonly says: string;
  /** What to do; a sentence. */
  readonly help?: string;
}

export const ok = (says: string): Finding => ({ state: 'ok', says });
export const warning = (says: string, help: string): Finding => ({ state: 'warning', says, help });
export const wrong = (says: string, help: string): Finding => ({ state: 'wrong', says, help });
