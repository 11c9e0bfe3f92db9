// The people, in one row that an operator replaces as a whole. Each instance keeps a copy and reads it anew when told to.
import { type Directory, type Person, StoreFault } from '../../src/index.ts';
import { inTurn } from '../in-turn.ts';
import { type PeoplePlace, parsePeople, peopleFault, peopleText } from '../people.ts';
import type { Database } from './database.ts';

/**
 * `people` asks the server nothing, and answers while the server is away; it throws a `StoreFault` 'damaged' (`details`: table,
 * field) where nobody has been entered or the list is wrong. `look` has what was written before it was called.
 */
export async function openPostgresDirectory(
  database: Database,
): Promise<Directory & { look(): Promise<void> }> {
  let text: string | undefined;
  let known: readonly Person[] | StoreFault = nobody(database);

  const look = inTurn(async () => {
    const now = await peopleTextIn(database);
    if (now === text) return;
    text = now;
    known = now === undefined ? nobody(database) : parsed(database, now);
  });

  // One that fails is made good by the next.
  database.onNotice('people', () => void look().catch(() => undefined));
  await look();
  return {
    look,
    async people() {
      if (known instanceof StoreFault) throw known;
      return known;
    },
  };
}

/** Undefined where nobody has been entered. */
export async function peopleIn(database: Database): Promise<readonly Person[] | undefined> {
  const text = await peopleTextIn(database);
  return text === undefined ? undefined : parsePeople(placeIn(database), text);
}

/** Says whether it wrote: `first` leaves a list that is there as it is. Throws a `StoreFault` 'damaged' where it would be wrong. */
export async function writePeople(
  database: Database,
  people: readonly Person[],
  when: 'first' | 'always',
): Promise<boolean> {
  const text = peopleText(placeIn(database), people);
  const { schema, noticeOf } = database;
  const onConflict = when === 'first' ? 'do nothing' : '(is_only) do update set list = excluded.list';
  const rows = await database.query({
    text: `with written as (insert into ${schema}.people (list) values ($1) on conflict ${onConflict} returning true)
      select ${noticeOf('people')} from written`,
    values: [text],
  });
  return rows.length > 0;
}

async function peopleTextIn({ query, schema }: Database): Promise<string | undefined> {
  const [row] = await query<{ list: string }>({ text: `select list from ${schema}.people` });
  return row?.list;
}

function placeIn({ name }: Database): PeoplePlace {
  return { table: `${name}, table people` };
}

function nobody(database: Database): StoreFault {
  return peopleFault(placeIn(database), '', 'nobody has been entered');
}

function parsed(database: Database, text: string): readonly Person[] | StoreFault {
  try {
    return parsePeople(placeIn(database), text);
  } catch (fault) {
    if (fault instanceof StoreFault) return fault;
    throw fault;
  }
}
