// Two instances on one PostgreSQL: what is no history is shared, too: who is reached where, what was refused, letters for an
// hour, and what an instance had accepted that died.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { openHeldFiles } from '../../adapters/teams/held-files.ts';
import type { Reference } from '../../adapters/teams/reference.ts';
import { openReferences } from '../../adapters/teams/references.ts';
import type { Memory, Store } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { openPostgresStore } from '../../store/postgres/store.ts';
import { compileProgram } from '../support/disk-program.ts';
import { playedParts } from '../support/played-bot.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';
import { openDoor } from '../support/teams/opened-door.ts';
import { message, sendTo } from '../support/teams/teams-requests.ts';

const program = await compileProgram(fileURLToPath(new URL('./accepting-child.ts', import.meta.url)));
afterAll(program.remove);

const chat: Reference = {
  tenant: 't',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: 'a:anna',
  kind: 'personal',
  bot: '28:bot',
  user: '29:anna',
  aad: 'aad-anna',
  state: 'installed',
};

describeWithPostgres('two instances', (server) => {
  let url: string;
  beforeEach(async () => {
    url = await server().freshDatabase();
  });

  async function instance(): Promise<Store<Event>> {
    const quiet = (): void => undefined;
    const world = { parse: parseEvent, onWarning: quiet, onFatal: quiet };
    const store = await openPostgresStore<Event>({ url, organisation: 'standard', ...world });
    onTestFinished(() => store.close().catch(() => undefined));
    return store;
  }

  async function memories(name: string): Promise<readonly [Memory, Memory]> {
    const [one, two] = [await instance(), await instance()];
    return [await one.memory(name), await two.memory(name)];
  }

  it('know of each other’s conversations, and when they are over', async () => {
    const [one, two] = await memories('teams');
    const mine = await openReferences(one);
    const theirs = await openReferences(two);
    await mine.learn(chat);
    await vi.waitFor(() => expect(theirs.of('a:anna')).toMatchObject(chat));
    await theirs.mark('a:anna', 'gone');
    await vi.waitFor(() => expect(mine.of('a:anna')?.state).toBe('gone'));
    expect(await mine.isFirstGreeting('a:anna')).toBe(true);
    await vi.waitFor(async () => expect([...(await two.all()).keys()]).toContain('greeted a:anna'));
    expect(await theirs.isFirstGreeting('a:anna')).toBe(false);
  });

  it('know each other’s letters for an hour, however large, and nothing of them is left', async () => {
    const [one, two] = await memories('teams-held');
    let now = 0;
    const world = { now: () => now, onFault: (fault: unknown) => expect.fail(String(fault)) };
    const mine = await openHeldFiles({ ...world, memory: one });
    const theirs = await openHeldFiles({ ...world, memory: two });
    const bytes = Buffer.alloc(20 * 1024 * 1024, 'Kommunen har ikke tid. ');
    const id = await mine.hold({ name: 'vejen.pdf', bytes, origin: 'anna x' });
    await vi.waitFor(() => expect(theirs.get(id)).toBeDefined(), { timeout: 10_000 });
    expect(Buffer.from(theirs.get(id)?.bytes ?? []).equals(bytes)).toBe(true);
    expect(theirs.from('anna x')).toBe(id);
    now = 60 * 60_000;
    await theirs.tidy();
    await vi.waitFor(async () => expect([...(await one.all()).keys()]).toEqual([]));
    expect(mine.get(id)).toBeUndefined();
  });

  it('refuse what either has refused, in the same words, and so does one that is started later', async () => {
    const [one, two] = await memories('refusals');
    const parts = await playedParts('2025-01-02 09:00');
    const mine = await parts.createBot({ refusals: one });
    const theirs = await parts.createBot({ refusals: two });
    const line = {
      input: 'svar Vejen ja',
      actor: 'sagsbehandler',
      via: 'teams' as const,
      openFile: async () => undefined,
    };
    const no = await mine.run({ ...line, cause: 'klik-1' });
    expect(no).toMatchObject({ ok: false, code: 'no-round' });
    for (const [n, input] of ['runde åbn 2025', 'tilbud Vejen børn dato=02-01-2025'].entries())
      expect(await mine.run({ ...line, input, cause: `r${n}` })).toMatchObject({ ok: true });
    await vi.waitFor(async () => expect((await two.all()).size).toBe(1));
    expect(await theirs.run({ ...line, cause: 'klik-1' })).toEqual(no);
    const later = await parts.createBot({ refusals: await (await instance()).memory('refusals') });
    expect(await later.run({ ...line, cause: 'klik-1' })).toEqual(no);
    expect(await later.run({ ...line, cause: 'klik-2' })).toMatchObject({ ok: true });
  });

  it('work off what the other had accepted when it was killed, once and in its order', async () => {
    const child = spawn(process.execPath, [program.file, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.once('close', resolve));
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', () => resolve());
      child.once('close', () => reject(new Error('it ended before it accepted anything')));
    });
    const store = await instance();
    const another = await instance();
    const door = await openDoor({ inbox: await store.inbox('teams') });
    const beside = await openDoor({ inbox: await another.inbox('teams') });
    await door.stillServes();
    door.timers.fire();
    await door.stillServes();
    // While the other lives its work is its own.
    expect(door.done).toEqual(['still 0', 'still 1']);
    child.kill('SIGKILL');
    await ended;
    const workedOff = () => [...door.done, ...beside.done].filter((id) => id.startsWith('m'));
    await vi.waitFor(
      () => {
        door.timers.fire();
        beside.timers.fire();
        expect(workedOff()).toEqual(['m1', 'm2']);
      },
      { timeout: 10_000 },
    );
    await Promise.all([door.stop(), beside.stop()]);
    expect(workedOff()).toEqual(['m1', 'm2']);
    await Promise.all([store.close(), another.close()]);
    const last = await (await instance()).inbox('teams');
    expect(await last.takeOver()).toEqual([]);
  });

  it('answer a repeated delivery each, and hold no work of it', async () => {
    const [one, two] = [await instance(), await instance()];
    const mine = await openDoor({ inbox: await one.inbox('teams') });
    const theirs = await openDoor({ inbox: await two.inbox('teams') });
    for (const { port } of [mine, theirs])
      expect(await sendTo(port, message('m1'))).toMatchObject({ status: 200 });
    await Promise.all([mine.workedOff('m1'), theirs.workedOff('m1')]);
    await Promise.all([mine.stop(), theirs.stop()]);
    await Promise.all([one.close(), two.close()]);
    expect(await (await (await instance()).inbox('teams')).takeOver()).toEqual([]);
  });
});
