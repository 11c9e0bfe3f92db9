// Who is known in Teams beyond the plain case: guests whom the directory lists, conversations without the bot, people who are mentioned.
import { describe, expect, it } from 'vitest';
import { openHeldFiles } from '../../adapters/teams/held-files.ts';
import { createLettersIn } from '../../adapters/teams/letters-in.ts';
import { languages } from '../../src/language/index.ts';
import { round } from '../support/round.ts';
import { botMention, extension, search } from '../support/teams/teams-line.ts';
import { registerChannel, teamsPeople, userOf } from '../support/teams/teams-office.ts';
import { watchedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;
const { outsider } = said;

const entry = { roles: ['sagsbehandler'], locale: 'da' as const, leader: 'leder' };
const people = [
  ...teamsPeople,
  { ...entry, id: 'barsel', name: 'Barselsvikar', teams: 'aad-vikar', email: 'vikar@ministeriet.dk' },
  { ...entry, id: 'ny', name: 'Karen Ny', email: 'ny@ministeriet.dk' },
];
const s = watchedOffice({ people });

const { arrives } = s;

describe('somebody whom the directory knows by object id', () => {
  const vikarThere = { id: '29:vikar', aad: 'aad-vikar', name: 'Vikar' };
  it.each([
    ['a guest', { role: 'guest' as const }],
    ['of another tenant', { tenant: 'fremmed' }],
  ])('and who is %s is refused all the same', async (_, more) => {
    const vikar = arrives({ ...vikarThere, ...more });
    await s.tell(...round);
    await s.as(vikar).says('notat Vejen note="ringede"');
    expect(s.times('contact-noted')).toBe(0);
    expect(s.seenBy(vikar)).toContain(outsider);
  });

  it('is that person whatever the case of the id', async () => {
    const vikar = arrives({ ...vikarThere, aad: 'AAD-Vikar' });
    await s.tell(...round);
    await s.as(vikar).says('notat Vejen note="ringede"');
    expect(s.times('contact-noted')).toBe(1);
  });
});

describe('a file that Teams gives no address of', () => {
  it('is not taken for another such file of the same person', async () => {
    const bytes = new TextEncoder().encode('Brev');
    const letters = createLettersIn(
      { download: async () => ({ outcome: 'done', bytes }) },
      await openHeldFiles({ now: () => 0, memory: undefined, onFault: () => undefined }),
    );
    const sent = 'application/vnd.microsoft.teams.file.download.info';
    const first = {
      contentType: sent,
      name: 'a.pdf',
      content: { downloadUrl: 'https://x.sharepoint.com/a' },
    };
    await letters.take([first], '29:anna');
    const [other] = await letters.take([{ contentType: 'reference', name: 'b.pdf' }], '29:anna');
    expect(other && letters.isThere(other)).toBe(false);
  });
});

describe('in a conversation where the bot is not', () => {
  it('somebody known by address is recognised by their own chat with the bot', async () => {
    const id = '19:fremmed@thread.v2';
    s.office.fake.addConversation({ id, kind: 'groupChat', members: [userOf('ny')], hasBot: false });
    await s.as('ny').says('hjælp');
    const { body } = await s.as('ny').invokes('composeExtension/fetchTask', extension, {}, id);
    expect(JSON.stringify(body)).not.toContain(said.unreachable('Teams'));
    expect(JSON.stringify(body)).toContain('municipality');
  });

  it('a press on a forwarded card makes no chat of it that anything is sent to', async () => {
    const id = '19:a_b@unq.gbl.spaces';
    await s.as('leder').invokes('application/search', search, {}, id);
    expect([...(await s.office.memory.all()).keys()]).not.toContain(id);
  });
});

describe('a mention of somebody who never wrote', () => {
  const away = (id: string, name: string) =>
    s
      .as('leder')
      .mentions(
        registerChannel,
        `fravær leder fra=03-02-2025 til=04-02-2025 stedfortræder=<at>${name}</at>`,
        { entities: [botMention, { type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } }] },
      );
  const absences = () =>
    s.office.bot
      .history()
      .flatMap((each) => (each.type === 'absence-recorded' ? [JSON.stringify(each)] : []));

  it.each([
    ['by the roster, whatever name Teams shows', userOf('ny'), 'Karen Kontorchef', 1],
    ['by their name, where no roster has them', '29:ukendt', 'Karen Ny', 1],
  ])('is whom the directory knows %s', async (_, id, name, times) => {
    await away(id, name);
    expect(absences()).toHaveLength(times);
    for (const each of absences()) expect(each).toContain('"ny"');
  });
});
