// The Web API methods that the bot calls, and no other: how often each may be called, and what may be done when no answer comes.

/** Calls a minute for each workspace and app: docs.slack.dev/apis/web-api/rate-limits; which method has which: slack_kit. */
const tier3 = 50;
const tier4 = 100;
/** "Special rate limits apply", without a figure: kept to tier 3. */
const special = tier3;

/**
 * `repeatable`: doing it twice is doing it once, so that a missing answer is tried again.
 * `once`: sent again only when it was certainly not done.
 * `at-once`: sent once and now, or not at all: the trigger id lives 3 s (views.open in slack_kit).
 */
export type Manner = 'repeatable' | 'once' | 'at-once';

interface Rule {
  readonly perMinute: number;
  readonly manner: Manner;
}

const repeatable = (perMinute: number): Rule => ({ perMinute, manner: 'repeatable' });
const once = (perMinute: number): Rule => ({ perMinute, manner: 'once' });
const atOnce: Rule = { perMinute: tier4, manner: 'at-once' };

/** Without chat.postMessage: a message goes through `post`, which alone can look for it. */
export const methods = {
  'auth.test': repeatable(special),
  'chat.postEphemeral': once(tier4),
  'chat.update': repeatable(tier3),
  'conversations.history': repeatable(tier3),
  'conversations.info': repeatable(tier3),
  'conversations.members': repeatable(tier4),
  'conversations.open': repeatable(tier3),
  'conversations.replies': repeatable(tier3),
  'files.completeUploadExternal': once(tier4),
  'files.getUploadURLExternal': repeatable(tier4),
  'files.info': repeatable(tier4),
  'users.info': repeatable(tier4),
  'users.lookupByEmail': repeatable(tier3),
  'views.open': atOnce,
  'views.publish': repeatable(tier4),
  // Its `hash` makes a repetition of what was done a `hash_conflict`.
  'views.update': once(tier4),
} as const satisfies Record<string, Rule>;

export type SlackMethod = keyof typeof methods;

/** The message or page that a call replaces: two such calls must arrive in their order. */
export function replaced(method: SlackMethod, args: Readonly<Record<string, unknown>>): string | undefined {
  if (method === 'chat.update') return `${method} ${String(args.channel)} ${String(args.ts)}`;
  if (method === 'views.publish') return `${method} ${String(args.user_id)}`;
  return undefined;
}
