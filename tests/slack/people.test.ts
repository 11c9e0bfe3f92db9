// Who is served: people of the directory in an allowed workspace. Everybody else reads nothing, whichever way they come in.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { isObject, type Json } from '../support/slack/json-reading.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Person } from '../support/slack/slack-client.ts';
import { slackPeople } from '../support/slack/slack-office.ts';

/** One is in the directory by Slack id alone, and has another address there than in Slack. */
const { cards: said } = languages.da;

const people = [
  ...slackPeople,
  {
    id: 'barsel',
    name: 'Barselsvikar',
    roles: ['sagsbehandler'],
    locale: 'da' as const,
    leader: 'leder',
    slack: 'UVIKAR',
    email: 'vikar@ministeriet.dk',
  },
];
const s = secretariat({ people });
const as = (user: string, twists = {}): Person => s.office.client.as(user, twists);

const secret = /Vejen|Odsherred|overlap|Brev-1|8 forløb|børnehandicap/;

interface Stranger {
  readonly who: string;
  readonly user: string;
  readonly told: string;
  readonly twists?: { readonly change: (payload: Json) => Json };
  arrives?(): void;
}

const { outsider } = said;
const strangers: readonly Stranger[] = [
  { who: 'a guest', user: 'UGAEST', told: outsider },
  {
    who: 'a single-channel guest',
    user: 'UGAEST1',
    told: outsider,
    arrives: () =>
      s.office.fake.addUser({ id: 'UGAEST1', email: 'leder@ministeriet.dk', isUltraRestricted: true }),
  },
  {
    who: 'a bot with a person’s address',
    user: 'UROBOT',
    told: outsider,
    arrives: () => s.office.fake.addUser({ id: 'UROBOT', email: 'leder@ministeriet.dk', isBot: true }),
  },
  {
    who: 'a deleted user',
    user: 'USLETTET',
    told: outsider,
    arrives: () => s.office.fake.addUser({ id: 'USLETTET', email: 'leder@ministeriet.dk', deleted: true }),
  },
  {
    who: 'a Slack Connect stranger with a person’s address',
    user: 'UCONNECT',
    told: outsider,
    arrives: () =>
      s.office.fake.addUser({ id: 'UCONNECT', team: 'T9', email: 'leder@ministeriet.dk', isStranger: true }),
  },
  {
    who: 'a Slack Connect stranger of whom Slack tells no other workspace',
    user: 'USTRANGER',
    told: outsider,
    arrives: () =>
      s.office.fake.addUser({ id: 'USTRANGER', email: 'leder@ministeriet.dk', isStranger: true }),
  },
  {
    who: 'somebody of another workspace whose payload says so',
    user: 'ULEDER',
    told: outsider,
    twists: { change: (payload) => inWorkspace('T9', payload) },
  },
  {
    who: 'a member whom the directory does not know',
    user: 'UFREMMED',
    told: said.stranger('Leder'),
  },
  {
    who: 'an unknown member whose payload claims a role and a name',
    user: 'UFREMMED',
    told: said.stranger('Leder'),
    twists: {
      change: (payload) => ({
        ...payload,
        roles: ['minister'],
        user_name: 'leder',
        email: 'leder@ministeriet.dk',
        ...(isObject(payload.user)
          ? { user: { ...payload.user, name: 'leder', username: 'leder', roles: ['minister'] } }
          : {}),
      }),
    },
  },
];

function inWorkspace(team: string, payload: Json): Json {
  const user = isObject(payload.user) ? { user: { ...payload.user, team_id: team } } : {};
  const event = isObject(payload.event)
    ? { event: { ...payload.event, team, user_team: team, source_team: team } }
    : {};
  const own = payload.command === undefined ? {} : { team_id: team };
  const home = payload.type === 'event_callback' ? { team_id: team } : {};
  return { ...payload, ...own, ...home, ...user, ...event };
}

/** All that this user was shown, and what the acknowledgements said. */
function seenBy(user: string): string {
  const { fake } = s.office;
  const mine = [...fake.world.channels.values()].filter(
    (channel) => channel.kind === 'im' && channel.members.has(user),
  );
  return [
    ...fake.world.posts.filter((post) => post.bot !== null && mine.some(({ id }) => id === post.channel)),
    ...fake.ephemerals.filter((each) => each.user === user),
  ]
    .map(({ text, blocks }) => `${text}\n${wordsOf(blocks)}`)
    .concat(fake.views.filter((view) => view.user === user).map((view) => JSON.stringify(view.source)))
    .concat(JSON.stringify(fake.homes.get(user)?.source ?? ''))
    .join('\n');
}

for (const { who, user, told, twists, arrives } of strangers)
  describe(who, () => {
    async function meeting(): Promise<Person> {
      await s.tell(...round);
      await s.after(as('USAGSBEHANDLER').slash('/taskforce', 'opsæt kanal', { channel: register }));
      await s.tell(...letterInApproval);
      arrives?.();
      s.office.fake.world.channels.get(register)?.members.add(user);
      return as(user, twists);
    }

    it('reads nothing by slash, direct message, mention, shortcut or Home, and is told why', async () => {
      const person = await meeting();
      const recorded = s.recorded();
      const ways: readonly (() => Promise<unknown>)[] = [
        () => person.slash('/taskforce', 'overblik 2025'),
        () => person.slash('/taskforce', 'svar Vejen'),
        () => person.slash('/taskforce', ''),
        () => person.dm('overblik 2025'),
        () => person.mention(register, 'vis Brev-1'),
        () => person.shortcut('record_answer'),
        // Slack publishes no home tab of ours to another workspace's users.
        ...(user === 'UCONNECT' ? [] : [() => person.openHome()]),
      ];
      for (const way of ways) {
        const heard = seenBy(user).length;
        await s.after(way());
        expect(seenBy(user).slice(heard), String(way)).toContain(told);
      }
      expect(seenBy(user)).not.toMatch(secret);
      expect(s.recorded()).toEqual(recorded);
    });

    it('does nothing by a card’s button, somebody’s form or the words under a card', async () => {
      const person = await meeting();
      const recorded = s.recorded();
      const anna = as('USAGSBEHANDLER');
      await anna.slash('/taskforce', 'svar Odsherred ja år=…');
      const form = anna.view();
      for (const button of ['Godkend version 1', 'Læs med bilag', 'Returnér med grund']) {
        const heard = seenBy(user).length;
        await s.after(person.press(s.card('Brev-1, version 1'), button));
        expect(seenBy(user).slice(heard), button).toContain(told);
      }
      await s.after(person.say(register, 'ok', { thread: s.card('Brev-1, version 1') }));
      const stolen = { ...form, user };
      s.office.fake.world.views.push(stolen);
      const answer = await person.submit(stolen);
      expect(JSON.stringify(answer.json)).toContain(told);
      expect(seenBy(user)).not.toMatch(/godkend Brev-1|takket nej|8 forløb/);
      expect(s.recorded()).toEqual(recorded);
    });

    it('gets no names of municipalities by typeahead', async () => {
      const person = await meeting();
      const anna = as('USAGSBEHANDLER');
      await anna.slash('/taskforce', 'svar');
      const stolen = { ...anna.view(), user };
      s.office.fake.world.views.push(stolen);
      expect((await person.typeahead(stolen, 'Kommune', 'vej')).words).toEqual([]);
    });
  });

describe('a person of the directory', () => {
  it('is found by address, whatever its letters’ case', async () => {
    s.office.fake.addUser({ id: 'UNYLEDER', email: 'Leder@Ministeriet.DK' });
    await s.tell(...round);
    await s.after(as('UNYLEDER').dm('svar Vejen ja'));
    expect(s.office.bot.history().at(-1)).toMatchObject({
      type: 'answer-recorded',
      by: 'leder',
      via: 'slack',
    });
  });

  it('is found by Slack id first, and their address then makes nobody else that person', async () => {
    s.office.fake.addUser({ id: 'UVIKAR', email: 'anders@ministeriet.dk' });
    s.office.fake.addUser({ id: 'UANDEN', email: 'vikar@ministeriet.dk' });
    await s.tell(...round);
    await s.after(as('UVIKAR').dm('svar Vejen ja'));
    expect(s.office.bot.history().findLast(({ type }) => type === 'answer-recorded')?.by).toBe('barsel');
    const { shown } = await as('UANDEN').slash('/taskforce', 'overblik 2025');
    expect(shown?.text).toContain(said.stranger('Leder'));
  });

  it('is the same person on the console and in Slack', async () => {
    await s.tell(...round);
    await s.after(as('ULEDER').dm('svar Vejen ja'));
    const asked = await s.tell('leder: fortryd');
    expect(JSON.stringify(asked.view)).toContain('Vejen har sagt ja');
  });

  it('may do what the directory says, and nothing that a payload claims', async () => {
    await s.tell(...round);
    const claiming = as('UMINISTER', {
      change: (payload: Json) => ({ ...payload, roles: ['sagsbehandler'], user_name: 'sagsbehandler' }),
    });
    const { shown } = await claiming.slash('/taskforce', 'svar Vejen ja');
    expect(shown?.text).toContain('Ikke udført');
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('who leaves the ministry is nobody a few minutes later', async () => {
    await s.tell(...round);
    await as('ULEDER').slash('/taskforce', 'overblik 2025');
    const user = s.office.fake.world.users.get('ULEDER');
    if (user) user.deleted = true;
    await s.office.at('2025-01-02 09:06');
    const { shown } = await as('ULEDER').slash('/taskforce', 'overblik 2025');
    expect(shown?.text).toContain(outsider);
  });

  it('whom Slack cannot look up is kindly asked to try again, and nothing is recorded', async () => {
    await s.tell(...round);
    const down = s.office.fake.next('users.info', { fault: 'status', status: 503 }, { times: 'all' });
    const anna = as('USAGSBEHANDLER');
    const { shown } = await anna.slash('/taskforce', 'svar Vejen ja');
    expect(shown?.text).toContain(said.unreachable('Slack'));
    expect(s.recorded()).not.toContain('answer-recorded');
    down.release();
    expect((await anna.slash('/taskforce', 'svar Vejen ja')).shown?.text).toContain('Vejen har sagt ja');
  });
});
