// What the client has recorded of every request between the bot and itself: its own account, beside what its window shows.
import { readFile } from 'node:fs/promises';
import { type Payload, record } from '../../adapters/shared/payload.ts';
import { allOf } from '../support/teams/read-card.ts';

export interface Recorded {
  /** `message`, `updateActivity`, …: what the client calls it. */
  readonly activityName: string;
  readonly conversationId?: string;
  readonly request: Payload;
  readonly response: { readonly statusCode: number; readonly body: unknown };
}

/** Oldest first. */
export async function recordedIn(path: string): Promise<readonly Recorded[]> {
  const text = await readFile(path, 'utf8');
  const blocks = text.split('\n---\n').filter((block) => block.trim() !== '');
  return blocks.map((block) => JSON.parse(block) as Recorded);
}

/** What the newest button of that title would send: the client shows some of them and cannot press them. */
export function dataOf(title: string, recorded: readonly Recorded[]): Payload {
  const buttons = recorded.flatMap(({ request }) => allOf(request.body, 'Action.Submit'));
  const found = buttons.findLast((button) => button.title === title && 'msteams' in record(button.data));
  if (!found) throw new Error(`no button »${title}«`);
  return record(found.data);
}
