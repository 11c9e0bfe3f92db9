import { z } from 'zod';
import { choice, date, option, positional, required, words } from '../args.ts';
import { defineCommand } from '../command.ts';
import { type SettingName, settingFields, settingOn } from '../letters/settings.ts';
import { refuse } from '../register/refusal.ts';

const settings = choice(
  { minister: 'minister', ministerium: 'ministerium', udvalg: 'udvalg', model: 'model' } as const,
  {
    ministry: 'ministerium' as SettingName,
    committee: 'udvalg' as SettingName,
  },
);

export const changeSetting = defineCommand({
  name: 'indstilling',
  alias: 'setting',
  help: {
    da: 'Sæt, hvem der er minister, og hvad ministerium, udvalg og ordning hedder, fra en dato',
    en: 'Set who is minister, and the names of ministry, committee and programme, from a date',
  },
  example: 'indstilling minister navn="Fornavn Efternavn" titel="Social- og boligminister" fra=01-03-2026',
  args: z.object({
    setting: positional(0, 'indstilling', 'setting', settings),
    from: required('fra', 'from', date),
    navn: option('navn', 'name', words),
    titel: option('titel', 'title', words),
    adresse: option('adresse', 'address', words),
    postnr: option('postnr', 'postcode', words),
    telefon: option('telefon', 'phone', words),
    mail: option('mail', 'mail', words),
    web: option('web', 'web', words),
    kort: option('kort', 'short', words),
    år: option('årrække', 'years', words),
    forløb: option('forløb', 'courses', words),
    ansøgt: option('ansøgt', 'applied', words),
    reason: option('grund', 'reason', words),
  }),
  handle(args, context) {
    const fields = settingFields[args.setting];
    const given = fields.flatMap((field) =>
      args[field] === undefined ? [] : [[field, args[field]] as const],
    );
    if (given.length === 0)
      return refuse(
        'setting-empty',
        { setting: args.setting, fields },
        `indstilling ${args.setting} ${fields[0]}="…" fra=${args.from}`,
      );
    const before = settingOn(context.register, args.setting, args.from)?.value ?? {};
    const value = { ...before, ...Object.fromEntries(given) };
    const reason = args.reason ? context.seal(args.reason) : null;
    return {
      view: [],
      events: [{ type: 'setting-changed', data: { setting: args.setting, from: args.from, value, reason } }],
    };
  },
});
