import { z } from 'zod';
import { choice, positional } from '../args.ts';
import { defineCommand } from '../command.ts';
import { roles } from '../permission.ts';

const tongues = choice({ da: 'dansk', en: 'engelsk' }, { danish: 'da', english: 'en', da: 'da', en: 'en' });

export const chooseLanguage = defineCommand({
  name: 'sprog',
  alias: 'language',
  help: {
    da: 'Vælg det sprog, du får svar og beskeder på',
    en: 'Choose the language of your answers and messages',
  },
  example: 'sprog engelsk',
  also: roles,
  args: z.object({ language: positional(0, 'sprog', 'language', tongues) }),
  handle: ({ language }, { actor }) => ({
    view: [],
    events: [{ type: 'language-chosen', data: { person: actor.id, locale: language } }],
    data: { language },
  }),
});
