// What stands beside the fields of forms, for tests that are about something else.
import { commands } from '../../src/commands/index.ts';
import { argumentsOf } from '../../src/parse.ts';
import { formOf } from '../../src/view/form.ts';

/** The words beside a field, by the argument as it is typed: wordings of forms are nothing that a story is about. */
export function labelOf(command: string, key: string): string {
  const found = commands.find(({ name }) => name === command);
  const argument = found && argumentsOf(found).find((each) => each.key.da === key);
  const fields = found ? formOf(found, 'da').fields : [];
  return fields.find(({ name }) => name === argument?.name)?.label ?? key;
}
