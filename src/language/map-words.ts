// What a language must be able to say of a Danmarkskort.
import type { ProblemCode } from '../danmarkskort/table.ts';
import type { MapOrder, PassedOver } from '../register/terms.ts';

export interface MapWords {
  /** What is wrong with a line of a table; `found` is what stands there. */
  readonly problems: { readonly [C in ProblemCode]: (found: string) => string };
  /** `Linje 7: …` */
  readonly line: (line: number, problem: string) => string;
  readonly preview: (name: string, rows: number) => string;
  readonly ofYear: (area: string, year: number, municipalities: number) => string;
  readonly missing: (count: number) => string;
  readonly replaces: (count: number) => string;
  readonly leftOut: (lines: readonly number[]) => string;
  readonly unused: (columns: readonly string[]) => string;
  readonly show: string;
  readonly title: (area: string, year: number) => string;
  readonly columns: {
    readonly municipality: string;
    readonly percent: string;
    readonly decisions: string;
    readonly interval: string;
  };
  /** `19 pct.` */
  readonly percent: (whole: number | string) => string;
  /** `13–26 pct.` */
  readonly interval: (lower: number, upper: number) => string;
  /** As published, without the figures behind it. */
  readonly published: (percent: string) => string;
  readonly none: string;
  readonly unknown: string;
  readonly sortedBy: Readonly<Record<MapOrder, string>>;
  readonly sortOther: Readonly<Record<MapOrder, string>>;
  readonly small: (least: number) => string;
  readonly source: (source: string, extracted: string) => string;
  readonly proposal: {
    readonly title: (area: string, round: number, count: number) => string;
    readonly basis: (year: number, sorted: string) => string;
    readonly passedOver: string;
    readonly why: {
      readonly [W in PassedOver]: (facts: {
        readonly year: number;
        readonly decisions: number;
        readonly least: number;
      }) => string;
    };
    readonly notEnough: (found: number, wanted: number) => string;
    readonly offer: (name: string) => string;
  };
  readonly one: (facts: {
    readonly name: string;
    readonly area: string;
    readonly year: number;
    readonly decisions: number | null;
    readonly reversed: number | null;
    readonly remitted: number | null;
    readonly percent: string | null;
    readonly interval: string | null;
  }) => string;
  readonly few: (name: string, decisions: number, change: number) => string;
}
