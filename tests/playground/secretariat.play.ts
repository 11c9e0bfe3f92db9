// The secretariat's channel, its group chat, its approvals and what the bot says unasked, in Microsoft's client.
import { expect, it } from 'vitest';
import { type Payload, record } from '../../adapters/shared/payload.ts';
import { municipalityDataset } from '../../adapters/teams/form.ts';
import { allOf, readable } from '../support/teams/read-card.ts';
import { mention } from './ministry.ts';
import { dataOf } from './recording.ts';
import { stage } from './stage.ts';

const before = [
  'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4',
  'ansøgning ukendt år=2025 antal=4 status=tildelt',
  'tilbud Vejen børnehandicap år=2025 dato=02-01-2025 sag="2024 - 6938"',
  'kontorchef: tilbud Odsherred børnehandicap år=2025 dato=02-01-2025 svarfrist=10-01-2025',
  'svar Vejen nej grund=overlap:"forløbet overlapper et andet" brev=tests/fixtures/letters/vejen.pdf',
];

const play = stage('2025-01-06T09:00+01:00', before);

it('is told by a mention in which channel to show letters', async () => {
  await play.karen.opens('Sekretariatet - Register');
  await play.karen.mentions('opsæt kanal');
  await play.karen.card('Nye svar og breve bliver vist her');
  await play.karen.shows('20-channel');
});

it('answers a mention in the group chat in the own chat, and says so there', async () => {
  await play.karen.opens('Møde om tilbud');
  await play.karen.mentions('overblik 2025');
  await play.karen.line('Jeg har svaret dig i vores private chat.');
  await play.karen.shows('21-group');
  // The client tells twice that the bot is in the chat.
  expect(await play.karen.count('Hej. Skriv @Forløbsvagten')).toBe(1);
  await play.karen.gone('Overblik 2025');
  await play.karen.opens('Personal Chat');
  await play.karen.card('Overblik 2025');
  await play.karen.shows('22-overview');
});

it('shows a letter in the channel, where nobody has asked for it', async () => {
  const draft = 'udkast orientering 2025 kommuner=Vejen sag="2025 - 1234" dato=06-01-2025';
  await play.sends('sagsbehandler', 'group', mention(draft));
  await play.karen.opens('Sekretariatet - Register');
  await play.karen.card('Skrevet af Åse Østergård den 06-01-2025 kl. 09.');
  await play.karen.card('Brev-1, version 1, til gennemlæsning.');
  await play.karen.shows('23-letter');
});

it('hands a file of the channel out by a link that opens', async () => {
  const data = dataOf('Hent Brev-1 v1.docx', await play.recorded());
  const { status, answer } = await play.sends('kontorchef', 'register', {
    type: 'invoke',
    name: 'task/fetch',
    value: { data },
  });
  expect(status).toBe(200);
  const [link] = allOf(answer, 'Action.OpenUrl');
  const file = await fetch(String(link?.url));
  const bytes = Buffer.from(await file.arrayBuffer());
  expect([file.status, bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

it('asks for an approval unasked, also after a restart, and changes chat and channel when it is given', async () => {
  await play.sends('sagsbehandler', 'group', mention('godkendelse start Brev-1 holdt-op-mod-brevet=ja'));
  await play.karen.card('Brevet venter på Karen Sjælør.');
  await play.restartAt('2025-01-06T10:00+01:00');
  await play.karen.opens('Personal Chat');
  const asked = await play.karen.card('Vil du se på orienteringen om Vejen');
  await play.karen.shows('24-approval');
  await play.karen.presses(asked, 'Godkend version 1');
  await play.karen.card('godkendt af Karen Sjælør');
  await play.karen.gone('Godkend version 1');
  await play.karen.shows('25-approved');
  await play.karen.opens('Sekretariatet - Register');
  await play.karen.card('Brevet venter på Mads Ærø.');
  await play.karen.shows('26-approved-channel');
});

it('asks for the reason of a return in a dialog, and for what is missing in the same one', async () => {
  const windowOf = async (name: string, data: Payload) => {
    const invoke = { type: 'invoke', name, value: { data } };
    const { status, answer } = await play.sends('afdelingschef', 'register', invoke);
    expect(status).toBe(200);
    return record(record(answer).task);
  };
  const opened = await windowOf('task/fetch', dataOf('Returnér med grund', await play.recorded()));
  const [submit] = allOf(opened, 'Action.Submit');
  const filled = { ...record(submit?.data), letter: 'Brev-1', version: '1' };
  const wrong = await windowOf('task/submit', { ...filled, reason: '' });
  expect(wordsOf(wrong)).toContain('✗ Begrundelse: ');
  const done = await windowOf('task/submit', { ...filled, reason: 'skriv, hvad der sker med pladsen' });
  expect(wordsOf(done)).toContain('Brev-1 version 1 er returneret');
  await play.karen.card('Stand: returneret');
  await play.karen.shows('27-returned-channel');
});

it('suggests municipalities by what somebody has typed', async () => {
  const { answer } = await play.sends('kontorchef', 'chat', {
    type: 'invoke',
    name: 'application/search',
    value: {
      kind: 'search',
      queryText: 'vej',
      queryOptions: { skip: 0, top: 15 },
      dataset: municipalityDataset,
    },
  });
  expect(record(record(answer).value).results).toEqual([
    { title: 'Vejen', value: 'Vejen' },
    { title: 'Vejle', value: 'Vejle' },
  ]);
});

it('reminds somebody in the morning', async () => {
  await play.restartAt('2025-01-13T09:00+01:00');
  await play.karen.opens('Personal Chat');
  const reminder = await play.karen.card('God morgen, Karen.');
  expect(await reminder.textContent()).toContain('Svar fra Odsherred');
  await play.karen.shows('28-reminder');
});

/** What can be read in a dialog's card. */
function wordsOf({ value }: Payload): string {
  return readable(record(record(record(value).card).content)).join('\n');
}
