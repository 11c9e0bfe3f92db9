// Teams throttles, fails after the fact, or is away: nothing comes twice, nothing is lost, and nobody waits for what cannot come.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { languages } from '../../src/language/index.ts';
import type { Documents } from '../../src/ports.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Fault } from '../support/teams/fake-connector.ts';
import { registerChannel } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { watchedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;

/** Every way in which an answer goes wrong; `isCertain`: then it was not done. */
const failures: readonly (readonly [string, Fault, isCertain: boolean])[] = [
  ['412', { fault: 'status', status: 412 }, true],
  ['429 that says for how long', { fault: 'status', status: 429, retryAfter: 3 }, true],
  ['429 that does not', { fault: 'status', status: 429 }, true],
  ['500', { fault: 'status', status: 500 }, false],
  ['500 after the fact', { fault: 'status', status: 500, work: 'done' }, false],
  ['502', { fault: 'status', status: 502 }, false],
  ['503 after the fact', { fault: 'status', status: 503, work: 'done' }, false],
  ['504 after the fact', { fault: 'status', status: 504, work: 'done' }, false],
  ['a reset', { fault: 'reset' }, false],
  ['a reset after the fact', { fault: 'reset', work: 'done' }, false],
  ['nothing at all', { fault: 'hang' }, false],
  ['nothing at all after the fact', { fault: 'hang', work: 'done' }, false],
  ['garbage', { fault: 'garbage', work: 'done' }, false],
];

const { timeout } = AbortSignal;
afterEach(() => void vi.restoreAllMocks());

describe.each(failures)('when Teams answers with %s', (_, fault, isCertain) => {
  // Nobody waits for a whole timeout; what is answered at all is answered long before.
  beforeEach(() => {
    const short = (ms: number) => timeout.call(AbortSignal, ms / 20);
    if (fault.fault === 'hang') vi.spyOn(AbortSignal, 'timeout').mockImplementation(short);
  });
  const s = watchedOffice();
  const anna = () => s.as('sagsbehandler');
  const isDone = 'work' in fault && fault.work === 'done';
  /** What is doubtful may be missing, and never stands there twice. */
  const copies = isCertain || isDone ? 1 : 0;

  it('an answer in the own chat is given as often as it can be, never twice, and recorded once', async () => {
    await s.tell(...round);
    s.office.fake.next('send', fault);
    await anna().says('svar Vejen ja');
    expect(s.times('answer-recorded')).toBe(1);
    const told = s.office.fake.messages(anna().chat).filter((each) => wordsOf(each).includes('har sagt ja'));
    expect(told).toHaveLength(copies);
  });

  it('a note in a channel and the answer in the own chat are given so, too', async () => {
    await s.tell(...round);
    s.office.fake.next('send', fault, { when: ({ conversation }) => conversation === registerChannel });
    await anna().mentions(registerChannel, 'svar Vejen ja');
    expect(s.times('answer-recorded')).toBe(1);
    expect(s.office.fake.messages(anna().chat)).toHaveLength(1);
    expect(s.office.fake.messages(registerChannel)).toHaveLength(copies);
  });

  it('a press is answered in its place, and the card is changed once it can be', async () => {
    await s.tell(...round);
    await anna().says('svar Odsherred');
    const form = s.last(anna().chat);
    s.office.fake.next('update', fault);
    const { body } = await anna().send(
      anna().press(form, 'Fortsæt', { municipality: 'Odsherred', says: 'ja' }),
    );
    expect(JSON.stringify(body)).toContain('Odsherred har sagt ja');
    expect(s.times('answer-recorded')).toBe(1);
    expect(wordsOf(form)).toContain('Odsherred har sagt ja');
  });

  it('a card in the channel is posted once, and changed when something happens', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    s.office.fake.next('send', fault);
    await s.tell(letterInApproval[0] ?? '');
    for (const time of ['09:10', '09:30', '10:30']) await s.office.at(`2025-01-02 ${time}`);
    const cards = s.cards().filter((each) => wordsOf(each).includes('Vejen har sagt nej'));
    expect(cards).toHaveLength(copies);
  });

  it('somebody’s chat is opened at most once more, and nobody is reminded twice', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...letterInApproval);
    s.office.fake.next('create', fault);
    s.office.fake.next('send', fault, {
      when: ({ conversation }) => conversation === s.as('kontorchef').chat,
    });
    for (const time of ['03 09:00', '03 09:10', '03 10:00', '03 11:30']) await s.office.at(`2025-01-${time}`);
    await s.office.quiet();
    const told = s.office.fake.messages(s.as('kontorchef').chat);
    expect(told.length).toBeLessThanOrEqual(1);
    const claims = s.office.bot.history().filter(({ type }) => type === 'message-claimed').length;
    const settled = s.office.bot
      .history()
      .filter(({ type }) =>
        ['message-delivered', 'message-failed', 'message-doubtful'].includes(type),
      ).length;
    expect(settled).toBe(claims);
  });
});

describe('Teams down for an hour', () => {
  const s = watchedOffice();
  const anna = () => s.as('sagsbehandler');

  async function withChannel(): Promise<void> {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
  }

  it('costs nothing of what was recorded, and posts nothing twice when it is back', async () => {
    await withChannel();
    await s.office.at('2025-01-03 08:30');
    const down = s.office.fake.next('*', { fault: 'status', status: 503 }, { times: 'all' });
    await s.tell(...letterInApproval);
    await anna().says('notat Odsherred note="mens Teams var nede"');
    for (const time of ['03 09:00', '03 09:10', '03 09:30', '03 10:00']) await s.office.at(`2025-01-${time}`);
    expect(s.times('contact-noted')).toBe(1);
    down.release();
    for (const time of ['03 10:05', '03 11:10', '03 12:30', '06 09:00', '06 10:30'])
      await s.office.at(`2025-01-${time}`);
    await s.office.quiet();
    const heads = s.cards().map((each) => wordsOf(each).split('\n')[0]);
    expect(new Set(heads).size).toBe(heads.length);
    for (const person of ['kontorchef', 'sagsbehandler', 'leder']) {
      const days = s.office.fake
        .messages(s.as(person).chat)
        .map(({ at }) => new Date(at).toISOString().slice(0, 10));
      expect(new Set(days).size, `${person}: one message a day`).toBe(days.length);
    }
  });

  it('leaves a card that was decided meanwhile true as soon as Teams is back', async () => {
    await withChannel();
    await s.tell(...letterInApproval);
    const down = s.office.fake.next('*', { fault: 'reset' }, { times: 'all' });
    await s.tell('kontorchef: godkend Brev-1 v=1');
    down.release();
    await s.office.at('2025-01-02 10:00');
    await s.office.quiet();
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
  });

  it('and a restart meanwhile posts nothing twice', async () => {
    await withChannel();
    s.office.fake.next('send', { fault: 'status', status: 500, work: 'done' });
    await s.tell('svar Odsherred ja');
    await s.office.restart();
    for (const time of ['09:30', '10:30']) await s.office.at(`2025-01-02 ${time}`);
    expect(s.cards().filter((each) => wordsOf(each).includes('Odsherred har sagt ja'))).toHaveLength(1);
  });
});

describe('a conversation that is over', () => {
  const s = watchedOffice();
  const anna = () => s.as('sagsbehandler');
  const kept = async (conversation: string) => (await s.office.memory.all()).get(conversation);

  it.each(['ConversationBlockedByUser', 'MessageWritesBlocked', 'BotDisabledByAdmin'] as const)(
    'by %s is written to no more, until the person is heard from again',
    async (code) => {
      await s.tell(...round);
      await anna().says('overblik 2025');
      s.office.fake.bar(anna().chat, code);
      await anna().says('svar Vejen ja');
      expect(s.times('answer-recorded')).toBe(1);
      expect(await kept(anna().chat)).toMatchObject({ state: 'blocked' });
      s.office.fake.bar(anna().chat, undefined);
      await anna().says('overblik 2025');
      expect(await kept(anna().chat)).toMatchObject({ state: 'installed' });
    },
  );

  it('of a channel that was deleted is marked at the first no, and the register goes on', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    const [answer = '', ...letter] = letterInApproval;
    await s.tell(answer);
    s.office.fake.forget(registerChannel);
    await s.tell(...letter);
    expect(await kept(registerChannel)).toMatchObject({ state: 'gone' });
    const posted = s.office.fake.requestsOf('send').length;
    await s.tell('svar Odsherred ja');
    expect(s.office.fake.requestsOf('send')).toHaveLength(posted);
    expect(s.times('answer-recorded')).toBe(2);
  });

  it('of somebody who has blocked the bot is told to that person’s leader', async () => {
    await s.tell(...round, ...letterInApproval);
    for (const person of ['kontorchef', 'afdelingschef', 'leder']) await s.as(person).says('hjælp');
    s.office.fake.bar(s.as('kontorchef').chat, 'ConversationBlockedByUser');
    for (const day of ['03', '06', '07', '08']) {
      await s.office.at(`2025-01-${day} 09:00`);
      await s.office.at(`2025-01-${day} 10:30`);
    }
    expect(s.seenBy('afdelingschef')).toContain('Kontorchef, fordi Forløbsvagten er blokeret i Teams');
    const tried = s.office.fake.requestsOf('send').filter(({ outcome }) => outcome === '403');
    expect(tried).toHaveLength(1);
  });
});

describe('an answer that Teams does not take', () => {
  const s = watchedOffice();
  const anna = () => s.as('sagsbehandler');

  it('is not said to be in a chat where it is not', async () => {
    await s.tell(...round);
    await anna().says('hjælp');
    s.office.fake.bar(anna().chat, 'ConversationBlockedByUser');
    await anna().mentions(registerChannel, 'svar Vejen ja');
    expect(s.times('answer-recorded')).toBe(1);
    expect(s.office.fake.messages(registerChannel).map(wordsOf)).toEqual([said.teams.notArrived]);
  });

  it('for want of an answer about the chat is told so, and nobody is sent to install the app', async () => {
    await s.tell(...round);
    s.office.fake.next('create', { fault: 'status', status: 503 }, { times: 10 });
    await s.as('kontorchef').mentions(registerChannel, 'overblik 2025');
    expect(s.office.fake.messages(registerChannel).map(wordsOf)).toEqual([said.teams.notArrived]);
  });

  it('is not followed by advice on how to install what is installed', async () => {
    await s.tell(...round);
    s.office.fake.next('send', { fault: 'status', status: 400 });
    await anna().says('overblik 2025');
    expect(s.office.fake.messages(anna().chat)).toEqual([]);
  });
});

describe('work that takes long', () => {
  /** A letter is rendered when the test says so. */
  let free: () => void = () => undefined;
  const slow: Documents = {
    async render(letter) {
      await new Promise<void>((resolve) => {
        free = resolve;
      });
      const bytes = Buffer.from(letter.parts.map((part) => part.text).join('\n'));
      return { ok: true, files: [{ name: `${letter.id}.txt`, mediaType: 'text/plain', bytes }] };
    },
    receive: async (_as, name, bytes) => ({
      ok: true,
      file: { name, mediaType: 'text/plain', text: String(bytes) },
    }),
    close: async () => undefined,
  };
  /** The patience of an invoke is over at once. */
  const s = watchedOffice({ documents: slow, later: (_, work) => immediately(work) });
  const anna = () => s.as('sagsbehandler');
  const draft = 'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025';

  it('on a press is answered in time, and its result comes as a message, once', async () => {
    await s.tell(...round, letterInApproval[0] ?? '');
    await anna().says('overblik 2025');
    const overview = s.last(anna().chat);
    const before = s.office.fake.messages(anna().chat).length;
    const verb = 'line';
    const action = { type: 'Action.Execute', verb, data: { t: s.seal(draft) } };
    const press = anna().activity('invoke', {
      name: 'adaptiveCard/action',
      value: { action },
      replyToId: overview.id,
    });
    const { status, body } = await anna().deliver(press);
    expect([status, body.value]).toEqual([200, said.working]);
    expect(s.times('letter-drafted')).toBe(0);
    free();
    await s.office.fake.until(() => s.office.fake.messages(anna().chat).length > before);
    await s.office.quiet();
    expect(s.times('letter-drafted')).toBe(1);
    const told = s.office.fake.messages(anna().chat).slice(before).map(wordsOf);
    expect(told.filter((each) => each.includes('Brev-1') && !each.startsWith('['))).toHaveLength(1);
    expect(overview.earlier).toEqual([]);
    expect((await anna().send(press)).body.value).toBe(said.working);
    expect(s.times('letter-drafted')).toBe(1);
  });
});

function immediately(work: () => void): () => void {
  const timer = setImmediate(work);
  return () => clearImmediate(timer);
}
