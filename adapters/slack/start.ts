// Slack: the parts joined, one listener for each kind of payload, and a way in that is gated.
import { App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Bot, FileRef, Inbox, Person } from '../../src/index.ts';
import { createDesk } from '../shared/desk.ts';
import type { HttpServer } from '../shared/http-server.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import { createTokens } from '../shared/sealed-lines.ts';
import { askingOf } from './asking.ts';
import { type ClickParts, onClick } from './clicks.ts';
import { onSlash } from './commands.ts';
import { createForms } from './forms.ts';
import { causeOf, createGate, unnamedCause, whenLate } from './gate.ts';
import { createHome } from './home.ts';
import { createHttpDoor } from './http-door.ts';
import { openFile } from './letters-in.ts';
import { createMessenger, type SlackMessenger } from './messenger.ts';
import { createOutbound } from './outbound.ts';
import { createPeople } from './people.ts';
import { createReplies } from './replies.ts';
import { createResponder } from './response-url.ts';
import { onShortcut } from './shortcuts.ts';
import { onMention, onMessage } from './talk.ts';

export interface SlackSettings {
  readonly botToken: string;
  readonly signingSecret: string;
  /** Set: Socket Mode, for those without a public address; else HTTP. */
  readonly appToken?: string | undefined;
  /** Workspaces whose members may use the bot; empty: the one of the token. */
  readonly workspaces: readonly string[];
  /** Others than Slack's own, for tests. */
  readonly apiUrl?: string | undefined;
  readonly origin?: string | undefined;
}

export interface SlackWorld {
  /** What is acknowledged before it is done waits here. */
  readonly inbox: Inbox;
  people(): Promise<readonly Person[]>;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
  /** A link of ours to a file, for where Slack takes none; undefined where the bot has no public address. */
  readonly urlOf: ((file: Pick<FileRef, 'name' | 'mediaType' | 'sha256'>) => string) | undefined;
  /** The process's own, started by it. */
  readonly server: Pick<HttpServer, 'route'>;
  /** Milliseconds. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  later(ms: number, work: () => void): () => void;
  /** `reference` is what the person sees, or the kind of payload. */
  onFault(error: unknown, reference: string): void;
}

export interface Slack {
  readonly messenger: SlackMessenger;
  /** Opens the way in, in its own time where Slack does not answer. Throws when the token is not good. */
  start(bot: Bot): Promise<void>;
  /** Takes nothing more in, and lets what is under way finish. */
  stop(): Promise<void>;
  /** After the last that is to be posted. */
  close(): Promise<void>;
}

/** Milliseconds until a Slack that did not answer at the start is asked again: at first, and at most, since each is twice the one before. */
const [firstRetry, lastRetry] = [1_000, 30_000];

/** Milliseconds after which somebody who waits is told so; Slack gives up at 3,000. */
const patience = 2_000;

export function openSlack(settings: SlackSettings, world: SlackWorld): Slack {
  const { botToken, signingSecret, appToken, apiUrl, origin } = settings;
  const { inbox, now, wait, later, server, onFault } = world;
  const outbound = createOutbound({
    token: botToken,
    now,
    wait,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    ...(origin === undefined ? {} : { filesHost: origin }),
  });
  const responder = createResponder({ now, wait, ...(origin === undefined ? {} : { hosts: [origin] }) });
  const tokens = createTokens(signingSecret);
  const self = { user: '', team: '' };
  const people = createPeople({
    outbound,
    now,
    people: world.people,
    workspaces: () => (settings.workspaces.length > 0 ? settings.workspaces : [self.team]),
  });
  const messenger = createMessenger({ outbound, people, tokens });
  let app: App | undefined;
  let isStopped = false;
  let cancelRetry = () => {};

  async function start(bot: Bot): Promise<void> {
    if (isStopped || (await connect(bot))) return;
    onFault(new Error('Slack svarer ikke; det bliver prøvet igen'), 'slack');
    retry(bot, firstRetry);
  }

  /** The first start says what is wrong by failing; from then on the process stays, whatever Slack says. */
  function retry(bot: Bot, after: number): void {
    cancelRetry = later(after, async () => {
      const isOver = await connect(bot).catch((fault) => {
        onFault(fault, 'slack');
        return false;
      });
      if (!isOver && !isStopped) retry(bot, Math.min(after * 2, lastRetry));
    });
  }

  /** False where Slack does not answer. Throws when the token is not good. */
  async function connect(bot: Bot): Promise<boolean> {
    const auth = await outbound.call('auth.test', {});
    if (auth.outcome === 'refused') throw new Error(`Slack tager ikke imod bottens token: ${auth.error}`);
    if (auth.outcome !== 'done') return false;
    self.user = field(auth.response, 'user_id') ?? '';
    self.team = field(auth.response, 'team_id') ?? '';
    const botId = field(auth.response, 'bot_id') ?? '';
    const receiver: Receiver =
      appToken === undefined
        ? createHttpDoor({ signingSecret, server, now, onFault })
        : new SocketModeReceiver({
            appToken,
            ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
          });
    const gate = createGate(receiver, { ackWithin: patience, inbox, later, onFault });
    app = new App({
      receiver: gate,
      authorize: async () => ({ botToken, botId, botUserId: self.user }),
      convoStore: false,
      ignoreSelf: false,
      deferInitialization: true,
      tokenVerificationEnabled: false,
    });
    listen(app, bot);
    await app.init();
    if (!isStopped) await app.start();
    return true;
  }

  function listen(app: App, bot: Bot): void {
    const desk = createDesk({
      bot,
      platform: 'slack',
      tokens,
      recognise: ({ user, team }) => people.recognise(user, team),
      leadName: people.leadName,
      openFile: (file) => openFile(outbound, file),
      canPost: ({ channel }) => isMember(channel),
      onFault,
    });
    const replies = createReplies({
      desk,
      outbound,
      messenger,
      responder,
      contentOf: world.contentOf,
      urlOf: world.urlOf,
    });
    const forms = createForms({ desk, outbound, people });
    const home = createHome({ desk, outbound, messenger, replies });
    const talk = { desk, replies, people, self: () => self.user };
    const clicks: ClickParts = { desk, forms, replies, outbound, people, tokens, home, now };

    app.command(/.*/, ({ body: command, ack }) => {
      const body = record(command);
      return onSlash(body, cause(body), ack, { desk, forms, replies, now });
    });
    app.action(/.*/, async ({ body, ack }) => {
      await ack();
      await onClick(record(body), cause(record(body)), clicks);
    });
    app.options(/.*/, async ({ body, options, ack }) =>
      ack({
        options: [...(await forms.options(askingOf(record(body), cause(record(body))), options.value))],
      }),
    );
    app.view(/.*/, async ({ body, view, ack }) => {
      const asking = askingOf(record(body), cause(record(body)));
      let late = false;
      whenLate(body, () => {
        late = true;
        return { response_action: 'update', view: forms.waiting('da') };
      });
      const { answer, shown } = await forms
        .submit(asking, view, () => late)
        .catch((fault) => ({
          answer: { response_action: 'update' as const, view: forms.answerView(desk.failed(fault, 'da')) },
          shown: undefined,
        }));
      if (!late) await ack(answer);
      const isSeen = !late || ('view' in answer && (await forms.show({ id: view.id }, answer.view)));
      // The window was closed meanwhile: the answer comes as a message.
      if (shown && !isSeen) return replies.give(shown, asking, await home.directly(asking));
      if (shown) await replies.handOut(shown, asking, forms.isCut(shown));
    });
    app.shortcut(/.*/, async ({ body, ack }) => {
      await ack();
      await onShortcut(record(body), cause(record(body)), { desk, forms, replies, home });
    });
    app.event('app_mention', ({ event, body }) =>
      onMention(record(event), teamOf(body), cause(record(body)), talk),
    );
    app.event('message', ({ event, body }) =>
      onMessage(record(event), teamOf(body), cause(record(body)), talk),
    );
    app.event('app_home_opened', async ({ event, body }) => {
      if (event.tab === 'home') await home.publish(event.user, teamOf(body));
    });
    app.error(async (error) => onFault(error, 'bolt'));
  }

  /** A line reaches the bot also where it is no member. */
  async function isMember(channel: string | undefined): Promise<boolean> {
    const info = await outbound.call('conversations.info', { channel });
    return info.outcome === 'done' && record(info.response.channel).is_member === true;
  }

  return {
    messenger,
    start,
    async stop() {
      isStopped = true;
      cancelRetry();
      await app?.stop();
    },
    close: outbound.close,
  };
}

function cause(body: Payload): string {
  // A shared name would make the second of two the same as the first: it would be told as done and never recorded.
  return causeOf(body) ?? unnamedCause();
}

function teamOf(body: unknown): string | undefined {
  return field(body, 'team_id');
}
