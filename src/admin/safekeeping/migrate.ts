// `migrate`: a whole history from one store into another, hash for hash; the old one stays as it is.

import type { Archive } from '../../../store/archive.ts';
import { verifiedHead } from '../../../store/verify.ts';
import { openStore, type Place } from '../../open-store.ts';
import { adminCommand, type Context, done, failed, type Outcome, refused } from '../command.ts';
import { placeAt, withArchive } from '../place.ts';
import { copyStore } from './copy.ts';
import { lossLines } from './examine.ts';

const options = { fra: { type: 'string' }, til: { type: 'string' } } as const;

/** Whatever is taken in before it is done with, by the name under which a platform opens it. */
const inboxes = ['slack', 'teams'] as const;

export const migrate = adminCommand({
  name: 'migrate',
  says: 'Flyt en hel historik mellem mappe og PostgreSQL; stop botten først',
  usage: '--fra STED --til STED   (et sted er en mappe eller postgres://…)',
  example: 'migrate --fra data --til "$STORE"',
  options,
  async run(context: Context<typeof options>) {
    const { fra, til } = context.options;
    if (fra === undefined || til === undefined || context.words.length > 0)
      return refused('Nævn det sted, historikken ligger, og det tomme sted, den skal til.');
    const from = placeAt('--fra', fra, context);
    if ('wrong' in from) return refused(from.wrong);
    const to = placeAt('--til', til, context);
    if ('wrong' in to) return refused(to.wrong);
    return withArchive(from, async (source) => {
      if ((await verifiedHead(source)).version === 0)
        return refused(`Der er ingen historik i ${source.name}.`);
      return aside(from, context, () => withArchive(to, (target) => move({ from, to, source, target })));
    });
  },
});

/** While it works, the source is held as a bot would hold it: no other can use the folder. Refuses where something waits there. */
async function aside(from: Place, { warn }: Context, work: () => Promise<Outcome>): Promise<Outcome> {
  const store = await openStore(from, { onWarning: warn, onFatal: () => undefined });
  try {
    for (const name of inboxes) {
      const waiting = await (await store.inbox(name)).takeOver();
      if (waiting.length > 0)
        return refused(
          `Botten har taget imod ${waiting.length} ting fra ${name}, som den ikke er færdig med. Start den, vent et minut, stop den, og kør linjen igen.`,
        );
    }
    return await work();
  } finally {
    await store.close();
  }
}

interface Move {
  readonly from: Place;
  readonly to: Place;
  readonly source: Archive;
  readonly target: Archive;
}

/** What is left to do when the source is as quiet as it can be made. */
export async function move({ from, to, source, target }: Move): Promise<Outcome> {
  const copy = await copyStore(source, target);
  // A folder is held; a server's other instances are not.
  const late = from.postgres === undefined ? 0 : (await verifiedHead(source)).version - copy.head.version;
  if (late > 0)
    return failed(
      `Imens er der kommet ${late === 1 ? '1 registrering' : `${late} registreringer`} til i ${source.name}: en instans kører endnu. Historikken i ${target.name} mangler dem og må ikke bruges.`,
      'Stop alle instanser, og flyt til et andet, tomt sted.',
    );
  const lines = [
    `Historikken er flyttet fra ${source.name} til ${target.name} og er gået efter.`,
    `Registreringer: ${copy.head.version}`,
    `Kontrolkode: ${copy.head.hash} (den samme begge steder)`,
    to.postgres === undefined
      ? 'Fjern STORE, sæt DATA til den nye mappe, og start botten.'
      : 'Sæt STORE til det nye sted, og start botten.',
    `Den gamle historik ligger urørt i ${source.name}. Start aldrig en bot på den igen: så er der to.`,
  ];
  return copy.lost.length === 0 ? done(...lines) : failed(...lines, ...lossLines(copy.lost));
}
