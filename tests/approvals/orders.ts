// What random people try to do to Brev-1, and the lines that they type for it.
import fc from 'fast-check';
import type { ApprovalModel, Order } from './model.ts';
import { people } from './office.ts';

const everybody = people.map(({ id }) => id);
const writers = ['sara', 'sara', 'sara', 'sara', 'lars', 'lone', 'karen', 'kim'];
/** Roles and one person; of the leaders and the heads of office there are two. */
const chainRoles = 'leder kontorchef afdelingschef departementschef ministersekretariat minister kim'.split(
  ' ',
);

export const chain = fc.array(
  fc.uniqueArray(fc.constantFrom(...chainRoles), { minLength: 1, maxLength: 3 }),
  {
    minLength: 1,
    maxLength: 4,
  },
);
const kinds = {
  next: 40,
  approve: 8,
  record: 8,
  return: 6,
  edit: 6,
  start: 2,
  stop: 2,
  send: 3,
  cancel: 1,
  absence: 7,
  correct: 2,
  undo: 7,
  wait: 3,
} as const;
export const step = fc.record({
  kind: fc.oneof(
    ...(Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => ({
      arbitrary: fc.constant(kind),
      weight: kinds[kind],
    })),
  ),
  /** Mostly somebody who may; else anybody. */
  able: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  who: fc.nat(1000),
  other: fc.nat(1000),
  mode: fc.constantFrom('forfra', 'til-mig'),
  version: fc.constantFrom(null, null, 0, 0, 0, 0, 0, -1, 1),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const asTyped = (day: string): string => day.split('-').reverse().join('-');

/** What brings the letter on from where it is, or back from where nothing more can be done. */
const onwards: Readonly<Record<string, Step['kind']>> = {
  kladde: 'start',
  'i godkendelse': 'approve',
  returneret: 'edit',
  godkendt: 'send',
  sendt: 'undo',
  annulleret: 'undo',
};

/** What the step means now; undefined for a night that passes. */
export function orderOf(step: Step, n: number, model: ApprovalModel): Order | undefined {
  const { able, who, other, mode, version: off } = step;
  const kind = step.kind === 'next' ? (onwards[model.shown().state] ?? 'approve') : step.kind;
  const deciders = model.deciders();
  const by = at(able && kind !== 'absence' && step.kind !== 'undo' ? writers : everybody, who);
  const decider = at(able && deciders.length > 0 ? deciders : everybody, kind === 'record' ? other : who);
  const version = off === null ? null : Math.max(1, model.shown().version + off);
  const orders: Readonly<Record<Exclude<Step['kind'], 'wait' | 'next'>, Order>> = {
    approve: { do: 'approve', by: decider, version },
    return: { do: 'return', by: decider, version, mode },
    record: { do: 'record', by, decider, version },
    edit: { do: 'edit', by, words: `Jeg tager beslutningen til efterretning for ${n}. gang.` },
    start: { do: 'start', by, chain: at(['en', 'to'], other) },
    stop: { do: 'stop', by },
    send: { do: 'send', by: at([by, 'mette'], other), number: at(['900001', '900002'], other) },
    cancel: { do: 'cancel', by },
    absence: {
      do: 'absence',
      by: able ? at(everybody, other) : by,
      absence: {
        person: at(everybody, other),
        from: dayAfter(model.today, (who % 4) - 1),
        to: dayAfter(model.today, (who % 4) + (other % 3)),
        substitute: at(everybody, other + 1 + (who % (everybody.length - 1))),
      },
    },
    correct: { do: 'correct', by, grounds: other % 2 ? `kommunen har et andet forløb, nummer ${n}` : null },
    undo: { do: 'undo', by },
  };
  return kind === 'wait' || kind === 'next' ? undefined : orders[kind];
}

export function lineOf(order: Order, n: number, answer: string, today: string): string {
  const v = 'version' in order && order.version !== null ? ` v=${order.version}` : '';
  switch (order.do) {
    case 'start':
      return `godkendelse start Brev-1 kæde=${order.chain} holdt-op-mod-brevet=ja`;
    case 'approve':
      return `godkend Brev-1${v}`;
    case 'record':
      return `godkend Brev-1 af=${order.decider} bevis="F2, akt ${n}"${v}`;
    case 'return':
      return `returnér Brev-1 "det er uklart"${order.mode === 'forfra' && n % 2 ? '' : ` derefter=${order.mode}`}${v}`;
    case 'edit':
      return `redigér Brev-1 afslutning "${order.words}"`;
    case 'send':
      return `sendt Brev-1 dato=${asTyped(today)} doknr=${order.number}`;
    case 'correct':
      return order.grounds === null
        ? `ret ${answer} dato=${asTyped(dayAfter('2025-01-31', -1 - n))} grund="tastefejl"`
        : `ret ${answer} grund=overlap:"${order.grounds}" grund="tastefejl"`;
    case 'absence': {
      const { person, from, to, substitute } = order.absence;
      return `fravær ${person} fra=${asTyped(from)} til=${asTyped(to)} stedfortræder=${substitute}`;
    }
    case 'stop':
      return 'godkendelse stop Brev-1';
    case 'cancel':
      return 'annullér Brev-1 grund="kommunen har ombestemt sig"';
    case 'undo':
      return 'fortryd';
  }
}
