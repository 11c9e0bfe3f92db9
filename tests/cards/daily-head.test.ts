// The history's head in the register's channel: once each working day with news, on each platform, whoever posts it.
import { beforeEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { shown, TwoWalls, until } from './two-walls.ts';
import type { Wall } from './wall.ts';

let o: TwoWalls;

const inSlack = 'kanal C1';
const inTeams = 'kanal 19:register@thread.tacv2';

/** What the channel holds of heads. */
function heads(on: Wall = o.slack, channel = on === o.slack ? inSlack : inTeams): string[] {
  return shown(on, channel).filter((text) => text.startsWith('Historikkens hoved'));
}

function claims(): string[] {
  const events = o.bot.history();
  return events.flatMap((event) =>
    event.type === 'message-claimed' ? event.data.keys.filter((key) => key.startsWith('hoved:')) : [],
  );
}

/** Friday 31 January 2025 is the first day that a head is due. */
beforeEach(async () => {
  o = await TwoWalls.open();
  await o.tell('opsæt kanal', 'sagsbehandler', 'slack');
});

describe('the daily head', () => {
  it('names the newest recording and the hash of all up to it, as they were before the post itself', async () => {
    await o.at('2025-01-31 14:59');
    expect(heads()).toEqual([]);
    o.setClock('2025-01-31 15:00');
    const { version, hash } = o.parts.ledger.head();
    await o.bot.settle();
    expect(heads()).toEqual([
      [
        `Historikkens hoved den 31. januar 2025: registrering nr. ${version}, kontrolkode ${hash}`,
        'Med koden kan driften se, om noget siden er skåret af historikken.',
      ].join('\n'),
    ]);
    expect(o.bot.history()[version]).toMatchObject({ type: 'message-claimed', data: { to: 'slack:C1' } });
    expect(hash).toMatch(/^[\w-]{43}$/);
  });

  it('is said in English in as few words', () => {
    const { head, headHow } = languages.en.cards;
    expect([head('2025-01-31', 12, 'abc'), headHow]).toEqual([
      'The head of the history on 31 January 2025: recording no. 12, control code abc',
      'With the code, operations can see whether anything has been cut off the history since.',
    ]);
  });

  it('stands only where a channel has been chosen', async () => {
    await o.at('2025-01-31 15:00');
    expect([heads(o.slack), heads(o.teams)].map((each) => each.length)).toEqual([1, 0]);
  });

  it('stands once in the channel of each platform', async () => {
    await o.tell('opsæt kanal', 'sagsbehandler', 'teams');
    for (const time of ['15:00', '15:01', '15:30', '15:59']) await o.at(`2025-01-31 ${time}`);
    expect([heads(o.slack), heads(o.teams)].map((each) => each.length)).toEqual([1, 1]);
    expect(claims()).toEqual([
      'hoved:2025-01-31:slack:C1',
      'hoved:2025-01-31:teams:19:register@thread.tacv2',
    ]);
  });

  it('is posted by one of two bots that look at the same moment, and by no new process after it', async () => {
    const first = o.bot;
    await o.start();
    o.setClock('2025-01-31 15:00');
    await Promise.all([first.settle(), o.bot.settle()]);
    await Promise.all([first.settle(), o.bot.settle()]);
    expect(heads()).toHaveLength(1);
    await o.start();
    await o.bot.settle();
    expect([heads().length, claims().length]).toEqual([1, 1]);
  });

  it('is not posted by a bot that hears of another’s while it asks who reads along', async () => {
    let isAsked = false;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { messenger } = o.slack;
    const boards = messenger.boards.map((board) => ({
      ...board,
      guests: async () => {
        isAsked = true;
        await held;
        return 'none' as const;
      },
    }));
    const slow = await o.parts.createBot({ messenger: { ...messenger, boards } });
    o.setClock('2025-01-31 15:00');
    const settled = slow.settle();
    await until(() => isAsked);
    await o.bot.settle();
    const openFile = async () => undefined;
    await slow.run({ input: 'overblik', actor: 'leder', via: 'slack', cause: 'hears of it', openFile });
    answer();
    await settled;
    expect([heads().length, claims().length]).toEqual([1, 1]);
  });

  it('waits for a working day and its hours, and one makes up for the days of an outage', async () => {
    for (const time of ['2025-01-31 16:00', '2025-02-01 15:00', '2025-02-02 15:00', '2025-02-03 07:00'])
      await o.at(time);
    expect(claims()).toEqual([]);
    await o.at('2025-02-06 15:20');
    expect(heads().map((text) => text.split(':')[0])).toEqual(['Historikkens hoved den 6. februar 2025']);
  });

  it('does not come on Maundy Thursday', async () => {
    await o.at('2025-04-17 15:00');
    expect(claims()).toEqual([]);
    await o.at('2025-04-22 15:00');
    expect(heads()).toHaveLength(1);
  });

  it('comes again only when somebody has recorded something, which a reminder of the bot’s own is not', async () => {
    await o.at('2025-01-31 15:00');
    await o.tell('svar Vejen nej dato=29-01-2025');
    expect(heads()).toHaveLength(1);
    await o.at('2025-02-03 15:00');
    expect(heads()).toHaveLength(2);
    await o.at('2025-02-04 09:00');
    expect(o.bot.history().at(-1)?.type).toBe('message-delivered');
    await o.at('2025-02-04 15:00');
    await o.at('2025-02-05 15:00');
    expect(heads()).toHaveLength(2);
  });

  it('is posted in another channel, too, when that is chosen', async () => {
    await o.at('2025-01-31 15:00');
    await o.tell('opsæt kanal', 'sagsbehandler', 'slack', 'C2');
    expect([heads(o.slack), heads(o.slack, 'kanal C2')].map((each) => each.length)).toEqual([1, 1]);
  });
});

describe('a channel that cannot be written in', () => {
  it('has the head half an hour later', async () => {
    o.slack.fates.push('failed');
    await o.at('2025-01-31 15:00');
    await o.at('2025-01-31 15:29');
    expect(heads()).toEqual([]);
    await o.at('2025-01-31 15:31');
    expect([heads().length, claims().length]).toEqual([1, 2]);
  });

  it('has no second one where nobody can say whether the first arrived', async () => {
    o.slack.fates.push('unknown');
    o.slack.tracing = { outcome: 'untraceable' };
    await o.at('2025-01-31 15:00');
    await o.at('2025-01-31 15:03');
    await o.at('2025-01-31 15:50');
    expect([heads().length, claims().length]).toEqual([1, 1]);
    expect(o.bot.history().map(({ type }) => type)).toContain('message-doubtful');
  });

  it('has the head again where it is found never to have arrived', async () => {
    o.slack.loses = true;
    await o.at('2025-01-31 15:00');
    o.slack.loses = false;
    await o.at('2025-01-31 15:03');
    await o.at('2025-01-31 15:40');
    expect([heads().length, claims().length]).toEqual([1, 2]);
  });

  it('breaks nothing where it breaks', async () => {
    o.slack.holds = Promise.reject(new Error('ECONNRESET'));
    o.slack.holds.catch(() => undefined);
    await o.at('2025-01-31 15:00');
    expect(claims()).toHaveLength(1);
  });
});

describe('guests', () => {
  it('see no head, and it waits while nobody can say whether there are any', async () => {
    o.slack.guests = 'some';
    await o.at('2025-01-31 15:00');
    o.slack.guests = 'unknown';
    await o.at('2025-01-31 15:10');
    expect(claims()).toEqual([]);
    o.slack.guests = 'none';
    await o.at('2025-01-31 15:20');
    expect(heads()).toHaveLength(1);
  });
});
