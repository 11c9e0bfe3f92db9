// The history: one row a commit, appended by one function and by nothing else, never changed.
import type { Migration } from './migration.ts';

export const commits: Migration = {
  name: 'commits',
  // `events` is text, since jsonb reorders keys and the hash would break. `previous` is unique, so that two commits can never
  // follow the same one: the history has no branches, even should the lock fail.
  sql: `
create table :schema.commits (
  version bigint primary key,
  previous bigint not null unique,
  cause text not null unique,
  hash text not null,
  events text not null,
  at timestamptz not null default now(),
  check (previous >= 0 and version > previous)
);
comment on column :schema.commits.version is 'number of events after this commit';
comment on column :schema.commits.previous is 'number of events before it';

create view :schema.journal as
  select version, '{"hash":"' || hash || '","events":' || events || '}' as line from :schema.commits;
comment on view :schema.journal is 'commits as the lines of journal.ndjson';

create function :schema.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: it is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on :schema.commits
  for each row execute function :schema.refuse_change();
create trigger append_only_whole before truncate on :schema.commits
  for each statement execute function :schema.refuse_change();

-- Appends these commits behind version "known" with hash "known_hash" and returns null; or, where others have written first (or
-- there is nothing to append), appends nothing and returns up to "page" of the lines that follow, a newline between them; null for none.
-- Each of its statements must see what was committed before it began: so it is VOLATILE, and its caller in READ COMMITTED.
create function :schema.append_commits(
  known bigint, known_hash text,
  versions bigint[], causes text[], hashes text[], contents text[],
  page integer
) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  appends boolean := cardinality(versions) > 0;
  newest bigint;
  newest_hash text;
begin
  if appends then
    perform pg_advisory_xact_lock(hashtextextended(':schema/append', 0));
  end if;
  select version, hash into newest, newest_hash from :schema.commits order by version desc limit 1;
  newest := coalesce(newest, 0);
  if newest < known or newest = known and newest_hash <> known_hash then
    raise exception 'the history ends at version % with hash %, but version % was seen with hash %',
      newest, coalesce(newest_hash, 'none'), known, known_hash using errcode = 'FV001';
  end if;
  if newest > known then
    return (
      select string_agg(line, e'\\n' order by version)
      from (select version, line from :schema.journal where version > known order by version limit page) as following
    );
  end if;
  if appends then
    for at in 1..cardinality(versions) loop
      insert into :schema.commits (version, previous, cause, hash, events)
        values (versions[at], known, causes[at], hashes[at], contents[at]);
      known := versions[at];
    end loop;
  end if;
  return null;
end $$;
revoke execute on function :schema.append_commits from public;
`,
  grants: [
    'select on :schema.commits',
    'select on :schema.journal',
    'execute on function :schema.append_commits',
  ],
};
