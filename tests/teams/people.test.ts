// Who is served: people of the directory in the ministry's tenant. Everybody else reads nothing, whichever way they come in.
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Person } from '../support/teams/fake-connector-world.ts';
import type { Raw } from '../support/teams/raw-activities.ts';
import { extension, search } from '../support/teams/teams-line.ts';
import { registerChannel, teamsPeople, userOf } from '../support/teams/teams-office.ts';
import { watchedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;

/** One is in the directory by object id alone, and has another address there than in Teams; one by address alone. */
const everybody = [
  ...teamsPeople,
  {
    id: 'barsel',
    name: 'Barselsvikar',
    roles: ['sagsbehandler'],
    locale: 'da' as const,
    leader: 'leder',
    teams: 'aad-vikar',
    email: 'vikar@ministeriet.dk',
  },
  {
    id: 'ny',
    name: 'Nyansat',
    roles: ['sagsbehandler'],
    locale: 'da' as const,
    leader: 'leder',
    email: 'ny@ministeriet.dk',
  },
];
/** The directory as it is now. */
const people = [...everybody];
const s = watchedOffice({ people, installed: (id) => id !== 'ny' });

afterEach(() => void people.splice(0, people.length, ...everybody));
function leaves(id: string): void {
  people.splice(0, people.length, ...everybody.filter((each) => each.id !== id));
}

const { arrives } = s;

const sentFile = (name: string, downloadUrl: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name,
  content: { downloadUrl },
});

const secret = /Vejen|Odsherred|overlap|Brev-1|8 forløb|børnehandicap/;
const { outsider } = said;
const stranger = said.stranger('Leder');
const address = 'leder@ministeriet.dk';
/** Addresses of somebody whom the directory knows by address alone. */
const open = 'ny@ministeriet.dk';

interface Stranger {
  readonly who: string;
  readonly told: string;
  readonly person: Person;
  /** What their activities say besides. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

const base = { id: '29:indtrænger', aad: 'aad-indtrænger', name: 'Leder' };
const strangers: readonly Stranger[] = [
  { who: 'a guest with a person’s address', told: outsider, person: { ...base, email: open, role: 'guest' } },
  { who: 'an anonymous visitor', told: outsider, person: { ...base, email: open, role: 'anonymous' } },
  { who: 'somebody of another tenant', told: outsider, person: { ...base, email: open, tenant: 'fremmed' } },
  { who: 'another bot, which no roster knows', told: stranger, person: { ...base, id: '28:anden-bot' } },
  { who: 'a member whom the directory does not know', told: stranger, person: base },
  {
    who: 'somebody with the address of a person whom the directory knows by id',
    told: stranger,
    person: { ...base, email: address, upn: address },
  },
  {
    who: 'a member whose activities claim a role, a name and an address',
    told: stranger,
    person: base,
    claims: {
      from: {
        id: base.id,
        aadObjectId: base.aad,
        name: 'Leder',
        role: 'user',
        email: open,
        userPrincipalName: open,
        roles: ['minister'],
      },
      roles: ['minister'],
    },
  },
  {
    who: 'a member whose object id is almost a person’s',
    told: stranger,
    person: { ...base, aad: `${teamsPeople[0]?.teams} ` },
  },
];

for (const { who, told, person, claims = {} } of strangers)
  describe(who, () => {
    async function meeting(): Promise<Raw> {
      await s.tell(...round);
      await s.as('sagsbehandler').mentions(registerChannel, 'opsæt kanal');
      await s.tell(...letterInApproval);
      return s.as(arrives(person));
    }

    it('reads nothing by message, mention, arrival, dialog, message extension or search, and is told why', async () => {
      const intruder = await meeting();
      const recorded = s.recorded();
      const writes = (text: string, more = {}) =>
        intruder.send(intruder.activity('message', { text, ...more, ...claims }));
      const ways: readonly (() => Promise<unknown>)[] = [
        () => writes('overblik 2025'),
        () => writes('svar Vejen'),
        () => writes(''),
        () => writes('fortryd'),
        () => intruder.mentions(registerChannel, 'vis Brev-1', claims),
        () => intruder.send(intruder.activity('installationUpdate', { action: 'add', ...claims })),
      ];
      for (const way of ways) {
        const heard = s.seenBy(person.id).length;
        await way();
        expect(s.seenBy(person.id).slice(heard), String(way)).toContain(told);
      }
      const opened = await intruder.invokes('composeExtension/fetchTask', extension, claims);
      expect(JSON.stringify(opened.body)).toContain(told);
      const found = await intruder.invokes('application/search', search, claims);
      expect(found.body).toMatchObject({ value: { results: [] } });
      expect(JSON.stringify([opened.body, found.body]) + s.seenBy(person.id)).not.toMatch(secret);
      expect(s.recorded()).toEqual(recorded);
    });

    it('does nothing by a card’s button, somebody’s form or the words under a card', async () => {
      const intruder = await meeting();
      const recorded = s.recorded();
      const card = s.card('Brev-1, version 1');
      const answers: unknown[] = [];
      for (const button of ['Godkend version 1', 'Læs med bilag', 'Returnér med grund']) {
        const { body } = await intruder.send(intruder.press(card, button, {}, claims));
        expect(JSON.stringify(body) + s.seenBy(person.id), button).toContain(told);
        answers.push(body);
      }
      const heard = s.seenBy(person.id).length;
      await intruder.mentions(`${registerChannel};messageid=${card.id}`, 'ok', claims);
      expect(s.seenBy(person.id).slice(heard)).toContain(told);
      const anna = s.as('sagsbehandler');
      await anna.says('svar Odsherred');
      const form = s.last(anna.chat);
      const filled = { municipality: 'Odsherred', says: 'ja', answer: 'ja' };
      const { body } = await intruder.send(
        intruder.press({ ...form, conversation: intruder.chat }, 'Fortsæt', filled, claims),
      );
      expect(JSON.stringify(body)).toContain(told);
      expect(JSON.stringify([...answers, body]) + s.seenBy(person.id)).not.toMatch(secret);
      expect(s.recorded()).toEqual(recorded);
    });

    it('gets none of the files that they attach fetched', async () => {
      const intruder = await meeting();
      const attachments = [sentFile('brev.pdf', s.office.files.addFile(Buffer.from('Brev')))];
      await intruder.send(intruder.activity('message', { text: 'brev Vejen', attachments, ...claims }));
      expect(s.office.files.requests).toEqual([]);
    });
  });

describe('a person of the directory', () => {
  it.each([
    ['address', { email: 'Ny@Ministeriet.DK' }],
    ['the name that they sign in with', { email: 'n@x.dk', upn: 'NY@ministeriet.dk' }],
  ])('is found by %s, whatever its case, where the directory names no object id', async (_, known) => {
    const user = arrives({ id: '29:ny2', aad: 'aad-ny', name: 'Ny', ...known });
    await s.tell(...round);
    await s.as(user).says('svar Vejen ja');
    expect(s.office.bot.history().at(-1)).toMatchObject({ type: 'answer-recorded', by: 'ny', via: 'teams' });
  });

  it('is found by object id first, and their address then makes nobody else that person', async () => {
    const mine = arrives({ id: '29:vikar', aad: 'aad-vikar', name: 'Vikar', email: 'anders@ministeriet.dk' });
    const other = arrives({ id: '29:anden', aad: 'aad-anden', name: 'Anden', email: 'vikar@ministeriet.dk' });
    await s.tell(...round);
    await s.as(mine).says('svar Vejen ja');
    expect(s.office.bot.history().findLast(({ type }) => type === 'answer-recorded')?.by).toBe('barsel');
    await s.as(other).says('overblik 2025');
    expect(s.seenBy(other)).toContain(stranger);
  });

  it('is the same person on the console and in Teams', async () => {
    await s.tell(...round);
    await s.as('leder').says('svar Vejen ja');
    const asked = await s.tell('leder: fortryd');
    expect(JSON.stringify(asked.view)).toContain('Vejen har sagt ja');
  });

  it('may do what the directory says, and nothing that an activity claims', async () => {
    await s.tell(...round);
    const minister = s.as('minister');
    const claiming = { name: 'Sagsbehandler', role: 'user', roles: ['sagsbehandler'] };
    const { from } = minister.activity('message');
    const activity = minister.activity('message', {
      text: 'svar Vejen ja',
      from: { ...Object(from), ...claiming },
    });
    await minister.send(activity);
    expect(s.seenBy('minister')).toContain('Ikke udført');
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('who leaves the directory is nobody at once', async () => {
    const vikar = arrives({ id: '29:vikar', aad: 'aad-vikar', name: 'Vikar' });
    await s.tell(...round);
    await s.as(vikar).says('notat Vejen note="ringede"');
    leaves('barsel');
    await s.as(vikar).says('notat Vejen note="ringede igen"');
    expect(s.times('contact-noted')).toBe(1);
    expect(s.seenBy(vikar)).toContain(stranger);
  });

  it('whom somebody mentions is named as the directory does, and no more once they have left it', async () => {
    const vikar = arrives({ id: '29:vikar', aad: 'aad-vikar', name: 'V' });
    await s.as(vikar).says('hjælp');
    const entities = [{ type: 'mention', text: '<at>V</at>', mentioned: { id: vikar, name: 'V' } }];
    const away = (month: string) =>
      s.as('leder').says(`fravær leder fra=03-${month}-2025 til=04-${month}-2025 stedfortræder=<at>V</at>`, {
        entities,
      });
    await away('02');
    expect(s.times('absence-recorded')).toBe(1);
    leaves('barsel');
    await away('03');
    expect(s.times('absence-recorded')).toBe(1);
  });

  it('who leaves the ministry, and is found by address, is nobody a few minutes later', async () => {
    await s.tell(...round);
    await s.as('ny').says('notat Vejen note="ringede"');
    const gone = s.office.fake.world.people.get(userOf('ny'));
    if (!gone) throw new Error('nobody');
    s.office.fake.world.people.set(gone.id, { ...gone, role: 'guest' });
    await s.office.at('2025-01-02 09:06');
    await s.as('ny').says('notat Vejen note="ringede igen"');
    expect(s.times('contact-noted')).toBe(1);
    expect(s.seenBy('ny')).toContain(outsider);
  });

  it('whom Teams cannot look up is kindly asked to try again, and nothing is recorded', async () => {
    await s.tell(...round);
    const down = s.office.fake.next('member', { fault: 'status', status: 503 }, { times: 'all' });
    await s.as('ny').says('svar Vejen ja');
    expect(s.seenBy('ny')).toContain(said.unreachable('Teams'));
    expect(s.recorded()).not.toContain('answer-recorded');
    down.release();
    await s.as('ny').says('svar Vejen ja');
    expect(s.times('answer-recorded')).toBe(1);
  });

  it('whom the directory knows by object id is served although no roster can be asked', async () => {
    await s.tell(...round);
    s.office.fake.next('member', { fault: 'status', status: 503 }, { times: 'all' });
    await s.as('sagsbehandler').says('svar Vejen ja');
    expect(s.times('answer-recorded')).toBe(1);
  });
});

describe('two entries of the directory with one address', () => {
  const twice = [...people, { ...people[people.length - 1], id: 'kopi', name: 'Kopi' } as (typeof people)[0]];
  const t = watchedOffice({ people: twice });

  it('are the first of the two, always', async () => {
    t.office.fake.addPerson({
      id: '29:ny2',
      aad: 'aad-ny',
      name: 'Ny',
      email: 'ny@ministeriet.dk',
      hasApp: true,
    });
    await t.tell(...round);
    for (const note of ['en', 'to']) await t.as('29:ny2').says(`notat Vejen note="${note}"`);
    const by = t.office.bot.history().flatMap((each) => (each.type === 'contact-noted' ? [each.by] : []));
    expect(by).toEqual(['ny', 'ny']);
  });
});
