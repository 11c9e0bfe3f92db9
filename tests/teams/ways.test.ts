// Every command three ways: typed whole, half typed into a form, and on the console. What is recorded and answered is the same.

import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/bot.ts';
import { languages } from '../../src/language/index.ts';
import { findMunicipality } from '../../src/register/municipality.ts';
import { type FormField, lineOfForm } from '../../src/view/form.ts';
import { plain } from '../../src/view/plain.ts';
import {
  categoryOf,
  comparable,
  labelsOf,
  onConsole,
  start,
  tried,
  wordsOfReason,
} from '../support/command-cases.ts';
import { contentOf } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { lostWords } from '../support/teams/read-card.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { cardOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;

const s = teamsSecretariat({ start });

for (const each of tried) {
  const { command, line, half, before, as, fields, file, refusal } = each;

  describe(command.name, () => {
    it(`typed whole, “${line}” does what the console does`, async () => {
      const console = await onConsole(each, 'teams');
      await s.tell(...before);
      const shown = await s.as(as).says(line, letterFor(file));
      expect(comparable(s.office.bot.history())).toEqual(console.recorded);
      expect(console.answer.code).toBe(refusal);
      expect(lostWords(console.answer.view, shown.map(cardOf))).toEqual([]);
    });

    it.runIf(fields.length > 0)(
      'half typed, gets the form filled in so far, and the form does the same',
      async () => {
        // A card takes no file: the letter comes along with the half line.
        const left = fields.findLast(({ kind }) => kind !== 'file');
        if (!left) return;
        const console = await onConsole(each, 'teams');
        await s.tell(...before);
        const person = s.as(as);
        const typed = lineOfForm(command, { ...half.values, [left.name]: ['…'] });
        const [form] = await person.says(typed, letterFor(file));
        if (!form) throw new Error('no form');
        expect(Object.keys(person.filled(form)).sort()).toEqual(
          fields
            .filter((field) => field !== left && field.kind !== 'file')
            .flatMap((field) => labelsOf(field))
            .sort(),
        );
        if (file) expect(person.words(form)).toContain(said.form.attached[file.holds](file.value[0] ?? ''));
        await enter(person, left);
        const { missing } = await person.presses(said.form.submit, { on: form });
        expect(missing).toEqual([]);
        expect(comparable(s.office.bot.history())).toEqual(console.recorded);
        if (!console.answer.ok) expect(person.words(form)).toContain(refusalOf(console.answer));
        else expect(lostWords(console.answer.view, cardsFrom(person, form))).toEqual([]);
      },
    );
  });
}

/** What the person sees in the form's place and below it. */
function cardsFrom(person: TeamsPerson, { id }: Message) {
  const messages = s.office.fake.messages(person.chat);
  return messages.slice(messages.findIndex((each) => each.id === id)).map(person.card);
}

function letterFor(file: FormField | undefined) {
  const [name] = file?.value ?? [];
  return name === undefined ? {} : { files: [{ name, bytes: contentOf(name) }] };
}

/** Fills in one field as a person does, by its words. */
async function enter(person: TeamsPerson, field: FormField): Promise<void> {
  const [value = ''] = field.value;
  switch (field.kind) {
    case 'reason': {
      person.fills({ [field.label]: field.value.map(categoryOf) });
      await person.presses(said.teams.form.ownWords);
      const words = field.value.filter((each) => wordsOfReason(each) !== '');
      return person.fills(
        Object.fromEntries(
          words.map((each) => [said.form.wordsOf(categoryOf(each)), wordsOfReason(each)] as const),
        ),
      );
    }
    case 'municipality':
      return person.fills({ [field.label]: findMunicipality(value)?.name ?? value });
    case 'municipalities':
      return person.fills({ [field.label]: value.split(',') });
    case 'person':
      return person.fills({ [field.label]: value.charAt(0).toUpperCase() + value.slice(1) });
    case 'date':
      return person.fills({ [field.label]: value.split('-').toReversed().join('-') });
    default:
      return person.fills({ [field.label]: value });
  }
}

/** The refusal's own sentence. */
function refusalOf({ view }: Answer): string {
  return plain(view.slice(0, 1)).replace(/^✗ /, '');
}
