// The server goes away and comes back: nothing is lost, nothing doubled, and the bot goes on by itself.
import { expect, it, onTestFinished } from 'vitest';
import type { Ledger } from '../../src/index.ts';
import { type Noted, notes } from '../contracts/example-events.ts';
import { type OpenedLedger, openNoted } from '../support/postgres/opened.ts';
import { openProxy } from '../support/postgres/proxy.ts';
import { describeWithPostgres } from '../support/postgres/server.ts';

async function open(...opening: Parameters<typeof openNoted>): Promise<OpenedLedger> {
  const opened = await openNoted(...opening);
  onTestFinished(opened.close);
  return opened;
}

async function proxied(url: string) {
  const proxy = await openProxy(url);
  onTestFinished(proxy.close);
  return proxy;
}

/** Decides anew after each conflict, and asks again after each fault, as the bot's callers do. */
async function insist(ledger: Ledger<Noted>, cause: string): Promise<'appended' | 'duplicate'> {
  for (;;) {
    const { outcome } = await ledger.append(ledger.head().version, notes(cause, 2), cause);
    if (outcome !== 'conflict') return outcome;
  }
}

describeWithPostgres('a restart of the server', (server) => {
  it.each(['fast', 'immediate'] as const)('between two commits is not noticed (%s)', async (mode) => {
    const { ledger } = await open({ url: await server().freshDatabase() });
    await ledger.append(0, notes('m1'), 'm1');
    await server().restart(mode);
    expect(await ledger.append(1, notes('m2'), 'm2')).toMatchObject({ outcome: 'appended', version: 2 });
  });

  it.each(['fast', 'immediate'] as const)(
    'during commits of two instances loses and doubles nothing (%s)',
    async (mode) => {
      const url = await server().freshDatabase();
      const instances = [await open({ url, patience: 60_000 }), await open({ url, patience: 60_000 })];
      const outcomes: string[] = [];
      const restarted = Array.from({ length: 3 }, (_, round) => 20 * (round + 1));
      const restarts: Promise<void>[] = [];
      await Promise.all(
        instances.flatMap(({ ledger }, instance) =>
          Array.from({ length: 4 }, async (_, clerk) => {
            for (let count = 0; count < 10; count++) {
              outcomes.push(await insist(ledger, `${instance}-${clerk}-${count}`));
              if (restarted.includes(outcomes.length)) restarts.push(server().restart(mode));
            }
          }),
        ),
      );
      await Promise.all(restarts);
      expect(outcomes).toEqual(Array.from({ length: 80 }, () => 'appended'));
      const { ledger } = await open({ url });
      const causes = (await ledger.read(0)).map(({ cause }) => cause);
      expect(causes).toHaveLength(160);
      expect(new Set(causes).size).toBe(80);
    },
  );
});

describeWithPostgres('a line that breaks', (server) => {
  it('before the answer: the commit stands, once, and the caller is told so', async () => {
    const url = await server().freshDatabase();
    const proxy = await proxied(url);
    const { ledger } = await open({ url: proxy.url });
    await ledger.append(0, notes('m1'), 'm1');
    proxy.losingTheAnswerTo('m2');
    const told = await ledger.append(1, notes('m2', 2), 'm2');
    expect(proxy.broken()).toBe(1);
    expect(told).toEqual({ outcome: 'appended', version: 3, head: ledger.head().hash });
    expect(await ledger.read(0)).toEqual([...notes('m1'), ...notes('m2', 2)]);
    expect(await ledger.append(3, notes('m3'), 'm3')).toMatchObject({ outcome: 'appended', version: 4 });
  });

  it('before the answer, with another instance first to go on: each has what it was told', async () => {
    const url = await server().freshDatabase();
    const proxy = await proxied(url);
    const { ledger } = await open({ url: proxy.url, poll: 3_600_000 });
    const other = await open({ url, poll: 50 });
    const second = new Promise((resolve) => {
      const stop = other.ledger.watch(() => {
        stop();
        resolve(other.ledger.append(1, notes('m2'), 'm2'));
      });
    });
    proxy.losingTheAnswerTo('m1', second);
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'appended', version: 1 });
    expect(await second).toMatchObject({ outcome: 'appended', version: 2 });
    expect(await ledger.append(2, notes('m3'), 'm3')).toMatchObject({ outcome: 'appended', version: 3 });
    expect(await ledger.read(0)).toEqual([...notes('m1'), ...notes('m2'), ...notes('m3')]);
  });

  it('before the statement arrives: it is sent again', async () => {
    const url = await server().freshDatabase();
    const proxy = await proxied(url);
    const { ledger } = await open({ url: proxy.url });
    proxy.losingTheStatement('m1');
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'appended', version: 1 });
    expect(proxy.broken()).toBe(1);
    expect(await ledger.read(0)).toEqual(notes('m1'));
  });
});

describeWithPostgres('a server that stays away', (server) => {
  it('is told as unavailable; the same message asked again later is recorded once', async () => {
    const { ledger } = await open({ url: await server().freshDatabase(), patience: 100 });
    await ledger.append(0, notes('m1'), 'm1');
    await server().stop();
    onTestFinished(() => server().start());
    await expect(ledger.append(1, notes('m2'), 'm2')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Check that it runs and can be reached'),
    });
    // What is known stays known, and what was recorded before needs no server to be told again.
    expect(await ledger.read(0)).toEqual(notes('m1'));
    expect(await ledger.append(0, notes('m1'), 'm1')).toMatchObject({ outcome: 'duplicate' });
    await server().start();
    expect(await insist(ledger, 'm2')).toBe('appended');
    expect(await insist(ledger, 'm2')).toBe('duplicate');
    expect(await ledger.read(1)).toEqual(notes('m2', 2));
  });

  it('names no password, whatever is wrong with the address', async () => {
    const url = new URL(await server().freshDatabase());
    url.password = 'hemmelig';
    const addresses = [
      url.href,
      url.href.replace('127.0.0.1', '127.0.0.1:x:'),
      url.href.replace(/:\d+\//, ':1/'),
    ];
    for (const address of addresses) {
      const fault: unknown = await openNoted({ url: address }).catch((error: unknown) => error);
      expect(fault).toMatchObject({ name: 'StoreFault' });
      expect(everythingIn(fault)).not.toContain('hemmelig');
    }
  });

  it('says what to do where the data base does not exist, and where the password is wrong', async () => {
    const url = new URL(await server().freshDatabase());
    url.pathname = '/findes_ikke';
    await expect(openNoted({ url: url.href })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('There is no data base "findes_ikke"'),
    });
    url.password = 'forkert';
    await expect(openNoted({ url: url.href })).rejects.toMatchObject({
      code: 'not-permitted',
      message: expect.stringContaining('Check the name and the password'),
    });
  });
});

/** Also what does not show when it is printed, and the causes beneath. */
function everythingIn(value: unknown): string {
  if (!(value instanceof Error)) return String(value);
  const own = Object.getOwnPropertyNames(value).filter((name) => name !== 'cause');
  const texts = own.map((name) => JSON.stringify(Object.getOwnPropertyDescriptor(value, name)?.value));
  return [...texts, everythingIn(value.cause)].join(' ');
}
