// What a method is called with and what it answers; a refusal carries one of the method's documented codes.
import { at, type Json, textAt } from './json-reading.ts';
import type { Channel, Team, World } from './world.ts';

export interface Call {
  readonly world: World;
  readonly team: Team;
  readonly args: Json;
}
export type Answer = Json & { readonly ok: boolean };
export type Handler = (call: Call) => Answer;

export const done = (fields: Json = {}): Answer => ({ ...fields, ok: true });

export function refused(error: string, messages: readonly string[] = []): Answer {
  return { ok: false, error, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) };
}

export const isRefused = (value: Answer | unknown): value is Answer => at(value, 'ok') === false;

/** The scopes of which a conversation method needs the one for the channel's kind. */
export function scopeFor(channel: Channel, right: 'read' | 'history' | 'write'): string {
  if (channel.kind === 'im') return `im:${right}`;
  if (channel.kind === 'private') return `groups:${right}`;
  return right === 'write' ? 'channels:manage' : `channels:${right}`;
}

export function missingScope(team: Team, needed: readonly string[]): Answer | undefined {
  if (team.scopes === undefined || needed.length === 0) return undefined;
  if (needed.some((scope) => team.scopes?.includes(scope))) return undefined;
  return { ok: false, error: 'missing_scope', needed: needed.join(','), provided: team.scopes.join(',') };
}

/** A channel that the bot can see; a private one that it is not in does not exist for it. */
export function visibleChannel(call: Call, name = 'channel'): Channel | undefined {
  const id = textAt(call.args, name);
  const channel = call.world.channels.get(id ?? '');
  if (channel === undefined) return undefined;
  const inside = channel.members.has(call.team.botUser);
  if (channel.team !== call.team.id && !inside) return undefined;
  return channel.kind !== 'public' && !inside ? undefined : channel;
}
