// The commands by what people call them: folded once, as every line that is typed is looked up here.
import { foldTerm } from './args.ts';
import type { Command } from './command.ts';

const byName = new WeakMap<readonly Command[], ReadonlyMap<string, Command>>();

/** The commands by name and alias, folded; of two with the same name the first. */
export function commandsByName(commands: readonly Command[]): ReadonlyMap<string, Command> {
  const before = byName.get(commands);
  if (before) return before;
  const names = new Map<string, Command>();
  for (const command of commands)
    for (const name of [command.name, command.alias].map(foldTerm))
      if (!names.has(name)) names.set(name, command);
  byName.set(commands, names);
  return names;
}
