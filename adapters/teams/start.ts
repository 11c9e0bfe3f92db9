// Teams: the parts joined, one piece of work for each kind of activity, and a way in that is guarded.
import {
  type Bot,
  type FileRef,
  type Inbox,
  languages,
  type Memory,
  type Messenger,
  type Person,
  suggestMunicipalities,
} from '../../src/index.ts';
import { createDesk } from '../shared/desk.ts';
import { drawingWith } from '../shared/drawing.ts';
import { type Handler, refuse } from '../shared/http-server.ts';
import { field, type Payload, record } from '../shared/payload.ts';
import { createTokens } from '../shared/sealed-lines.ts';
import { onArrival } from './arrivals.ts';
import { askingOf, type TeamsAsking } from './asking.ts';
import { type DialogParts, onExtension, onFetch, onSubmit } from './dialogs.ts';
import { type Answer, createDoor, type Door, type Work } from './door.ts';
import { createFilesOut } from './files-out.ts';
import { municipalityDataset } from './form.ts';
import { createForms } from './forms.ts';
import { channelIssuer } from './guard.ts';
import { openHeldFiles } from './held-files.ts';
import { teamsServices } from './hosts.ts';
import { createLettersIn } from './letters-in.ts';
import { recordAnswerAction } from './manifest.ts';
import { createMessenger } from './messenger.ts';
import { createOutbound } from './outbound.ts';
import { createPeople } from './people.ts';
import { onPress, type Press, type PressParts, words } from './presses.ts';
import { type Reaction, settled } from './reactions.ts';
import { kindIn, openReferences } from './references.ts';
import { createReplies } from './replies.ts';
import { createConnector } from './sdk/connector.ts';
import { createIngress } from './sdk/ingress.ts';
import { onEdit, onWords, submitted, type TalkParts } from './talk.ts';

export interface TeamsSettings {
  readonly appId: string;
  readonly tenant: string;
  /** None: a managed identity. */
  readonly password: string | undefined;
  /** Seals what buttons carry. */
  readonly secret: string;
  /** Others than the public cloud's. */
  readonly issuers: readonly string[] | undefined;
  readonly serviceOrigins: readonly string[] | undefined;
  readonly openIdMetadataUrl: string | undefined;
  /** Origins besides OneDrive's that files may be at, for tests. */
  readonly fileOrigins?: readonly string[];
}

export interface TeamsWorld {
  readonly inbox: Inbox;
  readonly memory: Memory;
  /** For files that nobody has recorded yet; none where one process serves alone, which holds them itself. */
  readonly heldFiles?: Memory | undefined;
  people(): Promise<readonly Person[]>;
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
  /** A link of ours to a file; none where the bot has no public address. */
  readonly urlOf: ((file: FileRef) => string) | undefined;
  /** Milliseconds. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  later(ms: number, work: () => void): () => void;
  /** From 0 to below 1. */
  jitter(): number;
  /** Why a message certainly did not arrive, for the log. */
  onUnsent(reason: string): void;
  /** `reference` is what the person sees, or the kind of activity. */
  onFault(error: unknown, reference: string): void;
}

export interface Teams {
  readonly messenger: Messenger;
  /** For the messaging endpoint. */
  readonly handle: Handler;
  /** A file that is handed out, recorded or held. */
  contentOf(sha256: string): Promise<Uint8Array | undefined>;
  /** Takes activities in from now on, first those that an earlier process accepted. */
  start(bot: Bot): void;
  /** To be called each minute: lets go of files that were held for an hour. */
  tidy(): Promise<void>;
  /** Takes nothing more in, and lets what is under way finish. */
  stop(): Promise<void>;
  /** After the last that is to be posted. */
  close(): Promise<void>;
}

/** Nobody reads more. */
const mostSuggestions = 15;

export async function openTeams(settings: TeamsSettings, world: TeamsWorld): Promise<Teams> {
  const { appId, tenant, password, secret, openIdMetadataUrl } = settings;
  const { issuers = [channelIssuer], serviceOrigins = teamsServices } = settings;
  const { inbox, now, wait, later, jitter, onUnsent, onFault } = world;
  const references = await openReferences(world.memory);
  const outbound = createOutbound({
    connector: createConnector({
      credentials:
        password === undefined
          ? { kind: 'managed-identity', appId }
          : { kind: 'password', appId, password, tenant },
      origins: serviceOrigins,
    }),
    now,
    wait,
    jitter,
    onUnsent,
    onState: ({ conversation }, state) => {
      references.mark(conversation, state).catch((fault) => onFault(fault, 'referencer'));
    },
    ...(settings.fileOrigins ? { fileOrigins: settings.fileOrigins } : {}),
  });
  const tokens = createTokens(secret);
  const people = createPeople({ outbound, references, tenant, people: world.people, now });
  const held = await openHeldFiles({
    now,
    memory: world.heldFiles,
    onFault: (fault) => onFault(fault, 'filer'),
  });
  const filesOut = createFilesOut({ outbound, tokens, held, contentOf: world.contentOf });
  const messenger = createMessenger({ outbound, references, people, filesOut, draw: drawingWith(tokens) });
  let door: Door | undefined;

  function workOf(bot: Bot): Work {
    const lettersIn = createLettersIn(outbound, held);
    const desk = createDesk<TeamsAsking>({
      bot,
      platform: 'teams',
      tokens,
      recognise: people.recognise,
      leadName: people.leadName,
      openFile: async (file) => lettersIn.open(file),
      // Where the bot can be mentioned it can post.
      canPost: async () => true,
      onFault,
    });
    const forms = createForms({ desk, people, tokens, lettersIn });
    const replies = createReplies({ desk, outbound, people, files: filesOut, forms });
    const isFollowed = async (post: string) => (await bot.shownAt(post)) !== undefined;
    const talk: TalkParts = { desk, replies, people, outbound, lettersIn };
    const shares = { desk, people, references, replies };
    const presses: PressParts = { ...shares, forms, outbound, tokens, isFollowed };
    const { urlOf } = world;
    const dialogs: DialogParts = { ...shares, forms, tokens, filesOut, lettersIn, urlOf };
    const late = new WeakSet<Payload>();

    async function met(activity: Payload): Promise<TeamsAsking> {
      const known = references.of(field(activity, 'conversation', 'id') ?? '');
      const asking = { ...askingOf(activity, known), isLate: () => late.has(activity) };
      // A message extension works also where the bot is not, and so does the card that somebody forwards.
      const isThere = activity.type === 'invoke' ? known?.state === 'installed' : true;
      if (isThere)
        await references.learn(
          asking.reference,
          asking.isDirect ? await people.identityOf(asking) : undefined,
        );
      return asking;
    }

    return {
      async onMessage(activity) {
        const asking = await met(activity);
        const data = submitted(activity);
        if (!data) return onWords(activity, talk);
        // A submission is answered with nothing that anybody sees.
        const unseen = { ...asking, isLate: () => true };
        await settled(await onPress(pressOf(data, activity), unseen, presses), unseen, presses);
      },
      async onEvent(activity) {
        const { type } = activity;
        if (type === 'messageUpdate') return onEdit(activity, talk);
        if (type !== 'conversationUpdate' && type !== 'installationUpdate') return;
        if (kindIn(activity) === undefined) return;
        await met(activity);
        return onArrival(activity, { bot, desk, outbound, references, replies });
      },
      async onInvoke(activity) {
        const asking = await met(activity);
        const value = record(activity.value);
        const reacted = async (reaction: Reaction) => answer(await settled(reaction, asking, presses));
        switch (activity.name) {
          case 'adaptiveCard/action': {
            const { verb, data } = record(value.action);
            const press = pressOf({ ...record(data), verb }, activity);
            return reacted(await onPress(press, asking, presses));
          }
          case 'task/fetch':
            return reacted(await onFetch(activity, asking, dialogs));
          case 'task/submit':
          case 'composeExtension/submitAction':
            return reacted(await onSubmit(activity, asking, dialogs));
          case 'composeExtension/fetchTask':
            if (value.commandId !== recordAnswerAction) return { status: 501 };
            return reacted(await onExtension(activity, asking, dialogs));
          case 'application/search':
            return answer(await suggestions(value, asking));
          case 'fileConsent/invoke': {
            const who = await desk.identify(asking);
            // Teams asks in personal chats alone; and a token is seen by more people than the bot serves.
            if ('no' in who) await replies.give(who.no, asking);
            else if (asking.isDirect)
              await filesOut.onConsent(asking.reference, activity, desk.localeFor(who.person));
            return { status: 200 };
          }
          default:
            return { status: 501 };
        }
      },
      whenLate(activity) {
        late.add(activity);
        const { working } = languages[askingOf(activity).locale].cards;
        const isDialog = /^(task|composeExtension)\//.test(field(activity, 'name') ?? '');
        return isDialog ? { task: { type: 'message', value: working } } : words(working);
      },
    };

    async function suggestions(value: Payload, asking: TeamsAsking): Promise<unknown> {
      const who = await people.recognise(asking);
      const isServed = who.known && value.dataset === municipalityDataset;
      const names = isServed ? suggestMunicipalities(field(value, 'queryText') ?? '', mostSuggestions) : [];
      const results = names.map((name) => ({ title: name, value: name }));
      const type = 'application/vnd.microsoft.search.searchResponse';
      return { statusCode: 200, type, value: { results } };
    }
  }

  return {
    messenger,
    contentOf: filesOut.contentOf,
    async handle(request, response) {
      if (door) return door.handle(request, response);
      refuse(response, 503);
    },
    start(bot) {
      const ingress = createIngress({ appId, issuers, openIdMetadataUrl, now, onFault });
      const guard = { appId, tenant, issuers, serviceOrigins };
      door = createDoor({ guard, ingress, inbox, work: workOf(bot), now, later, onFault });
      door.start();
    },
    tidy: held.tidy,
    async stop() {
      await door?.stop();
    },
    close: outbound.close,
  };
}

function answer(body: unknown): Answer {
  return { status: 200, body };
}

function pressOf(data: Payload, activity: Payload): Press {
  return { verb: field(data, 'verb') ?? '', data, message: field(activity, 'replyToId') };
}
