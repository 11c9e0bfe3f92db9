// Who may do what. The secretariat records; everybody reads; a few commands name further roles.
import type { Person } from './ports.ts';
import { type Refusal, refuse } from './register/refusal.ts';

export const roles = [
  'sagsbehandler',
  'leder',
  'kontorchef',
  'afdelingschef',
  'departementschef',
  'ministersekretariat',
  'minister',
] as const;

export const secretariat: readonly string[] = ['sagsbehandler', 'leder', 'kontorchef'];

/** What of a command says who may run it. */
interface Guarded {
  readonly name: string;
  readonly reads: boolean;
  readonly also: readonly string[];
}

/** Undefined when the person may. */
export function forbidden(command: Guarded, person: Person): Refusal | undefined {
  const allowed = [...secretariat, ...command.also];
  if (command.reads || person.roles.some((role) => allowed.includes(role))) return undefined;
  return refuse('not-allowed', { command: command.name, roles: allowed }, 'overblik');
}
