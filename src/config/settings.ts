// Every setting there is, declared once: how it is read, what it is for, and what one looks like. From here come the reading,
// the words when one is wrong, and the table in docs/settings.md.
import { z } from 'zod';

/** What people are told of a setting. */
export interface About {
  /** Danish, one sentence without its full stop. */
  readonly says: string;
  readonly example: string;
  /** Never shown, written or logged; can be handed in as a file by `NAME_FILE`. */
  readonly secret?: true;
}

const set = <S extends z.ZodType>(schema: S, about: About): S => schema.meta({ ...about });

const text = z.string().trim().min(1);
const list = text.transform((words) => words.split(/[\s,]+/).filter((word) => word !== ''));
const guid = z.guid().toLowerCase();
const origin = z.url().transform((url) => new URL(url).origin);
const count = z.coerce.number().int().min(0);

/** An organisation's name in paths, data bases and settings; as a file or schema it can be nothing else. */
export const organisationId = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);

/** The one organisation that needs no word in the settings. */
export const defaultOrganisation = 'standard';

/** Of the process as a whole. */
export const processSettings = z.object({
  PORT: set(count.max(65_535).default(3000), {
    says: 'Den port, som Slack, Teams, links og overvågning kommer ind ad',
    example: '3000',
  }),
  PUBLIC_URL: set(z.url({ protocol: /^https?$/ }).optional(), {
    says: 'Den adresse, hvor porten kan nås udefra; uden den er der ingen links til filer',
    example: 'https://bot.ministeriet.dk',
  }),
  DATA: set(text.default('data'), {
    says: 'Mappen, som alt ligger i; med PostgreSQL kun det, konsollen skriver',
    example: '/var/lib/forloebsvagten',
  }),
  STORE: set(z.url({ protocol: /^postgres(ql)?$/ }).optional(), {
    says: 'PostgreSQL i stedet for mappen; så kan flere instanser køre på samme historik',
    example: 'postgres://forloebsvagten@db.ministeriet.dk/forloebsvagten?sslmode=verify-full',
    secret: true,
  }),
  STORE_OWNER: set(z.url({ protocol: /^postgres(ql)?$/ }).optional(), {
    says: 'Den bruger, der ejer tabellerne; kun den laver og ændrer dem. Uden den gør brugeren i STORE det selv',
    example: 'postgres://ejer@db.ministeriet.dk/forloebsvagten?sslmode=verify-full',
    secret: true,
  }),
  ORGANISATIONS: set(list.pipe(z.array(organisationId).min(1)).default([defaultOrganisation]), {
    says: 'Flere organisationer i samme proces, hver med sin egen historik; deres egne indstillinger har navnet foran: NORD__SLACK_BOT_TOKEN',
    example: 'standard, nord',
  }),
  LOG_LEVEL: set(z.enum(['error', 'warn', 'info', 'debug']).default('info'), {
    says: 'Hvor meget der står i loggen: error, warn, info eller debug',
    example: 'info',
  }),
  METRICS_TOKEN: set(text.min(16).optional(), {
    says: 'Kræves som bearer-token for at læse /metrics; uden den kan alle, der når porten, læse tallene',
    example: '16 tilfældige tegn eller flere',
    secret: true,
  }),
  COMMANDS_PER_MINUTE: set(count.default(60), {
    says: 'Hvor mange kommandoer en person kan sende i minuttet; 0 er uden grænse',
    example: '60',
  }),
});

/** Of an organisation, wherever its people are. */
export const organisationSettings = z.object({
  PLATFORMS: set(list.pipe(z.array(z.enum(['slack', 'teams'])).min(1)).optional(), {
    says: 'Hvor botten skal være; så standser starten, hvis noget til det mangler. Uden den: dér, hvor en af platformens indstillinger er givet',
    example: 'slack, teams',
  }),
  SEAL_SECRET: set(text.min(32).optional(), {
    says: 'Forsegler links og knapper i Teams, mindst 32 tegn; skift den, og gamle links og knapper holder op med at virke',
    example: 'det, som openssl rand -base64 48 skriver',
    secret: true,
  }),
});

export const slackSettings = z.object({
  SLACK_BOT_TOKEN: set(text.startsWith('xoxb-'), {
    says: 'Appens token fra OAuth & Permissions',
    example: 'xoxb-…',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: set(text, {
    says: 'Appens Signing Secret fra Basic Information',
    example: '32 tegn, 0-9 og a-f',
    secret: true,
  }),
  SLACK_APP_TOKEN: set(text.startsWith('xapp-').optional(), {
    says: 'Kun til Socket Mode, hvor ingen port er åben: app-token med connections:write',
    example: 'xapp-…',
    secret: true,
  }),
  SLACK_WORKSPACES: set(list.pipe(z.array(z.string().regex(/^T[A-Z0-9]+$/))).default([]), {
    says: 'De workspaces, hvis medlemmer må bruge botten; uden den kun det, som tokenet hører til',
    example: 'T0123ABCD',
  }),
  SLACK_API_URL: set(z.url().optional(), {
    says: 'Et andet sted end Slacks eget, til prøver',
    example: 'http://127.0.0.1:4000/api/',
  }),
});

export const teamsSettings = z
  .object({
    TEAMS_APP_ID: set(guid, {
      says: 'Botregistreringens Microsoft App ID',
      example: '00000000-0000-0000-0000-000000000000',
    }),
    TEAMS_TENANT_ID: set(guid, {
      says: 'Den ene tenant, hvis medarbejdere må bruge botten',
      example: '00000000-0000-0000-0000-000000000000',
    }),
    TEAMS_APP_PASSWORD: set(text.optional(), {
      says: 'Botregistreringens client secret; ikke sammen med TEAMS_MANAGED_IDENTITY',
      example: 'værdien fra Certificates & secrets',
      secret: true,
    }),
    TEAMS_MANAGED_IDENTITY: set(z.enum(['ja', 'yes']).optional(), {
      says: 'I stedet for en client secret, når botten kører i Azure med en managed identity',
      example: 'ja',
    }),
    TEAMS_SERVICE_ORIGINS: set(list.pipe(z.array(origin)).optional(), {
      says: 'Andre adresser for Bot Connector end den offentlige skys',
      example: 'https://smba.infra.gov.teams.microsoft.us',
    }),
    TEAMS_ISSUERS: set(list.pipe(z.array(z.url().transform((url) => url.replace(/\/$/, '')))).optional(), {
      says: 'Andre udstedere af tokens end den offentlige skys',
      example: 'https://api.botframework.us',
    }),
    TEAMS_OPENID_URL: set(z.url().optional(), {
      says: 'Et andet sted, hvor nøglerne til tokens hentes',
      example: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    }),
  })
  // Azure refuses a bot that has both.
  .refine(
    (given) => (given.TEAMS_APP_PASSWORD === undefined) !== (given.TEAMS_MANAGED_IDENTITY === undefined),
    {
      path: ['TEAMS_APP_PASSWORD'],
    },
  );

/** By headline, in the order of the table. */
export const settingGroups = [
  { title: 'Processen', schema: processSettings },
  { title: 'Organisationen', schema: organisationSettings },
  { title: 'Slack', schema: slackSettings },
  { title: 'Teams', schema: teamsSettings },
] as const;

export function aboutOf(schema: z.ZodType): About {
  // Each was declared by `set`.
  return schema.meta() as unknown as About;
}
