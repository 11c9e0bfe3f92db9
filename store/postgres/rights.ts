// As whom the bot acts in its schema: as somebody who can read and append, and not change, delete or drop anything.
import pg from 'pg';
import { configOf, connectClient, placeOf, type Query, querying } from './connect.ts';
import { type ServerPlace, serverFault } from './faults.ts';

/** `role`: what the bot's connections `set role` to; undefined for the login itself. */
export interface Actor {
  readonly role: string | undefined;
}

export interface RightsOptions {
  readonly url: string;
  readonly ownerUrl?: string | undefined;
  readonly schema: string;
  readonly onWarning: (text: string) => void;
  readonly place: ServerPlace;
  readonly grants: readonly string[];
}

/**
 * With an owner apart, the bot's login itself is granted what it may. Without one the login owns what it made: then a group
 * role that cannot log in is granted it instead, and the bot acts as that role. `query` is the owner's, or that of a bot whose schema was
 * made by an owner who is not here.
 */
export async function actorOf(query: Query, options: RightsOptions): Promise<Actor> {
  const { url, ownerUrl, schema, grants } = options;
  const [self] = await query<Self>({ text: selfText, values: [schema] });
  if (self === undefined || !self.owns) return { role: undefined };
  const login = ownerUrl === undefined ? self.login : await loginOf(url);
  const isApart = login !== self.login;
  const grantee = isApart ? login : await groupRole(query, self, options);
  if (grantee === undefined) return { role: undefined };
  const wanted = [`usage on schema :schema`, 'select on :schema.schema_migrations', ...grants];
  const quoted = pg.escapeIdentifier(schema);
  const statements = wanted.map(
    (each) => `grant ${each.replaceAll(':schema', quoted)} to ${pg.escapeIdentifier(grantee)}`,
  );
  await query({ text: statements.join('; ') });
  return { role: isApart ? undefined : grantee };
}

interface Self {
  readonly login: string;
  readonly owns: boolean;
  readonly database: number;
}

const selfText = `
  select current_user::text as login, pg_has_role(nspowner, 'usage') as owns,
    (select oid::bigint from pg_database where datname = current_database()) as database
  from pg_namespace where nspname = $1`;

/** Made where it is missing; undefined, with a warning, where this login may not. */
async function groupRole(
  query: Query,
  { login, database }: Self,
  { schema, onWarning, place }: RightsOptions,
): Promise<string | undefined> {
  // Roles are the server's, not the data base's: without its number, one on trial could act in another at work.
  const role = `${schema}_${database}`;
  const name = pg.escapeIdentifier(role);
  const statements = [`create role ${name} nologin`, `grant ${name} to ${pg.escapeIdentifier(login)}`];
  const [there] = await query({ text: 'select from pg_roles where rolname = $1', values: [role] });
  const missing =
    there === undefined ? statements : (await notMember(query, role)) ? statements.slice(1) : [];
  try {
    if (missing.length > 0) await query({ text: missing.join('; ') });
    return role;
  } catch (error) {
    const fault = serverFault(error, place);
    onWarning(
      `The login "${login}" owns the history and can make no role with fewer rights: only triggers keep it append-only. ` +
        `Let an administrator run: ${statements.join('; ')}; or start with an owner of its own. (${String(fault)})`,
    );
    return undefined;
  }
}

async function notMember(query: Query, role: string): Promise<boolean> {
  const [row] = await query<{ member: boolean }>({
    text: `select pg_has_role($1, 'member') as member`,
    values: [role],
  });
  return row?.member !== true;
}

async function loginOf(url: string): Promise<string> {
  const place = placeOf(url);
  const client = await connectClient(configOf(url), place);
  try {
    const [row] = await querying(
      client,
      place,
    )<{ login: string }>({ text: 'select current_user::text as login' });
    return row?.login ?? place.user;
  } finally {
    await client.end().catch(() => undefined);
  }
}
