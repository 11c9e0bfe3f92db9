// From Teams and still no good: buttons and forms that are forged, stolen or misshapen. Whoever sends them gets no further
// than that person's own rights, and the bot goes on.
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { buttonOn } from '../support/teams/raw-activities.ts';
import { openChannel, registerChannel } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { attackedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;
const s = attackedOffice();
const anna = () => s.as('sagsbehandler');
const { seal } = s;

const execute = (data: unknown, verb = 'line') => ({ action: { type: 'Action.Execute', verb, data } });
const pressed = (data: unknown, verb?: string, as = anna()) =>
  as.invokes('adaptiveCard/action', execute(data, verb));

async function withLetter(): Promise<Message> {
  await s.tell(...round);
  await anna().mentions(registerChannel, 'opsæt kanal');
  await s.tell(...letterInApproval);
  return s.card('Brev-1, version 1');
}

describe('a button', () => {
  const line = 'svar Odsherred ja';
  const [words = '', sealed = ''] = seal(line).split('.');
  const other = Buffer.from('svar Vejen ja').toString('base64url');
  const forged: readonly (readonly [string, unknown])[] = [
    ['with another line under its seal', `${other}.${sealed}`],
    ['whose seal is cut short', `${words}.${sealed.slice(0, -2)}`],
    ['whose seal is another’s', `${words}.${seal('svar Vejen ja').split('.')[1]}`],
    ['without a seal', words],
    ['with an empty seal', `${words}.`],
    ['with nothing but dots', '...'],
    ['that is a line and no token', line],
    ['of another secret', createTokens('en anden hemmelighed på mere end toogtredive tegn').token(line)],
    ['of a megabyte of dots', '.'.repeat(60_000)],
    ['that is a number', 7],
    ['that is a list of tokens', [seal(line)]],
    ['that is an object', { toString: seal(line) }],
    ['that is nothing', null],
  ];

  it.each(forged)('%s does nothing but say that it no longer works', async (_, t) => {
    await s.tell(...round);
    const before = s.recorded();
    const { status, body } = await pressed({ t });
    expect(status).toBe(200);
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: said.stale });
    const dialog = await anna().invokes('task/fetch', { data: { t } });
    expect(JSON.stringify(dialog.body)).toContain(said.stale);
    const submitted = await anna().invokes('task/submit', { data: { t, verb: 'form' } });
    expect(JSON.stringify(submitted.body)).toContain(said.stale);
    const seen = s.seenBy('sagsbehandler').length;
    await anna().says('', { text: undefined, value: { t, verb: 'line' } });
    expect(s.seenBy('sagsbehandler').slice(seen)).toContain(said.stale);
    expect(s.recorded()).toEqual(before);
  });

  it('of ours works, so that the others are refused for what is wrong with them', async () => {
    await s.tell(...round);
    await pressed({ t: seal(line) });
    expect(s.times('answer-recorded')).toBe(1);
  });

  it('tells a stranger the same, whether it is forged or not', async () => {
    await s.tell(...round);
    for (const t of [seal(line), `${words}.x`]) {
      const stranger = await pressed({ t }, 'line', s.as('fremmed'));
      expect(JSON.stringify(stranger.body) + s.seenBy('fremmed')).toContain(said.stranger('Leder'));
      expect(JSON.stringify(stranger.body)).not.toContain(said.stale);
    }
    expect(s.times('answer-recorded')).toBe(0);
  });

  it('that somebody else has seen is pressed with the presser’s own rights', async () => {
    const card = await withLetter();
    const { data } = buttonOn(card, 'Godkend version 1');
    for (const person of ['minister', 'sagsbehandler', 'departementschef']) {
      const { body } = await pressed(data, 'line', s.as(person));
      expect(JSON.stringify(body) + s.seenBy(person), person).toContain('Ikke udført');
    }
    expect(s.times('step-approved')).toBe(0);
    await pressed(data, 'line', s.as('kontorchef'));
    expect(s.times('step-approved')).toBe(1);
  });

  it('says what it stands for, whatever is put beside its token', async () => {
    await s.tell(...round);
    const extra = {
      t: seal('notat Vejen note="ringede"'),
      line: 'svar Vejen ja',
      command: 'svar',
      actor: 'minister',
      roles: ['minister'],
      user: { id: 'minister' },
      channel: registerChannel,
      files: [{ id: '../../etc/passwd', name: 'x' }],
      constructor: { prototype: { known: true } },
      says: 'ja',
      list: [[[['x']]]],
    };
    await pressed(extra);
    expect(s.recorded().slice(-1)).toEqual(['contact-noted']);
    expect(s.office.bot.history().at(-1)).toMatchObject({ by: 'sagsbehandler' });
  });

  it('with a prototype among its data is not taken at all', async () => {
    await s.tell(...round);
    const activity = JSON.stringify(
      anna().activity('invoke', { name: 'adaptiveCard/action', value: execute({}) }),
    );
    const forgedBody = activity.replace(
      '"data":{}',
      `"data":{"__proto__":{"t":${JSON.stringify(seal(line))}}}`,
    );
    expect(forgedBody).not.toBe(activity);
    expect((await anna().send(forgedBody)).status).toBe(400);
    expect(s.times('answer-recorded')).toBe(0);
  });

  it.each(['', 'slet', 'constructor', '__proto__', 'toString', 'x'.repeat(10_000)])(
    'with the verb »%.20s«, which is none, is the line that it stands for',
    async (verb) => {
      await s.tell(...round);
      expect((await pressed({ t: seal('notat Vejen note="ringede"') }, verb)).status).toBe(200);
      expect(s.times('contact-noted')).toBe(1);
    },
  );

  it('of a menu whose name is a prototype’s chooses nothing', async () => {
    await s.tell(...round);
    for (const menu of ['__proto__', 'constructor', 'toString', 'menu', 'menu9999999']) {
      const { body } = await pressed(JSON.parse(`{"menu": "${menu}", "${menu}x": "${seal(line)}"}`));
      expect(body).toMatchObject({ value: said.teams.chooseFirst });
    }
    expect(s.times('answer-recorded')).toBe(0);
  });
});

describe('what is sealed for one thing and sent as another', () => {
  const state = JSON.stringify({ command: 'svar' });
  const files = `^${JSON.stringify([{ name: 'x', mediaType: 'text/plain', sha256: 'a'.repeat(64) }])}`;
  const shapes: readonly (readonly [what: string, sealed: string, verb: string])[] = [
    ['a form’s state as a line', state, 'line'],
    ['a line that reads as a form’s state', 'overblik 2025', 'form'],
    ['a line that reads as a form to be drawn again', 'overblik 2025', 'redraw'],
    ['a file as a line', files, 'line'],
    ['a file as a form’s state', files, 'form'],
    ['a state that is a list', '[]', 'form'],
    ['a state that is null', 'null', 'form'],
    ['a carried line that is none', '+{"line":7}', 'line'],
    ['half a carried line', '+{"line":', 'line'],
    ['files that are no list', '^{"name":"x"}', 'line'],
  ];

  it.each(shapes)('%s records nothing, and is answered in words', async (_, sealed, verb) => {
    await s.tell(...round);
    const before = s.recorded();
    const data = { t: seal(sealed), verb };
    const answers = [
      await pressed(data, verb),
      await anna().invokes('task/fetch', { data }),
      await anna().invokes('task/submit', { data }),
      await anna().invokes('composeExtension/submitAction', { commandId: 'registrerSvar', data }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await anna().says('', { text: undefined, value: data });
    expect(s.recorded()).toEqual(before);
  });
});

it('a line that records, sent as a form’s state, records nothing', async () => {
  await s.tell(...round);
  const data = { t: seal('svar Odsherred ja'), verb: 'form' };
  await pressed(data, 'form');
  await anna().invokes('task/submit', { data });
  await anna().invokes('task/submit', { data: { ...data, verb: 'redraw' } });
  expect(s.times('answer-recorded')).toBe(0);
});

describe('a form', () => {
  const state = seal(JSON.stringify({ command: 'svar' }));
  const good = { municipality: 'Odsherred', says: 'ja' };
  const sent = (data: object, as = anna()) =>
    as.invokes('adaptiveCard/action', execute({ t: state, ...data }, 'form'));

  it('of ours records, so that the others are refused for what is wrong with them', async () => {
    await s.tell(...round);
    await sent(good);
    expect(s.times('answer-recorded')).toBe(1);
  });

  it('is sent with the rights of whoever sends it', async () => {
    await s.tell(...round);
    const { body } = await sent(good, s.as('minister'));
    expect(JSON.stringify(body)).toContain('må bruge svar');
    const { body: told } = await sent(good, s.as('fremmed'));
    expect(JSON.stringify(told)).toContain(said.stranger('Leder'));
    expect(s.times('answer-recorded')).toBe(0);
  });

  const odd: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['an object in place of a text', { ...good, municipality: { name: 'Odsherred' } }],
    ['lists within lists', { ...good, says: [[['ja']]] }],
    ['a choice that the form does not offer', { ...good, says: 'måske' }],
    ['a municipality that there is none of', { ...good, municipality: 'Gotham' }],
    ['the name of another option in a value', { ...good, municipality: 'Odsherred nej år=2020' }],
    ['a quote that would end its value', { ...good, municipality: 'Odsherred" nej "' }],
    ['a line break and a line of its own', { ...good, municipality: 'Odsherred\nsvar Vejen ja' }],
    ['text of a megabyte', { ...good, says: 'x'.repeat(100_000) }],
    ['ten thousand fields', Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`f${at}`, 'x']))],
    ['null everywhere', { municipality: null, says: null }],
    ['fields of prototypes', { constructor: 'x', toString: 'x', hasOwnProperty: 'x' }],
  ];

  it.each(odd)('with %s records nothing and stands as it was', async (_, data) => {
    await s.tell(...round);
    const before = s.recorded();
    const { status, body } = await sent(data);
    expect(status).toBe(200);
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
    expect(s.recorded()).toEqual(before);
  });

  it('takes no other fields than its own', async () => {
    await s.tell(...round);
    await sent({
      ...good,
      actor: 'minister',
      by: 'minister',
      via: 'console',
      year: '2025',
      command: 'fortryd',
      letter: '../../etc/passwd',
    });
    expect(s.office.bot.history().at(-1)).toMatchObject({
      type: 'answer-recorded',
      by: 'sagsbehandler',
      via: 'teams',
    });
  });
});

describe('a file in a channel', () => {
  it('is handed to no stranger, and to nobody while a guest is there', async () => {
    await withLetter();
    const below = s.office.fake
      .messages(registerChannel)
      .find((each) => wordsOf(each).includes('Hent vejen.pdf'));
    if (!below) throw new Error('no file');
    const fetches = (as = anna()) => as.send(as.press(below, 'Hent vejen.pdf'));
    expect(JSON.stringify((await fetches()).body)).toContain('https://bot.example/filer/');
    s.office.fake.world.conversations.get(registerChannel)?.members.add('29:fremmed').add('29:gaest');
    const { body } = await fetches(s.as('fremmed'));
    expect(JSON.stringify(body)).toContain(said.stranger('Leder'));
    await s.office.at('2025-01-02 09:06');
    const { body: withGuest } = await fetches();
    expect(JSON.stringify(withGuest)).toContain(said.notShared);
    expect(JSON.stringify([body, withGuest])).not.toContain('https://bot.example');
  });

  it('is handed to nobody in a channel with a guest, wherever its token comes from', async () => {
    await withLetter();
    const below = s.office.fake
      .messages(registerChannel)
      .find((each) => wordsOf(each).includes('Hent vejen.pdf'));
    if (!below) throw new Error('no file');
    const { body } = await anna().send(
      anna().press({ ...below, conversation: openChannel }, 'Hent vejen.pdf'),
    );
    expect(JSON.stringify(body)).toContain(said.notShared);
  });
});
