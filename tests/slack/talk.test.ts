// Talking with the bot: slash, direct message and mention; languages and greetings; slow answers, long answers, edited messages.
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Person } from '../support/slack/slack-client.ts';
import type { Ephemeral, Post } from '../support/slack/world.ts';

const { cards: said } = languages.da;

/** Timers that go off when the test says so. */
const timers = new Set<{ readonly ms: number; readonly work: () => void }>();
const later = (ms: number, work: () => void): (() => void) => {
  const timer = { ms, work };
  timers.add(timer);
  return () => timers.delete(timer);
};
function wait(milliseconds: number): void {
  for (const timer of timers)
    if (timer.ms <= milliseconds) {
      timers.delete(timer);
      timer.work();
    }
}

const s = secretariat({ later });
afterEach(() => timers.clear());
const as = (person: string): Person => s.office.client.as(`U${person.toUpperCase()}`);
const anna = (): Person => as('sagsbehandler');
const newest = (type: string) => s.office.bot.history().findLast((each) => each.type === type);
const replies = (): readonly Post[] =>
  s.office.fake.posts(anna().dmChannel).filter((post) => post.bot !== null);
const buttons = ({ blocks }: Pick<Post, 'blocks'>): string[] =>
  controlsOf(blocks).map(({ labels }) => labels[0] ?? '');

function shown({ shown: answer }: { readonly shown: Post | Ephemeral | null }): Post | Ephemeral {
  if (answer === null) throw new Error('nothing was shown');
  return answer;
}

describe('a slash command', () => {
  it('is answered to the asker alone', async () => {
    await s.tell(...round);
    const answer = shown(await anna().slash('/taskforce', 'overblik 2025', { channel: register }));
    expect(answer.kind).toBe('ephemeral');
    expect(s.office.fake.posts(register)).toEqual([]);
  });

  it('without words opens the menu, whose buttons work', async () => {
    await s.tell(...round);
    const menu = shown(await anna().slash('/taskforce', '', { channel: register }));
    expect(buttons(menu)).toEqual(
      expect.arrayContaining([said.menu.answer, said.menu.overview, said.menu.help]),
    );
    await s.after(anna().press(menu, said.menu.overview));
    expect(wordsOf(s.office.fake.ephemerals.at(-1)?.blocks ?? [])).toContain('8 forløb');
  });

  it('in English is understood by a Dane, and the other way round', async () => {
    await s.tell(...round);
    expect(wordsOf(shown(await anna().slash('/taskforce', 'answer Vejen no')).blocks)).toContain(
      'Vejen har sagt nej',
    );
  });

  it('chooses the channel it is written in, tells all of it, and greets nobody in public', async () => {
    await s.tell(...round);
    const answer = shown(await anna().slash('/taskforce', 'opsæt kanal', { channel: register }));
    expect(answer.kind).toBe('post');
    expect(answer.text).not.toContain('Velkommen');
    await s.tell('svar Vejen ja');
    expect(s.card('Vejen har sagt ja').channel).toBe(register);
    expect(shown(await anna().slash('/taskforce', 'opsæt kanal')).text).toContain('Ikke udført');
  });
});

describe('a greeting', () => {
  it('comes once for each person, also after a restart', async () => {
    await s.tell(...round);
    const first = shown(await anna().slash('/taskforce', 'overblik 2025'));
    await s.office.restart();
    const second = shown(await anna().slash('/taskforce', 'overblik 2025'));
    expect([first, second].map(({ text }) => text.includes(said.welcome('Sagsbehandler')))).toEqual([
      true,
      false,
    ]);
    expect(shown(await as('leder').slash('/taskforce', 'overblik 2025')).text).toContain(
      said.welcome('Leder'),
    );
  });
});

describe('a language', () => {
  it('is the profile’s at first, and then what `sprog` says', async () => {
    await s.tell(...round);
    const user = s.office.fake.world.users.get('ULEDER');
    if (user) s.office.fake.world.users.set('ULEDER', { ...user, locale: 'en-GB' });
    const leader = as('leder');
    expect(shown(await leader.slash('/taskforce', 'overview 2025')).text).toContain('Welcome');
    expect(shown(await leader.slash('/taskforce', 'language dansk')).text).toContain('dansk');
    expect(shown(await leader.slash('/taskforce', 'overblik 2025')).text).toContain('Kommune');
    await s.office.restart();
    expect(shown(await leader.slash('/taskforce', 'svar Vejen måske')).text).toContain('Ikke udført');
  });
});

describe('words to the bot', () => {
  it('in a direct message and in a mention are the same lines', async () => {
    await s.tell(...round);
    await s.after(anna().dm('svar Vejen ja'));
    await s.after(anna().mention(register, 'svar Odsherred nej'));
    expect(s.recorded().filter((each) => each === 'answer-recorded')).toHaveLength(2);
    expect(replies().at(-1)?.text).toContain('Vejen har sagt ja');
    expect(s.office.fake.posts(register).filter((post) => post.bot !== null)).toEqual([]);
    expect(s.office.fake.ephemerals.at(-1)?.text).toContain('Odsherred har sagt nej');
  });

  it('are meant as they were typed, whatever marks Slack makes of them', async () => {
    await s.tell(...round);
    await s.after(anna().dm('notat Vejen note=“Børn & unge <5 år> hos Leder” af=<@ULEDER>'));
    expect(newest('contact-noted')).toMatchObject({
      data: { note: { text: 'Børn & unge <5 år> hos Leder' } },
    });
    const marked = s.office.client.as('USAGSBEHANDLER', {
      change: (payload) => ({
        ...payload,
        event: {
          ...(payload.event as object),
          text: 'notat Vejen note="skriv til <mailto:a@vejen.dk|a@vejen.dk> eller <https://vejen.dk|vejen.dk>, &amp; ring"',
        },
      }),
    });
    await s.after(marked.dm('x'));
    expect(newest('contact-noted')).toMatchObject({
      data: { note: { text: 'skriv til a@vejen.dk eller vejen.dk, & ring' } },
    });
  });

  it('that the bot or another bot says are none', async () => {
    await s.tell(...round);
    await s.after(anna().dm('overblik 2025'));
    const before = replies().length;
    const [answer] = replies();
    if (answer) await s.after(anna().echo(answer));
    expect(replies()).toHaveLength(before);
  });

  it('in a thread are answered in that thread', async () => {
    await s.tell(...round);
    const { post } = await s.after(anna().dm('overblik 2025'));
    await s.after(anna().dm('frister', { thread: post }));
    expect(replies().at(-1)?.thread).toBe(post.ts);
  });
});

describe('an edited message', () => {
  it('never runs again, and its writer is told so', async () => {
    await s.tell(...round);
    const { post } = await s.after(anna().dm('svar Vejen ja'));
    await s.after(anna().edit(post, 'svar Odsherred ja'));
    expect(s.recorded().filter((each) => each === 'answer-recorded')).toHaveLength(1);
    expect(replies().at(-1)?.text).toContain(said.edited);
  });

  it('that mentions the bot never runs again, either', async () => {
    await s.tell(...round);
    const { post } = await s.after(anna().mention(register, 'svar Vejen ja'));
    await s.after(anna().edit(post, '<@UBOT1> svar Odsherred ja'));
    expect(s.recorded().filter((each) => each === 'answer-recorded')).toHaveLength(1);
    expect(s.office.fake.ephemerals.filter(({ text }) => text.includes(said.edited))).toHaveLength(1);
  });

  it('among others in a channel is nobody’s business, and a deleted one changes nothing', async () => {
    await s.tell(...round);
    const { post } = await s.after(anna().say(register, 'godmorgen'));
    await s.after(anna().edit(post, 'god morgen'));
    const { post: line } = await s.after(anna().dm('svar Vejen ja'));
    const before = s.office.fake.calls.length;
    await s.after(anna().remove(line));
    expect(s.office.fake.calls).toHaveLength(before);
    expect(s.recorded()).toContain('answer-recorded');
    expect(s.office.fake.ephemerals).toEqual([]);
  });
});

describe('an answer that takes longer than two seconds', () => {
  it('to a slash command is announced, and then takes the announcement’s place', async () => {
    await s.tell(...round);
    const slow = s.office.fake.next('users.info', { fault: 'hang' });
    const asked = anna().slash('/taskforce', 'svar Vejen ja', { channel: register });
    await s.office.fake.until(() => slow.struck() === 1);
    wait(2_000);
    const announced = await asked;
    expect(announced.status).toBe(200);
    expect(shown(announced).text).toContain(said.working);
    slow.release();
    await s.office.fake.until(() => s.office.fake.responses.length > 0);
    const [answer] = s.office.fake.responses;
    expect(answer?.payload).toMatchObject({ replace_original: true, response_type: 'ephemeral' });
    expect(String(answer?.payload.text)).toContain('Vejen har sagt ja');
  });

  it('to a form stands in the form’s window, and then is the answer there', async () => {
    await s.tell(...round);
    await anna().slash('/taskforce', 'svar Vejen');
    await anna().fill(anna().view(), { Svar: 'ja' });
    await s.office.at('2025-01-02 09:10');
    const slow = s.office.fake.next('users.info', { fault: 'hang' });
    const view = anna().view();
    const sent = anna().submit(view);
    await s.office.fake.until(() => slow.struck() === 1);
    wait(2_000);
    await sent;
    expect(JSON.stringify(anna().view().source)).toContain(said.working);
    slow.release();
    await s.office.fake.until(() => JSON.stringify(anna().view().source).includes('Vejen har sagt ja'));
    expect(s.recorded()).toContain('answer-recorded');
  });
});

describe('an answer that is longer than a message', () => {
  it('arrives whole: in further messages, or the rest as a file', async () => {
    await s.tell(...round);
    const notes = Array.from(
      { length: 220 },
      (_, index) => `notat Vejen note="${index} ${'langt notat '.repeat(20)}slut-${index}"`,
    );
    await s.tell(...notes);
    await s.after(anna().slash('/taskforce', 'historik Vejen', { channel: register }));
    await s.office.fake.until(() => s.office.fake.files.size > 0 || s.office.fake.responses.length > 1);
    await s.office.quiet();
    const read = [
      ...s.office.fake.ephemerals.map(({ blocks }) => wordsOf(blocks)),
      ...[...s.office.fake.files.values()].map(({ bytes }) => Buffer.from(bytes).toString('utf8')),
    ].join('\n');
    const lost = notes.flatMap((_, index) => (read.includes(`slut-${index}`) ? [] : [index]));
    expect(lost).toEqual([]);
    expect(replies().at(-1)?.text).toContain(said.restInFile);
  }, 30_000);

  it('of a letter comes with its files in the direct message, to the asker alone', async () => {
    await s.tell(...round, ...letterInApproval);
    await s.after(as('kontorchef').slash('/taskforce', 'vis Brev-1', { channel: register }));
    const files = s.office.fake
      .posts(as('kontorchef').dmChannel)
      .flatMap((post) => post.files.map(({ name }) => name));
    expect(files).toContain('Brev-1 v1.txt');
    expect(s.office.fake.posts(register)).toEqual([]);
  });
});
