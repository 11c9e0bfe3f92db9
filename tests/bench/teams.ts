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
import {
  channel,
  inChannel,
  type Load,
  type Measured,
  measure,
  message,
  openDialog,
  press,
} from './teams-load.ts';
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
    const first = await start(programs.unpaced);
    await meet(first, connector);
    await settled(first);
    const loaded = await checkLoaded(programs, start, join(folder, 'loaded'));
    const cold = await coldStarts(programs, start, async (server, isOurs) => {
      const [simple, table] = loadsOf(server, server);
      const load = isOurs ? table : simple;
      if (load) await measure(load, connector, 1, 1);
    });
    const servers = await Promise.all([programs.bare, programs.unpaced].map(start));
    const [bare, ours] = servers;
    if (!bare || !ours) throw new Error('a server is missing');
    const series = await measureAll(loadsOf(bare, ours), connector);
    await Promise.all(servers.map((server) => server.stop()));
    await checkNotes(data);
    console.log(tableOf(series, isPinned));
    return [...ratios(series), ...cold, ...loaded];
  } finally {
    await Promise.all([sink.close(), connector.close(), identity.stop()]);
  }
}

/** The first words to anybody are a welcome; and a card stands in the channel, looked over after each recording, as in an office. */
async function meet(server: Server, connector: Connector): Promise<void> {
  const isRight = (body: string) => body === '';
  const isRightMessage = (body: string) => body.includes('Velkommen');
  const hello: Load = { name: 'hello', server, content: () => message('menu'), isRight, isRightMessage };
  await measure(hello, connector, mostChats, mostChats);
  const setUp = { name: 'a channel', server, content: () => inChannel('opsæt kanal'), isRight };
  await Promise.all([connector.next(channel), measure(setUp, connector, 1, 1)]);
  const content = () => message('svar Odsherred ja dato=31-01-2025');
  const answer = { name: 'an answer', server, content, isRight, isRightMessage: isRecorded };
  const [card] = await Promise.all([connector.next(channel), measure(answer, connector, 1, 1)]);
  if (!card.includes('Odsherred')) throw new Error(`the channel shows ${card}`);
}

function loadsOf(bare: Server, ours: Server): readonly Load[] {
  const { token } = createTokens(sealSecret);
  const line = 'frister alle';
  const isEmpty = (body: string) => body === '';
  const isSimple = (body: string) => body.includes('Frister');
  const isTable = (body: string) => body.includes('Vejen-børn-2025/orientering') && body.includes('Table');
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
      name: 'bare botbuilder, an invoke',
      server: bare,
      content: (number) => press(number, token(line)),
      isRight: isSimple,
    },
    {
      name: 'ours, a dialog',
      server: ours,
      content: () => openDialog(token('svar Vejen')),
      isRight: (body) => body.includes('Input.ChoiceSet'),
    },
    {
      name: 'ours, a press that reads',
      server: ours,
      content: (number) => press(number, token(line)),
      isRight: (body) => body.includes('activity.message'),
      // The table.
      others: 1,
    },
    {
      name: 'ours, a press that records',
      server: ours,
      content: (number) => press(number, token(noteLine(number))),
      isRight: isRecorded,
      // The edit of the message that was pressed.
      others: 1,
    },
  ];
}

function isRecorded(body: string): boolean {
  return /\[E-\d+\]/.test(body) && body.includes('AdaptiveCard');
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
