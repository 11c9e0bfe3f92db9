// What a process costs before anybody writes: how long until the first answer, what it then holds, and which platforms it loaded.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import type { Usage } from './slack-programs/report.ts';
import type { Program, Server } from './slack-server.ts';
import type { Programs } from './teams-programs.ts';

const starts = 7;

type Start = (program: Program) => Promise<Server>;

/** From spawn to the first right answer, all in turn, and what they then hold in memory. Slack alone is only held up beside. */
export async function coldStarts(
  programs: Programs,
  start: Start,
  answered: (server: Server, isOurs: boolean) => Promise<void>,
): Promise<readonly Figure[]> {
  const kinds = [
    { which: 'bare', name: 'bare botbuilder' },
    { which: 'teams', name: 'the build with Teams' },
    { which: 'both', name: 'the build with both' },
    { which: 'slack', name: 'the build with Slack' },
  ] as const;
  const measured = kinds.map((kind) => ({ ...kind, ms: [] as number[], mb: [] as number[] }));
  for (let round = 0; round < starts; round++)
    for (const { which, ms, mb } of measured) {
      const begin = performance.now();
      const server = await start(programs[which]);
      if (which !== 'slack') await answered(server, which !== 'bare');
      ms.push(performance.now() - begin);
      mb.push((await settled(server)).rss / 1e6);
    }
  const cold = measured.filter(({ which }) => which !== 'slack');
  return [
    ...cold.map(({ name, ms }) => ({ name: `cold start, first answer: ${name}`, unit: 'ms', rounds: ms })),
    ...measured.map(({ which, name, mb }) => ({
      name: `idle memory: ${name}`,
      unit: 'MB',
      rounds: mb,
      ...(which === 'both' ? { target: 140 } : {}),
    })),
  ];
}

/** Stops it when it has nothing left to do; with what it used until then. */
export async function settled(server: Server): Promise<Usage> {
  let before = await server.usage();
  for (;;) {
    await setTimeout(500);
    const now = await server.usage();
    const isIdle = now.cpu - before.cpu < 20_000;
    before = now;
    if (isIdle) break;
  }
  await server.stop();
  return before;
}

/** What stands in a file that holds the platform's package. */
const marks = { slack: 'https://slack.com/api/', teams: 'https://api.botframework.com' };

/** A platform that is asked for is loaded, and none that is not; by V8's own list of the scripts that it has run. */
export async function checkLoaded(
  programs: Programs,
  start: Start,
  folder: string,
): Promise<readonly Figure[]> {
  const asked = { slack: ['slack'], teams: ['teams'], both: ['slack', 'teams'] } as const;
  const figures: Figure[] = [];
  for (const [which, wanted] of Object.entries(asked) as [keyof typeof asked, readonly string[]][]) {
    const { environment, ...program } = programs[which];
    const coverage = join(folder, which);
    await mkdir(coverage, { recursive: true });
    const server = await start({ ...program, environment: { ...environment, NODE_V8_COVERAGE: coverage } });
    await server.stop();
    const scripts = await scriptsOf(coverage);
    const found = Object.entries(marks).flatMap(([name, mark]) =>
      scripts.some((script) => script.includes(mark)) ? [name] : [],
    );
    if (found.join() !== wanted.join()) throw new Error(`with ${which}, ${found.join(' and ')} is loaded`);
    const bytes = scripts.reduce((sum, script) => sum + Buffer.byteLength(script), 0);
    figures.push({
      name: `JavaScript loaded with ${wanted.join(' and ')}`,
      unit: 'MB',
      rounds: [bytes / 1e6],
    });
  }
  return figures;
}

/** The text of every file of ours that the process has run. */
async function scriptsOf(coverage: string): Promise<readonly string[]> {
  const urls = new Set<string>();
  for (const name of await readdir(coverage)) {
    const { result }: { result: readonly { url: string }[] } = JSON.parse(
      await readFile(join(coverage, name), 'utf8'),
    );
    for (const { url } of result) if (url.startsWith('file:')) urls.add(url);
  }
  return Promise.all([...urls].map((url) => readFile(fileURLToPath(url), 'utf8')));
}
