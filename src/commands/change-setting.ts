// Settings that mean something for the work: dated, recorded, and asked about first where they move an open deadline.
import { z } from 'zod';
import { choice, date, number, option, personName, positional, required, timeOfDay, words } from '../args.ts';
import { countingRules, periodEnds, units } from '../calendar/working-days.ts';
import { type Context, defineCommand } from '../command.ts';
import { type SettingName, settingFields, settingOn } from '../letters/settings.ts';
import { personFor } from '../obligations/people.ts';
import {
  chainSteps,
  closingFields,
  ladderFields,
  officeHours,
  parseClosingDays,
  parseSteps,
  ruledKinds,
  ruleFields,
  standardChain,
} from '../obligations/settings.ts';
import type { LocalDate } from '../ports.ts';
import type { Proposal } from '../register/events.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import { obligationKinds, termKey } from '../register/terms.ts';
import { text } from '../view/nodes.ts';
import { personNamed } from './find-obligation.ts';
import { whatMoves } from './use-calendar.ts';

const names = {
  minister: 'minister',
  ministerium: 'ministerium',
  udvalg: 'udvalg',
  model: 'model',
  frist: 'frist',
  påmindelser: 'påmindelser',
  kæde: 'kæde',
  lukkedage: 'lukkedage',
  beskedtid: 'beskedtid',
} as const;
type Name = keyof typeof names;

const settings = choice(names, {
  ministry: 'ministerium',
  committee: 'udvalg',
  deadline: 'frist',
  reminders: 'påmindelser',
  chain: 'kæde',
  'closing-days': 'lukkedage',
  'digest-time': 'beskedtid',
});
const terms = <K extends string>(table: Readonly<Record<K, string>>) =>
  choice(Object.fromEntries(Object.values(table).map((term) => [term, term])) as Record<string, string>);

const args = z.object({
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
  slags: option('slags', 'kind', terms(obligationKinds)),
  antal: option('antal', 'count', number(0, 366)),
  enhed: option('enhed', 'unit', terms(units)),
  regel: option('regel', 'rule', terms(countingRules)),
  slut: option('slut', 'end', terms(periodEnds)),
  før: option('før', 'before', words),
  efter: option('efter', 'every', number(1, 60)),
  leder: option('leder', 'leader', number(1, 60)),
  trin: option('trin', 'steps', words),
  frister: option('frister', 'for-deadlines', words),
  beskeder: option('beskeder', 'for-messages', words),
  person: option('person', 'person', personName),
  kl: option('kl', 'time', timeOfDay),
  reason: option('grund', 'reason', words),
});
type Args = z.output<typeof args>;

/** What a setting is called in the ledger, which fields it has, and what it was before. */
interface Kept {
  readonly id: string;
  readonly fields: readonly string[];
  readonly before: Readonly<Record<string, string>>;
}

export const changeSetting = defineCommand({
  name: 'indstilling',
  alias: 'setting',
  help: {
    da: 'Bestem fra en dato: minister, ministerium, udvalg, model, frister, påmindelser, kæder, lukkedage og beskedtid',
    en: 'Set from a date: minister, ministry, committee, model, deadlines, reminders, chains, closing days and digest time',
  },
  example: 'indstilling minister navn="Fornavn Efternavn" titel="Social- og boligminister" fra=01-03-2026',
  args,
  handle(given, context) {
    const kept = keeping(given, context);
    if (isRefusal(kept)) return kept;
    const changed = kept.fields.flatMap((field) => {
      const value = given[field as keyof Args];
      return value === undefined ? [] : [[field, String(value)] as const];
    });
    if (changed.length === 0)
      return refuse(
        'setting-empty',
        { setting: given.setting, fields: kept.fields },
        `indstilling ${given.setting} ${kept.fields[0]}="…" fra=${given.from}`,
      );
    const value = { ...kept.before, ...Object.fromEntries(changed) };
    const wrong = wrongField(given.setting, value, context);
    if (wrong) return wrong;
    const reason = given.reason ? context.seal(given.reason) : null;
    const event: Proposal = {
      type: 'setting-changed',
      data: { setting: kept.id, from: given.from, value, reason },
    };
    // A chain that letters go through already: whoever shortens it sees what it was.
    if (given.setting === 'kæde' && kept.before.trin !== undefined)
      return {
        view: [text(context.t.deadlines.chainChanges(kept.before.trin, value.trin ?? ''))],
        events: [event],
        confirm: true,
      };
    if (given.setting !== 'frist' && given.setting !== 'lukkedage') return { view: [], events: [event] };
    const { view, data } = whatMoves([event], context);
    return { view, data, events: [event], confirm: data.moves.length > 0 };
  },
});

function keeping(given: Args, context: Context): Kept | Refusal {
  const { register } = context;
  const { setting, from } = given;
  switch (setting) {
    case 'frist': {
      const kind = termKey(ruledKinds, given.slags);
      const fields = ['antal', 'enhed', 'regel', 'slut'];
      const choices = Object.values(ruledKinds);
      if (!kind && given.slags)
        return refuse(
          'unknown-choice',
          { label: 'slags', typed: given.slags, choices },
          `indstilling frist slags=orientering antal=10 fra=${from}`,
        );
      if (!kind)
        return missing(
          'slags',
          Object.values(ruledKinds),
          `indstilling frist slags=orientering antal=10 fra=${from}`,
        );
      return { id: `frist:${ruledKinds[kind]}`, fields, before: ruleFields(register, kind, from) };
    }
    case 'påmindelser': {
      const kind = termKey(obligationKinds, given.slags);
      const fields = ['før', 'efter', 'leder'];
      if (!kind)
        return missing(
          'slags',
          Object.values(obligationKinds),
          `indstilling påmindelser slags=orientering før="10,3" fra=${from}`,
        );
      return {
        id: `påmindelser:${obligationKinds[kind]}`,
        fields,
        before: ladderFields(register, kind, from),
      };
    }
    case 'kæde': {
      const chain = given.navn ?? standardChain;
      const steps = chainSteps(register, chain, from)
        ?.map((step) => step.join('+'))
        .join(', ');
      return { id: `kæde:${chain}`, fields: ['trin'], before: steps === undefined ? {} : { trin: steps } };
    }
    case 'lukkedage':
      return { id: 'lukkedage', fields: ['frister', 'beskeder'], before: closingFields(register, from) };
    case 'beskedtid': {
      const person = given.person === undefined ? context.actor : personNamed(context, given.person);
      return isRefusal(person) ? person : { id: `beskedtid:${person.id}`, fields: ['kl'], before: {} };
    }
    default:
      return plainSetting(setting, from, context);
  }
}

function plainSetting(setting: SettingName, from: LocalDate, { register }: Context): Kept {
  return {
    id: setting,
    fields: settingFields[setting],
    before: settingOn(register, setting, from)?.value ?? {},
  };
}

function missing(label: string, expected: readonly string[], line: string): Refusal {
  return refuse('missing-argument', { label, expected: expected.join(', ') }, line);
}

/** The field that cannot be so, with an example of one that can. */
function wrongField(
  setting: Name,
  value: Readonly<Record<string, string>>,
  context: Context,
): Refusal | undefined {
  const wrong = (label: string, example: string, expected = example) =>
    refuse(
      'invalid-value',
      { label, typed: value[label] ?? '', expected },
      context.line.replace(new RegExp(`${label}=("[^"]*"|\\S+)`), `${label}="${example}"`),
    );
  if (setting === 'kæde') {
    const steps = parseSteps(value.trin ?? '');
    const unknown = steps.flat().find((role) => !personFor(context.people, role, context.actor.id));
    if (unknown !== undefined) return refuse('nobody-for-role', { role: unknown }, 'hjælp indstilling');
    return steps.length === 0 ? wrong('trin', 'kontorchef, afdelingschef, minister') : undefined;
  }
  if (setting === 'lukkedage') {
    const label = ['frister', 'beskeder'].find((field) => !parseClosingDays(value[field] ?? ''));
    return label ? wrong(label, '5/6, 24/12, 31/12') : undefined;
  }
  if (setting === 'påmindelser' && !/^\s*(\d{1,3}\s*(,\s*\d{1,3}\s*)*)?$/.test(value.før ?? ''))
    return wrong('før', '10,3');
  const inHours = (value.kl ?? officeHours.from) >= officeHours.from && (value.kl ?? '') < officeHours.to;
  return setting === 'beskedtid' && !inHours
    ? wrong('kl', '08.30', context.t.deadlines.officeHours)
    : undefined;
}
