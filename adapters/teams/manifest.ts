// The app as Teams is to install it: bot, command menus and message extension, made of what the code has.
// `npm run package:teams` puts it into a package; docs/teams.md tells what to do with it.
import { commands, type Locale } from '../../src/index.ts';
import { accentColor } from './icons.ts';

const manifestVersion = '1.28';
const schema = (file: string) =>
  `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/${file}.schema.json`;

/** The message extension's action that opens the form for a municipality's answer. */
export const recordAnswerAction = 'registrerSvar';

export interface TeamsApp {
  /** The bot's id in Entra, which the app shares. */
  readonly appId: string;
  /** Where the outside reaches the bot. */
  readonly host: string;
  /** The program's version: Teams takes a changed package only under a new one. */
  readonly version: string;
  /** Where the ministry tells of the app, its terms and its handling of data; without it, the bot's own address. */
  readonly website?: string | undefined;
}

/** To be replaced: the id is nobody's, and `.example` belongs to nobody (RFC 2606). */
export const exampleApp = { appId: '00000000-0000-0000-0000-000000000000', host: 'erstat-mig.example' };

type Scope = 'personal' | 'team' | 'groupChat';

/** The menus that Teams shows above the line: at most three, of at most twelve commands each. */
const menus: readonly (readonly [scope: Scope, names: readonly string[]])[] = [
  [
    'personal',
    [
      'forside',
      'frister',
      'overblik',
      'svar',
      'brev',
      'tilbud',
      'udkast',
      'vis',
      'godkend',
      'fravær',
      'fortryd',
      'hjælp',
    ],
  ],
  ['team', ['overblik', 'frister', 'svar', 'tilbud', 'vis', 'historik', 'opsæt kanal', 'hjælp']],
  ['groupChat', ['overblik', 'frister', 'svar', 'vis', 'historik', 'hjælp']],
];

const words = {
  da: {
    short: 'Holder styr på tilbud, svar, breve og frister for taskforce-forløb',
    full: 'Forløbsvagten hjælper sekretariatet med taskforce-forløb i kommunerne: hvem der har fået tilbud, hvad kommunerne har svaret, hvilke breve der skal skrives og godkendes, og hvilke frister der løber.\n\nSkriv menu til den, eller en kommando. Skriver du en halv linje, får du en formular til resten. I kanaler svarer den kun, når du nævner den. Den kender kun de medarbejdere, som sekretariatet har skrevet op, og den skriver på dansk eller engelsk (sprog).',
    commands: 'Kommandoer',
    action: 'Registrér svar',
    actionHelp: 'Registrér en kommunes svar på et tilbud i en formular',
  },
  en: {
    short: 'Keeps track of offers, answers, letters and deadlines of taskforce courses',
    full: 'Forløbsvagten helps the secretariat with taskforce courses in municipalities: who has an offer, what the municipalities have answered, which letters are to be written and approved, and which deadlines are running.\n\nWrite menu to it, or a command. If you write half a line, you get a form for the rest. In channels it answers only when you mention it. It knows only the staff whom the secretariat has listed, and it writes Danish or English (language).',
    commands: 'Commands',
    action: 'Record an answer',
    actionHelp: "Record a municipality's answer to an offer in a form",
  },
} as const satisfies Record<Locale, object>;

const nameIn = (locale: Locale, command: (typeof commands)[number]) =>
  locale === 'da' ? command.name : command.alias;

const fullText = (locale: Locale) =>
  `${words[locale].full}\n\n${words[locale].commands}: ${commands.map((each) => nameIn(locale, each)).join(', ')}.`;

/** What stands in a menu: the line that choosing it sends, and what that line does. */
function entries(locale: Locale, names: readonly string[]) {
  return names.map((name) => {
    const command = commands.find((each) => each.name === name);
    if (!command) throw new Error(`no command is called ${name}`);
    return { title: nameIn(locale, command), description: command.help[locale] };
  });
}

/** Danish, which is what Teams shows unless it is set to English. */
export function teamsManifest({ appId, host, version, website = `https://${host}/` }: TeamsApp) {
  return {
    $schema: schema('MicrosoftTeams'),
    manifestVersion,
    version,
    id: appId,
    developer: {
      name: 'Ministeriets sekretariat',
      websiteUrl: website,
      privacyUrl: website,
      termsOfUseUrl: website,
    },
    name: { short: 'Forløbsvagten', full: 'Forløbsvagten, sekretariatets assistent' },
    description: { short: words.da.short, full: fullText('da') },
    localizationInfo: {
      defaultLanguageTag: 'da',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor,
    bots: [
      {
        botId: appId,
        scopes: menus.map(([scope]) => scope),
        isNotificationOnly: false,
        // Teams gives a bot files in personal chats alone.
        supportsFiles: true,
        commandLists: menus.map(([scope, names]) => ({ scopes: [scope], commands: entries('da', names) })),
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: recordAnswerAction,
            type: 'action',
            title: words.da.action,
            description: words.da.actionHelp,
            // Not `compose`: nothing is put into a message that somebody is writing.
            context: ['commandBox', 'message'],
            fetchTask: true,
          },
        ],
      },
    ],
    // No resource-specific consent: the bot hears what is said to it and reads no other message.
    permissions: ['identity', 'messageTeamMembers'],
    // Of the links to files.
    validDomains: [host],
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
  };
}

/** The texts for a Teams in English, by where they stand in the manifest. */
export function englishTexts(): Record<string, string> {
  const lists = menus.flatMap(([, names], list) =>
    entries('en', names).flatMap(({ title, description }, at) => [
      [`bots[0].commandLists[${list}].commands[${at}].title`, title] as const,
      [`bots[0].commandLists[${list}].commands[${at}].description`, description] as const,
    ]),
  );
  return {
    $schema: schema('MicrosoftTeams.Localization'),
    'name.short': 'Forløbsvagten',
    'name.full': "Forløbsvagten, the secretariat's assistant",
    'description.short': words.en.short,
    'description.full': fullText('en'),
    ...Object.fromEntries(lists),
    'composeExtensions[0].commands[0].title': words.en.action,
    'composeExtensions[0].commands[0].description': words.en.actionHelp,
  };
}
