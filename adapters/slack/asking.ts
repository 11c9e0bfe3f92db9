// Who presses or sends something in Slack, and where.
import type { Asking } from '../shared/asking.ts';
import { field, type Payload } from '../shared/payload.ts';

export function askingOf(body: Payload, cause: string): Asking {
  const channel = field(body, 'channel', 'id') ?? field(body, 'container', 'channel_id');
  return {
    user: field(body, 'user', 'id') ?? '',
    team: field(body, 'user', 'team_id') ?? field(body, 'team', 'id'),
    cause,
    channel,
    isDirect: channel?.startsWith('D') ?? true,
    files: [],
  };
}
