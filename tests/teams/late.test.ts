// Windows, shares and presses that take longer than Teams waits, and clients that are shown no answer: what came of it is in
// the own chat, once.
import { afterEach, describe, expect, it } from 'vitest';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { languages } from '../../src/language/index.ts';
import { labelOf } from '../support/labels.ts';
import { letterInApproval, round } from '../support/round.ts';
import { openChannel, registerChannel, secret } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;
const { submit } = said.form;

const ours = createTokens(secret);
const foreign = createTokens('en anden hemmelighed, der er mindst toogtredive tegn lang');

/** Timers that go off when the test says so. */
const timers = new Set<() => void>();
const later = (_: number, work: () => void): (() => void) => {
  timers.add(work);
  return () => timers.delete(work);
};

const s = teamsSecretariat({ later });
afterEach(() => timers.clear());
const anna = (): TeamsPerson => s.as('sagsbehandler');
const consents = () =>
  anna()
    .reads()
    .filter((each) => each.startsWith('[file consent'));

/** Teams lets that question wait until nobody waits for what is done any more. */
async function slowly(operation: string, act: () => Promise<unknown>): Promise<void> {
  const slow = s.office.fake.next(operation, { fault: 'hang' });
  const done = act();
  await s.office.fake.until(() => slow.struck() === 1);
  for (const work of timers) work();
  timers.clear();
  slow.release();
  await done;
  await s.office.quiet();
  expect(anna().toast).toBe(said.working);
}

describe('a dialog that takes longer than Teams waits', () => {
  it('because of its files tells the answer in the own chat, and offers each file once', async () => {
    await s.tell(...round, ...letterInApproval);
    await anna().says('menu');
    await slowly('send', () => anna().opens(ours.token('vis Brev-1'), registerChannel));
    expect(consents()).toEqual(['[file consent: Brev-1 v1.txt]']);
    expect(anna().words()).toContain('Brev-1');
    expect(anna().words()).toContain(said.filesInMessage);
  });

  it('before its answer was there tells the answer with its files in the own chat', async () => {
    await s.tell(...round, ...letterInApproval);
    await anna().says('menu');
    await s.office.at('2025-01-02 09:10');
    await slowly('member', () => anna().opens(ours.token('vis Brev-1'), registerChannel));
    expect(consents()).toHaveLength(1);
    expect(anna().told(said.filesInMessage).conversation).toBe(anna().chat);
  });

  it('with something missing in its form asks again in the own chat, with what was filled in', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await anna().opens(ours.token('svar Vejen nej år=…'), registerChannel);
    anna().fills({ År: 'i fjor' });
    await s.office.at('2025-01-02 09:10');
    await slowly('member', () => anna().presses(submit));
    expect(anna().words()).toContain('✗ År: ');
    expect(anna().filled()).toMatchObject({ Kommune: 'Vejen', Svar: 'nej' });
    anna().fills({ År: '2025' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
  });

  it('of files in the thread of a card offers them in the own chat', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...letterInApproval);
    const [files] = s.threadOf(s.card('Brev-1, version 1'));
    await s.office.at('2025-01-02 09:10');
    await slowly('member', () => anna().presses(said.teams.getFile('Brev-1 v1.txt'), { on: files }));
    expect(consents()).toEqual(['[file consent: Brev-1 v1.txt]']);
  });

  it('of a button that no longer works says so in the own chat', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await s.office.at('2025-01-02 09:10');
    await slowly('member', () => anna().opens(foreign.token('svar'), registerChannel));
    expect(anna().words()).toContain(said.stale);
  });

  it('on a message gives the form in the own chat', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await s.office.at('2025-01-02 09:10');
    await slowly('member', () => anna().extension({ attachments: [] }, registerChannel));
    anna().fills({ Kommune: 'Vejen', Svar: 'ja' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
  });
});

describe('[Del i kanalen]', () => {
  it('whose guests Teams is slow to tell of says in the own chat why nothing is shared', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await anna().mentions(openChannel, 'overblik 2025');
    await slowly('pagedmembers', () => anna().presses(said.share));
    expect(anna().words()).toContain(said.notShared);
  });

  it('shares in the thread in which it was asked, also by a form', async () => {
    await s.tell(...round, ...letterInApproval);
    const [, note] = await anna().mentions(registerChannel, 'overblik 2025');
    if (!note) throw new Error('no thread');
    await anna().mentions(registerChannel, 'overblik 2025', { under: note });
    await anna().presses(said.share);
    expect(anna().told('deler', registerChannel).conversation).toBe(note.conversation);
    await anna().mentions(registerChannel, 'vis …', { under: note });
    anna().fills({ [labelOf('vis', 'kommune|brev')]: 'Brev-1' });
    await anna().presses(submit);
    await anna().presses(said.share);
    const shared = s.office.fake.messages(note.conversation).map(wordsOf);
    expect(shared.filter((each) => each.includes('deler'))).toHaveLength(2);
  });
});

describe('a client that knows submissions alone', () => {
  it('has recorded once what it sends twice', async () => {
    await s.tell(...round);
    const [form] = await anna().says('notat Vejen note=…');
    anna().fills({ Note: 'de har ringet' });
    await anna().presses(submit, { on: form, submits: true });
    anna().fills({ Note: 'de har ringet' });
    await anna().presses(submit, { on: form, submits: true });
    expect(s.recorded().filter((type) => type === 'contact-noted')).toHaveLength(1);
    expect(anna().words()).toContain('allerede registreret');
  });

  it('sees that a form is cancelled, in the form’s place', async () => {
    await s.tell(...round);
    const [form] = await anna().says('svar Vejen');
    await anna().presses(said.form.cancel, { on: form, submits: true });
    expect(form && anna().words(form)).toBe(said.teams.cancelled);
    expect(anna().reads()).toHaveLength(1);
  });

  it('sees what is wrong in the form’s place, and no second form', async () => {
    await s.tell(...round);
    const [form] = await anna().says('svar Vejen nej år=…');
    anna().fills({ År: 'i fjor' });
    await anna().presses(submit, { on: form, submits: true });
    expect(form && anna().words(form)).toContain('✗ År: ');
    expect(anna().reads()).toHaveLength(1);
  });

  it('takes no card away from the others by cancelling what it did not open', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...letterInApproval.slice(0, 2));
    const { id } = s.card('Brev-1, version 1');
    const cancel = { value: { verb: 'cancel' }, replyToId: id };
    await anna().event('message', { ...cancel, conversation: registerChannel });
    await s.office.quiet();
    expect(s.card('Brev-1, version 1').id).toBe(id);
    expect(anna().words()).toBe(said.teams.cancelled);
  });
});
