// A whole year of which every free text is removed: no command, card or reminder says any of it again, and none of them breaks.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.ts';
import { instantOf } from '../../src/calendar/time.ts';
import type { Locale } from '../../src/ports.ts';
import { plain } from '../../src/view/plain.ts';
import { type Wall, wall } from '../cards/wall.ts';
import { locales } from '../support/every-command.ts';
import { type BotParts, playedParts } from '../support/played-bot.ts';
import { freeTexts, remove, stepsOf } from './played-year.ts';

let parts: BotParts;
let bot: Bot;
let board: Wall;
let lines = 0;
/** What people wrote: long enough to be theirs. */
let words: readonly string[];

async function run(input: string, actor = 'sagsbehandler', locale: Locale = 'da') {
  const openFile = async (name: string) => ({
    name: basename(name),
    mediaType: '',
    bytes: await readFile(name),
  });
  const place = { platform: 'slack', channel: 'K', isChannel: true } as const;
  return bot.run({ input, actor, via: 'slack', cause: `line-${++lines}`, locale, place, openFile });
}

async function at(time: string): Promise<void> {
  parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
  await bot.tick();
  await bot.settle();
}

/** Before people, by reference. */
const reminders = () =>
  [...board.posts].filter((_, index) => board.posted[index]?.startsWith('kanal ') === false);

/** All that can be asked of what was recorded. */
function questions(): string[] {
  const { letters, handlings, rounds } = bot.register();
  const ofLetters = [...letters.keys()].flatMap((letter) =>
    ['vis', 'kontrol', 'historik', 'godkendelse vis'].map((command) => `${command} ${letter}`),
  );
  const ofYears = [...rounds.keys()].flatMap((year) => [`overblik ${year}`, `historik ${year}`]);
  const ofMunicipalities = ['Faxe', 'Greve', 'Odder', 'Solrød', 'Stevns', 'Køge'].flatMap((name) => [
    `vis ${name}`,
    `historik ${name}`,
    `pr 01-07-2025 vis ${name}`,
  ]);
  const ofDeadlines = [...handlings.keys()].map((key) => `forklar ${key.split('@')[0]}`);
  return [
    ...ofLetters,
    ...ofYears,
    ...ofMunicipalities,
    ...ofDeadlines,
    'frister alle dage=365',
    'prognose dage=30',
    'forside',
  ];
}

const wordsIn = (text: string): string[] => words.filter((each) => text.includes(each));

beforeAll(async () => {
  parts = await playedParts('2025-01-06 09:00');
  board = wall();
  bot = await parts.createBot({ messenger: board.messenger });
  await run('opsæt kanal');
  for (const step of stepsOf('tests/stories/a-year.txt')) {
    if ('at' in step) await at(step.at);
    else {
      const answers = bot.history().findLastIndex(({ type }) => type === 'answer-recorded') + 1;
      await run(step.line.replace(/^ret E-\d+/, `ret E-${answers}`), step.as);
      await bot.settle();
    }
  }
  await run('overdrag Køge-børn-2026/svar leder grund="kender byrådet bedst"');
  await run('frist luk Greve-voksen-2025/orientering grund="det er aftalt"', 'leder');
  await at('2026-01-02 09:00');
  const people = freeTexts(bot.history().filter(({ type }) => type !== 'letter-drafted'));
  words = [...new Set(people.map(({ text }) => text).filter((text) => text.length > 12))];
}, 60_000);

describe('a year whose texts are all removed', () => {
  it('was told in those words before', async () => {
    const before: string[] = [...board.posts.values()];
    for (const line of questions()) before.push(plain((await run(line)).view));
    const known = wordsIn(before.join('\n'));
    expect(words.length).toBeGreaterThan(10);
    expect(known.length).toBeGreaterThan(words.length / 2);
  });

  it('is told without them, in both languages, on cards, in reminders and in what is said next', async () => {
    expect(reminders().filter(([, text]) => wordsIn(text).length > 0)).not.toEqual([]);
    const [stood, changes] = [board.posts.size, board.updates.length];
    for (const place of freeTexts(bot.history())) await remove(parts, place, 'ryddet op');
    await run('overblik 2025');
    await run('svar Køge nej år=2026', 'leder');
    await at('2026-01-05 09:00');
    const said = new Map<string, string>();
    for (const locale of locales)
      for (const line of questions()) {
        const { view, data } = await run(line, 'sagsbehandler', locale);
        said.set(`${locale} ${line}`, `${plain(view)}\n${JSON.stringify(data)}`);
      }
    // What stands from before can be taken away in Slack alone; nothing of it is written again.
    const changed = board.updates.slice(changes);
    const fresh = [...board.posts.keys()].slice(stood);
    for (const [reference, text] of reminders())
      if (fresh.includes(reference) || changed.includes(reference)) said.set(`reminder ${reference}`, text);
    console.log(
      fresh,
      changed,
      [...said.keys()].filter((k) => /reminder/.test(k)),
    );
    const cards = [...board.posts.values()].filter((_, index) => board.posted[index] === 'kanal K');
    for (const [index, card] of cards.entries()) said.set(`card ${index}`, card);
    expect(cards.length).toBeGreaterThan(5);
    expect([...said].filter(([, text]) => wordsIn(text).length > 0)).toEqual([]);
    const removed = [...said.values()].filter((text) => /\[(fjernet|removed) .*?: ryddet op\]/.test(text));
    expect(removed.length).toBeGreaterThan(20);
    expect([...said].filter(([, text]) => /undefined|\[object/.test(text))).toEqual([]);
  });
});
