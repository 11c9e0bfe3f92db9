// Every command three ways: typed whole, half typed into a form, and on the console. What is recorded and answered is the same.
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/bot.ts';
import { commands } from '../../src/commands/index.ts';
import { halfTyped } from '../../src/half-line.ts';
import { languages } from '../../src/language/index.ts';
import { findMunicipality } from '../../src/register/municipality.ts';
import { type FormField, formOf, lineOfForm } from '../../src/view/form.ts';
import { plain } from '../../src/view/plain.ts';
import { playedParts } from '../support/played-bot.ts';
import type { Entered } from '../support/slack/form-state.ts';
import { objectsAt } from '../support/slack/json-reading.ts';
import { lostWords } from '../support/slack/read-blocks.ts';
import { letterInApproval, round, secretariat } from '../support/slack/secretariat.ts';
import { reading } from '../support/slack/slack-client.ts';

const start = '2025-02-12 09:00';
const s = secretariat({ start });

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
};

/** A conversation of the platform is what `opsæt kanal` is about: talk.test.ts. */
const tried = commands.filter(({ name }) => name !== 'opsæt kanal');

/** The same line on the console, in a register that has the same history. */
async function onConsole(
  { before = round, as = 'sagsbehandler' }: Case,
  line: string,
): Promise<{ answer: Answer; recorded: object[] }> {
  const parts = await playedParts(start);
  const bot = await parts.createBot();
  const openFile = async (name: string) => ({ name, mediaType: '', bytes: Buffer.from(`Brev: ${name}`) });
  let answer: Answer | undefined;
  for (const [index, each] of [...before, line].entries()) {
    const [, person = 'sagsbehandler', typed = each] = /^([a-zæøå]+): (.*)$/.exec(each) ?? [];
    const actor = index === before.length ? as : person;
    if (index === before.length) await bot.meet(meeting(as), 'slack', 'da');
    answer = await bot.run({ input: typed, actor, via: 'console', cause: `console:${index + 1}`, openFile });
    if (index < before.length && !answer.ok) throw new Error(`${each}\n${plain(answer.view)}`);
  }
  if (answer === undefined) throw new Error('no line');
  return { answer, recorded: bot.history().map(comparable) };
}

function meeting(id: string) {
  return { id, name: id, roles: [], locale: 'da' as const, leader: null };
}

/** All but the way it came. */
function comparable(event: object): object {
  return { ...event, cause: '', via: '' };
}

/** What the bot notes of its own posts has no likeness on the console. */
function recorded(): object[] {
  return s.office.bot
    .history()
    .filter(({ type }) => !type.startsWith('message-'))
    .map(comparable);
}

/** What this person was shown since, in order. */
function shownSince(user: string, from: number): readonly unknown[] {
  const { fake } = s.office;
  const posts = fake.world.posts.filter((post) => post.bot !== null && post.channel === `D1${user.slice(1)}`);
  return [...posts, ...fake.ephemerals.filter((each) => each.user === user)]
    .filter(({ ts }) => Number(ts) >= from)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .flatMap(({ blocks }) => blocks);
}

for (const command of tried) {
  const { before = round, as = 'sagsbehandler', line = command.example } = cases[command.name] ?? {};
  const half = halfTyped(line, 'da');
  if (!half) throw new Error(`${line} is no line`);
  const fields = formOf(command, 'da', half.values).fields.filter(({ value }) => value.length > 0);
  const file = fields.find(({ kind }) => kind === 'file');

  describe(command.name, () => {
    it(`typed whole, “${line}” does what the console does`, async () => {
      const console = await onConsole({ before, as }, line);
      await s.tell(...(before.length > 0 ? before : ['hjælp']));
      const person = s.office.client.as(`U${as.toUpperCase()}`);
      const letter = file && attached(file.value[0] ?? '', person.id);
      const from = Number(s.office.fake.world.ts());
      if (letter) await person.dm(line, { files: [letter] });
      else await person.slash('/taskforce', line);
      await s.office.quiet();
      expect(recorded()).toEqual(console.recorded);
      expect(console.answer.code).toBe(refusedHere[command.name] ?? null);
      expect(lostWords(console.answer.view, shownSince(person.id, from))).toEqual([]);
    });

    it.runIf(fields.length > 0)(
      'half typed, opens the form filled in so far, and the form does the same',
      async () => {
        const left = fields.at(-1);
        if (!left) return;
        const console = await onConsole({ before, as }, line);
        await s.tell(...(before.length > 0 ? before : ['hjælp']));
        const person = s.office.client.as(`U${as.toUpperCase()}`);
        await person.slash('/taskforce', lineOfForm(command, { ...half.values, [left.name]: ['…'] }));
        const view = person.view();
        expect(Object.keys(filledIn(reading(view))).sort()).toEqual(
          fields
            .filter((field) => field !== left && field.kind !== 'file')
            .flatMap((field) => labelsOf(field))
            .sort(),
        );
        if (file && file !== left)
          await person.fill(view, { [file.label]: [attached(file.value[0] ?? '', person.id)] });
        await enter(person, left);
        const answer = await person.submit(person.view());
        await s.office.quiet();
        expect(recorded()).toEqual(console.recorded);
        if (!console.answer.ok) {
          const said = [Object.values(answer.errors), answer.view?.source ?? []];
          expect(JSON.stringify(said)).toContain(JSON.stringify(refusalOf(console.answer)).slice(1, -1));
          return;
        }
        expect(answer.errors).toEqual({});
        expect(
          answer.view && lostWords(console.answer.view, objectsAt(answer.view.source, 'blocks')),
        ).toEqual([]);
      },
    );
  });
}

function filledIn(read: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== ''));
}

const category = (typed: string): string => typed.split(':')[0] ?? '';
const wordsOf = (typed: string): string => typed.split(':').slice(1).join(':');

function labelsOf(field: FormField): string[] {
  const reasons = field.kind === 'reason' ? field.value.filter((each) => wordsOf(each) !== '') : [];
  return [field.label, ...reasons.map((each) => languages.da.cards.form.wordsOf(category(each)))];
}

function attached(name: string, user: string) {
  return s.office.fake.addFile({ name, user, bytes: Buffer.from(`Brev: ${name}`), mimetype: '' });
}

type Client = ReturnType<typeof s.office.client.as>;

/** Fills in one field as a person does, by its words. */
async function enter(person: Client, field: FormField): Promise<void> {
  const [value = ''] = field.value;
  if (field.kind === 'reason') {
    await person.fill(person.view(), { [field.label]: field.value.map(category) });
    await s.office.quiet();
    const words = field.value.flatMap((each) =>
      wordsOf(each) === '' ? [] : [[languages.da.cards.form.wordsOf(category(each)), wordsOf(each)] as const],
    );
    await person.fill(person.view(), Object.fromEntries(words));
    return;
  }
  const entered: Entered =
    field.kind === 'file'
      ? [attached(value, person.id)]
      : field.kind === 'municipality'
        ? (findMunicipality(value)?.name ?? value)
        : field.kind === 'municipalities'
          ? value.split(',')
          : field.kind === 'person'
            ? value.charAt(0).toUpperCase() + value.slice(1)
            : field.kind === 'date'
              ? value.split('-').toReversed().join('-')
              : value;
  await person.fill(person.view(), { [field.label]: entered });
}

/** The refusal's own sentence. */
function refusalOf({ view }: Answer): string {
  return plain(view.slice(0, 1)).replace(/^✗ /, '');
}
