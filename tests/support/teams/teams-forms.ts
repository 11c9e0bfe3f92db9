// Filling in a form as a story tells it: by the command's arguments, since wordings of forms are nothing that it is about.
import { expect } from 'vitest';
import { languages } from '../../../src/language/index.ts';
import { labelOf } from '../labels.ts';
import type { TeamsPerson } from './teams-person.ts';

const { form } = languages.da.cards;

/** By the command's argument as it is typed; `ord om <reason>` is the field for the words about a reason. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

export function fillsIn(person: TeamsPerson, command: string, values: Values): void {
  const labelled = Object.entries(values).map(([key, value]) => {
    const reason = /^ord om (.*)$/.exec(key)?.[1];
    return [reason ? form.wordsOf(reason) : labelOf(command, key), value] as const;
  });
  person.fills(Object.fromEntries(labelled));
}

/** Filled in and taken: the form is gone. */
export async function sends(person: TeamsPerson, command: string, values: Values): Promise<void> {
  fillsIn(person, command, values);
  const { missing } = await person.presses(form.submit);
  expect(missing).toEqual([]);
  expect(person.buttons(person.hasDialog() ? 'dialog' : person.told())).not.toContain(form.submit);
  person.closes();
}
