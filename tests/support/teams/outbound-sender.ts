// An outbound before the fake Bot Connector and the fake file host, all of them in played time.
import { afterEach } from 'vitest';
import { createOutbound, type Outbound } from '../../../adapters/teams/outbound.ts';
import type { Reference } from '../../../adapters/teams/reference.ts';
import { createConnector } from '../../../adapters/teams/sdk/connector.ts';
import { type PlayedTime, playTime } from '../../slack/outbound/played-time.ts';
import { type FakeConnector, startFakeConnector } from './fake-connector.ts';
import { type FakeFiles, startFakeFiles } from './fake-connector-files.ts';

export interface Sender {
  readonly time: PlayedTime;
  readonly teams: FakeConnector;
  readonly files: FakeFiles;
  readonly outbound: Outbound;
  /** Anna's personal chat, a group chat, and a thread of the team's channel. */
  readonly anna: Reference;
  readonly group: Reference;
  readonly thread: Reference;
  /** What was said of references, as `conversation state`. */
  readonly states: string[];
  /** Why messages did not arrive. */
  readonly unsent: string[];
}

export const channel = '19:channel@thread.tacv2';
const groupChat = '19:group@thread.v2';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** An outbound with a clock and a jitter of 0.5; `limits`: see the fake's. */
export async function createSender(options: { readonly limits?: boolean } = {}): Promise<Sender> {
  const time = playTime();
  const teams = await startFakeConnector({ now: time.now, onHang: time.hang, ...options });
  const files = await startFakeFiles({ now: time.now, onHang: time.hang });
  open.push(teams, files);
  const people = ['Anna', 'Bo', 'Carl'].map((name) =>
    teams.addPerson({
      id: `29:${name}`,
      aad: `aad-${name}`,
      name,
      email: `${name}@ministeriet.dk`,
      hasApp: name === 'Anna',
    }),
  );
  const members = people.map(({ id }) => id);
  teams.addConversation({ id: channel, kind: 'channel', members });
  teams.addConversation({ id: groupChat, kind: 'groupChat', members });
  const [anna] = people;
  if (!anna) throw new Error('nobody');
  const states: string[] = [];
  const unsent: string[] = [];
  const outbound = createOutbound({
    connector: createConnector({
      credentials: { kind: 'token', token: async () => 'never sent to loopback' },
      origins: [teams.url],
      fetch: time.fetch,
    }),
    now: time.now,
    wait: time.wait,
    jitter: () => 0.5,
    onState: ({ conversation }, state) => states.push(`${conversation} ${state}`),
    onUnsent: (reason) => unsent.push(reason),
    fileOrigins: [files.url],
    fetch: time.fetch,
  });
  const reference = (conversation: string, kind: Reference['kind']): Reference => ({
    tenant: teams.tenant,
    serviceUrl: teams.serviceUrl,
    conversation,
    kind,
    bot: teams.bot,
    state: 'installed',
  });
  return {
    time,
    teams,
    files,
    outbound,
    states,
    unsent,
    anna: { ...reference(teams.personal(anna).id, 'personal'), user: anna.id, aad: anna.aad },
    group: reference(groupChat, 'groupChat'),
    thread: { ...reference(`${channel};messageid=1700000000001`, 'channel'), team: channel },
  };
}
