// The operator's commands, in the order in which the help shows them.
import { backup } from './backup.ts';
import type { AdminCommand } from './command.ts';
import { doctor } from './doctor.ts';
import { exportHistory } from './export.ts';
import { init } from './init.ts';
import { journal } from './journal.ts';
import { migrate } from './migrate.ts';
import { people } from './people.ts';
import { redact } from './redact.ts';
import { replay } from './replay.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

export const adminCommands: readonly AdminCommand[] = [
  init,
  doctor,
  verify,
  backup,
  restore,
  migrate,
  redact,
  people,
  journal,
  exportHistory,
  replay,
];
