// The way in as a process joins it: server, door, guard, the real SDK and an inbox on the disk; work that a test watches.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createHttpServer } from '../../../adapters/shared/http-server.ts';
import { type Answer, createDoor, type Work } from '../../../adapters/teams/door.ts';
import { channelIssuer } from '../../../adapters/teams/guard.ts';
import { teamsServices } from '../../../adapters/teams/hosts.ts';
import { createIngress } from '../../../adapters/teams/sdk/ingress.ts';
import type { Inbox } from '../../../src/index.ts';
import { openInbox } from '../../../store/lowdb/inbox.ts';
import { makeFolder } from '../disk-folder.ts';
import { type Fault, playedTimers } from '../slack/gated-app.ts';
import { appId, type Identity, now, startIdentity, tenant } from './identity.ts';
import { message, sendTo } from './teams-requests.ts';

let identity: Identity;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Activity = Parameters<Work['onMessage']>[0];

export interface Opening {
  readonly inbox?: Inbox;
  readonly path?: string;
  readonly openIdMetadataUrl?: string;
  readonly arriveWithin?: number;
  readonly onMessage?: (activity: Activity) => Promise<void>;
  readonly onInvoke?: (activity: Activity) => Promise<Answer>;
}

/** A file for an inbox, in a folder that goes with the test. */
export async function inboxPath(): Promise<string> {
  const folder = await makeFolder();
  stops.push(folder.remove);
  return join(folder.path, 'inbox.ndjson');
}

/** Stopped after the test. `done`: the ids of the activities in the order that they were worked off; `late`: of those told to wait. */
export async function openDoor(opening: Opening = {}) {
  const done: string[] = [];
  const late: string[] = [];
  const faults: Fault[] = [];
  const onFault = (error: unknown, kind: string) => void faults.push({ error, kind });
  const path = opening.path ?? (await inboxPath());
  const inbox = opening.inbox ?? (await openInbox({ path, onWarning: (text) => onFault(text, 'warning') }));
  const timers = playedTimers();
  const clock = { now };
  const issuers = [channelIssuer];
  const { openIdMetadataUrl = identity.openIdMetadataUrl, arriveWithin = 10_000 } = opening;
  let noted = () => {};
  const note = (activity: Activity) => {
    done.push(String(activity.id));
    noted();
  };
  /** Settles when that activity's work is over. */
  const workedOff = (id: string) =>
    new Promise<void>((resolve) => {
      noted = () => done.includes(id) && resolve();
      noted();
    });
  const work: Work = {
    async onMessage(activity) {
      await opening.onMessage?.(activity);
      note(activity);
    },
    onEvent: async (activity) => note(activity),
    async onInvoke(activity) {
      const answer = (await opening.onInvoke?.(activity)) ?? { status: 200, body: { for: activity.id } };
      note(activity);
      return answer;
    },
    whenLate(activity) {
      late.push(String(activity.id));
      return { later: activity.id };
    },
  };
  const door = createDoor({
    guard: { appId, tenant, issuers, serviceOrigins: teamsServices },
    ingress: createIngress({ appId, issuers, openIdMetadataUrl, now: () => clock.now, onFault }),
    inbox,
    work,
    now: () => clock.now,
    later: timers.later,
    onFault,
  });
  const server = createHttpServer({ port: 0, host: '127.0.0.1', arriveWithin, onFault });
  server.route('/api/messages', door.handle);
  door.start();
  await server.start();
  const port = server.port ?? 0;
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await door.stop();
    await server.stop();
    await inbox.close();
  };
  stops.push(stop);
  const stillServes = async () => {
    const id = `still ${done.length}`;
    expect(await sendTo(port, message(id))).toMatchObject({ status: 200, body: '' });
    await workedOff(id);
  };
  return { port, path, door, done, late, faults, timers, clock, stop, workedOff, stillServes, identity };
}
