// What can happen to a Danmarkskort, in the past tense.
import { z } from 'zod';
import { area, count, day, fileRef, freeText, mapArea, municipality, year } from './schemas.ts';
import { keysOf, mapOrders, passedOver } from './terms.ts';

const figure = z.number().int().min(0).nullable();

export const mapEventData = {
  /** Of one year and area; where a municipality stands in several, the newest counts. */
  'danmarkskort-imported': z.object({
    year,
    area: mapArea,
    file: fileRef,
    /** Where the figures come from, as the file or whoever imported it says. */
    sources: z.array(freeText).min(1),
    rows: z
      .array(
        z.object({
          /** Of the file, from 1. */
          line: count,
          municipality,
          decisions: figure,
          reversed: figure,
          remitted: figure,
          /** As published, from 0 to 100. */
          percent: z.number().min(0).max(100).nullable(),
          /** Of `sources`, from 0. */
          source: z.number().int().min(0),
          extracted: day,
        }),
      )
      .min(1),
    /** Lines of the file that somebody chose to leave out. */
    leftOut: z.array(count),
  }),
  /** Who is to be offered a reserved forløb in that round, by a Danmarkskort; an offer itself is made by `offer-made`. */
  'offers-proposed': z.object({
    year,
    area,
    /** The year of the Danmarkskort. */
    mapYear: year,
    order: z.enum(keysOf(mapOrders)),
    /** Fewer decisions than this say too little. */
    least: z.number().int().min(0),
    picked: z
      .array(z.object({ municipality, decisions: figure, reversed: figure, percent: z.number().nullable() }))
      .min(1),
    /** Those that stand above the last one picked. */
    passed: z.array(z.object({ municipality, why: z.enum(keysOf(passedOver)), year: year.nullable() })),
  }),
} as const;
