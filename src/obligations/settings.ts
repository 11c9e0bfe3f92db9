// The rules of watching: how long, by which count, how often to remind, through whom. Defaults here (DOMAIN §§ 4 and 5);
// what the office sets otherwise is a dated event, and holds for periods that begin on or after that day.
import { danishHolidays, type HolidayTable } from '../calendar/danish-holidays.ts';
import {
  type Calendar,
  type ClosingDays,
  type CountingRule,
  calendarOf,
  countingRules,
  periodEnds,
  type Unit,
  units,
} from '../calendar/working-days.ts';
import type { LocalDate } from '../ports.ts';
import type { DataOf } from '../register/events.ts';
import { recordedSetting, recordedSettings } from '../register/setting.ts';
import type { Position, Register, Setting } from '../register/state.ts';
import { type ObligationKind, obligationKinds, termKey } from '../register/terms.ts';

/** How long from the start; its source is the ledger position that set it, null for the default of DOMAIN § 4. */
export interface DeadlineRule {
  readonly count: number;
  readonly unit: Unit;
  readonly rule: CountingRule;
  readonly rollsAtEnd: boolean;
  readonly source: Position | null;
}

export type RuledKind = Exclude<ObligationKind, 'answer' | 'applications'>;

const workingDays = (count: number): DeadlineRule => ({
  count,
  unit: 'working-days',
  rule: 'day-after',
  rollsAtEnd: false,
  source: null,
});

const defaultRules: Readonly<Record<RuledKind, DeadlineRule>> = {
  treatment: workingDays(2),
  orientering: workingDays(10),
  supplement: workingDays(10),
  approval: workingDays(2),
  journalising: workingDays(3),
};

export const ruledKinds = Object.fromEntries(
  (Object.keys(defaultRules) as RuledKind[]).map((kind) => [kind, obligationKinds[kind]]),
) as Readonly<Record<RuledKind, string>>;

/** The rule for a period that begins that day. */
export function deadlineRule(register: Register, kind: RuledKind, start: LocalDate): DeadlineRule {
  const set = recordedSetting(register, `frist:${obligationKinds[kind]}`, start);
  return set ? ruleOf(set) : defaultRules[kind];
}

function ruleOf({ value, recorded }: Setting): DeadlineRule {
  return {
    count: Number(value.antal),
    unit: termKey(units, value.enhed) ?? 'working-days',
    rule: termKey(countingRules, value.regel) ?? 'day-after',
    rollsAtEnd: value.slut === periodEnds.rolls,
    source: recorded,
  };
}

/** The fields of a rule as they stand before a setting changes some of them. */
export function ruleFields(register: Register, kind: RuledKind, start: LocalDate): Record<string, string> {
  const { count, unit, rule, rollsAtEnd } = deadlineRule(register, kind, start);
  return {
    antal: String(count),
    enhed: units[unit],
    regel: countingRules[rule],
    slut: rollsAtEnd ? periodEnds.rolls : periodEnds.stays,
  };
}

/** When to remind, in working days from the deadline; negative before it. */
export interface Ladder {
  readonly before: readonly number[];
  /** From the deadline on, again after that many working days. */
  readonly every: number;
  /** From that many working days past it the owner's leader is told as well. */
  readonly leader: number;
}

const defaultLadder: Ladder = { before: [10, 3], every: 2, leader: 3 };

/** The ladder that holds on that day, for that kind. */
export function ladderFor(register: Register, kind: ObligationKind, today: LocalDate): Ladder {
  const set = recordedSetting(register, `påmindelser:${obligationKinds[kind]}`, today);
  if (!set) return defaultLadder;
  return {
    before: set.value.før?.split(',').flatMap((each) => (each.trim() === '' ? [] : [Number(each)])) ?? [],
    every: Number(set.value.efter ?? defaultLadder.every),
    leader: Number(set.value.leder ?? defaultLadder.leader),
  };
}

export function ladderFields(
  register: Register,
  kind: ObligationKind,
  today: LocalDate,
): Record<string, string> {
  const { before, every, leader } = ladderFor(register, kind, today);
  return { før: before.join(','), efter: String(every), leder: String(leader) };
}

/** When on a working day a person wants the bundled message: `08:30`. */
export function digestTime(register: Register, person: string, today: LocalDate): string {
  return recordedSetting(register, `beskedtid:${person}`, today)?.value.kl ?? '08:30';
}

/** Messages go out within these hours of a working day, Danish time. */
export const officeHours = { from: '08:00', to: '16:00' } as const;

/** When somebody is told that no bundled message has left the system. */
export const watchdogTime = '10:00';

/** When the day's head of the history is posted: late enough to cover the day, early enough to be tried again. */
export const headTime = '15:00';

export const standardChain = 'standard';
const defaultSteps = 'kontorchef, afdelingschef, departementschef, ministersekretariat, minister';

/** The steps of the chain that holds that day, each with the roles that approve side by side; undefined for an unknown one. */
export function chainSteps(register: Register, chain: string, today: LocalDate): string[][] | undefined {
  const set = recordedSetting(register, `kæde:${chain}`, today);
  const steps = set?.value.trin ?? (chain === standardChain ? defaultSteps : undefined);
  return steps === undefined ? undefined : parseSteps(steps);
}

/** `kontorchef, jurist+økonom, minister` */
export function parseSteps(text: string): string[][] {
  return text
    .split(',')
    .map((step) =>
      step
        .split('+')
        .map((role) => role.trim())
        .filter((role) => role !== ''),
    )
    .filter((step) => step.length > 0);
}

export function knownChains(register: Register): string[] {
  const set = register.settings.filter((each) => each.setting.startsWith('kæde:'));
  return [...new Set([standardChain, ...set.map((each) => each.setting.slice('kæde:'.length))])];
}

const defaultClosing = '5/6, 24/12, 31/12';
const closingNames: Readonly<Record<string, string>> = {
  '06-05': 'grundlovsdag',
  '12-24': 'juleaftensdag',
  '12-31': 'nytårsaftensdag',
};

/** `5/6, 24/12` as month-day with names; undefined when it is no such list. */
export function parseClosingDays(text: string): Map<string, string> | undefined {
  const days = new Map<string, string>();
  for (const each of text.split(',').map((day) => day.trim())) {
    if (each === '' || /^ingen$/i.test(each)) continue;
    const [, day = '', month = ''] = /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(each) ?? [];
    if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) return undefined;
    const key = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    days.set(key, closingNames[key] ?? 'lukkedag');
  }
  return days;
}

/** What days are off for deadlines, and for messages. */
export interface Calendars {
  readonly deadlines: Calendar;
  readonly messages: Calendar;
}

function closingDays(register: Register, purpose: 'frister' | 'beskeder'): ClosingDays[] {
  const standard = { from: '0000-01-01', days: parseClosingDays(defaultClosing) ?? new Map() };
  const set = recordedSettings(register, 'lukkedage').map(({ from, value }) => ({
    from,
    days: parseClosingDays(value[purpose] ?? defaultClosing) ?? new Map<string, string>(),
  }));
  return [standard, ...set];
}

export function closingFields(register: Register, today: LocalDate): Record<string, string> {
  const set = recordedSetting(register, 'lukkedage', today)?.value;
  return { frister: set?.frister ?? defaultClosing, beskeder: set?.beskeder ?? defaultClosing };
}

const made = new WeakMap<readonly Setting[], Map<string, Calendars>>();

/** The calendars with that table and the office's closing days; made once for each state of the settings. */
export function calendarsOf(table: HolidayTable, register: Register): Calendars {
  const known = made.get(register.settings) ?? new Map<string, Calendars>();
  made.set(register.settings, known);
  const calendars = known.get(table.version) ?? {
    deadlines: calendarOf(table, closingDays(register, 'frister')),
    messages: calendarOf(table, closingDays(register, 'beskeder')),
  };
  known.set(table.version, calendars);
  return calendars;
}

const adopted = new WeakMap<NonNullable<Register['calendar']>, HolidayTable>();

/** The table that the ledger has adopted: its own rows, made once for each adoption, else those that the program knows by that version. */
export function adoptedTable({ calendar }: Pick<Register, 'calendar'>): HolidayTable {
  if (!calendar?.days) return danishHolidays;
  const made = adopted.get(calendar);
  if (made) return made;
  const days = new Map(calendar.days.map(({ date, name }) => [date, name]));
  const table = { version: calendar.version, years: null, days, closingDays: false };
  adopted.set(calendar, table);
  return table;
}

/** A table as an event keeps it; the program's own are kept by name. */
export function recordedTable(table: HolidayTable): DataOf<'calendar-adopted'> {
  const days = [...table.days].map(([date, name]) => ({ date, name }));
  return { version: table.version, days: table.version === danishHolidays.version ? null : days };
}
