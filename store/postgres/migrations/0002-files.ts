// Files in pieces: added, never changed, like the history that names them.
import type { Migration } from './migration.ts';

export const files: Migration = {
  name: 'files',
  // Bytes as they are: compressing what is mostly compressed already costs time and saves nothing.
  sql: `
create table :schema.files (
  sha256 text primary key,
  at timestamptz not null default now(),
  check (sha256 ~ '^[0-9a-f]{64}$')
);
create table :schema.file_chunks (
  sha256 text not null references :schema.files,
  position integer not null,
  bytes bytea not null,
  primary key (sha256, position),
  check (position >= 0)
);
alter table :schema.file_chunks alter column bytes set storage external;

create trigger append_only before update or delete on :schema.files
  for each row execute function :schema.refuse_change();
create trigger append_only_whole before truncate on :schema.files
  for each statement execute function :schema.refuse_change();
create trigger append_only before update or delete on :schema.file_chunks
  for each row execute function :schema.refuse_change();
create trigger append_only_whole before truncate on :schema.file_chunks
  for each statement execute function :schema.refuse_change();
`,
  grants: ['select, insert on :schema.files', 'select, insert on :schema.file_chunks'],
};
