// Who writes or presses something in Teams, and where.
import type { Locale } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import { field, type Payload } from '../shared/payload.ts';
import { onceNamed } from '../shared/told.ts';
import { channelOf, type Reference } from './reference.ts';
import { referenceIn } from './references.ts';

export interface TeamsAsking extends Asking {
  /**
   * Where it was written: in a channel, the thread. A button in the asker's own chat may stand for a line of a channel:
   * then `channel` and `isDirect` tell of that one.
   */
  readonly reference: Reference;
  /** Of such a line: the channel's conversation, or the thread in it. */
  readonly from?: string;
  /** The language of the client. */
  readonly locale: Locale;
  /** Whether whoever waits has been answered meanwhile: then what comes of it comes as messages. */
  isLate(): boolean;
}

/** `known`: what is known of the conversation, for activities that do not say of what kind it is. */
export function askingOf(activity: Payload, known?: Reference): TeamsAsking {
  const reference = referenceIn(activity, known);
  const { conversation, kind, tenant, user = '' } = reference;
  const isEnglish = !(field(activity, 'locale') ?? 'da').toLowerCase().startsWith('da');
  return {
    user,
    team: tenant,
    // The name of a chat between two people is made of their Entra ids, and a cause stays in the history for ever.
    cause: `teams:${onceNamed(conversation)}|${field(activity, 'id') ?? ''}`,
    channel: channelOf(conversation),
    isDirect: kind === 'personal',
    files: [],
    reference,
    locale: isEnglish ? 'en' : 'da',
    isLate: () => false,
  };
}

/** Where the answer may be shared; undefined for what was asked in the asker's own chat. */
export function askedAt({ from, isDirect, reference }: TeamsAsking): string | undefined {
  return isDirect ? undefined : (from ?? reference.conversation);
}

/** As if it were asked there. */
export function asIfAt(asking: TeamsAsking, from: string | undefined): TeamsAsking {
  return from === undefined ? asking : { ...asking, from, channel: channelOf(from), isDirect: false };
}

/** What a post is called in the ledger: `teams:19:…@thread.tacv2|1738310400000`. */
export function referenceOf(conversation: string, id: string): string {
  return `teams:${channelOf(conversation)}|${id}`;
}

export function readReference(reference: string): { readonly conversation: string; readonly id: string } {
  const at = reference.lastIndexOf('|');
  return { conversation: reference.slice('teams:'.length, at), id: reference.slice(at + 1) };
}
