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
import type { Entered } from '../support/slack/form-state.ts';
import { objectsAt } from '../support/slack/json-reading.ts';
import { lostWords } from '../support/slack/read-blocks.ts';
import { secretariat } from '../support/slack/secretariat.ts';
import { reading } from '../support/slack/slack-client.ts';

const s = secretariat({ start });

/** What this person was shown since, in order. */
function shownSince(user: string, from: number): readonly unknown[] {
  const { fake } = s.office;
  const posts = fake.world.posts.filter((post) => post.bot !== null && post.channel === `D1${user.slice(1)}`);
  return [...posts, ...fake.ephemerals.filter((each) => each.user === user)]
    .filter(({ ts }) => Number(ts) >= from)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .flatMap(({ blocks }) => blocks);
}

for (const each of tried) {
  const { command, line, half, before, as, fields, file, refusal } = each;

  describe(command.name, () => {
    it(`typed whole, “${line}” does what the console does`, async () => {
      const console = await onConsole(each, 'slack');
      await s.tell(...before);
      const person = s.office.client.as(`U${as.toUpperCase()}`);
      const letter = file && attached(file.value[0] ?? '', person.id);
      const from = Number(s.office.fake.world.ts());
      if (letter) await person.dm(line, { files: [letter] });
      else await person.slash('/taskforce', line);
      await s.office.quiet();
      expect(comparable(s.office.bot.history())).toEqual(console.recorded);
      expect(console.answer.code).toBe(refusal);
      expect(lostWords(console.answer.view, shownSince(person.id, from))).toEqual([]);
    });

    it.runIf(fields.length > 0)(
      'half typed, opens the form filled in so far, and the form does the same',
      async () => {
        const left = fields.at(-1);
        if (!left) return;
        const console = await onConsole(each, 'slack');
        await s.tell(...before);
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
        expect(comparable(s.office.bot.history())).toEqual(console.recorded);
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

function attached(name: string, user: string) {
  return s.office.fake.addFile({ name, user, bytes: contentOf(name), mimetype: '' });
}

type Client = ReturnType<typeof s.office.client.as>;

/** Fills in one field as a person does, by its words. */
async function enter(person: Client, field: FormField): Promise<void> {
  const [value = ''] = field.value;
  if (field.kind === 'reason') {
    await person.fill(person.view(), { [field.label]: field.value.map(categoryOf) });
    await s.office.quiet();
    const words = field.value.flatMap((each) =>
      wordsOfReason(each) === ''
        ? []
        : [[languages.da.cards.form.wordsOf(categoryOf(each)), wordsOfReason(each)] as const],
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
