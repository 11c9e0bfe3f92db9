// Every command that the core has, in both languages, on registers of three sizes and with hostile words: Microsoft's schema
// and parser take every card of the answer and of the form, nothing in it is more than text, and every button is there.
import { beforeAll, describe, expect, it } from 'vitest';
import { formCard } from '../../adapters/teams/form.ts';
import { type Drawing, renderCards, renderDialog } from '../../adapters/teams/render.ts';
import { commands } from '../../src/commands/index.ts';
import { languages } from '../../src/language/index.ts';
import type { Locale } from '../../src/ports.ts';
import { formOf } from '../../src/view/form.ts';
import type { View } from '../../src/view/nodes.ts';
import { everyAnswer, everywhere, locales, problemsIn, token } from '../support/every-command.ts';
import { typeable, unevenText } from '../support/hostile.ts';
import type { PlayedBot } from '../support/played-bot.ts';
import { openRegister, playStory, type Size } from '../support/registers.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import { cardProblems, shapeProblems } from '../support/teams/card-check.ts';
import { cardAttacks } from '../support/teams/hostile.ts';
import { lostWords, pressable } from '../support/teams/read-card.ts';
import { wantedIn } from '../support/view-words.ts';

const asksInDialog = (line: string) => line.includes('…');
const drawingIn = (locale: Locale): Drawing => ({ token, t: languages[locale], asksInDialog });

const hostile = typeable([...mrkdwnAttacks, ...cardAttacks]);

/** All that is wrong with how Teams would get the view. */
function problemsOf(view: View, locale: Locale): string[] {
  const drawn = renderCards(view, drawingIn(locale));
  const cards = drawn.map(({ card }) => card);
  const dialog = renderDialog(view, drawingIn(locale));
  const pressed = pressable(cards);
  const wanted = wantedIn(view, token, 4_000).pressed;
  return [
    ...cards.flatMap(cardProblems),
    ...shapeProblems(dialog.card),
    ...drawn.flatMap(({ summary }) => summaryProblems(summary)),
    ...lostWords(view, cards).map((word) => `lost: ${word}`),
    ...lostWords(view, [dialog.card], dialog.rest ?? '').map((word) => `lost in a dialog: ${word}`),
    ...wanted.filter((each) => !pressed.includes(each)).map((each) => `no ${each}`),
  ];
}

function summaryProblems(summary: string): string[] {
  return [
    ...(summary.trim() === '' || summary.length > 1_000 ? [`summary of ${summary.length}`] : []),
    ...(/\p{Cs}/u.test(summary) ? ['a lone surrogate'] : []),
  ];
}

describe.each<Size>(['empty', 'usual', 'huge'])('on a register that is %s', (size) => {
  let played: PlayedBot;
  beforeAll(async () => {
    played = await openRegister(size, hostile);
  }, 120_000);

  it.each(locales)(
    'every command answers what Teams takes (%s)',
    async (locale) => {
      const all = await everyAnswer(played, { via: 'teams', locale, hostile });
      expect(new Set(all.map((answer) => answer.command)).size).toBeGreaterThan(commands.length - 1);
      expect(problemsIn(all, locale, problemsOf)).toEqual([]);
    },
    120_000,
  );
});

describe('a story', () => {
  it.each(['2025', 'a-year'])(
    'is told and reminded of in cards that Teams takes (%s)',
    async (name) => {
      for (const locale of locales) {
        const { told, messages } = await playStory(name, 'teams', locale);
        expect(told.filter(({ ok }) => ok).length).toBeGreaterThan(20);
        expect(problemsIn(told, locale, problemsOf)).toEqual([]);
        expect(messages.flatMap(({ view }) => problemsOf(view, locale))).toEqual([]);
        if (name === 'a-year') expect(messages.length).toBeGreaterThan(20);
      }
    },
    120_000,
  );
});

describe('hostile words', () => {
  const bounds = { longFact: 900, columns: ['b', 'c', 'd', 'e', 'f'], longLine: 4_100 };

  it.each([
    ['that Teams would take for more', cardAttacks],
    ['that Slack would take for more', mrkdwnAttacks],
    ['that are counted or cut with care', unevenText],
  ])(
    '%s are nothing but words, wherever they stand',
    (_, attacks) => {
      for (const text of attacks)
        expect(problemsOf(everywhere(text, bounds), 'da'), JSON.stringify(text)).toEqual([]);
    },
    60_000,
  );
});

describe("every command's form", () => {
  const people = [
    { id: 'p1', name: 'Anna Berg' },
    { id: 'p2', name: '[Bo](http://evil.dk) <at>x</at>' },
  ];
  const letters = ['brev.pdf', '**svar**, fra [Vejen](http://evil.dk).docx'].map((name, index) => ({
    id: `f${index}`,
    name,
  }));

  const setting = (locale: Locale) => ({
    state: token('tilstand'),
    drawing: drawingIn(locale),
    words: languages[locale].cards.teams.form,
    people,
  });

  it.each(locales)('is a card that Teams takes, empty and filled with hostile words (%s)', (locale) => {
    const problems: string[] = [];
    for (const [index, command] of commands.entries()) {
      const names = formOf(command, locale).fields.map(({ name }) => name);
      const attack = cardAttacks[index % cardAttacks.length] ?? '';
      const values = Object.fromEntries(names.map((name) => [name, [attack]]));
      const wrong = { field: names.at(-1) ?? '', sentence: attack };
      const notice: View = [{ kind: 'notice', tone: 'refusal', text: attack }];
      const cards = [
        formCard(formOf(command, locale), { ...setting(locale), place: 'message' }),
        formCard(formOf(command, locale, values), {
          ...setting(locale),
          place: 'dialog',
          attached: letters,
          notice,
          wrong,
        }),
      ];
      problems.push(...cards.flatMap(cardProblems).map((problem) => `${command.name}: ${problem}`));
    }
    expect(problems).toEqual([]);
  });

  it('has no field that a button’s own data would overwrite', () => {
    const names = commands.flatMap((command) => formOf(command, 'da').fields.map(({ name }) => name));
    expect(names.filter((name) => /^(t|verb|msteams|menu\d*)$/.test(name))).toEqual([]);
  });
});
