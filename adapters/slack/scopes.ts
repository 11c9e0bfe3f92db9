// Least privilege: which bot scopes each method and event in use needs, and in Danish what each scope is for.
// Sources: the method and event pages of docs.slack.dev. A method that is added to methods.ts without its scopes does not compile.
import type { SlackMethod } from './outbound/methods.ts';

/** What the administrator who approves the app is told; docs/slack.md shows these sentences. */
export const scopeReasons = {
  'app_mentions:read': 'Botten får besked, når nogen nævner den i en kanal, og svarer på linjen.',
  'channels:history':
    'Botten ser et »ok« i tråden under et brev og svarer med en knap; efter en afbrydelse ser den efter, om dens egen besked kom frem, så intet bliver skrevet to gange.',
  'channels:read':
    'Botten ser, om den er med i den valgte kanal, og om gæster kan læse med; så viser den ikke udkast der.',
  'chat:write': 'Botten skriver svar, påmindelser og opslag og retter sine egne beskeder.',
  commands: 'Kommandoen /taskforce og de to genveje.',
  'files:read': 'Botten henter det brev fra kommunen, som en medarbejder vedhæfter.',
  'files:write': 'Botten lægger brevene i tråden under opslaget eller i en direkte besked.',
  'groups:history': 'Det samme som channels:history, når den valgte kanal er privat.',
  'groups:read': 'Det samme som channels:read, når den valgte kanal er privat.',
  'im:history': 'Botten læser de linjer, som medarbejdere skriver direkte til den.',
  'im:write': 'Botten åbner den direkte samtale, som påmindelser kommer i.',
  'users:read': 'Botten ser sprog og navn og afviser gæster, botter og folk fra andre arbejdsområder.',
  'users:read.email':
    'Botten finder en medarbejder i personlisten på e-mailadressen, så ingen Slack-id skal skrives ind.',
} as const satisfies Readonly<Record<string, string>>;

export type Scope = keyof typeof scopeReasons;

const history: readonly Scope[] = ['channels:history', 'groups:history', 'im:history'];
/** Not `im:read`: the bot asks about channels alone. */
const channels: readonly Scope[] = ['channels:read', 'groups:read'];

export const methodScopes: Readonly<Record<SlackMethod | 'chat.postMessage', readonly Scope[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': history,
  'conversations.info': channels,
  'conversations.members': channels,
  'conversations.open': ['im:write'],
  'conversations.replies': history,
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  // Its `url_private` is fetched with the same scope.
  'files.info': ['files:read'],
  // Without the second one, the answer lacks the address.
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** By their names in the manifest. */
export const eventScopes = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

/** Slash commands and shortcuts. */
const featureScopes: readonly Scope[] = ['commands'];

export const botScopes: readonly Scope[] = [
  ...new Set([...Object.values(methodScopes).flat(), ...Object.values(eventScopes).flat(), ...featureScopes]),
].sort();
