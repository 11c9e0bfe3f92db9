// `redact`: takes the words of one free text out of a history for good. First an event says that it happens, when and why; then
// the line is written anew without them. The chain's hash covers their digest, not them, so the proof holds as before.

import type { Archive } from '../../../store/archive.ts';
import { encodeLine } from '../../../store/chain.ts';
import { verified, verifiedHead } from '../../../store/verify.ts';
import { sealedContent } from '../../ledger.ts';
import { operations } from '../../obligations/people.ts';
import { openStore } from '../../open-store.ts';
import type { Event } from '../../register/events.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { freeTextsIn, rawEvents, withoutText } from '../history/free-texts.ts';
import { withArchive } from '../place.ts';
import { traceLines } from './traces.ts';

const options = {
  begivenhed: { type: 'string' },
  felt: { type: 'string' },
  grund: { type: 'string' },
} as const;

export const redact = adminCommand({
  name: 'redact',
  says: 'Fjern ordene i én fritekst for altid, for eksempel et cpr-nummer; historikken kan stadig efterprøves',
  usage: '--begivenhed E-NUMMER --felt FELT --grund "…"',
  example: 'redact --begivenhed E-17 --felt reasons.0.words --grund "Et cpr-nummer var skrevet ind"',
  options,
  async run(context: Context<typeof options>) {
    const { begivenhed, felt, grund } = context.options;
    if (begivenhed === undefined || felt === undefined || !grund?.trim() || context.words.length > 0)
      return refused('Nævn begivenheden, feltet og grunden.');
    const wanted = { event: begivenhed, field: felt.replace(/^data\./, ''), reason: grund.trim() };
    return withArchive(context.place, (archive) => removed(archive, wanted, context));
  },
});

interface Wanted {
  /** `E-17`, or the event's id. */
  readonly event: string;
  /** Within the event's data: `reasons.0.words`. */
  readonly field: string;
  readonly reason: string;
}

async function removed(
  archive: Archive,
  { event, field, reason }: Wanted,
  context: Context,
): Promise<Outcome> {
  const found = await find(archive, event);
  if (!found) return refused(`Der er ingen begivenhed ${event} i ${archive.name}.`);
  const { commit, index, number } = found;
  const fields = freeTextsIn(found.event.data);
  const freeText = fields.find(({ path }) => path === field)?.freeText;
  const line = (path: string, why: string) =>
    `redact --begivenhed E-${number} --felt ${path} --grund "${why}"`;
  if (!freeText) {
    const [first, ...others] = fields.map(({ path }) => path);
    return first === undefined
      ? refused(`Der er ingen fritekst i E-${number}.`)
      : refused(
          `${field} er ingen fritekst i E-${number}. Der er ${[first, ...others].join(', ')}.`,
          line(first, reason),
        );
  }
  const { text } = freeText;
  if (text === undefined) return done(`Ordene i ${field} i E-${number} er fjernet i forvejen.`);
  if (reason.toLowerCase().includes(text.trim().toLowerCase()))
    return refused(
      'Grunden gentager de ord, der skal fjernes, og den bliver stående.',
      line(field, 'Personoplysninger, der ikke skulle være skrevet'),
    );
  const traces = await traceLines(archive, context.place, { text, number, field });
  await record(context, found.event.id, field, reason);
  await archive.replaceLine(commit.version, encodeLine(withoutText(commit, index, field)).trimEnd());
  await verifiedHead(archive);
  return done(`Ordene i ${field} i E-${number} er fjernet, og historikken er gået efter.`, ...traces);
}

async function find(archive: Archive, wanted: string) {
  const [, digits = ''] = /^E-(\d+)$/i.exec(wanted) ?? [];
  for await (const commit of verified(archive)) {
    const first = commit.version - commit.events.length + 1;
    for (const [index, event] of rawEvents(commit).entries())
      if (String(first + index) === digits || event.id === wanted)
        return { commit, index, number: first + index, event };
  }
  return undefined;
}

/** What is interrupted after this is completed by the same line again: the cause is known by then. */
async function record(
  { place, clock, ids, digest, warn }: Context,
  event: string,
  field: string,
  reason: string,
): Promise<void> {
  const store = await openStore(place, { onWarning: warn, onFatal: () => undefined });
  try {
    const cause = `redact/${event}/${field}`;
    for (let isRecorded = false; !isRecorded; ) {
      const { version } = store.ledger.head();
      const fresh = ids.fresh(version);
      const salt = fresh.salt();
      const redaction: Event<'text-redacted'> = {
        id: fresh.id(),
        type: 'text-redacted',
        at: clock.now(),
        by: operations,
        via: 'console',
        cause,
        data: { event, field, reason: { digest: digest(sealedContent(salt, reason)), salt, text: reason } },
      };
      const { outcome } = await store.ledger.append(version, [redaction], cause);
      // Another instance wrote meanwhile.
      isRecorded = outcome !== 'conflict';
    }
  } finally {
    await store.close();
  }
}
