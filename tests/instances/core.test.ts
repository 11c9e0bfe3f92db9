// Two bots on one history: each answers from what the other has recorded, also where nobody has told it yet.
import { expect, it } from 'vitest';
import { consolePeople } from '../../src/config/people.ts';
import { plain } from '../../src/view/plain.ts';
import { playedParts } from '../support/played-bot.ts';
import { consoleOf, round } from '../support/round.ts';

const line = { actor: 'sagsbehandler', via: 'teams' as const, openFile: async () => undefined };

async function twoBots() {
  const parts = await playedParts('2025-01-02 09:00');
  return [await parts.createBot(), await parts.createBot()] as const;
}

it('somebody whom one has greeted the other does not greet', async () => {
  const [mine, theirs] = await twoBots();
  const [person] = consolePeople;
  if (!person) throw new Error('nobody is in the directory');
  expect(await mine.meet(person, 'teams', 'da')).toBeDefined();
  expect(await theirs.meet(person, 'teams', 'da')).toBeUndefined();
});

it('the language that somebody has chosen at one is spoken by the other, also when it refuses', async () => {
  const [mine, theirs] = await twoBots();
  await consoleOf(() => mine)('sprog en');
  expect(plain((await theirs.run({ ...line, input: 'vrøvl', cause: 'a' })).view)).toContain(
    'I do not know the command',
  );
});

it('a form that one has refused can be sent again to the other: only what was recorded is remembered', async () => {
  const [mine, theirs] = await twoBots();
  const form = { ...line, input: 'svar Vejen ja', cause: 'formular', retried: true };
  expect(await mine.run(form)).toMatchObject({ ok: false });
  await consoleOf(() => mine)(...round);
  for (const bot of [mine, theirs]) expect(await bot.run(form)).toMatchObject({ ok: true });
  expect(theirs.history().filter(({ type }) => type === 'answer-recorded')).toHaveLength(1);
});
