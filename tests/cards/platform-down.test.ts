// Slack is down: Teams has its cards, their changes and its reminders all the same, and Slack has them when it is back.
import { beforeEach, describe, expect, it } from 'vitest';
import { inApproval, people, shown, TwoWalls, until } from './two-walls.ts';

let o: TwoWalls;

beforeEach(async () => {
  o = await TwoWalls.open();
});

describe('a platform that is down', () => {
  let comeBack: () => void;

  beforeEach(async () => {
    await o.start(people({ id: 'kontorchef', teams: '4f5a' }));
    await o.bothChannels();
    for (const line of inApproval) await o.tell(line);
    o.slack.holds = new Promise((resolve) => {
      comeBack = resolve;
    });
  });

  it('holds neither the cards of the other nor what changes on them', async () => {
    await o.run('redigér Brev-1 afslutning "Udvalget hører nærmere."', 'sagsbehandler', 'teams');
    const first = o.bot.settle();
    await until(() => o.cards(o.teams).some((text) => text.startsWith('Brev-1, version 2')));
    await o.run('godkend Brev-1 v=2 trin=1', 'kontorchef', 'teams');
    const second = o.bot.settle();
    await until(() => o.cards(o.teams).some((text) => text.includes('godkend Brev-1 v=2 trin=2')));
    expect(o.cards(o.slack).some((text) => text.startsWith('Brev-1, version 2'))).toBe(false);
    comeBack();
    await Promise.all([first, second]);
    expect(o.cards(o.slack).filter((text) => text.includes('godkend Brev-1 v=2 trin=2'))).toHaveLength(1);
  });

  it('holds no reminder of the other, neither now nor on the next morning', async () => {
    o.setClock('2025-01-31 08:30');
    const first = o.bot.tick();
    await until(() => shown(o.teams, 'kontorchef').length === 1);
    o.setClock('2025-02-03 08:30');
    const second = o.bot.tick();
    await until(() => shown(o.teams, 'kontorchef').length === 2);
    expect(shown(o.slack, 'sagsbehandler')).toEqual([]);
    comeBack();
    await Promise.all([first, second]);
    expect(shown(o.slack, 'sagsbehandler')).toHaveLength(1);
    await o.bot.tick();
    expect([o.slack, o.teams].map((on) => shown(on, 'sagsbehandler').length)).toEqual([2, 0]);
    expect(shown(o.teams, 'kontorchef')).toHaveLength(2);
  });

  it('is told at last what was decided meanwhile', async () => {
    await o.run('godkend Brev-1 v=1 trin=1', 'kontorchef', 'teams');
    const settled = o.bot.settle();
    await until(() => o.letterOn(o.teams)?.includes('godkendt af Kontorchef') ?? false);
    expect(o.letterOn(o.slack)).not.toContain('godkendt af Kontorchef');
    comeBack();
    await settled;
    expect(o.letterOn(o.slack)).toContain('godkendt af Kontorchef');
  });

  it('that breaks over a post breaks nothing of the other', async () => {
    comeBack();
    o.slack.holds = Promise.reject(new Error('ECONNRESET'));
    o.slack.holds.catch(() => undefined);
    await o.run('redigér Brev-1 afslutning "Udvalget hører nærmere."', 'sagsbehandler', 'teams');
    await o.bot.settle();
    expect(o.cards(o.teams).filter((text) => text.startsWith('Brev-1, version 2'))).toHaveLength(1);
  });
});
