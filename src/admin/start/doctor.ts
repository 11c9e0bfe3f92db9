// `doctor`: looks at all that must be right before the bot can serve, and says of each thing that is not what helps.
import { stat } from 'node:fs/promises';
import { loadSettings, type OrganisationSettings } from '../../config/environment.ts';
import { withFolder } from '../../config/options.ts';
import { folderOf, type Place } from '../../open-store.ts';
import { StoreFault } from '../../ports.ts';
import { adminCommand, type Context, done, failed } from '../command.ts';
import { exampleOfNew } from '../people/edit.ts';
import { withArchive } from '../place.ts';
import { faultWords, systemFault } from '../words.ts';
import { type Finding, ok, warning, wrong } from './examinations/finding.ts';
import {
  examineClock,
  examineDisk,
  examineFonts,
  examineHolidays,
  examineNode,
  examineZone,
} from './examinations/machine.ts';
import { askSlack, askTeams } from './examinations/platforms.ts';
import { examineHistory, examinePeople } from './examinations/store.ts';

export const doctor = adminCommand({
  name: 'doctor',
  says: 'Se efter, om alt er på plads: indstillinger, tokens, ur, disk, kalender, historik og personer',
  usage: '',
  example: 'doctor',
  options: {},
  beforeSettings: true,
  async run(context) {
    const findings = await examine(context);
    const lines = findings.flatMap(({ state, says, help }) => [
      `${marks[state]} ${says}`,
      ...(help === undefined ? [] : [`   ${help}`]),
    ]);
    const count = findings.filter(({ state }) => state === 'wrong').length;
    return count === 0
      ? done(...lines, '', 'Klar: npm start')
      : failed(...lines, '', count === 1 ? 'Én ting skal rettes.' : `${count} ting skal rettes.`);
  },
});

/** Never by colour alone. */
const marks = { ok: 'ok  ', warning: 'OBS ', wrong: 'FEJL' } as const;

async function examine(context: Context): Promise<Finding[]> {
  const { place, placeFault, clock, env, settings, offer } = context;
  const now = clock.now();
  const all = loadSettings(
    withFolder(env, { data: place.postgres || placeFault ? undefined : place.data }),
    settings,
  );
  const own = 'wrong' in all ? undefined : all.organisations.find(({ id }) => id === place.organisation);
  const asked = [
    ...(own?.slack ? [await askSlack(own.slack)] : []),
    ...(own?.teams ? [await askTeams(own.teams)] : []),
  ];
  const served = asked.find(({ serverTime }) => serverTime !== undefined);
  return [
    examineNode(process.version),
    ...wrongSettings(placeFault, 'wrong' in all ? all.wrong : undefined),
    ...('wrong' in all ? [] : examineSetUp(own, place)),
    ...asked.flatMap(({ findings }) => findings),
    ...(asked.length > 0 ? [examineClock(now, served?.serverTime)] : []),
    examineZone(now),
    examineHolidays(now),
    examineFonts(),
    ...(placeFault !== undefined
      ? [warning('Historik og personer er ikke set efter.', 'Ret indstillingerne først.')]
      : await examineStore(place, own, offer)),
  ];
}

const settingsPage = 'Alle indstillinger står i docs/settings.md.';

/** Each thing once, whoever said it. */
function wrongSettings(...told: readonly (string | undefined)[]): Finding[] {
  const lines = new Set(told.flatMap((words) => words?.split('\n') ?? []));
  return [...lines].filter((line) => line !== settingsPage).map((line) => wrong(line, settingsPage));
}

function examineSetUp(own: OrganisationSettings | undefined, { organisation }: Place): Finding[] {
  if (own === undefined)
    return [
      wrong(
        `Organisationen »${organisation}« står ikke i ORGANISATIONS.`,
        `Tilføj den: ORGANISATIONS=standard,${organisation}`,
      ),
    ];
  const names = [...(own.slack ? ['Slack'] : []), ...(own.teams ? ['Teams'] : [])];
  return [
    names.length > 0
      ? ok(`Sat op: ${names.join(' og ')}.`)
      : wrong('Hverken Slack eller Teams er sat op.', 'Følg docs/slack.md eller docs/teams.md.'),
  ];
}

/** What cannot be opened is said once; the rest of it cannot be looked at. */
async function examineStore(
  place: Place,
  own: OrganisationSettings | undefined,
  offer: Context['offer'],
): Promise<Finding[]> {
  const folder = folderOf(place);
  // Never made here: it may be mistyped.
  const missing = place.postgres ? undefined : await stat(folder).then(() => undefined, systemFault);
  if (missing !== undefined)
    return [
      wrong(
        missing.words,
        `Skal historikken ligge der, så begynd med den første person: ${offer(exampleOfNew)}`,
      ),
    ];
  const disk = place.postgres === undefined ? await examineDisk(folder, () => performance.now()) : [];
  try {
    return await withArchive(place, async (archive) => [
      ...disk,
      await examineHistory(archive, offer),
      ...(await examinePeople(archive, own ?? { slack: undefined, teams: undefined }, offer)),
    ]);
  } catch (fault) {
    if (fault instanceof StoreFault)
      return [...disk, wrong(faultWords(fault).words, 'Se STORE og serveren efter.')];
    const known = systemFault(fault);
    if (known === undefined) throw fault;
    return [...disk, wrong(known.words, 'Ret rettighederne, eller sæt DATA til en anden mappe.')];
  }
}
