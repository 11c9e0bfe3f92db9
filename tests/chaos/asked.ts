// What a clerk has asked for, and what has come of it as far as the clerk could see.

export type Way =
  | 'slash'
  | 'direct message'
  | 'Slack press'
  | 'Teams message'
  | 'Teams press'
  | 'Teams dialog';

export interface Asked {
  readonly clerk: string;
  readonly way: Way;
  readonly line: string;
  /** The platform's id of it, by which the history names it. */
  readonly cause: string;
  /** In the line, in what it records and in its answer; none for an approval. */
  readonly number: string | undefined;
  /** By which Slack's answers name what they answer: a response URL, or the cause. */
  readonly key: string;
  /** Where the answers stand that name nothing: a chat at Teams. */
  readonly chat: string | undefined;
  /** The product has answered the platform with 200. */
  isAccepted: boolean;
  /** The platform has delivered it as often as it does, and never got that 200. */
  isGivenUp: boolean;
  /** An answer has reached the clerk. */
  isAnswered: boolean;
  /** An answer was on its way when the platform failed: whether it arrived cannot be known. */
  isDoubtful: boolean;
  /** The answer said that it is recorded. */
  isConfirmed: boolean;
  /** The answer said that nothing is recorded. */
  isDenied: boolean;
  /** The answer said that somebody had been faster. */
  isOvertaken: boolean;
}

export function asked(
  about: Pick<Asked, 'clerk' | 'way' | 'line' | 'cause' | 'number' | 'key' | 'chat'>,
): Asked {
  return {
    ...about,
    isAccepted: false,
    isGivenUp: false,
    isAnswered: false,
    isDoubtful: false,
    isConfirmed: false,
    isDenied: false,
    isOvertaken: false,
  };
}

/** `nr-00017`: none is a part of another. */
export const numbered = (count: number): string => `nr-${String(count).padStart(5, '0')}`;
export const numbers = /nr-\d{5}/g;
