// From a click to the commit to the post: whoever reads the log at night can follow it, and reads nobody's words.
import { expect, it } from 'vitest';
import { createLog } from '../../src/operations/log.ts';
import { createMetrics } from '../../src/operations/metrics.ts';
import { observedBot, observedMessenger, observeLedger } from '../../src/operations/observed.ts';
import type { Messenger, Posting } from '../../src/ports.ts';
import { playedParts } from '../support/played-bot.ts';
import { anyFile, letterInApproval, round } from '../support/round.ts';

interface Line {
  readonly msg: string;
  readonly level: string;
  readonly cause?: string;
  readonly [field: string]: unknown;
}

async function watched(fate: () => Posting = () => ({ outcome: 'delivered', reference: 'slack:C1:1' })) {
  const lines: Line[] = [];
  const log = createLog({
    level: 'info',
    secrets: [],
    to: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  const metrics = createMetrics();
  let elapsed = 0;
  const observer = { organisation: 'nord', log, metrics, elapsed: () => (elapsed += 5) };
  const parts = await playedParts('2025-01-02 09:00');
  const messenger: Messenger = {
    viaOf: () => 'slack',
    boards: [],
    post: async () => fate(),
    find: async () => ({ outcome: 'untraceable' }),
  };
  observeLedger(parts.ledger, observer);
  const bot = observedBot(
    await parts.createBot({ messenger: observedMessenger(messenger, observer) }),
    observer,
  );
  const run = (input: string, cause: string, openFile = anyFile) =>
    bot.run({ input, actor: 'sagsbehandler', via: 'slack', cause, openFile });
  const said = (msg: string) => lines.filter((line) => line.msg === msg);
  return { run, bot, lines, said, page: async () => (await metrics.page()).text };
}

it('a command and its commit have one cause, and the messages that follow name what they are about', async () => {
  const { run, bot, said } = await watched();
  for (const [index, line] of [...round, ...letterInApproval].entries())
    expect(await run(line, `klik-${index}`)).toMatchObject({ ok: true });
  await bot.tick();
  const last = `klik-${round.length + letterInApproval.length - 1}`;
  expect(said('kommando').at(-1)).toMatchObject({
    cause: last,
    by: 'sagsbehandler',
    via: 'slack',
    command: 'godkendelse start',
    outcome: 'gjort',
    ms: 5,
  });
  const commit = said('registreret').find(({ cause }) => cause === last);
  expect(commit).toMatchObject({ types: ['approval-started'], version: expect.any(Number) });
  const claim = said('registreret').find(({ types }) => String(types) === 'message-claimed');
  expect(claim).toMatchObject({ message: 'M-1', keys: [expect.stringContaining('Brev-1')] });
  expect(said('sendt')[0]).toMatchObject({
    message: 'M-1',
    kind: 'urgent',
    to: 'kontorchef',
    outcome: 'delivered',
  });
});

it('a refusal is told by its code, a fault as one, and neither with what was typed', async () => {
  const { run, said, lines, page } = await watched();
  await run('svar Hemmelighedsborg nej', 'klik-1');
  await run('vrøvl Hemmelighedsborg', 'klik-2');
  for (const line of round) await run(line, line);
  const broken = () => Promise.reject(new Error('Hemmelighedsborg'));
  await expect(run('brev Vejen x.pdf', 'klik-3', broken)).rejects.toThrow();
  expect(said('kommando').at(-1)).toMatchObject({ cause: 'klik-3', outcome: 'fejl' });
  expect(
    said('kommando')
      .map(({ command, outcome }) => [command, outcome])
      .slice(0, 2),
  ).toEqual([
    ['svar', expect.stringMatching(/^[a-z-]+$/)],
    ['ingen', expect.stringMatching(/^[a-z-]+$/)],
  ]);
  expect(JSON.stringify(lines) + (await page())).not.toContain('Hemmelighedsborg');
});

it('a message that did not arrive is a warning with its reason', async () => {
  const { run, bot, said, page } = await watched(() => ({ outcome: 'failed', reason: 'not-installed' }));
  for (const [index, line] of [...round, ...letterInApproval].entries()) await run(line, `klik-${index}`);
  await bot.tick();
  expect(said('sendt')[0]).toMatchObject({ level: 'warn', outcome: 'failed', reason: 'not-installed' });
  expect(await page()).toMatch(
    /posts_total\{organisation="nord",platform="slack",kind="\w+",outcome="failed"\} \d/,
  );
});
