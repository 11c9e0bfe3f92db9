// One register in Slack and Teams at once: each has the cards, everybody one reminder, and a decision is told everywhere.
import { beforeEach, describe, expect, it } from 'vitest';
import { inApproval, people, shown, TwoWalls } from './two-walls.ts';

let o: TwoWalls;

beforeEach(async () => {
  o = await TwoWalls.open();
});

describe('a recording', () => {
  it('stands once in the channel of each platform, each with its files below it', async () => {
    await o.bothChannels();
    await o.tell(inApproval[0] ?? '');
    await o.bot.settle();
    for (const on of [o.slack, o.teams]) {
      expect(o.cards(on)).toHaveLength(1);
      expect([`kanal ${[...on.asked].join()}`]).toEqual(on.posted);
      expect(on.laid.map(({ words, under }) => [words, on.posts.has(under)])).toEqual([
        ['Brevet fra Vejen.', true],
      ]);
    }
  });

  it('stands only where a channel has been chosen, and from then on', async () => {
    await o.tell('opsæt kanal', 'sagsbehandler', 'teams');
    await o.tell('svar Solrød ja', 'sagsbehandler', 'slack');
    await o.tell('opsæt kanal', 'sagsbehandler', 'slack');
    expect([o.cards(o.slack), o.cards(o.teams)].map((each) => each.length)).toEqual([0, 1]);
  });

  it('keeps from guests on the one platform what it shows on the other', async () => {
    o.teams.guests = 'some';
    await o.bothChannels();
    for (const line of inApproval) await o.tell(line);
    expect(o.letterOn(o.teams)).toContain('gæster');
    expect(o.letterOn(o.slack)).toContain('Brevet venter på Kontorchef.');
    expect(o.teams.laid).toEqual([]);
    expect(o.slack.laid).not.toEqual([]);
  });

  it('is noted in the ledger with the platform that it went to', async () => {
    await o.bothChannels();
    await o.tell('svar Solrød ja', 'sagsbehandler', 'teams');
    const noted = o.bot
      .history()
      .flatMap((event) =>
        event.type === 'message-claimed' ? [[event.via, event.data.to, ...event.data.keys]] : [],
      );
    const position = o.bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    expect(noted.toSorted()).toEqual([
      ['slack', 'slack:C1', `opslag:${position}`],
      ['teams', 'teams:19:register@thread.tacv2', `opslag:teams:${position}`],
    ]);
    const outcomes = o.bot
      .history()
      .flatMap((event) =>
        event.type === 'message-delivered' ? [`${event.via} ${event.data.reference}`] : [],
      );
    expect(outcomes.toSorted()).toEqual(['slack slack:K:1', 'teams teams:K:1']);
  });
});

describe('a decision', () => {
  beforeEach(async () => {
    await o.bothChannels();
    for (const line of inApproval) await o.tell(line);
  });

  for (const [via, other] of [
    ['teams', 'slack'],
    ['slack', 'teams'],
  ] as const)
    it(`made in ${via} changes the post in ${other}, and the one where it was made`, async () => {
      await o.tell('godkend Brev-1 v=1 trin=1', 'kontorchef', via);
      for (const on of [o.slack, o.teams]) {
        expect(o.letterOn(on)).toContain('trin 1: godkendt af Kontorchef den 30. januar 2025.');
        expect(o.letterOn(on)).not.toContain('trin=1');
        expect(on.misdirected).toEqual([]);
      }
      const changed = o.bot.history().filter(({ type }) => type === 'message-updated');
      expect(new Set(changed.map(({ via: where }) => where))).toEqual(new Set(['slack', 'teams']));
    });

  it('is told to who asks below the post, on either platform', async () => {
    const references = [o.slack, o.teams].map(({ posts }) => [...posts.keys()].at(-1) ?? '');
    for (const reference of references)
      expect(JSON.stringify(await o.bot.shownAt(reference))).toContain('godkend Brev-1 v=1 trin=1');
  });
});

describe('a reminder', () => {
  const inTeams = { id: 'kontorchef', teams: '4f5a' };

  async function remind(): Promise<void> {
    for (const line of inApproval) await o.tell(line);
    await o.at('2025-01-31 08:30');
    await o.at('2025-01-31 09:30');
  }

  it('comes once to who is on both platforms, where the directory names the person', async () => {
    await o.start(people(inTeams));
    await remind();
    expect([o.slack, o.teams].map((on) => shown(on, 'kontorchef').length)).toEqual([0, 1]);
    expect([o.slack, o.teams].map((on) => shown(on, 'sagsbehandler').length)).toEqual([1, 0]);
  });

  it('comes to who is only in Teams there, though Slack is tried first', async () => {
    o.slack.strangers.set('kontorchef', 'no-user');
    await remind();
    expect([o.slack, o.teams].map((on) => shown(on, 'kontorchef').length)).toEqual([0, 1]);
    await o.tell('godkend Brev-1 v=1 trin=1', 'kontorchef', 'slack');
    expect(shown(o.teams, 'kontorchef')[0]).toContain('trin 1: godkendt af Kontorchef');
    const delivered = o.bot
      .history()
      .flatMap((event) =>
        event.type === 'message-delivered' ? [`${event.via} ${event.data.reference?.split(':')[0]}`] : [],
      );
    expect(new Set(delivered)).toEqual(new Set(['slack slack', 'teams teams']));
  });

  it('whose outcome is unknown is not followed by a second one elsewhere', async () => {
    await o.start(people(inTeams));
    o.teams.fates.push('unknown');
    await remind();
    await o.at('2025-01-31 12:00');
    expect([o.slack, o.teams].map((on) => shown(on, 'kontorchef').length)).toEqual([0, 1]);
  });

  it('that is found to have been lost comes again, once', async () => {
    await o.start(people(inTeams));
    o.teams.loses = true;
    for (const line of inApproval) await o.tell(line);
    await o.at('2025-01-31 08:30');
    o.teams.loses = false;
    await o.at('2025-01-31 08:33');
    await o.at('2025-01-31 09:05');
    await o.at('2025-01-31 10:00');
    expect([o.slack, o.teams].map((on) => shown(on, 'kontorchef').length)).toEqual([0, 1]);
  });

  it('is asked about for three days where the platform is silent, and is then the lead’s to know as a doubt', async () => {
    await o.start(people(inTeams));
    o.teams.fates.push('unknown');
    o.teams.tracing = { outcome: 'unknown' };
    for (const line of inApproval) await o.tell(line);
    await o.at('2025-01-31 08:30');
    const doubts = () => o.bot.history().filter(({ type }) => type === 'message-doubtful').length;
    await o.at('2025-02-03 08:29');
    expect(doubts()).toBe(0);
    await o.at('2025-02-03 08:30');
    expect(doubts()).toBe(1);
  });

  it('is the lead’s to know as a doubt at once where the platform can never tell', async () => {
    await o.start(people(inTeams));
    o.teams.fates.push('unknown');
    o.teams.tracing = { outcome: 'untraceable' };
    await remind();
    await o.at('2025-02-03 08:30');
    expect(shown(o.slack, 'leder').join('\n')).toContain('Jeg ved ikke, om min besked til Kontorchef');
    expect(shown(o.slack, 'kontorchef')).toEqual([]);
  });

  it('that reaches somebody nowhere is the lead’s to know, with what can be done about it', async () => {
    o.slack.strangers.set('sagsbehandler', 'no-user');
    o.teams.strangers.set('sagsbehandler', 'not-installed');
    await remind();
    await o.at('2025-02-03 08:30');
    expect(shown(o.slack, 'leder').join('\n')).toContain(
      'Mine beskeder når ikke frem til Sagsbehandler, fordi Forløbsvagten ikke er tilføjet i Teams.',
    );
    expect(shown(o.slack, 'leder').join('\n')).toContain(
      'vælg Apps i Teams, søg efter Forløbsvagten, og vælg Tilføj',
    );
  });
});

describe('somebody who is new', () => {
  it('is welcomed once on each platform', async () => {
    const mette = { id: 'sagsbehandler', name: 'Mette', roles: [], leader: null, locale: 'da' } as const;
    const welcomed: boolean[] = [];
    for (const via of ['teams', 'teams', 'slack', 'slack'] as const)
      welcomed.push((await o.bot.meet(mette, via, null)) !== undefined);
    expect(welcomed).toEqual([true, false, true, false]);
    await o.start();
    expect(await o.bot.meet(mette, 'teams', null)).toBeUndefined();
  });
});
