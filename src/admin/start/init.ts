// `init`: asks what must be known to begin, and writes the settings file and the first people. Never a secret: those are named.
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { createFile } from '../../../store/lowdb/durable-file.ts';
import { settingsFile } from '../../config/environment.ts';
import { aboutOf, processSettings, slackSettings, teamsSettings } from '../../config/settings.ts';
import { type Place, placeIn } from '../../open-store.ts';
import { roles } from '../../permission.ts';
import { type Ids, type Person, StoreFault } from '../../ports.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { exampleOfNew } from '../people/edit.ts';
import { isStrangeName, keptName, newPersonId } from '../people/list.ts';
import { withArchive } from '../place.ts';
import { counted, faultWords } from '../words.ts';
import { type Interview, NoAnswer, openInterview } from './interview.ts';

export const init = adminCommand({
  name: 'init',
  says: `Begynd: svar på nogle spørgsmål, og få ${settingsFile} og de første personer skrevet; aldrig en hemmelighed`,
  usage: '',
  example: 'init',
  options: {},
  beforeSettings: true,
  async run(context) {
    // Where it is read: npm starts us in the program's folder, wherever it was called.
    const path = resolve(context.settings ?? settingsFile);
    if (existsSync(path)) return taken(path);
    await access(dirname(path), constants.W_OK);
    const interview = openInterview(process.stdin, process.stdout);
    try {
      return await begin(interview, path, context);
    } catch (fault) {
      if (!(fault instanceof NoAnswer)) throw fault;
      return refused('Der kom intet svar, og intet er skrevet.', 'init');
    } finally {
      interview.close();
    }
  },
});

function taken(path: string): Outcome {
  return refused(`${path} findes allerede og er ikke rørt. Flyt den først, eller ret i den.`, 'doctor');
}

async function begin(interview: Interview, path: string, context: Context): Promise<Outcome> {
  const { place, ids, offer } = context;
  const { settings, secrets } = await askSettings(interview, place);
  const read = processSettings.parse(settings);
  const people = await askPeople(interview, ids);
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const written = await createFile(path, Buffer.from(`${[heading, ...lines].join('\n')}\n`));
  if (!written) return taken(path);
  return done(
    '',
    `Skrevet: ${path}`,
    await enter(people, placeIn(read, place.organisation), offer),
    ...(secrets.length > 0
      ? [
          'Sæt nu disse hemmeligheder i miljøet, eller læg dem i filer og sæt NAVN_FILE:',
          ...secrets.map((name) => `  ${name}`),
        ]
      : []),
    `Se efter med: ${offer('doctor')}`,
  );
}

/** The settings stand by now; what hinders the people is no reason to ask for all of it again. */
async function enter(people: readonly Person[], place: Place, offer: Context['offer']): Promise<string> {
  const later = `skriv personerne ind, én ad gangen: ${offer(exampleOfNew)}`;
  if (people.length === 0) return `Ingen personer: ${later}`;
  try {
    return await withArchive(place, async (archive) => {
      if ((await archive.people()) !== undefined)
        return `Personlisten fandtes og er ikke rørt. Se den med: ${offer('people list')}`;
      await archive.replacePeople(people);
      return `Skrevet: ${counted(people.length, 'person')}`;
    });
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    return `${faultWords(fault).words}\nNår det er i orden, ${later}`;
  }
}

const heading =
  '# Forløbsvagtens indstillinger; alle står i docs/settings.md. Hemmeligheder hører ikke hjemme her.';

/** A line of the settings file, as it is typed: what the file's reader would take for something else is asked for again. */
function typed(setting: z.ZodType, isNeeded = true) {
  return z.string().superRefine((text, context) => {
    if (text === '' && !isNeeded) return;
    const isPlain = !/[\s"'`#\\]/.test(text);
    if (isPlain && setting.safeParse(text).success) return;
    context.addIssue({
      code: 'custom',
      message: `Det kan ikke bruges. For eksempel: ${aboutOf(setting).example}`,
    });
  });
}

/** The address of a server without a password in it: that is a secret. */
const server = typed(processSettings.shape.STORE).refine(
  (text) => !URL.canParse(text) || new URL(text).password === '',
  {
    message: 'Skriv adressen uden adgangskode: den hører hjemme i PGPASSWORD eller STORE_FILE.',
  },
);

async function askSettings({ ask, confirm, say }: Interview, place: Place) {
  const settings: Record<string, string> = {};
  const secrets: string[] = [];
  const platforms: string[] = [];
  const keep = (name: string, value: string) => {
    if (value !== '') settings[name] = value;
  };
  const { PORT, PUBLIC_URL, DATA } = processSettings.shape;
  say('Tryk på retur for at tage det, der står i [ ].');
  if (await confirm('Skal flere instanser køre på PostgreSQL?', 'nej')) {
    keep('STORE', await ask('Serverens adresse uden adgangskode (postgres://bruger@vært/database):', server));
    secrets.push('PGPASSWORD');
  } else keep('DATA', await ask('Mappen til historikken:', typed(DATA), place.data));
  keep('PORT', await ask('Porten:', typed(PORT), '3000'));
  keep(
    'PUBLIC_URL',
    await ask('Adressen udefra, som https://bot.ministeriet.dk (tom: ingen):', typed(PUBLIC_URL, false), ''),
  );
  if (await confirm('Skal botten være i Slack?', 'ja')) {
    const workspaces = typed(slackSettings.shape.SLACK_WORKSPACES, false);
    keep(
      'SLACK_WORKSPACES',
      await ask('Workspaces, hvis der er flere end appens eget (T…, med komma):', workspaces, ''),
    );
    platforms.push('slack');
    secrets.push('SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET');
  }
  if (await confirm('Skal botten være i Teams?', 'nej')) {
    keep('TEAMS_APP_ID', await ask('Microsoft App ID:', typed(teamsSettings.shape.TEAMS_APP_ID)));
    keep('TEAMS_TENANT_ID', await ask('Tenant ID:', typed(teamsSettings.shape.TEAMS_TENANT_ID)));
    if (await confirm('Kører den i Azure med en managed identity?', 'nej'))
      keep('TEAMS_MANAGED_IDENTITY', 'ja');
    else secrets.push('TEAMS_APP_PASSWORD');
    platforms.push('teams');
    secrets.push('SEAL_SECRET');
  } else if (settings.PUBLIC_URL !== undefined) secrets.push('SEAL_SECRET');
  keep('PLATFORMS', platforms.join(','));
  return { settings, secrets };
}

const personName = z
  .string()
  .transform(keptName)
  .refine((name) => !isStrangeName(name), { message: 'Navnet har usynlige tegn. Skriv det i hånden.' });

async function askPeople({ ask, say }: Interview, ids: Ids): Promise<Person[]> {
  say(`Hvem skal bruge botten? Roller: ${roles.join(', ')}. Begynd med lederne; et tomt navn er slut.`);
  const people: Person[] = [];
  for (;;) {
    const name = await ask('Navn:', personName, '');
    if (name === '') return people;
    const email = await ask(
      'E-mail:',
      z.email({ message: 'Skriv en e-mailadresse, for eksempel anna@ministeriet.dk' }),
    );
    const role = await ask(
      'Rolle:',
      z.enum(roles, { message: `Skriv en af dem: ${roles.join(', ')}` }),
      'sagsbehandler',
    );
    const names = people.map((each) => each.name);
    const boss = z.string().refine((typedName) => typedName === '' || names.includes(typedName), {
      message: `Skriv navnet på en, der allerede er skrevet ind (${names.join(', ')}), eller lad det være tomt`,
    });
    const leaderName = names.length > 0 ? await ask('Leder (tom: ingen):', boss, '') : '';
    const leader = people.find((each) => each.name === leaderName)?.id ?? null;
    people.push({ id: newPersonId(ids, people), name, email, roles: [role], locale: 'da', leader });
  }
}
