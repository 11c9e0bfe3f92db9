// `journal`: letters for the ministry's case system, one zip each, with all that led to them.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from '../../../store/lowdb/durable-file.ts';
import { refusalText } from '../../answers.ts';
import { parseDate, shortDate } from '../../calendar/dates.ts';
import { localDate } from '../../calendar/time.ts';
import { letterNamed } from '../../commands/find.ts';
import { ownName } from '../../documents/file-name.ts';
import { StoreFault } from '../../ports.ts';
import { isUnsent } from '../../register/outgoing.ts';
import { isRefusal } from '../../register/refusal.ts';
import type { OutgoingLetter } from '../../register/state.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { readWorld, type World } from '../history/world.ts';
import { withArchive } from '../place.ts';
import { freeName, quoted } from '../words.ts';
import { entriesOf } from './letter.ts';
import { faultIn, packed } from './zip.ts';

const options = {
  brev: { type: 'string' },
  siden: { type: 'string' },
  alle: { type: 'boolean' },
} as const;

export const journal = adminCommand({
  name: 'journal',
  says: 'Læg breve klar til journalen, hvert med sine bilag og sit forløb i en zip',
  usage: 'MAPPE --brev BREV | --siden DATO | --alle',
  example: 'journal til-journalen --brev Brev-1',
  options,
  run: (context) => withArchive(context.place, async (archive) => file(await readWorld(archive), context)),
});

async function file(world: World, context: Context<typeof options>): Promise<Outcome> {
  const [typed, ...more] = context.words;
  if (typed === undefined || more.length > 0) return refused('Nævn én mappe, som zip-filerne skal ligge i.');
  const wanted = chosen(world, context, typed);
  if ('outcome' in wanted) return wanted;
  const folder = context.pathTo(typed);
  await mkdir(folder, { recursive: true });
  const lines: string[] = [];
  for (const letter of wanted.letters) {
    const path = join(folder, ownName(letter.id, 'zip'));
    if (!(await createFile(path, packed(await entriesOf(letter, world))))) {
      const before = lines.map((line) => `${line}\n`).join('');
      return refused(
        `${before}${path} findes allerede og er ikke rørt.`,
        `journal ${quoted(freeName(folder))} ${wanted.option}`,
      );
    }
    const fault = faultIn(await readFile(path));
    if (fault !== undefined) throw unreadable(path, fault);
    lines.push(`${path}: ${letter.id} er lagt klar og læst igennem.`);
  }
  return done(...lines, ...wanted.notes);
}

interface Chosen {
  readonly letters: readonly OutgoingLetter[];
  /** As it was typed. */
  readonly option: string;
  readonly notes: readonly string[];
}

function chosen(
  { register, history, t }: World,
  { options: { brev, siden, alle = false }, clock }: Context<typeof options>,
  typed: string,
): Chosen | Outcome {
  const folder = quoted(typed);
  const all = [...register.letters.values()];
  if ([brev !== undefined, siden !== undefined, alle].filter(Boolean).length !== 1)
    return refused('Vælg brevene med enten --brev, --siden eller --alle.', `journal ${folder} --alle`);
  if (brev !== undefined) {
    const letter = letterNamed(register, brev);
    if (!isRefusal(letter)) return { letters: [letter], option: `--brev ${letter.id}`, notes: [] };
    return refused(refusalText(letter, t), `journal ${folder} --alle`);
  }
  const today = localDate(clock.now());
  const since = siden === undefined ? '' : parseDate(siden, today);
  if (since === undefined)
    return refused(`--siden ${siden} er ingen dato.`, `journal ${folder} --siden ${shortDate(today)}`);
  const endedSince = ({ sent, cancelled }: OutgoingLetter) => {
    const ended = history[((sent ?? cancelled)?.recorded ?? 0) - 1];
    return ended !== undefined && localDate(ended.at) >= since;
  };
  const underWay = all
    .filter(isUnsent)
    .map(({ id }) => `${id} er hverken sendt eller annulleret og er ikke taget med.`);
  const letters = all.filter(endedSince);
  const notes =
    letters.length === 0
      ? [`Ingen breve er sendt eller annulleret${since && ` siden ${shortDate(since)}`}.`]
      : [];
  return {
    letters,
    option: alle ? '--alle' : `--siden ${quoted(siden ?? '')}`,
    notes: [...notes, ...underWay],
  };
}

function unreadable(path: string, fault: string): StoreFault {
  const message = `The file ${path} could not be read back as it was written: ${fault}. Delete it, check the disk, and make it again.`;
  return new StoreFault('damaged', message, { file: path });
}
