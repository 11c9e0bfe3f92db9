// Who may what: the page says it, and every command is really run as every role.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Answer, Bot } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { consolePeople } from '../../src/config/people.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { start, tried } from '../support/command-cases.ts';
import { playedParts } from '../support/played-bot.ts';
import { anyFile, consoleOf } from '../support/round.ts';
import { type Cell, everyRole, permissionPage, personWith } from './permission-page.ts';

const page = 'docs/permissions.md';

/** The cells of the page's table, by command and role. */
function cells(): Map<string, Map<string, Cell>> {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.split('|').length === everyRole.length + 3)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return new Map(
    rows.map(([name = '', ...allowed]) => [
      name.replaceAll('`', ''),
      new Map(everyRole.map((role, index) => [role, allowed[index] as Cell])),
    ]),
  );
}

const stranger = personWith('ingen rolle');

/** A bot whose history is what the lines before have made; people of every role and one of none are in its directory. */
async function botAfter(before: readonly string[]): Promise<Bot> {
  const parts = await playedParts(start);
  const bot = await parts.createBot({ directory: memoryDirectory([...consolePeople, stranger]) });
  await consoleOf(() => bot)(...before);
  return bot;
}

const place = { platform: 'slack', channel: 'C1', isChannel: true } as const;

function run(bot: Bot, input: string, actor: string, cause = 'last'): Promise<Answer> {
  return bot.run({ input, actor, via: 'slack', cause, place, openFile: anyFile });
}

const cases = [
  ...tried.map(({ command, line, before }) => ({ command, line, before })),
  ...commands
    .filter(({ name }) => name === 'opsæt kanal')
    .map((command) => ({ command, line: command.example, before: ['hjælp'] })),
];

it('the page is made of what the commands declare now', async () => {
  await expect(permissionPage()).toMatchFileSnapshot(`../../${page}`);
});

it('the page and the trials have every command and every role', () => {
  const names = commands.map(({ name }) => name).sort();
  expect([...cells().keys()].sort()).toEqual(names);
  expect(cases.map(({ command }) => command.name).sort()).toEqual(names);
  for (const [name, byRole] of cells())
    for (const [role, cell] of byRole) expect(['ja', 'læser', '–'], `${name} as ${role}`).toContain(cell);
});

describe('as the page says, so the bot answers', () => {
  it.each(cases.map((each) => [each.command.name, each] as const))('%s', async (name, { line, before }) => {
    const expected: Record<string, boolean> = {};
    const answered: Record<string, boolean> = {};
    for (const role of everyRole) {
      const cell = cells().get(name)?.get(role);
      const bot = await botAfter(before);
      const length = bot.history().length;
      const { code, events } = await run(bot, line, role);
      expected[role] = cell === '–';
      answered[role] = code === 'not-allowed';
      if (cell !== 'ja') expect([role, events, bot.history().length]).toEqual([role, [], length]);
    }
    expect(answered).toEqual(expected);
  });
});

describe('there is no way around it', () => {
  const line = 'svar Vejen nej grund=overlap:"forløbet overlapper et andet"';
  const before = cases.find(({ command }) => command.name === 'svar')?.before ?? [];

  it('by a sentence, in either language', async () => {
    const bot = await botAfter(before);
    expect(await run(bot, 'Vejen har sagt nej', 'sagsbehandler')).toMatchObject({ ok: true, command: null });
    for (const words of ['Vejen har sagt nej', 'Vejen said no'])
      expect((await run(bot, words, 'minister', words)).code).toBe('not-allowed');
  });

  it('by confirming what somebody else was asked, or by a question asked before the role was lost', async () => {
    const people = [...consolePeople];
    const parts = await playedParts(start);
    const bot = await parts.createBot({ directory: memoryDirectory(people) });
    await consoleOf(() => bot)(...before, 'fortryd');
    expect((await run(bot, 'bekræft C-1', 'leder', 'a')).code).toBe('not-your-confirmation');
    await run(bot, 'indstilling kæde navn=standard trin=minister fra=12-02-2025', 'sagsbehandler', 'c');
    const asked = bot.register().confirmations.size;
    people.splice(
      people.findIndex(({ id }) => id === 'sagsbehandler'),
      1,
      { ...personWith('minister'), id: 'sagsbehandler' },
    );
    expect((await run(bot, `bekræft C-${asked}`, 'sagsbehandler', 'd')).code).toBe('not-allowed');
  });

  it('by asking what would be: that is open to all and records nothing', async () => {
    const bot = await botAfter(before);
    const length = bot.history().length;
    await run(bot, `prognose hvis "${line.replaceAll('"', '')}"`, 'minister');
    expect(bot.history()).toHaveLength(length);
  });

  it('by the end of a line: what a person is comes from the directory alone', async () => {
    const bot = await botAfter(before);
    for (const suffix of [' rolle=leder', ' af=leder', ' som=sagsbehandler'])
      expect((await run(bot, line + suffix, 'minister', suffix)).code).toBe('not-allowed');
  });
});
