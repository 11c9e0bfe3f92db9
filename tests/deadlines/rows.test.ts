// What is due, row by row of the table of deadlines: from which fact, when, whose, and the line that discharges it.
import { expect, it } from 'vitest';
import { type PlayedBot, playedBot } from '../support/played-bot.ts';
import { approve, refusedByVejen } from '../support/refused-round.ts';

interface Row {
  readonly name: string;
  readonly due: string | null;
  readonly owner: string;
  readonly overdue: boolean;
  readonly line: string;
  readonly what: string;
  readonly why: string;
}

async function rows(played: PlayedBot, line = 'frister alle dage=400'): Promise<readonly Row[]> {
  return ((await played.tell(line)).data as { obligations: readonly Row[] }).obligations;
}

async function brief(played: PlayedBot): Promise<string[]> {
  return (await rows(played)).map(({ due, name, owner, line }) => `${due} ${name} ${owner}: ${line}`);
}

async function round(...lines: readonly string[]): Promise<PlayedBot> {
  const played = await playedBot('2025-03-03 09:00');
  await played.tell('runde åbn 2025', ...lines);
  return played;
}

it('an offer is due for an answer on the date that was given with it', async () => {
  const played = await round('tilbud Vejen børn svarfrist=11-04-2025');
  expect(await brief(played)).toEqual(['2025-04-11 Vejen-børn-2025/svar sagsbehandler: svar Vejen <ja|nej>']);
  await played.tell('svar Vejen ja');
  expect(await rows(played)).toEqual([]);
});

it('an offer without a date for the answer is shown as such, and can be given one by hand', async () => {
  const played = await round('tilbud Vejen børn');
  expect((await rows(played))[0]?.due).toBeNull();
  await played.tell('frist sæt Vejen-børn-2025/svar 20-03-2025 grund="aftalt i telefonen"');
  expect((await rows(played))[0]?.due).toBe('2025-03-20');
});

it('a planned meeting is due for its outcome two working days later', async () => {
  const played = await round('tilbud Vejen børn', 'behandling Vejen byråd dato=27-03-2025');
  expect(await brief(played)).toContain(
    '2025-03-31 Vejen-børn-2025/behandling-byråd sagsbehandler: behandling Vejen byråd dato=27-03-2025 udfald="…"',
  );
  await played.tell('behandling Vejen byråd dato=01-04-2025');
  expect((await rows(played)).map((row) => row.due)).toContain('2025-04-03');
  played.at('2025-04-02 09:00');
  await played.tell('behandling Vejen byråd dato=01-04-2025 udfald="ja"');
  expect((await rows(played)).map((row) => row.name)).toEqual(['Vejen-børn-2025/svar']);
});

it('an imprecise meeting date counts from the last day that it can mean', async () => {
  const played = await round('tilbud Vejen børn', 'behandling Vejen byråd dato=medio-2025-03');
  expect((await rows(played)).map((row) => row.due)).toContain('2025-03-24');
});

it('the treatment of a Danmarkskort belongs to no offer', async () => {
  const played = await round('behandling Vejen byråd emne=danmarkskort-2024 dato=27-03-2025');
  expect(await brief(played)).toEqual([
    '2025-03-31 Vejen-danmarkskort-2024/behandling-byråd sagsbehandler: behandling Vejen byråd emne=danmarkskort-2024 dato=27-03-2025 udfald="…"',
  ]);
});

it('a received letter is due for journalising three working days later, each letter by its own name', async () => {
  const played = await round(
    'tilbud Vejen børn',
    'svar Vejen nej grund=overlap:"et andet forløb er i gang" brev=a.txt',
    'brev Vejen b.txt dato=03-03-2025',
  );
  const filing = (await brief(played)).filter((line) => line.includes('journalisering'));
  expect(filing).toEqual([
    '2025-03-06 Vejen-børn-2025/journalisering sagsbehandler: journalisér Vejen',
    '2025-03-06 Vejen-børn-2025/journalisering-2 sagsbehandler: journalisér Vejen',
  ]);
  await played.tell('journalisér Vejen');
  expect((await rows(played)).map((row) => row.name)).toContain('Vejen-børn-2025/journalisering-2');
});

it('the committee must hear of a no within ten working days of its receipt, and each stage has its next line', async () => {
  const played = await refusedByVejen();
  const orientering = async () => (await rows(played)).find((row) => row.name.endsWith('/orientering'));
  expect(await orientering()).toMatchObject({ due: '2025-02-14', line: 'udkast orientering 2025' });
  await played.tell('udkast orientering 2025 sag="2025 - 1234"');
  expect((await orientering())?.line).toBe('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
  await played.tell('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
  expect((await orientering())?.why).toContain('Brev-1 er til godkendelse hos Kontorchef.');
  await played.tell('godkendelse stop Brev-1');
  await approve(played);
  expect((await orientering())?.line).toBe('sendt Brev-1 doknr=<doknr>');
  await played.tell('sendt Brev-1 dato=31-01-2025 doknr=900001');
  expect(await orientering()).toBeUndefined();
});

it('each open step of an approval is due two working days after it opened, and no later than the whole of it', async () => {
  const played = await refusedByVejen();
  await played.tell(
    'udkast orientering 2025 sag="2025 - 1234"',
    'indstilling kæde navn=to trin="kontorchef+afdelingschef, minister" fra=01-01-2025',
    'godkendelse start Brev-1 holdt-op-mod-brevet=ja kæde=to frist=03-02-2025',
  );
  const steps = async () => (await brief(played)).filter((line) => line.includes('/godkendelse'));
  expect(await steps()).toEqual([
    '2025-02-03 Brev-1/godkendelse-1-kontorchef kontorchef: godkend Brev-1 v=1 trin=1',
    '2025-02-03 Brev-1/godkendelse-1-afdelingschef afdelingschef: godkend Brev-1 v=1 trin=1',
  ]);
  for (const role of ['kontorchef', 'afdelingschef']) await played.ask('godkend Brev-1', role);
  expect(await steps()).toEqual(['2025-02-03 Brev-1/godkendelse-2 minister: godkend Brev-1 v=1 trin=2']);
});

it('news that a letter promised is due once the place has its fate', async () => {
  const played = await refusedByVejen();
  await played.tell('gentilbud Odder plads=Vejen', 'udkast orientering 2025 sag="2025 - 1234"');
  await approve(played);
  await played.tell('sendt Brev-1 dato=31-01-2025 doknr=900001');
  expect((await rows(played)).map((row) => row.name)).not.toContain('Brev-1/supplerende');
  played.at('2025-03-03 09:00');
  await played.tell('svar Odder ja dato=28-02-2025');
  expect(await brief(played)).toContain(
    '2025-03-14 Brev-1/supplerende sagsbehandler: udkast supplerende Brev-1',
  );
  await played.tell('udkast supplerende Brev-1 sag="2025 - 1235"');
  await approve(played, 'Brev-2');
  await played.tell('sendt Brev-2 dato=03-03-2025 doknr=900002');
  expect((await rows(played)).map((row) => row.name)).not.toContain('Brev-1/supplerende');
});

it('applications close at the hour that was given, until somebody records that they have', async () => {
  const played = await playedBot('2025-01-06 09:00');
  await played.tell('runde åbn 2025 ansøgningsfrist=14-02-2025 kl=12');
  expect(await rows(played)).toMatchObject([
    {
      name: 'Runde-2025/ansøgningsfrist',
      due: '2025-02-14',
      what: 'Luk ansøgningsrunden for 2025, når fristen er udløbet kl. 12.00',
    },
  ]);
  expect((await played.ask('runde luk 2025')).code).toBe('applications-still-open');
  played.at('2025-02-14 12:05');
  await played.tell('runde luk 2025');
  expect(await rows(played)).toEqual([]);
});

it('a municipality with two offers gets lines that say which', async () => {
  const played = await round('tilbud Vejen børn', 'tilbud Vejen voksen');
  expect((await rows(played)).map((row) => row.line)).toEqual([
    'svar Vejen <ja|nej> område=børn år=2025',
    'svar Vejen <ja|nej> område=voksen år=2025',
  ]);
});

it('what is overdue stands first, and what lies beyond the days asked for is only mentioned', async () => {
  const played = await round(
    'tilbud Vejen børn svarfrist=07-03-2025',
    'tilbud Greve børn svarfrist=30-05-2025',
  );
  played.at('2025-03-10 09:00');
  const mine = await played.tell('frister');
  expect((mine.data as { obligations: Row[] }).obligations).toMatchObject([
    { name: 'Vejen-børn-2025/svar', overdue: true },
  ]);
  expect(JSON.stringify(mine.view)).toContain('Det næste er: Svar fra Greve, fredag den 30. maj.');
});
