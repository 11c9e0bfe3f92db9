// A folder such as an office has after a month: a round under way, a refusal with its letter, a draft in approval.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createBot } from '../../src/bot.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { playedClock } from '../../src/clocks.ts';
import { consolePeople } from '../../src/config/people.ts';
import { defaultOrganisation as organisation } from '../../src/config/settings.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { openedLedger } from '../../src/open-ledger.ts';
import type { Messenger, NamedFile } from '../../src/ports.ts';
import { type Event, parseEvent } from '../../src/register/events.ts';
import { digest, randomIds } from '../../src/surroundings.ts';
import { plain } from '../../src/view/plain.ts';
import { createPeople, openDirectory } from '../../store/lowdb/directory.ts';
import { openFiles } from '../../store/lowdb/files.ts';
import { openLedger } from '../../store/lowdb/ledger.ts';
import { asker } from './slack-sink.ts';

const story: readonly (readonly [time: string, ...lines: string[]])[] = [
  [
    '2024-11-19 09:00',
    'runde åbn 2025',
    'ansøgning ukendt antal=4 status=tildelt',
    'tilbud Vejen børn',
    'tilbud ukendt antal=3',
  ],
  [
    '2025-01-31 09:00',
    'svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt',
    'gentilbud Odsherred plads=Vejen dato=31-01-2025',
    'udkast orientering 2025 sag="2025 - 1234"',
    'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
  ],
];

const silent: Messenger = {
  viaOf: () => 'console',
  boards: [],
  post: async () => ({ outcome: 'delivered', reference: null }),
  find: async () => ({ outcome: 'unknown' }),
};

/** Fills `<data>`, in which the program finds its organisation, by the program's own means. */
export async function fillFolder(data: string): Promise<void> {
  const directory = join(data, organisation);
  const ledger = await openLedger({ directory, parse: parseEvent, onWarning: console.warn });
  const clock = playedClock(instantOf('2024-11-19', '09:00') ?? '');
  await openedLedger(ledger, { organisation, start: undefined, systemClock: clock });
  await createPeople(
    directory,
    consolePeople.map((each) => ({ ...each, slack: `U${slackName(each.id)}` })),
  );
  const documents = createDocuments();
  const bot = await createBot({
    ledger,
    files: openFiles(directory),
    directory: openDirectory(directory),
    documents,
    messenger: silent,
    calendar: null,
    clock,
    ids: randomIds,
    digest,
  });
  const say = async (input: string, place?: { platform: 'slack'; channel: string; isChannel: boolean }) => {
    const cause = createHash('sha256').update(input).digest('hex');
    const whole = { input, actor: 'sagsbehandler', via: 'slack' as const, cause, openFile: letter };
    const answer = await bot.run({ ...whole, ...(place ? { place } : {}) });
    if (!answer.ok) throw new Error(`${input}\n${plain(answer.view)}`);
  };
  for (const [time, ...lines] of story) {
    clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
    for (const line of lines) await say(line);
    // The cards of what follows stand in the channel, and are looked over after each recording.
    if (time < '2025') await say('opsæt kanal', { platform: 'slack', channel: 'C1', isChannel: true });
  }
  await documents.close();
  await ledger.close();
}

/** How many notes the journal holds. */
export async function notesIn(data: string): Promise<readonly string[]> {
  const directory = join(data, organisation);
  const ledger = await openLedger<Event>({ directory, parse: parseEvent, onWarning: console.warn });
  const events = await ledger.read(0);
  await ledger.close();
  return events.flatMap((event) => (event.type === 'contact-noted' ? [event.data.note?.text ?? ''] : []));
}

async function letter(name: string): Promise<NamedFile> {
  return { name, mediaType: 'text/plain', bytes: Buffer.from('Kommunen siger nej tak til forløbet.') };
}

/** Slack's ids are ASCII. */
function slackName(person: string): string {
  return person === 'sagsbehandler' ? asker.user.slice(1) : person.toUpperCase().replaceAll(/[^A-Z]/g, 'X');
}
