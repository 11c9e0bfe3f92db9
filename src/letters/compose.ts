// A composed letter: what the register alone says, before anybody edits it. Recipient, sender and references are the same in every kind.
import { shortDate } from '../calendar/dates.ts';
import type { LocalDate } from '../ports.ts';
import type { FileRef } from '../register/events.ts';
import type { Position, Register } from '../register/state.ts';
import { missing } from './danish.ts';
import type { LetterKind, PartRole } from './letter.ts';
import { type SettingName, settingOn } from './settings.ts';

export interface ComposedPart {
  readonly id: string;
  readonly role: PartRole;
  readonly text: string;
  readonly events: readonly Position[];
}

export interface ComposedAnnex {
  readonly number: number;
  readonly title: string;
  /** The municipality's letter in the register; null while it is missing. */
  readonly letter: string | null;
  readonly file: FileRef | null;
  readonly events: readonly Position[];
}

export interface Composed {
  readonly kind: LetterKind;
  readonly year: number;
  readonly parts: readonly ComposedPart[];
  readonly annexes: readonly ComposedAnnex[];
  readonly promisesNews: boolean;
}

/** The letter's own numbers and date; never inherited from the offer. `source` is the event that says them. */
export interface References {
  readonly caseNumber: string | null;
  readonly docNumber: string | null;
  readonly date: LocalDate | null;
  readonly source: Position;
}

/** The part of a settings value, or what stands for a missing one. */
export function settingText(
  register: Register,
  setting: SettingName,
  field: string,
  date: LocalDate,
): string {
  return settingOn(register, setting, date)?.value[field] ?? missing(`${setting} ${field}`);
}

function settingSource(register: Register, setting: SettingName, date: LocalDate): Position[] {
  const found = settingOn(register, setting, date);
  return found ? [found.source] : [];
}

/** Recipient, sender, Sagsnr., Doknr. and Dato. */
export function heading(register: Register, date: LocalDate, references: References): ComposedPart[] {
  const text = (setting: SettingName, field: string) => settingText(register, setting, field, date);
  const reference = (id: string, label: string, value: string | null): ComposedPart => ({
    id,
    role: 'reference',
    text: `${label}\n${value ?? missing(label.toLowerCase())}`,
    events: value === null ? [] : [references.source],
  });
  const sender = [
    text('ministerium', 'navn'),
    text('ministerium', 'adresse'),
    text('ministerium', 'postnr'),
    `Telefon ${text('ministerium', 'telefon')}`,
    text('ministerium', 'mail'),
    text('ministerium', 'web'),
  ];
  return [
    {
      id: 'modtager',
      role: 'recipient',
      text: `${text('udvalg', 'navn')}\n${text('udvalg', 'mail')}`,
      events: settingSource(register, 'udvalg', date),
    },
    {
      id: 'afsender',
      role: 'sender',
      text: sender.join('\n'),
      events: settingSource(register, 'ministerium', date),
    },
    reference('sagsnr', 'Sagsnr.', references.caseNumber),
    reference('doknr', 'Doknr.', references.docNumber),
    reference('dato', 'Dato', references.date && shortDate(references.date)),
  ];
}

/** Greeting, the minister of the sending date, and the list of annexes. */
export function ending(
  register: Register,
  date: LocalDate,
  annexes: readonly ComposedAnnex[],
): ComposedPart[] {
  const text = (field: string) => settingText(register, 'minister', field, date);
  const minister = settingSource(register, 'minister', date);
  const list = annexes.map((annex) => `Bilag ${annex.number}: ${annex.title}`).join('\n');
  return [
    { id: 'hilsen', role: 'greeting', text: 'Med venlig hilsen', events: minister },
    { id: 'underskrift', role: 'signature', text: `${text('navn')}\n${text('titel')}`, events: minister },
    ...(annexes.length > 0
      ? [
          {
            id: 'bilag',
            role: 'annexes' as const,
            text: list,
            events: annexes.flatMap((annex) => annex.events),
          },
        ]
      : []),
  ];
}
