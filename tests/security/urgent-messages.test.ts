// Nobody can make the bot pester somebody: who starts, stops and returns a letter all day long moves a handful of messages.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/ports.ts';
import { plain } from '../../src/view/plain.ts';
import { type Office, openOffice, withLetter } from '../approvals/office.ts';

const chains = { minister: 'minister', chef: 'kontorchef' };
const start = (chain: string) => `godkendelse start Brev-1 kæde=${chain} holdt-op-mod-brevet=ja`;
const stop = 'godkendelse stop Brev-1 grund="igen"';

const two = (value: number) => String(value).padStart(2, '0');
/** Of Friday 31 January 2025, the minutes after nine. */
const friday = (minutes: number) => `2025-01-31 ${two(9 + Math.floor(minutes / 60))}:${two(minutes % 60)}`;

const open = async (): Promise<Office> => withLetter(await openOffice(), chains);
const at = async (here: Office, time: string): Promise<void> => {
  here.at(time);
  await here.bots[0]?.tick();
};
const to = (here: Office, person: string): readonly Message[] =>
  here.posted.filter((each) => each.to.id === person);
/** The Danish winter's times at which that person got an urgent message. */
const urgentAt = (here: Office, person: string): string[] =>
  to(here, person).flatMap(({ kind, at: instant }) =>
    kind === 'urgent' ? [`${two(Number(instant.slice(11, 13)) + 1)}${instant.slice(13, 16)}`] : [],
  );

/** Starts and stops the approval in turn, every minute from nine to half past three in the afternoon. */
async function loop(here: Office): Promise<void> {
  for (let minute = 0; minute < 6.5 * 60; minute += 2) {
    here.at(friday(minute));
    await here.tell('sara', start('minister'));
    await at(here, friday(minute));
    here.at(friday(minute + 1));
    await here.tell('sara', stop);
    await at(here, friday(minute + 1));
  }
}

describe('a letter that is started and stopped all day', () => {
  it('disturbs the minister three times in any hour, and ten times that day', async () => {
    const here = await open();
    await loop(here);
    expect(urgentAt(here, 'mona')).toEqual([
      ...['09:00', '09:01', '09:02', '10:00', '10:01', '10:02', '11:00', '11:01', '11:02', '12:00'],
    ]);
  });

  it('is told as it stands the next working day, once', async () => {
    const here = await open();
    await loop(here);
    here.at('2025-01-31 15:40');
    await here.tell('sara', start('minister'));
    const before = to(here, 'mona').length;
    for (const time of ['2025-01-31 15:50', '2025-02-03 08:00', '2025-02-03 08:01', '2025-02-03 08:30'])
      await at(here, time);
    const later = to(here, 'mona').slice(before);
    expect(later.map(({ at: instant }) => instant)).toEqual(['2025-02-03T07:00:00.000Z']);
    expect(plain(later[0]?.view ?? [])).toContain('Brev-1');
  });

  it('holds up nobody else', async () => {
    const here = await open();
    await loop(here);
    here.at('2025-01-31 15:40');
    await here.tell('sara', start('chef'));
    await at(here, '2025-01-31 15:41');
    expect(urgentAt(here, 'karen')).toEqual(['15:41']);
  });
});

describe('a letter that is returned again and again', () => {
  it('disturbs its writer three times in an hour, and what came meanwhile is one message at its end', async () => {
    const here = await open();
    for (let round = 0; round < 8; round++) {
      const minute = round * 5;
      here.at(friday(minute));
      if (round === 0) await here.tell('sara', start('chef'));
      else await here.tell('sara', `redigér Brev-1 afslutning "Udgave ${round}."`);
      await at(here, friday(minute));
      here.at(friday(minute + 1));
      await here.tell('karen', 'returnér Brev-1 "nej"');
      await at(here, friday(minute + 1));
    }
    expect(urgentAt(here, 'sara')).toEqual(['09:01', '09:06', '09:11']);
    expect(urgentAt(here, 'karen')).toEqual(['09:00', '09:05', '09:10']);
    for (let minute = 40; minute <= 70; minute++) await at(here, friday(minute));
    expect(urgentAt(here, 'sara').slice(3)).toEqual(['10:01']);
  });

  it('is told when the wait is over, also to a bot that has nothing else to do until then', async () => {
    const here = await open();
    for (const minute of [0, 2, 4]) {
      here.at(friday(minute));
      await here.tell('sara', start('minister'));
      await at(here, friday(minute));
      here.at(friday(minute + 1));
      await here.tell('sara', stop);
    }
    here.at(friday(6));
    await here.tell('sara', start('minister'));
    await at(here, friday(6));
    await at(here, friday(7));
    expect(await here.bots[0]?.nextWake()).toBe('2025-01-31T09:00:00.000Z');
    await at(here, friday(59));
    expect(urgentAt(here, 'mona')).toHaveLength(3);
    await at(here, friday(60));
    expect(urgentAt(here, 'mona')).toHaveLength(4);
  });
});
