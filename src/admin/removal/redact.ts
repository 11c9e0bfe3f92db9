// `redact`: takes the words of one free text out of a history for good. First an event says that it happens, when and why; then
// the line is written anew without them. The chain's hash covers their digest, not them, so the proof holds as before.
import type { Archive } from '../../../store/archive.ts';
import { encodeLine } from '../../../store/chain.ts';
import { verified, verifiedHead } from '../../../store/verify.ts';
import { looksLikeCpr } from '../../letters/screening.ts';
import { StoreFault } from '../../ports.ts';
import { adminCommand, type Context, done, failed, type Outcome, refused } from '../command.ts';
import { freeTextsIn, has, rawEvents, withoutText } from '../history/free-texts.ts';
import { withArchive } from '../place.ts';
import { faultWords } from '../words.ts';
import { type Removal, record } from './record.ts';
import { redactLine, traceLines } from './traces.ts';

const options = {
  begivenhed: { type: 'string' },
  felt: { type: 'string' },
  grund: { type: 'string' },
  bekræft: { type: 'boolean' },
} as const;

export const redact = adminCommand({
  name: 'redact',
  says: 'Fjern ordene i én fritekst for altid, for eksempel et cpr-nummer; historikken kan stadig efterprøves',
  usage:
    '--begivenhed E-NUMMER --felt FELT --grund "…" [--bekræft]   (uden --bekræft viser den, hvad der bliver fjernet)',
  example: 'redact --begivenhed E-17 --felt reasons.0.words --grund "Et cpr-nummer var skrevet ind"',
  options,
  async run(context: Context<typeof options>) {
    const { begivenhed, felt, grund = '', bekræft: isSure = false } = context.options;
    // A reason of dots alone comes from an example.
    if (begivenhed === undefined || felt === undefined || !/\p{L}/u.test(grund) || context.words.length > 0)
      return refused('Nævn begivenheden, feltet og grunden.');
    const wanted = { event: begivenhed, field: felt.replace(/^data\./, ''), reason: grund.trim(), isSure };
    return withArchive(context.place, (archive) => removed(archive, wanted, context));
  },
});

interface Wanted extends Removal {
  readonly isSure: boolean;
}

async function removed(
  archive: Archive,
  { event, field, reason, isSure }: Wanted,
  context: Context,
): Promise<Outcome> {
  const found = await find(archive, event);
  if (!found) return refused(`Der er ingen begivenhed ${event} i ${archive.name}.`);
  const { commit, number } = found;
  const fields = freeTextsIn(found.event.data);
  const freeText = fields.find(({ path }) => path === field)?.freeText;
  const line = (path: string, why: string) => redactLine(number, path, why);
  if (!freeText) {
    const paths = fields.map(({ path }) => path);
    const [first] = paths;
    return first === undefined
      ? refused(`Der er ingen fritekst i E-${number}.`)
      : refused(`${field} er ingen fritekst i E-${number}. Der er ${paths.join(', ')}.`, line(first, reason));
  }
  const { text } = freeText;
  if (text === undefined) return done(`Ordene i ${field} i E-${number} er fjernet i forvejen.`);
  const objection = objectionTo(reason, text);
  if (objection !== undefined)
    return refused(objection, objectionTo(plainReason, text) ? 'redact --help' : line(field, plainReason));
  if (!isSure)
    return refused(
      [
        `Ordene i ${field} i E-${number} bliver fjernet for altid: »${text}«`,
        `Grunden bliver stående, hvor ordene stod: »${reason}«`,
        'Intet er fjernet endnu.',
      ].join('\n'),
      `${line(field, reason)} --bekræft`,
    );
  // Whoever may not write finds out before the history says that the words are gone.
  await archive.replaceLine(commit.version, commit.line);
  const traces = await traceLines(archive, context, { text, number, field, reason });
  await record(context, { event: found.event.id, field, reason });
  const fault = await takenOut(archive, found.event.id, field);
  if (fault)
    return failed(
      `E-${number} står som fjernet, men ordene er der endnu. Kør den samme linje igen, når det er rettet.`,
      faultWords(fault).words,
    );
  await verifiedHead(archive);
  return done(`Ordene i ${field} i E-${number} er fjernet, og historikken er gået efter.`, ...traces);
}

const plainReason = 'Personoplysninger, der ikke skulle være skrevet';

function objectionTo(reason: string, text: string): string | undefined {
  if (has(reason, text)) return 'Grunden gentager de ord, der skal fjernes, og den bliver stående.';
  return looksLikeCpr(reason) ? 'Grunden ligner et CPR-nummer, og den bliver stående.' : undefined;
}

async function find(archive: Archive, wanted: string) {
  const [, digits = ''] = /^(?:E-)?(\d+)$/i.exec(wanted) ?? [];
  for await (const commit of verified(archive)) {
    const first = commit.version - commit.events.length + 1;
    for (const [index, event] of rawEvents(commit).entries())
      if (String(first + index) === digits || event.id === wanted)
        return { commit, index, number: first + index, event };
  }
  return undefined;
}

/** From the line as it stands by now: another of its texts may have been removed meanwhile. */
async function takenOut(archive: Archive, event: string, field: string): Promise<StoreFault | undefined> {
  try {
    const found = await find(archive, event);
    if (!found) throw new Error(`the event ${event} was in the history and is not`);
    const { commit, index } = found;
    await archive.replaceLine(commit.version, encodeLine(withoutText(commit, index, field)).trimEnd());
    return undefined;
  } catch (fault) {
    if (fault instanceof StoreFault) return fault;
    throw fault;
  }
}
