// Slack throttles, fails after the fact, or is away: nothing comes twice, nothing is lost, and nobody waits for what cannot come.
import { describe, expect, it } from 'vitest';
import { letterInApproval, round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Post } from '../support/slack/world.ts';

const s = secretariat();
const as = (person: string) => s.office.client.as(`U${person.toUpperCase()}`);
const anna = () => as('sagsbehandler');
const posted = (channel: string): readonly Post[] =>
  s.office.fake.posts(channel).filter((post) => post.bot !== null);
const files = (): string[] =>
  s.office.fake.posts(register).flatMap((post) => post.files.map(({ name }) => name));

async function withChannel(): Promise<void> {
  await s.tell(...round);
  await s.after(anna().slash('/taskforce', 'opsæt kanal', { channel: register }));
}

/** `minutes` pass, with a tick each time somebody would notice. */
async function pass(...times: readonly string[]): Promise<void> {
  for (const time of times) await s.office.at(time);
  await s.office.quiet();
}

describe('throttling', () => {
  it('in a storm brings every card once', async () => {
    await withChannel();
    const storm = s.office.fake.next(
      'chat.postMessage',
      { fault: 'ratelimited', retryAfter: 3 },
      { times: 6 },
    );
    await s.tell(letterInApproval[0] ?? '', 'svar Odsherred ja');
    await pass('2025-01-02 09:10', '2025-01-02 09:30', '2025-01-02 10:30');
    expect(storm.struck()).toBe(6);
    expect(s.card('Vejen har sagt nej')).toBeDefined();
    expect(s.card('Odsherred har sagt ja')).toBeDefined();
  });

  it('that does not say for how long brings the card once, too', async () => {
    await withChannel();
    s.office.fake.next('chat.postMessage', { fault: 'ratelimited', retryAfter: null }, { times: 2 });
    await s.tell('svar Odsherred ja');
    await pass('2025-01-02 09:10', '2025-01-02 10:30');
    expect(s.card('Odsherred har sagt ja')).toBeDefined();
  });

  it('of posts keeps nobody waiting for a form or an answer', async () => {
    await withChannel();
    s.office.fake.next('chat.postMessage', { fault: 'ratelimited', retryAfter: 60 }, { times: 'all' });
    await s.tell('svar Odsherred ja');
    const { shown } = await anna().slash('/taskforce', 'overblik 2025');
    expect(shown?.text).toContain('Odsherred');
    await anna().slash('/taskforce', 'svar Vejen');
    expect(anna().view().open).toBe(true);
    s.office.fake.clearFaults();
  });
});

describe('a failure after Slack has done the work', () => {
  for (const fault of [
    { fault: 'status', status: 500, work: 'done' },
    { fault: 'status', status: 503, work: 'done' },
    { fault: 'reset', work: 'done' },
  ] as const)
    it(`(${fault.fault}${'status' in fault ? ` ${fault.status}` : ''}) posts a card and a reminder once`, async () => {
      await withChannel();
      s.office.fake.next('chat.postMessage', fault, { times: 1 });
      await s.tell(...letterInApproval);
      s.office.fake.next('chat.postMessage', fault, { times: 2 });
      await pass('2025-01-03 09:00', '2025-01-03 09:10', '2025-01-03 10:00');
      const heads = s.cards().map(({ text }) => text.split('\n')[0]);
      expect(new Set(heads).size).toBe(heads.length);
      expect(s.card('Brev-1, version 1')).toBeDefined();
      for (const person of ['kontorchef', 'sagsbehandler'])
        expect(posted(as(person).dmChannel), person).toHaveLength(1);
    });

  it('is not made a second post where Slack cannot be asked, either', async () => {
    await withChannel();
    s.office.fake.next('chat.postMessage', { fault: 'status', status: 500, work: 'done' });
    s.office.fake.next('conversations.history', { fault: 'status', status: 500 }, { times: 'all' });
    await s.tell('svar Odsherred ja');
    await pass('2025-01-02 09:10', '2025-01-02 10:30');
    s.office.fake.clearFaults();
    await pass('2025-01-02 11:30', '2025-01-03 09:00');
    expect(s.card('Odsherred har sagt ja')).toBeDefined();
  });

  it('leaves a letter’s files in the thread once', async () => {
    await withChannel();
    s.office.fake.next('files.completeUploadExternal', { fault: 'status', status: 500, work: 'done' });
    await s.tell(letterInApproval[0] ?? '');
    await pass('2025-01-02 09:10', '2025-01-02 10:30', '2025-01-03 09:00');
    expect(files()).toEqual(['vejen.pdf']);
  });
});

describe('Slack down for an hour', () => {
  it('costs nothing of what was recorded, and cards and reminders come once, later', async () => {
    await withChannel();
    await s.office.at('2025-01-03 08:30');
    s.office.fake.down(true);
    await s.tell(...letterInApproval);
    await pass('2025-01-03 09:00', '2025-01-03 09:10', '2025-01-03 09:30', '2025-01-03 10:00');
    expect(posted(register)).toHaveLength(1);
    s.office.fake.down(false);
    await pass(
      '2025-01-03 10:05',
      '2025-01-03 11:10',
      '2025-01-03 12:30',
      '2025-01-06 09:00',
      '2025-01-06 10:30',
    );
    expect(s.card('Vejen har sagt nej')).toBeDefined();
    expect(s.card('Brev-1, version 1')).toBeDefined();
    expect(files()).toEqual(['vejen.pdf', 'Brev-1 v1.txt']);
    expect(
      posted(as('kontorchef').dmChannel).filter(({ text }) => text.includes('Brev-1')).length,
    ).toBeGreaterThan(0);
    const said = posted(as('kontorchef').dmChannel).map(({ ts }) =>
      new Date(Number(ts) * 1_000).toISOString().slice(0, 10),
    );
    expect(new Set(said).size, 'one message a day').toBe(said.length);
  });

  it('leaves a card that was decided meanwhile true as soon as Slack is back', async () => {
    await withChannel();
    await s.tell(...letterInApproval);
    s.office.fake.down(true);
    await s.tell('kontorchef: godkend Brev-1 v=1');
    s.office.fake.down(false);
    await pass('2025-01-02 10:00');
    expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
  });

  it('and a restart meanwhile posts nothing twice', async () => {
    await withChannel();
    s.office.fake.next('chat.postMessage', { fault: 'status', status: 500, work: 'done' });
    await s.tell('svar Odsherred ja');
    await s.office.restart();
    await pass('2025-01-02 09:30', '2025-01-02 10:30');
    expect(s.card('Odsherred har sagt ja')).toBeDefined();
  });
});

describe('an answer', () => {
  it('whose response_url is dead reaches the asker all the same', async () => {
    await withChannel();
    await s.tell('svar Odsherred nej');
    s.office.fake.next('response_url', { fault: 'status', status: 404 }, { times: 'all' });
    await s.after(as('leder').press(s.card('Odsherred har sagt nej'), 'Hvorfor?'));
    const heard = s.office.fake.ephemerals.filter(({ user }) => user === 'ULEDER');
    expect(heard.map(({ blocks }) => wordsOf(blocks)).join('\n')).toContain('Odsherred');
  });

  it('whose response_url broke after it was shown is not shown twice', async () => {
    await withChannel();
    await s.tell('svar Odsherred nej');
    s.office.fake.next('response_url', { fault: 'reset', work: 'done' });
    await s.after(as('leder').press(s.card('Odsherred har sagt nej'), 'Hvorfor?'));
    expect(s.office.fake.ephemerals.filter(({ user }) => user === 'ULEDER')).toHaveLength(1);
  });

  it('of a recording is recorded once though nothing of it could be shown', async () => {
    await withChannel();
    await s.tell(...letterInApproval);
    s.office.fake.next('response_url', { fault: 'reset' }, { times: 'all' });
    s.office.fake.next('chat.postEphemeral', { fault: 'status', status: 500 }, { times: 'all' });
    await s.after(as('kontorchef').press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    expect(s.recorded().filter((each) => each === 'step-approved')).toHaveLength(1);
    expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
  });
});

describe('a file', () => {
  const attach = (name: string, bytes: Uint8Array) =>
    s.office.fake.addFile({ name, bytes, user: 'USAGSBEHANDLER', mimetype: 'application/pdf' });
  const heard = (): string =>
    posted(anna().dmChannel)
      .map(({ blocks }) => wordsOf(blocks))
      .join('\n');

  it('far over 20 MB is refused in words before it is fetched, and nothing is recorded', async () => {
    await s.tell(...round);
    const huge = attach('brev.pdf', Buffer.alloc(40 * 1024 * 1024, 'x'));
    await anna().dm('brev Vejen', { files: [huge] });
    await s.office.fake.until(() => heard().includes('Jeg kan ikke tage imod'));
    expect(heard()).toContain('brev.pdf: den er over 20 MB');
    expect(s.recorded()).not.toContain('letter-received');
  });

  it('that Slack does not hand over is asked for again, and nothing is recorded', async () => {
    await s.tell(...round);
    s.office.fake.next('download', { fault: 'reset' }, { times: 'all' });
    await anna().dm('svar Vejen nej', { files: [attach('brev.pdf', Buffer.from('x'))] });
    await s.office.fake.until(() => heard().includes('jeg kunne ikke hente den lige nu'));
    expect(s.recorded()).not.toContain('answer-recorded');
  });

  it('whose upload fails leaves the card, and comes later', async () => {
    await withChannel();
    s.office.fake.next('files.getUploadURLExternal', { fault: 'status', status: 500 }, { times: 'all' });
    await s.tell(letterInApproval[0] ?? '');
    expect(s.card('Vejen har sagt nej')).toBeDefined();
    s.office.fake.clearFaults();
    await pass('2025-01-02 09:30', '2025-01-02 10:30', '2025-01-03 09:00');
    expect(files()).toEqual(['vejen.pdf']);
  });
});
