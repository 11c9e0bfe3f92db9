// What Slack once sent (recorded by vercel/chat, MIT), and a whole bot in the workspace that it was sent from.
// Third-party data, read beside the repository: without it there is nothing here.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpServer } from '../../../adapters/shared/http-server.ts';
import { openSlack } from '../../../adapters/slack/start.ts';
import type { Person } from '../../../src/ports.ts';
import { memoryDirectory } from '../../../store/memory/directory.ts';
import { playedParts } from '../played-bot.ts';
import { memoryInbox } from '../shared-memory.ts';
import type { Kind } from './deliveries.ts';
import { type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { isObject, type Json, objectAt, parsed, textAt } from './json-reading.ts';
import { issueResponseUrl } from './response-urls.ts';
import { issueTrigger } from './views.ts';

export const replayed = '../shared/data/slack/chat-replay/packages/integration-tests/fixtures/replay';

export interface Recorded {
  readonly name: string;
  readonly kind: Kind;
  readonly payload: Json;
  readonly team: string;
  readonly user: string;
  readonly channel: string | undefined;
}

export function recordedDeliveries(): Recorded[] {
  if (!existsSync(replayed)) return [];
  return readdirSync(replayed, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const content = parsed(readFileSync(join(replayed, file), 'utf8'));
      return Object.entries(isObject(content) ? content : {}).flatMap(([name, payload], index) =>
        isObject(payload) ? read(`${file} ${name}`, payload, index) : [],
      );
    });
}

function read(name: string, payload: Json, index: number): Recorded[] {
  const event = objectAt(payload, 'event');
  const kind = event !== undefined ? 'event' : 'command' in payload ? 'command' : 'interaction';
  const team = textAt(payload, 'team_id') ?? textAt(payload, 'team', 'id');
  const user =
    textAt(event, 'user') ??
    textAt(event, 'user', 'id') ??
    textAt(payload, 'user', 'id') ??
    textAt(payload, 'user_id');
  if (team === undefined || user === undefined) return [];
  const channel =
    textAt(event, 'channel') ?? textAt(payload, 'channel', 'id') ?? textAt(payload, 'channel_id');
  // Slack always sends the id that some recordings were cut down by.
  const whole = kind === 'event' ? { event_id: `EvUDENID${index}`, ...payload } : payload;
  return [{ name, kind, payload: whole, team, user, channel }];
}

export interface RecordedOffice {
  readonly fake: FakeSlack;
  readonly url: string;
  readonly faults: readonly unknown[];
  /** As it was recorded, but that an answer to it goes to the fake rather than to Slack. */
  readonly payload: Json;
  /** After all that is under way. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export const recordedSecret = 'en hemmelighed';

/** The bot in that workspace, with the person in its directory and the bot in the channel. */
export async function recordedOffice({ payload, team, user, channel }: Recorded): Promise<RecordedOffice> {
  const parts = await playedParts('2025-01-02 09:00');
  const now = () => Date.parse(parts.clock.now());
  const fake = await startFakeSlack({
    now,
    teams: [{ id: team, token: 'xoxb-1-test' }],
    users: [{ id: user, team, name: 'Anna' }],
  });
  const { world } = fake;
  const bot = world.teams.get(team)?.botUser ?? '';
  if (channel?.startsWith('D')) {
    const about = { team, name: 'directmessage', extShared: false, archived: false };
    world.channels.set(channel, { id: channel, kind: 'im', ...about, members: new Set([user, bot]) });
  } else if (channel !== undefined) fake.addChannel({ id: channel, team, members: [user] });
  const trigger = textAt(payload, 'trigger_id');
  if (trigger !== undefined) issueTrigger(world, team, user, null, trigger);
  const answerTo =
    textAt(payload, 'response_url') === undefined
      ? {}
      : { response_url: issueResponseUrl(world, { team, user, channel: channel ?? '', origin: null }).url };
  const faults: unknown[] = [];
  const anna: Person = {
    id: 'anna',
    name: 'Anna',
    roles: ['sagsbehandler'],
    locale: 'da',
    leader: null,
    slack: user,
  };
  const directory = memoryDirectory([anna]);
  const server = createHttpServer({ port: 0, onFault: (error, kind) => faults.push([kind, error]) });
  const slack = openSlack(
    {
      botToken: 'xoxb-1-test',
      signingSecret: recordedSecret,
      workspaces: [],
      apiUrl: fake.apiUrl,
      origin: fake.url,
    },
    {
      inbox: memoryInbox(),
      people: () => directory.people(),
      contentOf: (sha256) => parts.files.get(sha256),
      urlOf: undefined,
      server,
      now,
      wait: async () => {},
      later: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      onFault: (error, reference) => faults.push([reference, error]),
    },
  );
  await slack.start(await parts.createBot({ directory, messenger: slack.messenger }));
  await server.start();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= Promise.all([server.stop(), slack.stop()]).then(() => slack.close());
    return stopped;
  };
  return {
    fake,
    url: `http://127.0.0.1:${server.port}/slack/events`,
    faults,
    payload: { ...payload, ...answerTo },
    stop,
    async close() {
      await stop();
      await fake.close();
    },
  };
}
