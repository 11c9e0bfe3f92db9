// A ledger that version 0.3.0 wrote, when there was Slack alone, goes on in a process that serves Teams, too.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Messenger, Posting } from '../../src/ports.ts';
import { inApproval, shown, TwoWalls } from './two-walls.ts';
import type { Wall } from './wall.ts';

let o: TwoWalls;

beforeEach(async () => {
  o = await TwoWalls.open();
});

describe('a ledger of version 0.3.0', () => {
  /** As Slack's posts were named then. */
  function unprefixed({ messenger }: Wall): Messenger {
    const named = (posting: Posting): Posting =>
      posting.outcome === 'delivered' && posting.reference !== null
        ? { ...posting, reference: posting.reference.replace(/^slack:/, '') }
        : posting;
    return {
      ...messenger,
      post: async (message) => named(await messenger.post(message)),
      boards: messenger.boards.map((board) => ({
        ...board,
        post: async (card) => named(await board.post(card)),
      })),
    };
  }

  beforeEach(async () => {
    o.bot = await o.parts.createBot({ messenger: unprefixed(o.slack) });
    await o.tell('opsæt kanal', 'sagsbehandler', 'slack');
    for (const line of inApproval) await o.tell(line);
    await o.at('2025-01-31 08:30');
  });

  it('is what these tests take it for', () => {
    const named = o.bot
      .history()
      .flatMap(({ type, data }) =>
        type === 'message-claimed' && data.kind === 'card'
          ? data.keys
          : type === 'message-delivered'
            ? [data.reference ?? 'K:0']
            : [],
      );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((each) => !/^(opslag:\d+|K:\d+)$/.test(each))).toEqual([]);
  });

  it('goes on without a doubled card, file or reminder, and without a card in Teams for what is past', async () => {
    const before = [o.slack.posted.length, o.slack.laid.length];
    await o.start();
    await o.tell('opsæt kanal', 'sagsbehandler', 'teams');
    await o.at('2025-01-31 09:30');
    expect([o.slack.posted.length, o.slack.laid.length]).toEqual(before);
    expect(o.teams.posted).toEqual([]);
  });

  it('has its cards and reminders changed in Slack when something is decided in Teams', async () => {
    await o.start();
    await o.tell('godkend Brev-1 v=1 trin=1', 'kontorchef', 'teams');
    expect(o.letterOn(o.slack)).toContain('trin 1: godkendt af Kontorchef');
    expect(shown(o.slack, 'kontorchef')[0]).toContain('trin 1: godkendt af Kontorchef');
  });

  it('knows its posts when somebody writes below them', async () => {
    const reference = [...o.slack.posts].find(([, text]) => text.startsWith('Brev-1'))?.[0] ?? '';
    await o.start();
    expect(reference).toMatch(/^slack:/);
    expect(await o.bot.shownAt(reference)).toBeDefined();
  });

  it('has asked about what another process left in the open, wherever that one posted', async () => {
    const post = async (): Promise<Posting> => ({ outcome: 'unknown' });
    o.bot = await o.parts.createBot({
      messenger: { ...o.slack.messenger, viaOf: () => 'console', boards: [], post },
    });
    await o.at('2025-02-03 08:30');
    const outcomes = () => o.bot.history().filter(({ type }) => type === 'message-failed').length;
    expect([o.bot.history().at(-1)?.type, outcomes()]).toEqual(['message-claimed', 0]);
    await o.start();
    await o.at('2025-02-03 08:33');
    expect(outcomes()).toBeGreaterThan(0);
  });

  it('lays files that were still missing below the old card', async () => {
    o.slack.guests = 'some';
    await o.tell('redigér Brev-1 afslutning "Udvalget hører nærmere."');
    o.slack.guests = 'none';
    const laid = o.slack.laid.length;
    await o.start();
    await o.bot.settle();
    expect(o.slack.laid.slice(laid).map(({ under }) => o.slack.posts.get(under)?.slice(0, 17))).toEqual([
      'Brev-1, version 2',
    ]);
  });
});
