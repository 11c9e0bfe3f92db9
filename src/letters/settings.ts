// Minister, ministry, committee and the programme's model: dated settings that hold until replaced.
// The defaults are those of the letters of 2024 and 2025; later ones are recorded with `indstilling`.
import { plusDays } from '../calendar/time.ts';
import type { LocalDate } from '../ports.ts';
import { recordedSetting } from '../register/setting.ts';
import type { Position, Register } from '../register/state.ts';

export const settingFields = {
  minister: ['navn', 'titel'],
  ministerium: ['navn', 'adresse', 'postnr', 'telefon', 'mail', 'web'],
  udvalg: ['navn', 'mail', 'kort'],
  model: ['år', 'forløb', 'ansøgt'],
} as const;
export type SettingName = keyof typeof settingFields;

export interface DatedSetting {
  readonly setting: SettingName;
  readonly from: LocalDate;
  /** The last day on which it is known to have been so. */
  readonly confirmed: LocalDate;
  readonly value: Readonly<Record<string, string>>;
  readonly source: Position;
}

/** What the ledger is opened with: its first event stands for it. */
const opening: Position = 1;

const ministry = {
  navn: 'Social- og Boligministeriet',
  adresse: 'Holmens Kanal 22',
  postnr: '1060 København K',
  telefon: '33 92 93 00',
  mail: 'post@sm.dk',
  web: 'www.sm.dk',
};

// In the order in which they began. `from` of the two ministers is public knowledge, not in the letters; `confirmed` is what the letters show.
const defaults: readonly DatedSetting[] = [
  {
    setting: 'minister',
    from: '2022-12-15',
    confirmed: '2024-05-29',
    value: { navn: 'Pernille Rosenkrantz-Theil', titel: 'Social- og boligminister' },
    source: opening,
  },
  {
    setting: 'minister',
    from: '2024-08-29',
    confirmed: '2025-01-21',
    value: { navn: 'Sophie Hæstorp Andersen', titel: 'Social- og boligminister' },
    source: opening,
  },
  { setting: 'ministerium', from: '2022-12-15', confirmed: '2024-11-19', value: ministry, source: opening },
  {
    setting: 'udvalg',
    from: '2022-12-15',
    confirmed: '2025-01-21',
    value: { navn: 'Folketingets Socialudvalg', mail: 'lov@ft.dk', kort: 'Socialudvalget' },
    source: opening,
  },
  {
    setting: 'model',
    from: '2023-01-01',
    confirmed: '2024-05-29',
    value: { forløb: '8', ansøgt: '4' },
    source: opening,
  },
  {
    setting: 'model',
    from: '2024-11-19',
    confirmed: '2025-01-21',
    value: { år: '2023-2025', forløb: '8', ansøgt: '4' },
    source: opening,
  },
];

/** The setting that holds on that day; undefined before the first one. Of two from the same day the later recorded counts. */
export function settingOn(
  register: Register,
  setting: SettingName,
  date: LocalDate,
): DatedSetting | undefined {
  const recorded = recordedSetting(register, setting, date);
  const known = defaults.findLast((each) => each.setting === setting && each.from <= date);
  if (!recorded || (known && known.from > recorded.from)) return known;
  return {
    setting,
    from: recorded.from,
    confirmed: recorded.from,
    value: recorded.value,
    source: recorded.recorded,
  };
}

/** Nobody has confirmed it for a year: ask before it goes into a letter. */
export function isStale(setting: DatedSetting, date: LocalDate): boolean {
  return plusDays(setting.confirmed, 365) < date;
}
