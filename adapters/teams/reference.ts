// Where somebody or a channel is reached in Teams: what every activity tells and every post needs.

export interface Reference {
  readonly tenant: string;
  readonly serviceUrl: string;
  /** `a:…` or `19:…@thread.tacv2`; of a thread in a channel `19:…@thread.tacv2;messageid=…`. */
  readonly conversation: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** The bot's own id there: `28:<app id>`. */
  readonly bot: string;
  /** In a personal chat, whose it is: `29:…`, which is per bot. */
  readonly user?: string | undefined;
  /** The same person's object id in Entra. */
  readonly aad?: string | undefined;
  /** Of a channel, its team. */
  readonly team?: string | undefined;
  readonly state: 'installed' | 'blocked' | 'gone';
}

/** The conversation of a thread is the channel's. */
export function channelOf(conversation: string): string {
  return conversation.split(';', 1)[0] ?? conversation;
}
