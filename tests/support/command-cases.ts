// Every command with a line that does something, and the same line on the console: what a platform's ways in are held against.
import type { Answer } from '../../src/bot.ts';
import type { Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { type HalfLine, halfTyped } from '../../src/half-line.ts';
import { languages } from '../../src/language/index.ts';
import type { Event } from '../../src/register/events.ts';
import { type FormField, formOf } from '../../src/view/form.ts';
import { playedParts } from './played-bot.ts';
import { anyFile, consoleOf, letterInApproval, round } from './round.ts';

/** When the lines are typed. */
export const start = '2025-02-12 09:00';

const answered = [...round, ...letterInApproval.slice(0, 1)];
const drafted = [...round, ...letterInApproval.slice(0, 2)];
const inApproval = [...round, ...letterInApproval];
const approved = [
  ...inApproval,
  'kontorchef: godkend Brev-1 v=1',
  'afdelingschef: godkend Brev-1 v=1',
  'departementschef: godkend Brev-1 v=1',
  'ministersekretariat: godkend Brev-1 v=1',
  'godkend Brev-1 af=minister dato=12-02-2025 bevis="F2, ministerens påtegning"',
];

/** Examples that say no in any register that a test can make in a few lines. */
const refusedHere: Readonly<Record<string, string>> = { 'kalender indfør': 'calendar-is-adopted' };

interface Case {
  readonly before?: readonly string[];
  readonly as?: string;
  readonly line?: string;
}

const importLine = 'danmarkskort importér tal.csv kilde="Ankestyrelsen" udtrukket=01-07-2019';

/** Where the example needs more than a round with offers, or another person. */
const cases: Readonly<Record<string, Case>> = {
  'runde åbn': { before: [] },
  ansøgning: { before: round.slice(0, 1), line: 'ansøgning Vejen børnehandicap år=2025 status=modtaget' },
  tilbud: { before: round.slice(0, 2) },
  gentilbud: {
    before: [...answered, 'svar Odsherred nej'],
    line: 'gentilbud Greve plads=Vejen dato=12-02-2025 område=børnehandicap',
  },
  journalisér: { before: answered, line: 'journalisér Vejen doknr=870201 dato=12-02-2025' },
  plads: {
    before: answered,
    line: 'plads Vejen omlagt grund="det tager lang tid at udvælge nye kommuner" svarer-til=1 kilde="taskforce handicap"',
  },
  pr: { line: 'pr 12-02-2025 overblik 2025' },
  aktivitet: {
    before: [
      ...answered,
      'svar Odsherred nej',
      'plads Vejen,Odsherred omlagt grund="det tager lang tid at udvælge nye kommuner"',
    ],
    line: 'aktivitet læringsforløb år=2025 kommuner=Vejen,Odsherred antal-pr-kommune=2 ellers=andre erstatter=Vejen,Odsherred',
  },
  udkast: { before: answered, line: 'udkast orientering 2025 sag="2025 - 1234" dato=12-02-2025' },
  kontrol: { before: drafted },
  redigér: { before: drafted },
  vis: { before: drafted },
  annullér: { before: drafted },
  historik: { before: answered },
  'godkendelse start': {
    before: drafted,
    line: 'godkendelse start Brev-1 holdt-op-mod-brevet=ja frist=20-02-2025',
  },
  'godkendelse stop': { before: inApproval },
  'godkendelse vis': { before: inApproval },
  godkend: { before: inApproval, as: 'kontorchef' },
  returnér: { before: inApproval, as: 'kontorchef' },
  sendt: { before: approved, line: 'sendt Brev-1 dato=12-02-2025 doknr=870201' },
  omdelt: { before: [...approved, 'sendt Brev-1 dato=12-02-2025 doknr=870201'] },
  forklar: { before: answered },
  'frist sæt': { before: answered },
  'frist luk': { before: answered },
  'mind-mig': { before: answered },
  overdrag: { before: answered },
  fravær: { as: 'kontorchef' },
  fortryd: { before: answered },
  bekræft: { before: [...answered, 'fortryd'] },
  ret: { before: answered, line: 'ret E-9 dato=03-02-2025 grund="tastefejl"' },
  indstilling: { as: 'leder' },
  indstil: {
    before: [...round.slice(0, 1), importLine, 'bekræft C-1'],
    line: 'indstil børnehandicap 2018 antal=1 mindst=10',
  },
  'danmarkskort importér': {
    line: 'danmarkskort importér tal.csv kilde="Ankestyrelsens Danmarkskort"',
  },
  'danmarkskort vis': { before: [...round.slice(0, 1), importLine, 'bekræft C-1'] },
};

/** A command with a line that shows what it does, and what its form would be filled in with. */
export interface Tried {
  readonly command: Command;
  readonly line: string;
  readonly half: HalfLine;
  /** Lines at the console before it; `hjælp` where it needs none. */
  readonly before: readonly string[];
  /** Who types it. */
  readonly as: string;
  readonly fields: readonly FormField[];
  /** The field of them that takes a letter. */
  readonly file: FormField | undefined;
  readonly refusal: string | null;
}

/** All but `opsæt kanal`, which is about a conversation of the platform. */
export const tried: readonly Tried[] = commands
  .filter(({ name }) => name !== 'opsæt kanal')
  .map((command) => {
    const { before = round, as = 'sagsbehandler', line = command.example } = cases[command.name] ?? {};
    const half = halfTyped(line, 'da');
    if (!half) throw new Error(`${line} is no line`);
    const fields = formOf(command, 'da', half.values).fields.filter(({ value }) => value.length > 0);
    const file = fields.find(({ kind }) => kind === 'file');
    const refusal = refusedHere[command.name] ?? null;
    return { command, line, half, as, fields, file, refusal, before: before.length > 0 ? before : ['hjælp'] };
  });

/** The same line on the console, in a register that has the same history; whoever types it has been met on the platform. */
export async function onConsole(
  { before, as, line }: Tried,
  platform: 'slack' | 'teams',
): Promise<{ answer: Answer; recorded: object[] }> {
  const parts = await playedParts(start);
  const bot = await parts.createBot();
  await consoleOf(() => bot)(...before);
  await bot.meet({ id: as, name: as, roles: [], locale: 'da', leader: null }, platform, 'da');
  const answer = await bot.run({
    input: line,
    actor: as,
    via: 'console',
    cause: 'console:last',
    openFile: anyFile,
  });
  return { answer, recorded: comparable(bot.history()) };
}

/** All but the way it came, and what the bot notes of its own posts, which has no likeness on the console. */
export function comparable(history: readonly Event[]): object[] {
  return history
    .filter(({ type }) => !type.startsWith('message-'))
    .map((event) => ({ ...event, cause: '', via: '' }));
}

export const categoryOf = (typed: string): string => typed.split(':')[0] ?? '';
export const wordsOfReason = (typed: string): string => typed.split(':').slice(1).join(':');

/** What stands beside the field, and beside those for the words about its reasons. */
export function labelsOf({ kind, label, value }: FormField): string[] {
  const reasons = kind === 'reason' ? value.filter((each) => wordsOfReason(each) !== '') : [];
  return [label, ...reasons.map((each) => languages.da.cards.form.wordsOf(categoryOf(each)))];
}
