// The people of a fresh folder: one a role, for demos, exercises and a first look.
import { roles } from '../permission.ts';
import type { Person } from '../ports.ts';

const leaderOf: Readonly<Record<string, string>> = {
  sagsbehandler: 'leder',
  leder: 'kontorchef',
  kontorchef: 'afdelingschef',
  afdelingschef: 'departementschef',
  ministersekretariat: 'departementschef',
  departementschef: 'minister',
};

/** One a role, each with the next as leader. */
export const consolePeople: readonly Person[] = roles.map((role) => ({
  id: role,
  name: role.charAt(0).toUpperCase() + role.slice(1),
  roles: [role],
  locale: 'da',
  leader: leaderOf[role] ?? null,
}));
