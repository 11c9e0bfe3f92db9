// `people`: the directory, on either store. Running bots follow it; the history holds the ids alone.
import type { Archive } from '../../../store/archive.ts';
import { foldTerm } from '../../args.ts';
import { nearest } from '../../nearest.ts';
import type { Person } from '../../ports.ts';
import { facts, table } from '../../view/nodes.ts';
import { plain } from '../../view/plain.ts';
import { adminCommand, type Context, done, type Outcome, refused } from '../command.ts';
import { withArchive } from '../place.ts';
import { quoted } from '../words.ts';
import { remove } from './delete.ts';
import { change, enter, exampleOfNew } from './edit.ts';
import { exportTo, importFrom } from './files.ts';

const options = {
  navn: { type: 'string' },
  roller: { type: 'string' },
  leder: { type: 'string' },
  sprog: { type: 'string' },
  email: { type: 'string' },
  slack: { type: 'string' },
  teams: { type: 'string' },
  'ny-leder': { type: 'string' },
  bekræft: { type: 'boolean' },
} as const;

export const people = adminCommand({
  name: 'people',
  says: 'Se, tilføj, ret og slet dem, der bruger botten',
  usage: [
    'list',
    'vis ID',
    'tilføj --navn "…" --roller A,B [--leder ID] [--sprog da|en] [--email …] [--slack U…] [--teams …]',
    'ret ID [som tilføj; ingen fjerner]',
    'slet ID [--ny-leder ID|ingen] [--bekræft]',
    'import FIL',
    'eksport FIL',
  ].join(' | '),
  example: 'people list',
  options,
  run(context): Promise<Outcome> {
    const [verb = '', ...others] = context.words;
    const wanted = Object.keys(verbs).find((each) => foldTerm(each) === foldTerm(verb));
    const act = wanted === undefined ? undefined : verbs[wanted];
    const extra = others.slice(alone.includes(wanted ?? '') ? 0 : 1);
    if (act && extra.length === 0)
      return withArchive(context.place, (archive) => act(archive, others[0], context));
    const why = act
      ? `»${extra.join(' ')}« hører ikke til her. Sæt anførselstegn om ord, der hører sammen.`
      : `Skriv ét af disse ord efter people: ${Object.keys(verbs).join(', ')}.`;
    return Promise.resolve(refused(why));
  },
});

type Act = (archive: Archive, word: string | undefined, context: Context<typeof options>) => Promise<Outcome>;

/** On the one whom the word names. */
const onPerson =
  (
    verb: string,
    act: (archive: Archive, person: Person, context: Context<typeof options>) => Promise<Outcome> | Outcome,
  ): Act =>
  async (archive, word = '', context) => {
    const list = (await archive.people()) ?? [];
    const person = list.find(({ id }) => id === word);
    if (person) return act(archive, person, context);
    const [meant] = nearest(
      word,
      list.map(({ id }) => id),
    );
    return refused(
      word === '' ? 'Nævn personens id.' : `Ingen har id’et »${word}«.`,
      meant === undefined ? 'people list' : `people ${verb} ${quoted(meant)}`,
    );
  };

const verbs: Readonly<Record<string, Act>> = {
  list,
  vis: onPerson('vis', (_archive, person) => done(plain([facts(shown(person))]))),
  tilføj: (archive, _word, { options: typed, ids }) => enter(archive, typed, ids),
  ret: onPerson('ret', (archive, person, { options: typed }) => change(archive, person, typed)),
  slet: onPerson('slet', (archive, person, context) =>
    remove(
      archive,
      person,
      { newLeader: context.options['ny-leder'], isSure: context.options.bekræft === true },
      context,
    ),
  ),
  import: importFrom,
  eksport: exportTo,
};

/** Nobody is named after these. */
const alone: readonly string[] = ['list', 'tilføj'];

async function list(archive: Archive): Promise<Outcome> {
  const entries = ((await archive.people()) ?? []).map(shown);
  const [first] = entries;
  if (!first) return refused('Personlisten er tom.', exampleOfNew);
  return done(
    plain([
      table(
        Object.keys(first),
        entries.map((entry) => Object.values(entry)),
      ),
    ]),
  );
}

function shown({
  id,
  name,
  roles,
  leader,
  locale,
  email,
  slack,
  teams,
}: Person): Readonly<Record<string, string>> {
  return {
    id,
    navn: name,
    roller: roles.join(', '),
    leder: leader ?? '',
    sprog: locale,
    email: email ?? '',
    slack: slack ?? '',
    teams: teams ?? '',
  };
}
