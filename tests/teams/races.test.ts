// The same thing twice, and two people at once: whatever arrives, an act is recorded once, and the late one hears whose it was.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Raw } from '../support/teams/raw-activities.ts';
import { registerChannel } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { watchedOffice } from '../support/teams/watched-office.ts';

const s = watchedOffice();
const anna = () => s.as('sagsbehandler');
const { seal } = s;
const ten = <T>(act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 10 }, act));

const message = (text: string, as = anna()) => as.activity('message', { text, textFormat: 'plain' });
const execute = (line: string, as = anna(), id?: string) =>
  as.activity('invoke', {
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'line', data: { t: seal(line) } } },
    ...(id === undefined ? {} : { id }),
  });

async function withChannel(...lines: readonly string[]): Promise<void> {
  await s.tell(...round);
  await anna().mentions(registerChannel, 'opsæt kanal');
  if (lines.length > 0) await s.tell(...lines);
}

const leaderStandsIn = 'kontorchef: fravær kontorchef fra=02-01-2025 til=31-01-2025 stedfortræder=leder';

describe('a repeated delivery', () => {
  it('of a message that records is recorded and answered once', async () => {
    await s.tell(...round);
    const line = message('svar Vejen ja');
    for (let time = 0; time < 3; time++) expect((await anna().send(line)).status).toBe(200);
    expect(s.times('answer-recorded')).toBe(1);
    expect(s.office.fake.messages(anna().chat)).toHaveLength(1);
  });

  it('of a message, ten at the same moment, is recorded and answered once', async () => {
    await s.tell(...round);
    const line = message('notat Vejen note="ringede"');
    const answers = await ten(() => anna().send(line));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(s.times('contact-noted')).toBe(1);
    expect(s.office.fake.messages(anna().chat)).toHaveLength(1);
  });

  it('of a press, ten at the same moment, is recorded once, and each gets the same card', async () => {
    await s.tell(...round);
    const press = execute('notat Vejen note="ringede"');
    const answers = await ten(() => anna().send(press));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(JSON.stringify(answers[0])).toContain('AdaptiveCard');
    expect(s.times('contact-noted')).toBe(1);
  });

  it('of a question is answered once', async () => {
    await s.tell(...round);
    const question = message('overblik 2025');
    await anna().send(question);
    await anna().send(question);
    expect(s.office.fake.messages(anna().chat)).toHaveLength(1);
  });

  it('of a mention and of a form is recorded once each', async () => {
    await s.tell(...round);
    const mention = { text: '<at>F</at> notat Vejen note="i kanalen"', entities: [botMentioned] };
    const inChannel = anna().activity('message', mention, registerChannel);
    const state = seal(JSON.stringify({ command: 'notat' }));
    const data = { t: state, verb: 'form', municipality: 'Vejen', note: 'ved formular' };
    const form = anna().activity('invoke', { name: 'task/submit', value: { data } });
    for (const each of [inChannel, form, inChannel, form]) await anna().send(each);
    expect(s.times('contact-noted')).toBe(2);
  });

  it('after a restart is not recorded twice, by message, press or form', async () => {
    await s.tell(...round);
    const data = {
      t: seal(JSON.stringify({ command: 'notat' })),
      verb: 'form',
      municipality: 'Vejen',
      note: 'x',
    };
    const all = [
      message('svar Vejen ja'),
      execute('notat Vejen note="ringede"'),
      anna().activity('invoke', { name: 'task/submit', value: { data } }),
    ];
    for (const each of all) await anna().send(each);
    const before = s.recorded();
    expect(before.slice(-3)).toEqual(['answer-recorded', 'contact-noted', 'contact-noted']);
    await s.office.restart();
    for (const each of all) expect((await anna().send(each)).status).toBe(200);
    expect(s.recorded()).toEqual(before);
  });

  it('after a restart is told as done before, not as refused', async () => {
    await s.tell(...round);
    const line = message('svar Vejen ja');
    await anna().send(line);
    await s.office.restart();
    await anna().send(line);
    expect(wordsOf(s.last(anna().chat))).toContain('Vejen har sagt ja');
    expect(s.seenBy('sagsbehandler')).not.toContain('Ikke udført');
  });

  it('of a refused line stays refused, though it would be taken now', async () => {
    await s.tell(...round.slice(0, 2));
    const refused = message('svar Vejen ja');
    await anna().send(refused);
    await s.tell(...round.slice(2));
    await anna().send(refused);
    expect(s.times('answer-recorded')).toBe(0);
  });

  it('with the same id of another person or in another conversation is another act', async () => {
    await s.tell(...round);
    const mine = { ...message('notat Vejen note="en"'), id: '1' };
    const theirs = { ...message('notat Vejen note="to"', s.as('leder')), id: '1' };
    await anna().send(mine);
    await s.as('leder').send(theirs);
    expect(s.times('contact-noted')).toBe(2);
  });
});

describe('the same press once more', () => {
  it('thirty seconds later under a new id, as Teams sends it when no answer came, is told as done', async () => {
    await withChannel(...letterInApproval);
    const chef = s.as('kontorchef');
    const card = s.card('Brev-1, version 1');
    await chef.send(chef.press(card, 'Godkend version 1'));
    await s.office.at('2025-01-02 09:01');
    await chef.send(chef.press({ ...card, activity: card.earlier[0] ?? card.activity }, 'Godkend version 1'));
    expect(s.times('step-approved')).toBe(1);
    expect(s.seenBy('kontorchef')).toMatch(/allerede|Kontorchef/);
  });

  it('of a client that knows no universal actions is recorded and answered once', async () => {
    await s.tell(...round);
    const value = { t: s.seal('svar Vejen ja'), verb: 'line' };
    await anna().says('', { text: undefined, value });
    expect(s.times('answer-recorded')).toBe(1);
    expect(s.office.fake.messages(anna().chat)).toHaveLength(1);
  });

  it('on a confirmation does the thing once, however often and by whomever it is pressed', async () => {
    await s.tell(...round);
    await anna().says('svar Vejen ja');
    await anna().says('fortryd');
    const asked = s.last(anna().chat);
    const confirm = (as: Raw) => as.send(as.press({ ...asked, conversation: as.chat }, 'Bekræft'));
    await Promise.all([confirm(anna()), confirm(anna()), confirm(s.as('leder'))]);
    expect(s.times('command-undone')).toBe(1);
  });

  it('on a button that only reads is answered each time and records nothing', async () => {
    await withChannel('svar Vejen ja', 'svar Odsherred nej');
    const before = s.recorded();
    const leader = s.as('leder');
    const card = s.card('Odsherred har sagt nej');
    await Promise.all([1, 2].map(() => leader.send(leader.press(card, 'Hvorfor?'))));
    expect(s.office.fake.messages(leader.chat).length).toBeGreaterThanOrEqual(2);
    expect(s.recorded()).toEqual(before);
  });

  it('on an approval approves one step, also where the second step is the same person’s', async () => {
    const standIn =
      'afdelingschef: fravær afdelingschef fra=02-01-2025 til=31-01-2025 stedfortræder=kontorchef';
    await withChannel(standIn, ...letterInApproval);
    const chef = s.as('kontorchef');
    const card = s.card('Brev-1, version 1');
    const before = { ...card, activity: card.activity };
    await ten(() => chef.send(chef.press(before, 'Godkend version 1')));
    expect(s.times('step-approved')).toBe(1);
    await chef.send(chef.press(before, 'Godkend version 1'));
    expect(s.times('step-approved')).toBe(1);
    await chef.send(chef.press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    expect(s.times('step-approved')).toBe(2);
  });
});

describe('two people at once', () => {
  it('approve the same step: one of them does, and the other is told who', async () => {
    await withChannel(leaderStandsIn, ...letterInApproval);
    const card = { ...s.card('Brev-1, version 1') };
    await Promise.all(
      ['kontorchef', 'leder'].map((each) => s.as(each).send(s.as(each).press(card, 'Godkend version 1'))),
    );
    expect(s.times('step-approved')).toBe(1);
    const [approval] = s.office.bot.history().filter((each) => each.type === 'step-approved');
    const [late, first] = approval?.by === 'leder' ? ['kontorchef', 'Leder'] : ['leder', 'Kontorchef'];
    expect(s.seenBy(late)).toMatch(new RegExp(`allerede.*${first}|${first}.*allerede`, 's'));
  });

  it('one approves and one returns: the letter has one fate', async () => {
    await withChannel(leaderStandsIn, ...letterInApproval);
    const leader = s.as('leder');
    const chef = s.as('kontorchef');
    const card = { ...s.card('Brev-1, version 1') };
    const { body } = await leader.send(leader.press(card, 'Returnér med grund'));
    const [, t] = /"t":"([^"]+)"/.exec(JSON.stringify(body)) ?? [];
    const data = {
      t,
      verb: 'form',
      letter: 'Brev-1',
      reason: 'afsnittet om pladsen er uklart',
      version: '1',
    };
    await Promise.all([
      chef.send(chef.press(card, 'Godkend version 1')),
      leader.invokes('task/submit', { data }, {}, registerChannel),
    ]);
    expect(s.times('step-approved') + s.times('approval-returned')).toBe(1);
  });

  it('record the same municipality’s answer: one is taken, and the other is told so', async () => {
    await s.tell(...round);
    await Promise.all(['sagsbehandler', 'leder'].map((each) => s.as(each).says('svar Vejen ja')));
    expect(s.times('answer-recorded')).toBe(1);
    const heard = ['sagsbehandler', 'leder'].map((each) => s.seenBy(each));
    expect(heard.filter((each) => each.includes('OK: Vejen har sagt ja'))).toHaveLength(1);
    expect(heard.filter((each) => each.includes('allerede'))).toHaveLength(1);
  });
});

describe('a card that is out of date', () => {
  it('approves nothing of the newer version, and says which one counts', async () => {
    await withChannel(...letterInApproval);
    const old = { ...s.card('Brev-1, version 1') };
    const chef = s.as('kontorchef');
    await s.tell('redigér Brev-1 afslutning "Jeg tager kommunens beslutning til efterretning."');
    const newer = languages.da.cards.newer(2);
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain(newer);
    expect(() => chef.press(s.card('Brev-1, version 1'), 'Godkend version 1')).toThrow('no button');
    await chef.send(chef.press(old, 'Godkend version 1'));
    expect(s.times('step-approved')).toBe(0);
    expect(s.seenBy('kontorchef')).toContain('version 2');
  });
});

describe('messages of one conversation', () => {
  it('are done in the order in which they came, although the answer to the first one hangs', async () => {
    await s.tell(...round);
    const hangs = s.office.fake.next('send', { fault: 'hang', work: 'done' });
    const notes = Array.from({ length: 8 }, (_, at) => `note ${at}`);
    for (const note of notes)
      expect(await anna().deliver(message(`notat Vejen note="${note}"`))).toEqual({ status: 200, body: {} });
    await s.office.fake.until(() => hangs.struck() === 1);
    expect(s.times('contact-noted')).toBe(1);
    hangs.release();
    await s.office.quiet();
    const texts = s.office.bot
      .history()
      .flatMap((each) => (each.type === 'contact-noted' ? [each.data.note] : []));
    expect(texts.map((note) => note && 'text' in note && note.text)).toEqual(notes);
  });
});

describe('a stop in the middle', () => {
  it('leaves nothing undone that was accepted', async () => {
    await s.tell(...round);
    const hangs = s.office.fake.next('send', { fault: 'hang', work: 'done' });
    for (const note of ['en', 'to', 'tre']) await anna().deliver(message(`notat Vejen note="${note}"`));
    await s.office.fake.until(() => hangs.struck() === 1);
    expect(s.times('contact-noted')).toBe(1);
    const restarted = s.office.restart();
    hangs.release();
    await restarted;
    expect(s.times('contact-noted')).toBe(3);
  });

  it('leaves cards’ buttons and open forms as they were', async () => {
    await withChannel(...letterInApproval);
    await anna().says('svar Odsherred');
    const form = s.last(anna().chat);
    await s.office.restart();
    const chef = s.as('kontorchef');
    await chef.send(chef.press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    await anna().send(anna().press(form, 'Fortsæt', { municipality: 'Odsherred', says: 'ja' }));
    expect([s.times('step-approved'), s.times('answer-recorded')]).toEqual([1, 2]);
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
  });

  it('posts no card again', async () => {
    await withChannel(...letterInApproval);
    const before = s.cards().map(({ id }) => id);
    await s.office.restart();
    await s.office.quiet();
    expect(s.cards().map(({ id }) => id)).toEqual(before);
  });
});

const botMentioned = {
  type: 'mention',
  text: '<at>F</at>',
  mentioned: { id: '28:0a1b2c3d-0000-4000-8000-00000000b001' },
};
