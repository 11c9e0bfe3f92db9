// The built program behind Teams' door, against a bare botbuilder bot in the same run: messages and presses that read and that
// record; cold start and idle memory. A server has a core to itself and everything else has the other.
import { join } from 'node:path';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { quote } from '../../src/tokens.ts';
import { startIdentity } from '../support/teams/identity.ts';
import type { Figure } from './figure.ts';
import { notesIn } from './slack-folder.ts';
import { type Program, type Server, startServer, takeClientCore } from './slack-server.ts';
import { openSink } from './slack-sink.ts';
import { type Connector, openConnector } from './teams-connector.ts';
import { fillTeamsFolder, mostChats } from './teams-folder.ts';
import { channel, inChannel, type Load, type Measured, measure, message, press } from './teams-load.ts';
import { buildTeamsPrograms, sealSecret } from './teams-programs.ts';
import { checkLoaded, coldStarts, settled } from './teams-starts.ts';
import { ratios, type Series, tableOf } from './teams-table.ts';

const rounds = 5;
const warmUp = 1_000;
const counts = [
  { chats: 1, requests: 300 },
  { chats: mostChats, requests: 1_000 },
];

export async function benchTeams(folder: string): Promise<readonly Figure[]> {
  const sink = await openSink();
  const connector = await openConnector();
  const identity = await startIdentity();
  const data = join(folder, 'teams');
  await fillTeamsFolder(data);
  const programs = await buildTeamsPrograms({
    data,
    slack: sink.url,
    connector: new URL(connector.url).origin,
    openIdMetadataUrl: identity.openIdMetadataUrl,
  });
  const isPinned = takeClientCore();
  const start = (program: Program) => startServer(program, programs.report, isPinned);
  try {
    // What is overdue in the folder goes out in the first start, and never again.
    await settled(await start(programs.both));
    const loaded = await checkLoaded(programs, start, join(folder, 'loaded'));
    const servers = await Promise.all([programs.bare, programs.unpaced].map(start));
    const [bare, ours] = servers;
    if (!bare || !ours) throw new Error('a server is missing');
    await meet(ours, connector);
    const series = await measureAll(loadsOf(bare, ours), connector);
    await Promise.all(servers.map((server) => server.stop()));
    await checkNotes(data);
    const cold = await coldStarts(programs, start, async (server, isOurs) => {
      const [first, second] = loadsOf(server, server);
      const load = isOurs ? second : first;
      if (load) await measure(load, connector, 1, 1);
    });
    console.log(tableOf(series, isPinned));
    return [...ratios(series), ...cold, ...loaded];
  } finally {
    await Promise.all([sink.close(), connector.close(), identity.stop()]);
  }
}

/** The first words to anybody are a welcome; and the channel has cards that follow what is recorded, as in an office. */
async function meet(server: Server, connector: Connector): Promise<void> {
  const isRight = (body: string) => body === '';
  const hello: Load = { name: 'hello', server, content: () => message('menu'), isRight, isRightMessage };
  await measure(hello, connector, mostChats, mostChats);
  const content = () => inChannel('opsæt kanal');
  // The answer comes in the writer's own chat.
  await measure({ name: 'opsæt kanal', server, content, isRight, isRightMessage }, connector, 1, 1);

  function isRightMessage(body: string): boolean {
    return /Velkommen|kanal/.test(body);
  }
}

function loadsOf(bare: Server, ours: Server): readonly Load[] {
  const { token } = createTokens(sealSecret);
  const line = 'frister alle';
  const isEmpty = (body: string) => body === '';
  const isSimple = (body: string) => body.includes('Frister');
  const isTable = (body: string) => body.includes('Odsherred') && body.includes('AdaptiveCard');
  const isRecorded = (body: string) => /\[E-\d+\]/.test(body) && body.includes('AdaptiveCard');
  return [
    {
      name: 'bare botbuilder, a message',
      server: bare,
      content: () => message(line),
      isRight: isEmpty,
      isRightMessage: isSimple,
    },
    {
      name: 'ours, a message that reads',
      server: ours,
      content: () => message(line),
      isRight: isEmpty,
      isRightMessage: isTable,
    },
    {
      name: 'ours, a message that records',
      server: ours,
      content: (number) => message(noteLine(number)),
      isRight: isEmpty,
      isRightMessage: isRecorded,
    },
    {
      name: 'bare botbuilder, a press',
      server: bare,
      content: (number) => press(number, { t: token(line) }),
      isRight: isSimple,
    },
    {
      name: 'ours, a press that reads',
      server: ours,
      content: (number) => press(number, { t: token(line) }),
      isRight: (body) => body.includes('activity.message'),
      // The table.
      others: 1,
    },
    {
      name: 'ours, a press that records',
      server: ours,
      content: (number) => press(number, { t: token(noteLine(number)) }),
      isRight: isRecorded,
      // The edit of the message that was pressed.
      others: 1,
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

async function measureAll(loads: readonly Load[], connector: Connector): Promise<Series> {
  for (const load of loads) await measure(load, connector, mostChats, warmUp);
  const cards = connector.others((conversation) => conversation === channel);
  if (cards === 0) throw new Error('no card has followed in the channel');
  const series = new Map(
    loads.map(({ name }) => [name, new Map(counts.map((each) => [each.chats, [] as Measured[]]))]),
  );
  for (let round = 0; round < rounds; round++)
    for (const { chats, requests } of counts)
      for (const load of loads)
        series
          .get(load.name)
          ?.get(chats)
          ?.push(await measure(load, connector, chats, requests));
  return series;
}
