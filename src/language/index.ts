import type { Locale } from '../ports.ts';
import { da } from './da.ts';
import { en } from './en.ts';
import type { Language } from './language.ts';

export const languages: Readonly<Record<Locale, Language>> = { da, en };
