// The one way to take words out of the history: a function that only the owner of the schema may call.
import type { Migration } from './migration.ts';

export const redaction: Migration = {
  name: 'redaction',
  // The trigger is off for this transaction alone, in which nobody else can write to the table. PostgreSQL reads no JSON with a zero
  // byte or half a character in it, which a text may hold: for the comparison, escapes are turned into other letters.
  sql: String.raw`
create function :schema.envelopes_of(content text) returns table (number bigint, id text, cause text)
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select number, event ->> 'id', event ->> 'cause'
  from json_array_elements(replace(content, '\u', '/u')::json) with ordinality as each (event, number)
$$;
revoke execute on function :schema.envelopes_of from public;

create function :schema.redact_commit(ending bigint, expected_hash text, content text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  old record;
begin
  alter table :schema.commits disable trigger append_only;
  select hash, events into old from :schema.commits where version = ending;
  if not found or old.hash <> expected_hash then
    alter table :schema.commits enable trigger append_only;
    return false;
  end if;
  if length(content) > length(old.events) or exists (
    select from :schema.envelopes_of(old.events) as before
      full join :schema.envelopes_of(content) as after using (number, id, cause)
      where before is null or after is null
  ) then
    raise exception 'commit % can only lose words', ending using errcode = 'insufficient_privilege';
  end if;
  update :schema.commits set events = content where version = ending;
  alter table :schema.commits enable trigger append_only;
  return true;
end $$;
revoke execute on function :schema.redact_commit from public;
`,
  grants: [],
};
