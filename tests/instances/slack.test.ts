// Two processes behind a balancer, in Slack: what one began the other goes on with, and nothing is said or recorded twice.
import { beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/calendar/time.ts';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { wordsOf } from '../support/slack/controls.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import { slackIdOf } from '../support/slack/slack-office.ts';

const { duties } = languages.da;

const s = secretariat();
const first = (person: string, twists = {}) => s.office.client.as(slackIdOf(person), twists);
const times = (type: string): number => s.recorded().filter((each) => each === type).length;
const wordsTo = (person: string): string[] =>
  s.office.fake
    .posts(first(person).dmChannel)
    .filter(({ bot }) => bot !== null)
    .map(({ blocks }) => wordsOf(blocks));

let other: Awaited<ReturnType<typeof s.office.another>>;
const second = (person: string, twists = {}) => other.as(slackIdOf(person), twists);

beforeEach(async () => {
  other = await s.office.another();
});

async function chooseChannel(): Promise<void> {
  await first('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: register });
}

/** Minutes go by, and both look what is due. */
async function bothTick(time: string): Promise<void> {
  s.office.parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
  await Promise.all([s.office.bot.tick(), other.bot.tick(), s.office.bot.settle(), other.bot.settle()]);
  await s.office.quiet();
}

it('a form that one process opened is taken by the other', async () => {
  await s.tell(...round);
  await first('sagsbehandler').slash('/taskforce', 'svar Vejen');
  const view = first('sagsbehandler').view();
  await second('sagsbehandler').fill(view, { Svar: 'ja' });
  await s.after(second('sagsbehandler').submit(view));
  expect(times('answer-recorded')).toBe(1);
});

it('a card that one posted is answered by the other, and says so itself', async () => {
  await s.tell(...round);
  await chooseChannel();
  await s.tell(...letterInApproval);
  await s.after(second('kontorchef').press(s.card('Brev-1, version 1'), 'Godkend version 1'));
  expect(times('step-approved')).toBe(1);
  expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
});

it('a reminder that one posted is settled by the other, where the thing was done', async () => {
  await s.tell(...round, letterInApproval[0] ?? '');
  await s.office.at('2025-01-17 08:30');
  const isOpen = () => wordsTo('sagsbehandler').filter((words) => words.includes(duties.buttons.next)).length;
  expect(isOpen()).toBe(1);
  const line = 'frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"';
  await s.after(second('leder').slash('/taskforce', line));
  expect(isOpen()).toBe(0);
  expect(wordsTo('sagsbehandler').join('\n')).toContain('Registreret af Leder');
});

describe('what is due', () => {
  it('is said once, though both look at the same moment', async () => {
    await s.tell(...round, letterInApproval[0] ?? '');
    await bothTick('2025-01-17 08:30');
    expect(wordsTo('sagsbehandler').filter((words) => words.includes('Orientering om Vejen'))).toHaveLength(
      1,
    );
  });

  it('is said once each day for a whole month of races, and so is the head of the history', async () => {
    await s.tell(...round);
    await chooseChannel();
    const before = s.office.fake.world.posts.length;
    for (let day = 3; day <= 31; day++) {
      await s.tell(`notat Vejen note="ringede den ${day}."`);
      await bothTick(`2025-01-${String(day).padStart(2, '0')} 15:00`);
    }
    const claimed = s.office.bot
      .history()
      .flatMap((each) => (each.type === 'message-claimed' ? each.data.keys : []));
    expect(new Set(claimed).size).toBe(claimed.length);
    const posts = s.office.fake.world.posts.slice(before);
    const messages = s.office.bot.history().filter(({ type }) => type === 'message-delivered');
    expect(posts).toHaveLength(messages.length);
    const heads = posts.filter(({ text }) => text.includes('Historikkens hoved'));
    // The working days of the rest of January 2025.
    expect(heads).toHaveLength(21);
    expect(new Set(heads.map(({ text }) => text.split(':')[0])).size).toBe(21);
  });
});

describe('a delivery that Slack repeats to the other', () => {
  it('is recorded once, and told as done', async () => {
    await s.tell(...round);
    const twists = { triggerId: '11.22.aa' };
    await first('sagsbehandler', twists).slash('/taskforce', 'svar Vejen ja');
    const again = await s.after(second('sagsbehandler', twists).slash('/taskforce', 'svar Vejen ja'));
    expect(times('answer-recorded')).toBe(1);
    expect(again.body).toContain('Vejen har sagt ja');
    expect(again.body).not.toContain('Ikke udført');
  });

  it('and was refused by the first is refused in the same words, though it would be taken now', async () => {
    await s.tell(...round.slice(0, 2));
    const twists = { triggerId: '11.22.bb' };
    await first('sagsbehandler').slash('/taskforce', 'hjælp');
    const before = await first('sagsbehandler', twists).slash('/taskforce', 'svar Vejen ja');
    await s.tell(...round.slice(2));
    const again = await s.after(second('sagsbehandler', twists).slash('/taskforce', 'svar Vejen ja'));
    expect(times('answer-recorded')).toBe(0);
    expect(before.body).toContain('Ikke udført');
    expect(again.body).toBe(before.body);
  });
});
