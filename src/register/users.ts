// Who uses the bot, where and in which language, and where its recordings are posted.
import type { Rules } from './rule.ts';
import { having, type Register } from './state.ts';

export const userRules: Rules<'channel-chosen' | 'person-met' | 'language-chosen'> = {
  'channel-chosen': {
    guard: () => undefined,
    evolve: (register, { data }, recorded) => ({
      ...register,
      channels: having(register.channels, data.platform, { ...data, recorded }),
    }),
  },
  'person-met': {
    guard: () => undefined,
    evolve(register, { data, via }) {
      const { person, locale } = data;
      const met = new Set(register.met).add(metKey(via, person));
      // What a person has chosen holds wherever the person turns up later.
      if (locale === null || register.languages.get(person)?.chosen) return { ...register, met };
      return { ...register, met, languages: having(register.languages, person, { locale, chosen: false }) };
    },
  },
  'language-chosen': {
    guard: () => undefined,
    evolve: (register, { data }) => ({
      ...register,
      languages: having(register.languages, data.person, { locale: data.locale, chosen: true }),
    }),
  },
};

/** The language that somebody is answered in. */
export function localeOf(
  { languages }: Register,
  { id, locale }: { readonly id: string; readonly locale: 'da' | 'en' },
): 'da' | 'en' {
  return languages.get(id)?.locale ?? locale;
}

export function metKey(via: string, person: string): string {
  return `${via}:${person}`;
}
