// The letter's own numbers as they are typed and as they stand in a letter.
import { z } from 'zod';

/** `2023 - 7541`, also typed `2023-7541`. */
export const caseNumber = {
  schema: z.string().transform((typed, context) => {
    const match = /^(\d{4})\s*[-–]\s*(\d{3,6})$/.exec(typed.trim());
    if (match) return `${match[1]} - ${match[2]}`;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  }),
  kind: 'text' as const,
  expected: {
    da: 'et sagsnummer, for eksempel "2023 - 7541"',
    en: 'a case number, for example "2023 - 7541"',
  },
};

/** Six digits. */
export const docNumber = {
  schema: z.string().transform((typed, context) => {
    if (/^\d{6}$/.test(typed.trim())) return typed.trim();
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  }),
  kind: 'text' as const,
  expected: {
    da: 'et dokumentnummer med seks cifre, for eksempel 870201',
    en: 'a document number of six digits, for example 870201',
  },
};
