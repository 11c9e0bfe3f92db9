// What lies beside the history and can be corrected or deleted: people, what platforms know again, and what they have not finished.
import type { Migration } from './migration.ts';

export const beside: Migration = {
  name: 'people, memory and inbox',
  // JSON as text throughout: read back as it was written.
  sql: `
create table :schema.people (
  is_only boolean primary key default true check (is_only),
  list text not null
);

create table :schema.memory (
  name text not null,
  key text not null,
  value text,
  change bigint not null,
  writer uuid not null,
  at timestamptz not null default now(),
  primary key (name, key)
);
create index memory_change on :schema.memory (name, change);
comment on column :schema.memory.value is 'null: deleted, for whoever has not heard of it yet';

create table :schema.inbox (
  name text not null,
  id text not null,
  position bigint not null generated always as identity,
  owner uuid not null,
  ticket uuid not null,
  content text not null,
  primary key (name, id)
);
comment on column :schema.inbox.owner is 'the instance that works on it, which holds an advisory lock by this id as long as it lives';
`,
  grants: [
    'select, insert on :schema.people',
    'select, insert, update, delete on :schema.memory',
    'select, insert, update, delete on :schema.inbox',
  ],
};
