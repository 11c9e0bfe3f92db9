// On a server the history never says that words are gone while they stand: who may not take them out records nothing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbArchive } from '../../store/lowdb/archive.ts';
import { openPostgresArchive } from '../../store/postgres/archive.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { botIn, copied } from './copied.ts';
import { type Office, storyOf2025, toldOffice } from './operator.ts';

const told = toldOffice(storyOf2025);
const note = 'har afsluttet forløbet om udsatte børn og unge';
const schema = 'forloebsvagten_standard';

interface Server {
  readonly office: Office;
  /** Of the superuser, who owns the tables. */
  readonly owner: string;
  /** Of the login that the bot has. */
  readonly bot: string;
  readonly ask: (text: string) => Promise<unknown>;
  /** The words of all commits. */
  readonly rows: () => Promise<string>;
  readonly redact: (...more: readonly string[]) => ReturnType<Office['admin']>;
}

async function serverWith(owner: string): Promise<Server> {
  const office = await copied(told());
  const client = new pg.Client(owner);
  await client.connect();
  onTestFinished(() => client.end());
  const login = new URL(owner).pathname.replace(/.*_/, 'bot_');
  await client.query(`create role ${login} login password 'bot'`);
  const bot = Object.assign(new URL(owner), { username: login, password: 'bot' }).href;
  const place = { organisation: 'standard', url: bot, ownerUrl: owner };
  const archive = await openPostgresArchive(place);
  await archive.fill(openLowdbArchive(office.store).lines());
  await archive.close();
  const events = await (await botIn(office)).ledger.read(0);
  const event = `E-${events.findIndex((each) => JSON.stringify(each).includes(note)) + 1}`;
  return {
    office,
    owner,
    bot,
    ask: (text) => client.query(text.replaceAll(':bot', login).replaceAll(':schema', schema)),
    rows: async () =>
      JSON.stringify((await client.query(`select * from ${schema}.commits order by version`)).rows),
    redact: (...more) =>
      office.admin(
        ...['redact', '--begivenhed', event, '--felt', 'note', '--grund', 'Cpr', '--bekræft', ...more],
      ),
  };
}

describeWithPostgres('redact in PostgreSQL', (server) => {
  it('asks for the right before the history says that the words are gone', async () => {
    const { redact, bot, rows } = await serverWith(await server().freshDatabase());
    const before = await rows();
    const { exit, text } = await redact('--store', bot);
    expect(exit).toBe(2);
    expect(text).toContain('not-permitted');
    expect(await rows()).toBe(before);
    expect(before).toContain(note);
  });

  it('knows the owner of the settings, also when their server is typed', async () => {
    const { redact, bot, owner, office, rows } = await serverWith(await server().freshDatabase());
    const settings = join(office.folder, 'egne.env');
    await writeFile(settings, `STORE='${bot}'\nSTORE_OWNER='${owner}'\n`);
    const { exit, text } = await redact('--store', bot, '--settings', settings);
    expect(exit, text).toBe(0);
    expect(await rows()).not.toContain(note);
  });

  it('has no owner for another server than that of the settings', async () => {
    const { redact, bot, owner, office, rows } = await serverWith(await server().freshDatabase());
    const settings = join(office.folder, 'egne.env');
    await writeFile(settings, `STORE='${bot}?application_name=x'\nSTORE_OWNER='${owner}'\n`);
    expect((await redact('--store', bot, '--settings', settings)).exit).toBe(2);
    expect(await rows()).toContain(note);
  });

  it('says so when the words stand although their removal was recorded, and the same line completes it', async () => {
    const { redact, bot, owner, ask, rows } = await serverWith(await server().freshDatabase());
    await ask('grant execute on function :schema.redact_commit to :bot');
    // The right is taken away the moment that the removal is recorded.
    await ask(`create function public.take_away() returns trigger language plpgsql security definer as
      $$ begin revoke execute on function :schema.redact_commit from :bot; return null; end $$`);
    await ask(
      'create trigger take_away after insert on :schema.commits for each row execute function public.take_away()',
    );
    const { exit, text } = await redact('--store', bot);
    expect(exit).toBe(1);
    expect(text).toMatch(/^E-\d+ står som fjernet, men ordene er der endnu\. Kør den samme linje igen/);
    expect(await rows()).toContain(note);
    expect((await redact('--store', owner)).exit).toBe(0);
    expect(await rows()).not.toContain(note);
    expect((await rows()).match(/text-redacted/g)).toHaveLength(1);
  });
});
