// The built program behind Slack's door, against a bare Bolt app and bare Node in the same run: a line that reads, one that
// records, a button; cold start and idle memory. A server has a core to itself and everything else has the other.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { quote } from '../../src/tokens.ts';
import { byRound, type Figure, median, short } from './figure.ts';
import { fillFolder, notesIn } from './slack-folder.ts';
import { command, type Load, type Measured, measure, press, signingSecret } from './slack-load.ts';
import type { Usage } from './slack-programs/report.ts';
import { type Program, type Server, startServer, takeClientCore } from './slack-server.ts';
import { openSink, type Sink } from './slack-sink.ts';

const rounds = 5;
const starts = 7;
const warmUp = { connections: 10, requests: 2_000 };
const counts = [
  { connections: 1, requests: 400 },
  { connections: 10, requests: 1_500 },
  { connections: 50, requests: 1_500 },
];

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'dist');

interface Programs {
  readonly floor: Program;
  readonly bolt: Program;
  readonly ours: Program;
  readonly report: string;
}

/** All measurements of a load, by connections. */
type Series = ReadonlyMap<number, Measured[]>;

export async function benchSlack(folder: string): Promise<readonly Figure[]> {
  const sink = await openSink();
  const data = join(folder, 'slack');
  await fillFolder(data);
  const programs = await buildPrograms(data, sink.url);
  const isPinned = takeClientCore();
  const start = (program: Program) => startServer(program, programs.report, isPinned);
  try {
    // What is overdue in the folder goes out in the first start, and never again.
    await settled(await start(programs.ours));
    const cold = await coldStarts(programs, start, sink);
    const servers = await Promise.all([programs.floor, programs.bolt, programs.ours].map(start));
    const [floor, bolt, ours] = servers;
    if (!floor || !bolt || !ours) throw new Error('a server is missing');
    const loads = loadsOf({ floor, bolt, ours }, sink);
    const series = await measureAll(loads, sink);
    await Promise.all(servers.map((server) => server.stop()));
    await checkNotes(data);
    console.log(tableOf(series, isPinned));
    return [...ratios(series), ...cold];
  } finally {
    await sink.close();
  }
}

/** What `npm run build` makes, and the other two beside it, so that all of them are plain JavaScript. */
async function buildPrograms(data: string, api: string): Promise<Programs> {
  await import(pathToFileURL(join(root, 'build.mjs')).href);
  const source = (name: string) => fileURLToPath(new URL(`./slack-programs/${name}.ts`, import.meta.url));
  const outdir = join(built, 'bench');
  const entryPoints = ['report', 'floor', 'bare-bolt'].map(source);
  await build({ entryPoints, outdir, format: 'esm', platform: 'node' });
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-1-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${api}/api/`,
    PORT: '0',
    // What is measured is not how fast one person may write.
    COMMANDS_PER_MINUTE: '0',
  };
  const program = (path: string, ...rest: string[]): Program => ({ path, arguments: rest, environment });
  return {
    floor: program(join(outdir, 'floor.js')),
    bolt: program(join(outdir, 'bare-bolt.js')),
    ours: program(join(built, 'main.js'), '--serve', '--data', data),
    report: pathToFileURL(join(outdir, 'report.js')).href,
  };
}

function loadsOf(servers: Readonly<Record<'floor' | 'bolt' | 'ours', Server>>, sink: Sink): readonly Load[] {
  const { floor, bolt, ours } = servers;
  const overview = (number: number) => command(number, 'overblik 2025', sink.responseUrl(number));
  const sealed = createTokens(signingSecret).token('overblik 2025');
  const hasSimple = (body: string) => body.includes('Oversigt');
  const isEmpty = (body: string) => body === '';
  return [
    { name: 'bare node:http', server: floor, body: overview, isRight: hasSimple },
    { name: 'bare Bolt, a command', server: bolt, body: overview, isRight: hasSimple },
    { name: 'ours, a line that reads', server: ours, body: overview, isRight: isOverview },
    {
      name: 'ours, a line that records',
      server: ours,
      body: (number) => command(number, noteLine(number), sink.responseUrl(number)),
      isRight: (body) => /\[E-\d+\]/.test(body),
    },
    {
      name: 'bare Bolt, a button',
      server: bolt,
      body: (number) => press(number, 'oversigt', sink.responseUrl(number)),
      isRight: isEmpty,
      isRightLater: hasSimple,
    },
    {
      name: 'ours, a button that reads',
      server: ours,
      body: (number) => press(number, sealed, sink.responseUrl(number)),
      isRight: isEmpty,
      isRightLater: isOverview,
    },
  ];
}

let recorded = 0;

/** Each says another thing, and they are spread over the municipalities. */
function noteLine(number: number): string {
  const { name } = municipalities[recorded++ % municipalities.length] ?? { name: 'Vejen' };
  return `notat ${quote(name)} note="samtale nummer ${number}"`;
}

/** Everything that was recorded is in the journal, once. */
async function checkNotes(data: string): Promise<void> {
  const notes = await notesIn(data);
  if (notes.length !== recorded || new Set(notes).size !== recorded)
    throw new Error(`${recorded} notes were recorded, and ${notes.length} are in the journal`);
}

/** The round's whole table, as the office has it. */
function isOverview(body: string): boolean {
  return body.includes('Vejen') && body.includes('Odsherred') && !body.includes('ok":false');
}

async function measureAll(loads: readonly Load[], sink: Sink): Promise<ReadonlyMap<string, Series>> {
  for (const load of loads) await measure(load, sink, warmUp.connections, warmUp.requests);
  const series = new Map(
    loads.map(({ name }) => [
      name,
      new Map<number, Measured[]>(counts.map((each) => [each.connections, []])),
    ]),
  );
  for (let round = 0; round < rounds; round++)
    for (const { connections, requests } of counts)
      for (const load of loads)
        series
          .get(load.name)
          ?.get(connections)
          ?.push(await measure(load, sink, connections, requests));
  return series;
}

/** From spawn to the first right answer, ours and bare Bolt's in turn, and what they then hold in memory. */
async function coldStarts(
  programs: Programs,
  start: (program: Program) => Promise<Server>,
  sink: Sink,
): Promise<readonly Figure[]> {
  const milliseconds = { ours: [] as number[], bolt: [] as number[] };
  const megabytes = { ours: [] as number[], bolt: [] as number[] };
  for (let round = 0; round < starts; round++)
    for (const which of ['ours', 'bolt'] as const) {
      const begin = performance.now();
      const server = await start(programs[which]);
      const [, bolt, ours] = loadsOf({ floor: server, bolt: server, ours: server }, sink);
      const load = which === 'ours' ? ours : bolt;
      if (load) await measure(load, sink, 1, 1);
      milliseconds[which].push(performance.now() - begin);
      const { rss } = await settled(server);
      megabytes[which].push(rss / 1e6);
    }
  return [
    {
      name: 'cold start of the build, to its first answer',
      unit: 'ms',
      rounds: milliseconds.ours,
      target: 500,
    },
    { name: 'cold start of bare Bolt, to its first answer', unit: 'ms', rounds: milliseconds.bolt },
    { name: 'idle memory of the build', unit: 'MB', rounds: megabytes.ours, target: 110 },
    { name: 'idle memory of bare Bolt', unit: 'MB', rounds: megabytes.bolt },
  ];
}

/** Stops it when it has nothing left to do; with what it used until then. */
async function settled(server: Server): Promise<Usage> {
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

function ratios(series: ReadonlyMap<string, Series>): readonly Figure[] {
  const all = (name: string, value: (measured: Measured) => number, connections = 10) =>
    (series.get(name)?.get(connections) ?? []).map(value);
  const against = (name: string, ours: string, bolt: string, value: (measured: Measured) => number) => ({
    name,
    unit: '×',
    rounds: byRound(all(ours, value), all(bolt, value)),
  });
  const [, bolt = '', read = '', record = '', boltButton = '', button = ''] = series.keys();
  const rate = ({ perSecond }: Measured) => perSecond;
  const middle = ({ p50 }: Measured) => p50;
  const cpu = (measured: Measured) => measured.cpu;
  return [
    { ...against('requests/s of bare Bolt at 10: reading', read, bolt, rate), atLeast: 1 },
    { ...against('requests/s of bare Bolt at 10: recording', record, bolt, rate), atLeast: 0.7 },
    against('requests/s of bare Bolt at 10: a button', button, boltButton, rate),
    { ...against('ack p50 over bare Bolt at 10: reading', read, bolt, middle), target: 1.5 },
    { ...against('ack p50 over bare Bolt at 10: recording', record, bolt, middle), target: 1.5 },
    { ...against('ack p50 over bare Bolt at 10: a button', button, boltButton, middle), target: 1.5 },
    against('CPU over bare Bolt at 10: reading', read, bolt, cpu),
    against('CPU over bare Bolt at 10: recording', record, bolt, cpu),
    against('CPU over bare Bolt at 10: a button', button, boltButton, cpu),
  ];
}

function tableOf(series: ReadonlyMap<string, Series>, isPinned: boolean): string {
  const head = `${'connections'.padStart(36)}${'requests/s'.padStart(14)}${'best'.padStart(8)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'CPU µs'.padStart(9)}`;
  const rows = [...series].flatMap(([name, byConnections]) =>
    [...byConnections].map(([connections, measured]) => {
      const middle = (value: (each: Measured) => number) => short(median(measured.map(value)));
      const best = short(Math.max(...measured.map(({ perSecond }) => perSecond)));
      const columns = [
        middle(({ perSecond }) => perSecond).padStart(14),
        best.padStart(8),
        middle(({ p50 }) => p50).padStart(9),
        middle(({ p99 }) => p99).padStart(9),
        middle(({ cpu }) => cpu).padStart(9),
      ];
      return `${name.padEnd(28)}${String(connections).padStart(8)}${columns.join('')}`;
    }),
  );
  const how = isPinned ? 'servers on one core, the rest on another' : 'not pinned: no taskset here';
  return [`Slack, ${rounds} rounds, medians; ${how}`, head, ...rows].join('\n');
}
