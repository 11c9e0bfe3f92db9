// A random office: what people record, how time passes, which bots tick, and what goes wrong meanwhile.
import fc from 'fast-check';
import { type Fate, fates } from '../support/faulty-world.ts';

/** Shortly before a DST night, 29 February, New Year, Easter, and a week of holidays and closing days. */
const starts = [
  '2024-02-22 09:00',
  '2024-12-18 09:00',
  '2025-03-24 09:00',
  '2025-04-09 09:00',
  '2025-05-26 09:00',
  '2025-10-20 09:00',
] as const;

const refusal = [
  'tilbud Vejen børn',
  'svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt',
];
const approval = [...refusal, 'udkast orientering 2025 sag="2025 - 1234"'];

/** What an office may begin with; every one has a round and a short chain. */
const beginnings = [
  [],
  ['tilbud Vejen børn', 'tilbud Odder børn'],
  refusal,
  [...approval, 'godkendelse start Brev-1 holdt-op-mod-brevet=ja kæde=kort'],
  [...approval, 'godkendelse start Brev-1 holdt-op-mod-brevet=ja'],
];

/** Around the hours at which something begins or ends. */
export const hours =
  '00:00 02:30 07:59 08:00 08:29 08:30 08:31 09:05 10:00 12:00 14:30 15:59 16:00 23:30'.split(' ');

/** Three numbers that `lineOf` turns into a line that fits the moment. */
const order = fc.record({ what: fc.nat(999), who: fc.nat(999), much: fc.nat(999) });
export type LineOrder = typeof order extends fc.Arbitrary<infer T> ? T : never;

const pass = fc.oneof(
  { arbitrary: fc.constant({ to: 'wake' as const }), weight: 3 },
  { arbitrary: fc.record({ to: fc.constant('later' as const), minutes: fc.nat(90) }), weight: 3 },
  {
    arbitrary: fc.record({
      to: fc.constant('day' as const),
      days: fc.oneof(
        { arbitrary: fc.nat(2), weight: 5 },
        { arbitrary: fc.integer({ min: 3, max: 13 }), weight: 1 },
      ),
      hour: fc.constantFrom(...hours),
    }),
    weight: 4,
  },
);
export type Pass = typeof pass extends fc.Arbitrary<infer T> ? T : never;

const fate = fc.oneof(
  { arbitrary: fc.constant<Fate>('arrives'), weight: 5 },
  { arbitrary: fc.constantFrom(...fates), weight: 5 },
);
const wrong = fc.array(fate, { maxLength: 4 });
/** Which of two instances. */
const at = fc.nat(1);

const action = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('line' as const), order, at }), weight: 8 },
  { arbitrary: fc.record({ do: fc.constant('tick' as const), pass, at, wrong }), weight: 14 },
  { arbitrary: fc.record({ do: fc.constant('both tick' as const), pass, wrong }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('tick during a line' as const), pass, order, wrong }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('sleep' as const), pass }), weight: 2 },
  { arbitrary: fc.record({ do: fc.constant('restart' as const), at }), weight: 1 },
);
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

export const scenario = fc.record({
  start: fc.constantFrom(...starts),
  beginning: fc.constantFrom(...beginnings),
  /** Recorded before the first tick. */
  before: fc.array(order, { maxLength: 8 }),
  actions: fc.array(action, { minLength: 5, maxLength: 50, size: 'max' }),
  delays: fc.array(fc.nat(7), { minLength: 1, maxLength: 9 }),
});
export type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;
