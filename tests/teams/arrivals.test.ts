// The app comes to people and channels, and goes again: greeted once, whichever way Teams tells of it, and written to only while it is there.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { registerChannel, userOf } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;

const s = teamsSecretariat();
const anna = (): TeamsPerson => s.as('sagsbehandler');
const arrives = (person: string) => s.as(person).event('installationUpdate', { action: 'add' });
const failures = () =>
  s.office.bot.history().flatMap((event) => (event.type === 'message-failed' ? [event.data.reason] : []));

describe('a greeting', () => {
  it('comes once for each person, also after a restart', async () => {
    await s.tell(...round);
    const greeted: boolean[] = [];
    for (const person of ['sagsbehandler', 'sagsbehandler', 'leder']) {
      await s.as(person).says('overblik 2025');
      greeted.push(s.as(person).words().includes('Velkommen'));
      await s.office.restart();
    }
    expect(greeted).toEqual([true, false, true]);
  });

  it.each([['installationUpdate first'], ['conversationUpdate first']])(
    'is given once when the app is put there, whichever way Teams tells of it (%s)',
    async (first) => {
      const bot = { id: s.office.fake.bot };
      const events = [
        ['installationUpdate', { action: 'add' }],
        ['conversationUpdate', { membersAdded: [bot] }],
      ] as const;
      const order = first.startsWith('conv') ? events.toReversed() : events;
      for (const [type, more] of [...order, ...order]) await anna().event(type, more);
      for (const [type, more] of [...order, ...order])
        await anna().event(type, { ...more, conversation: registerChannel });
      expect(anna().reads()).toHaveLength(1);
      expect(anna().words()).toContain(said.welcome('Sagsbehandler'));
      expect(anna().buttons()).toEqual(expect.arrayContaining([said.menu.answer, said.menu.help]));
      expect(anna().reads(registerChannel)).toEqual([said.teams.welcomeChannel('opsæt kanal')]);
      await s.office.restart();
      for (const conversation of [anna().chat, registerChannel])
        await anna().event('installationUpdate', { action: 'add', conversation });
      expect(anna().reads()).toHaveLength(1);
      expect(anna().reads(registerChannel)).toHaveLength(1);
    },
  );

  it.each([
    ['conversationUpdate', { membersAdded: [] }],
    ['installationUpdate', { action: 'add-upgrade' }],
  ])('is given where Teams tells of it in one way alone (%s)', async (type, more) => {
    const membersAdded = [{ id: s.office.fake.bot }];
    await anna().event(type, 'membersAdded' in more ? { membersAdded } : more);
    expect(anna().words()).toContain(said.welcome('Sagsbehandler'));
  });

  it('is no business of people who come to the channel', async () => {
    await anna().event('conversationUpdate', {
      membersAdded: [{ id: userOf('leder') }],
      conversation: registerChannel,
    });
    expect(anna().reads(registerChannel)).toEqual([]);
  });
});

describe('an app that is removed', () => {
  it('is written to no more, and again when it comes back', async () => {
    await arrives('sagsbehandler');
    await s.tell(...round, letterInApproval[0] ?? '');
    await anna().event('installationUpdate', { action: 'remove' });
    const before = anna().reads().length;
    await s.office.at('2025-01-17 08:30');
    expect(anna().reads()).toHaveLength(before);
    expect(new Set(failures())).toEqual(new Set(['not-installed']));
    await anna().event('installationUpdate', { action: 'add' });
    await s.office.at('2025-01-17 10:30');
    expect(anna().told('Orientering om Vejen').conversation).toBe(anna().chat);
  });

  it('leaves its reminders as they stand, and brings them up to date when it comes back', async () => {
    await arrives('sagsbehandler');
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    const reminder = anna().told('Orientering om Vejen');
    await anna().event('installationUpdate', { action: 'remove' });
    await s.tell('frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"');
    expect(s.office.fake.requestsOf('update')).toEqual([]);
    await arrives('sagsbehandler');
    await s.office.at('2025-01-17 08:40');
    expect(anna().words(reminder)).toContain('Registreret af Sagsbehandler');
  });

  it('from a channel leaves the cards that stand there, asks nothing more of it, and posts again when it comes back', async () => {
    await arrives('sagsbehandler');
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell('svar Vejen nej');
    await anna().event('conversationUpdate', {
      conversation: registerChannel,
      membersRemoved: [{ id: s.office.fake.bot }],
    });
    s.office.fake.setBot(registerChannel, false);
    const before = s.office.fake.requests.length;
    await s.tell('notat Vejen note="ringer på mandag"', 'svar Odsherred nej');
    await s.office.at('2025-01-03 09:00');
    expect(s.cards()).toHaveLength(1);
    const refused = s.office.fake.requests.slice(before).filter(({ outcome }) => outcome === '403');
    expect(refused).toEqual([]);
    s.office.fake.setBot(registerChannel, true);
    await anna().event('installationUpdate', { action: 'add', conversation: registerChannel });
    await s.office.at('2025-01-03 11:00');
    expect(s.card('Odsherred har sagt nej').conversation).toBe(registerChannel);
  });
});
