// People who have left: everywhere one reads that it was a former member of staff, and the history tells several apart.
import { beforeEach, describe, expect, it } from 'vitest';
import { describe as sentenceOf } from '../../src/describe.ts';
import { languages } from '../../src/language/index.ts';
import { botItself, namesOf, operations } from '../../src/obligations/people.ts';
import type { Locale, Person } from '../../src/ports.ts';
import { plain } from '../../src/view/plain.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { inApproval, shown, TwoWalls } from '../cards/two-walls.ts';

const person = (id: string, name: string, ...roles: string[]): Person => ({
  id,
  name,
  roles,
  leader: id === 'p-7' ? null : 'p-7',
  locale: 'da',
});

const staff = [
  person('p-1', 'Anna Ahrens', 'sagsbehandler'),
  person('p-2', 'Bo Berg', 'kontorchef'),
  person('p-3', 'Carl Carøe', 'sagsbehandler'),
  ...['afdelingschef', 'departementschef', 'ministersekretariat', 'minister'].map((role, index) =>
    person(`p-${index + 4}`, `Dorte ${index}`, role),
  ),
];

let o: TwoWalls;
let lines = 0;

async function told(line: string, locale: Locale = 'da'): Promise<string> {
  const cause = `spurgt-${++lines}`;
  const openFile = async () => undefined;
  return plain(
    (await o.bot.run({ input: line, actor: 'p-4', via: 'console', cause, locale, openFile })).view,
  );
}

/** The same register once these have left. */
async function without(...ids: readonly string[]): Promise<void> {
  await o.start(memoryDirectory(staff.filter(({ id }) => !ids.includes(id))));
}

beforeEach(async () => {
  o = await TwoWalls.open();
  await o.start(memoryDirectory(staff));
  await o.tell('opsæt kanal', 'p-1', 'slack');
  for (const line of inApproval) await o.tell(line, 'p-1');
  await o.tell('godkend Brev-1 v=1 trin=1', 'p-2');
});

describe('somebody who has left', () => {
  it('is a former member of staff in the history, the approval and on the card', async () => {
    expect(await told('historik Brev-1')).toContain('godkendt af Bo Berg');
    await without('p-2');
    expect(await told('historik Brev-1')).toMatch(
      /kl\. 09\.00 af en tidligere medarbejder · Brev-1 version 1, trin 1: godkendt af en tidligere medarbejder den 30\. januar 2025\./,
    );
    expect(await told('godkendelse vis Brev-1')).toContain('godkendt 30-01-2025 af en tidligere medarbejder');
    await o.bot.settle();
    const cards = shown(o.slack, 'kanal C1').join('\n');
    expect(cards).toContain('trin 1: godkendt af en tidligere medarbejder');
    for (const words of [await told('historik Brev-1'), cards]) {
      expect(words).not.toContain('Bo Berg');
      expect(words).not.toContain('p-2');
      expect(words).toContain('Anna Ahrens');
    }
  });

  it('is told apart from another who has left, by id and in the history alone', async () => {
    await without('p-1', 'p-2');
    const history = await told('historik Brev-1');
    expect(history).toContain('af en tidligere medarbejder (p-1) · Brev-1 version 1 er skrevet');
    expect(history).toContain('godkendt af en tidligere medarbejder (p-2) den 30. januar 2025');
    expect(history).not.toMatch(/Anna|Bo Berg/);
    expect(await told('godkendelse vis Brev-1')).toContain('godkendt 30-01-2025 af en tidligere medarbejder');
    expect(await told('godkendelse vis Brev-1')).not.toContain('p-2');
  });

  it('is so in English, and begins a sentence with a capital in both', async () => {
    await o.tell('godkendelse stop Brev-1 grund="nyt fra kommunen"', 'p-1');
    await o.tell('fravær p-2 fra=30-01-2025 til=31-01-2025 stedfortræder=p-4', 'p-2');
    await without('p-1', 'p-2');
    expect(await told('history Brev-1', 'en')).toContain('by a former member of staff (p-1) ·');
    o.setClock('2025-01-31 08:30');
    await o.bot.tick();
    expect([...o.slack.posts.values()].join('\n')).toContain(
      'En tidligere medarbejder har standset godkendelsen af Brev-1',
    );
  });

  it('is named in no reminder that is changed later, and the reader is greeted as before', async () => {
    o.setClock('2025-01-31 08:30');
    await o.bot.tick();
    const reminder = () => shown(o.slack, 'p-1')[0];
    expect(reminder()).toMatch(/^God morgen, Anna\. .*til godkendelse hos Dorte 0\./s);
    await o.tell('journalisér Vejen dato=31-01-2025', 'p-3');
    expect(reminder()).toMatch(/^God morgen, Anna\. .*Registreret af Carl Carøe.*hos Dorte 0\./s);
    await without('p-4', 'p-3');
    await o.bot.settle();
    expect(reminder()).toMatch(
      /^God morgen, Anna\. .*Registreret af en tidligere medarbejder.*hos en tidligere medarbejder\./s,
    );
    await without('p-1', 'p-3', 'p-4');
    await o.bot.settle();
    expect(reminder()).toMatch(/^God morgen, en tidligere medarbejder\./);
  });

  it('is told of in the language in which a reminder came', async () => {
    await o.tell('sprog engelsk', 'p-1');
    o.setClock('2025-01-31 08:30');
    await o.bot.tick();
    await o.tell('journalisér Vejen dato=31-01-2025', 'p-3');
    await without('p-3');
    await o.bot.settle();
    expect(shown(o.slack, 'p-1')[0]).toContain('Recorded by a former member of staff, 31-01-2025');
  });

  it('begins a sentence with a capital in both languages', () => {
    const data = { person: 'p-99', from: '2025-01-30', to: '2025-01-31', substitute: 'p-1' };
    const sentences = [languages.da, languages.en].map((t) =>
      sentenceOf({ type: 'absence-recorded', data }, o.bot.register(), {
        t,
        history: [],
        nameOf: namesOf(staff, t.says.names),
      }),
    );
    expect(sentences).toEqual([
      'En tidligere medarbejder er fraværende fra den 30. januar 2025 til og med den 31. januar 2025. Stedfortræder: Anna Ahrens.',
      'A former member of staff is absent from 30 January 2025 up to and including 31 January 2025. Substitute: Anna Ahrens.',
    ]);
  });

  it('can have recorded what only that person could take back', async () => {
    await without('p-1');
    const position = o.bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    const cause = 'fortryd';
    const openFile = async () => undefined;
    const input = `fortryd E-${position}`;
    const answer = await o.bot.run({ input, actor: 'p-3', via: 'console', cause, openFile });
    expect(plain(answer.view)).toContain(
      `E-${position} er registreret af en tidligere medarbejder, og man kan kun fortryde det, man selv har registreret.`,
    );
  });
});

describe('whoever is no person', () => {
  it('has the name that people know', () => {
    const nameOf = (locale: Locale) => namesOf(staff, languages[locale].says.names);
    const ids = [botItself, operations, 'slack:C1', 'teams:19:x', 'leder', 'jurist', 'p-1', 'p-99'];
    expect(ids.map(nameOf('da'))).toEqual([
      'Forløbsvagten',
      'driften',
      'Slack-kanalen',
      'Teams-kanalen',
      'leder',
      'en tidligere medarbejder',
      'Anna Ahrens',
      'en tidligere medarbejder',
    ]);
    expect(ids.map(nameOf('en'))).toEqual([
      'Forløbsvagten',
      'operations',
      'the Slack channel',
      'the Teams channel',
      'leder',
      'a former member of staff',
      'Anna Ahrens',
      'a former member of staff',
    ]);
  });

  it('is a role that somebody has, whatever the ministry calls it', () => {
    const jurist = person('p-8', 'Erik Elm', 'jurist');
    expect(namesOf([...staff, jurist], languages.da.says.names)('jurist')).toBe('jurist');
  });
});
