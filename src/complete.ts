// What may come next in a half-typed line: commands, option names, municipalities, choices, letters.
import type { Command } from './command.ts';
import { nearest } from './nearest.ts';
import { argumentsOf, findCommand } from './parse.ts';
import { foldName, spellings } from './register/municipality.ts';
import { isRefusal } from './register/refusal.ts';
import type { Register } from './register/state.ts';
import { quote, tokenise } from './tokens.ts';

/** Whole last words that go on from what is typed, and the part of it that they replace. */
export function completions(
  commands: readonly Command[],
  register: Register,
  line: string,
): { words: string[]; replaces: string } {
  const last = /[^ ]*$/.exec(line)?.[0] ?? '';
  const before = tokenise(line.slice(0, line.length - last.length));
  const typed = isRefusal(before) ? [] : before;
  const found = typed.length > 0 ? findCommand(commands, typed) : undefined;
  if (!found || isRefusal(found))
    return { words: commandNames(commands, line.trimStart()), replaces: line.trimStart() };
  const specs = argumentsOf(found.command);
  const option = /^([^=]+)=(.*)$/.exec(last);
  if (option) {
    const spec = specs.find((each) => each.key.da === option[1] || each.key.en === option[1]);
    const values = spec ? choicesOf(spec, register) : [];
    return {
      words: starting(values, option[2] ?? '').map((value) => `${option[1]}=${quote(value)}`),
      replaces: last,
    };
  }
  const given = found.rest.filter((token) => token.key === null).length;
  const place = specs.find((spec) => spec.position === given);
  const used = new Set(found.rest.map((token) => token.key));
  const keys = specs
    .filter((spec) => spec.position === undefined && (spec.many || !used.has(spec.key.da)))
    .map((spec) => `${spec.key.da}=`);
  const values = place ? starting(choicesOf(place, register), last) : [];
  return { words: [...values.map(quote), ...starting(keys, last)], replaces: last };
}

/** The municipalities that a beginning can mean, by name or by a spelling that is understood; the likeliest first. */
export function suggestMunicipalities(typed: string, most: number): string[] {
  const folded = foldName(typed);
  const known = [...spellings()];
  const begins = known.filter(([form]) => form.startsWith(folded));
  const within = known.filter(([form]) => form.includes(folded));
  const near =
    begins.length > 0
      ? []
      : nearest(
          folded,
          known.map(([form]) => form),
          3,
        );
  const names = [...begins, ...within].map(([, name]) => name);
  return [...new Set([...names, ...near.map((form) => spellings().get(form) ?? '')])].slice(0, most);
}

function commandNames(commands: readonly Command[], typed: string): string[] {
  return starting(
    commands.map((command) => command.name),
    typed,
  ).map((name) => `${name} `);
}

function choicesOf(spec: ReturnType<typeof argumentsOf>[number], register: Register): string[] {
  if (spec.choices) return [...spec.choices];
  if (spec.kind === 'year') return [...register.rounds.keys()].map(String);
  return /brev/.test(spec.key.da) && spec.kind === 'text' ? [...register.letters.keys()] : [];
}

function starting(words: readonly string[], typed: string): string[] {
  return words.filter((word) => word.toLowerCase().startsWith(typed.toLowerCase()));
}
