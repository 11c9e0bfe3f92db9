// The operator's commands, in the order in which the help shows them.

import type { AdminCommand } from './command.ts';
import { journal } from './filing/journal.ts';
import { people } from './people/people.ts';
import { redact } from './removal/redact.ts';
import { exportHistory } from './rereading/export.ts';
import { replay } from './rereading/replay.ts';
import { backup } from './safekeeping/backup.ts';
import { migrate } from './safekeeping/migrate.ts';
import { restore } from './safekeeping/restore.ts';
import { verify } from './safekeeping/verify.ts';
import { doctor } from './start/doctor.ts';
import { init } from './start/init.ts';

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
