// The same thing twice, and two people at once: whatever arrives, an act is recorded once, and the late one hears whose it was.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Ephemeral, Post } from '../support/slack/world.ts';

const { cards: said } = languages.da;

const s = secretariat();
const as = (person: string, twists = {}) => s.office.client.as(`U${person.toUpperCase()}`, twists);
const times = (type: string): number => s.recorded().filter((each) => each === type).length;
const told = (user: string): string =>
  s.office.fake.ephemerals
    .filter((each) => each.user === `U${user.toUpperCase()}`)
    .map(({ blocks }) => wordsOf(blocks))
    .join('\n');

function shown(answer: { shown: Post | Ephemeral | null }): Post | Ephemeral {
  if (answer.shown === null) throw new Error('nothing was shown');
  return answer.shown;
}

async function withChannel(...lines: readonly string[]): Promise<void> {
  await s.tell(...round);
  await as('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: register });
  await s.tell(...lines);
}

describe('a repeated delivery', () => {
  it('of a slash command that records is recorded once', async () => {
    await s.tell(...round);
    const said = await as('sagsbehandler').slash('/taskforce', 'svar Vejen ja');
    expect(wordsOf(shown(said).blocks)).toContain('Vejen har sagt ja');
    const again = await said.again({ retryNum: 1 });
    expect(again.status).toBe(200);
    expect(times('answer-recorded')).toBe(1);
  });

  it('that comes while the first is still under way is recorded once', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler', { triggerId: '11.22.aa' });
    const line = (): Promise<unknown> => anna.slash('/taskforce', 'notat Vejen note="ringede"');
    await Promise.all([line(), line(), line()]);
    expect(times('contact-noted')).toBe(1);
  });

  it('of a direct message, a mention, a click and a submitted form is recorded once each', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler');
    const dm = await anna.dm('notat Vejen note="ved dm"');
    const mention = await anna.mention(register, 'notat Vejen note="ved omtale"');
    for (const each of [...dm.deliveries, ...mention.deliveries]) await each.again({ retryNum: 2 });
    await anna.slash('/taskforce', 'notat Vejen note=…');
    await anna.fill(anna.view(), { Note: 'ved formular' });
    const sent = await anna.submit(anna.view());
    await sent.again();
    await s.office.quiet();
    expect(times('contact-noted')).toBe(3);
  });

  it('of a question is answered once', async () => {
    await s.tell(...round);
    const asked = await s.after(as('sagsbehandler').dm('overblik 2025'));
    for (const each of asked.deliveries) await each.again({ retryNum: 1 });
    await s.office.quiet();
    const replies = s.office.fake.posts(as('sagsbehandler').dmChannel).filter(({ bot }) => bot !== null);
    expect(replies).toHaveLength(1);
  });

  it('after a restart is told as done before, not as refused', async () => {
    await s.tell(...round);
    const said = await as('sagsbehandler').slash('/taskforce', 'svar Vejen ja');
    await s.office.restart();
    const again = await said.again();
    expect(again.body).toContain('Vejen har sagt ja');
    expect(again.body).not.toContain('Ikke udført');
  });

  it('after a restart does not record twice, by slash, direct message or form', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler');
    const slash = await anna.slash('/taskforce', 'svar Vejen ja');
    const dm = await anna.dm('notat Vejen note="ringede"');
    await anna.slash('/taskforce', 'notat Vejen note=…');
    await anna.fill(anna.view(), { Note: 'ved formular' });
    const form = await anna.submit(anna.view());
    await s.office.quiet();
    const before = s.recorded();
    await s.office.restart();
    for (const each of [slash, ...dm.deliveries, form])
      expect((await each.again({ retryReason: 'connection_failed' })).status).toBe(200);
    await s.office.quiet();
    expect(s.recorded()).toEqual(before);
  });

  it('to another process on the same ledger does not record twice', async () => {
    await s.tell(...round);
    const other = await s.office.another();
    const both = [s.office.client, other].map((client) =>
      client
        .as('USAGSBEHANDLER', { triggerId: '33.44.bb' })
        .slash('/taskforce', 'notat Vejen note="ringede"'),
    );
    for (const { status } of await Promise.all(both)) expect(status).toBe(200);
    await s.tell('overblik 2025');
    expect(times('contact-noted')).toBe(1);
  });

  it('of a refused line stays refused, though it would be taken now', async () => {
    await s.tell(...round.slice(0, 2));
    const refused = await as('sagsbehandler').dm('svar Vejen ja');
    await s.office.quiet();
    await s.tell(...round.slice(2));
    for (const each of refused.deliveries) await each.again({ retryNum: 3 });
    await s.office.quiet();
    expect(times('answer-recorded')).toBe(0);
  });
});

describe('a double click', () => {
  it('on an approval approves one step, also where the second step is the same person’s', async () => {
    await withChannel(
      'afdelingschef: fravær afdelingschef fra=02-01-2025 til=31-01-2025 stedfortræder=kontorchef',
      ...letterInApproval,
    );
    const chef = as('kontorchef');
    const card = s.card('Brev-1, version 1');
    const before = { ...card };
    await Promise.all([chef.press(before, 'Godkend version 1'), chef.press(before, 'Godkend version 1')]);
    await s.office.quiet();
    expect(times('step-approved')).toBe(1);
    await s.after(chef.press(before, 'Godkend version 1'));
    expect(times('step-approved')).toBe(1);
    expect(told('kontorchef')).toContain('Kontorchef');
    await s.after(chef.press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    expect(times('step-approved')).toBe(2);
  });

  it('on a confirmation does the thing once, and the question is gone', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler');
    await anna.slash('/taskforce', 'svar Vejen ja');
    const asked = shown(await anna.slash('/taskforce', 'fortryd'));
    await Promise.all([anna.press({ ...asked }, 'Bekræft'), anna.press({ ...asked }, 'Bekræft')]);
    await s.office.quiet();
    expect(times('command-undone')).toBe(1);
  });

  it('on a form’s button, which Slack delivers twice, records one answer', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler', { triggerId: '55.66.cc' });
    await as('sagsbehandler').slash('/taskforce', 'svar Vejen');
    const view = anna.view();
    await anna.fill(view, { Svar: 'nej' });
    const [one, two] = await Promise.all([anna.submit(view), anna.submit(view)]);
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(times('answer-recorded')).toBe(1);
  });

  it('on a button that reads answers twice and records nothing', async () => {
    await withChannel('svar Vejen ja', 'svar Odsherred nej');
    const before = s.recorded();
    const anna = as('leder');
    const card = s.card('Odsherred har sagt nej');
    await Promise.all([anna.press(card, 'Hvorfor?'), anna.press(card, 'Hvorfor?')]);
    await s.office.quiet();
    expect(s.office.fake.ephemerals.filter(({ user }) => user === 'ULEDER')).toHaveLength(2);
    expect(s.recorded()).toEqual(before);
  });
});

describe('two people at once', () => {
  it('approve the same step: one of them does, and the other is told who', async () => {
    await withChannel(
      'kontorchef: fravær kontorchef fra=02-01-2025 til=31-01-2025 stedfortræder=leder',
      ...letterInApproval,
    );
    const card = { ...s.card('Brev-1, version 1') };
    await Promise.all(['kontorchef', 'leder'].map((each) => as(each).press(card, 'Godkend version 1')));
    await s.office.quiet();
    expect(times('step-approved')).toBe(1);
    const [approval] = s.office.bot.history().filter((each) => each.type === 'step-approved');
    const late = approval?.by === 'leder' ? 'kontorchef' : 'leder';
    const first = approval?.by === 'leder' ? 'Leder' : 'Kontorchef';
    expect(told(late)).toMatch(new RegExp(`allerede.*${first}|${first}.*allerede`, 's'));
  });

  it('one approves and one returns: the letter has one fate', async () => {
    await withChannel(
      'kontorchef: fravær kontorchef fra=02-01-2025 til=31-01-2025 stedfortræder=leder',
      ...letterInApproval,
    );
    const leader = as('leder');
    const card = { ...s.card('Brev-1, version 1') };
    await s.after(leader.press(card, 'Returnér med grund'));
    const view = leader.view();
    await leader.fill(view, { Begrundelse: 'afsnittet om pladsen er uklart' });
    await Promise.all([as('kontorchef').press(card, 'Godkend version 1'), leader.submit(view)]);
    await s.office.quiet();
    expect(times('step-approved') + times('approval-returned')).toBe(1);
  });

  it('record the same municipality’s answer: one is taken, and the other is told so', async () => {
    await s.tell(...round);
    const [mine, theirs] = await Promise.all(
      ['sagsbehandler', 'leder'].map((each) => as(each).slash('/taskforce', 'svar Vejen ja')),
    );
    expect(times('answer-recorded')).toBe(1);
    const words = [mine, theirs].map((each) => each && wordsOf(shown(each).blocks));
    expect(words.filter((each) => each?.includes('har sagt ja'))).not.toEqual([]);
    expect(words.filter((each) => each?.includes('allerede'))).toHaveLength(1);
  });

  it('on two processes approve once', async () => {
    await withChannel(
      'kontorchef: fravær kontorchef fra=02-01-2025 til=31-01-2025 stedfortræder=leder',
      ...letterInApproval,
    );
    const other = await s.office.another();
    const card = { ...s.card('Brev-1, version 1') };
    await Promise.all([
      as('kontorchef').press(card, 'Godkend version 1'),
      other.as('ULEDER').press(card, 'Godkend version 1'),
    ]);
    await s.office.quiet();
    await s.tell('overblik 2025');
    expect(times('step-approved')).toBe(1);
  });
});

describe('after a restart', () => {
  it('a card’s button works as before', async () => {
    await withChannel(...letterInApproval);
    await s.office.restart();
    await as('kontorchef').press(s.card('Brev-1, version 1'), 'Godkend version 1');
    await s.office.quiet();
    expect(times('step-approved')).toBe(1);
    expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
  });

  it('a form that stood open is taken as it was filled in', async () => {
    await s.tell(...round);
    const anna = as('sagsbehandler');
    await anna.slash('/taskforce', 'svar Vejen');
    await anna.fill(anna.view(), { Svar: 'ja' });
    await s.office.restart();
    await anna.submit(anna.view());
    expect(times('answer-recorded')).toBe(1);
  });

  it('cards that were posted are not posted again', async () => {
    await withChannel(...letterInApproval);
    const before = s.cards().map(({ ts }) => ts);
    await s.office.restart();
    await s.office.quiet();
    expect(s.cards().map(({ ts }) => ts)).toEqual(before);
  });

  it('a button of another secret does nothing but say so', async () => {
    await withChannel('svar Vejen nej');
    const forged = JSON.parse(JSON.stringify(s.card('Vejen har sagt nej').blocks), (key, value) =>
      key === 'value' ? `${Buffer.from('svar Odsherred ja').toString('base64url')}.AAAAAAAAAAAA` : value,
    );
    const card = { ...s.card('Vejen har sagt nej'), blocks: forged };
    const before = s.recorded();
    await as('sagsbehandler').press(card, 'Hvorfor?');
    await s.office.quiet();
    expect(s.recorded()).toEqual(before);
    expect(told('sagsbehandler')).toContain(said.stale);
  });
});
