// `verify`: walks the chain of a store and changes nothing, also while a bot runs. A cut-off end cannot be seen from inside, so
// an operator holds the head against a check code that another system has: the channel that is told of it each day.
import { clockTime } from '../../calendar/time.ts';
import { adminCommand, type Context, done, failed, type Outcome, refused } from '../command.ts';
import { withArchive } from '../place.ts';
import { type Examination, examine, lossLines } from './examine.ts';

const options = { hoved: { type: 'string' } } as const;

/** A head that the history once had. */
interface Former {
  readonly version: number;
  /** When the last registration up to it was recorded; undefined where it does not say. */
  readonly at: string | undefined;
}

export const verify = adminCommand({
  name: 'verify',
  says: 'Gå historikken og dens filer efter, og hold den op mod en kontrolkode fra kanalen',
  usage: '[--hoved KONTROLKODE]',
  example: 'verify',
  options,
  async run({ words, options: { hoved: typed }, place }: Context<typeof options>) {
    const hoved = typed?.replaceAll(/^[^\w-]+|[^\w-]+$/g, '');
    if (words.length > 0) return refused(`verify tager ikke »${words.join(' ')}«.`, 'verify');
    if (hoved !== undefined && !/^[\w-]{43}$/.test(hoved))
      return refused(
        'En kontrolkode har 43 tegn. Kopiér hele koden fra kanalen, eller udelad den.',
        'verify',
      );
    return withArchive(place, async (archive) => {
      let former: Former | undefined;
      const examination = await examine(archive, ({ hash, version, events }) => {
        if (hash === hoved) former = { version, at: timeOf(events.at(-1)) };
      });
      if (examination.head.version === 0)
        return refused(`Der er ingen historik i ${archive.name}.`, 'verify --data data');
      return told(archive.name, examination, hoved === undefined ? 'not asked' : former);
    });
  },
});

function told(
  name: string,
  { head, files, lost }: Examination,
  former: Former | 'not asked' | undefined,
): Outcome {
  const lines = [
    `Historikken i ${name} er hel og uændret.`,
    `Registreringer: ${head.version}`,
    `Kontrolkode: ${head.hash}`,
    `Filer, som den nævner: ${files}${files > 0 && lost.length === 0 ? ', alle på plads og uændrede' : ''}`,
  ];
  if (former === undefined)
    return failed(
      ...lines,
      ...lossLines(lost),
      'Den kontrolkode, du gav, har aldrig været historikkens hoved. Se efter, om hele koden er kopieret.',
      'Er den det, er enden skåret af, eller historikken er skrevet om: rør intet, og find den nyeste sikkerhedskopi, der har koden.',
    );
  const compared =
    former === 'not asked'
      ? 'Om enden er skåret af, kan ikke ses indefra. Hold historikken op mod koden i kanalen: verify --hoved KONTROLKODE'
      : sinceThen(former, head.version);
  return lost.length === 0 ? done(...lines, compared) : failed(...lines, ...lossLines(lost), compared);
}

function sinceThen({ version, at }: Former, newest: number): string {
  const when = at === undefined ? '' : `, den ${clockTime(at)}`;
  const since =
    newest === version ? 'Intet er kommet til siden.' : `Siden er der kommet ${newest - version} til.`;
  return `Kontrolkoden var historikkens hoved ved registrering nr. ${version}${when}. ${since}`;
}

function timeOf(event: unknown): string | undefined {
  const hasTime = typeof event === 'object' && event !== null && 'at' in event;
  return hasTime && typeof event.at === 'string' ? event.at : undefined;
}
