// The door of the operator's tools: `npm run -s admin -- …`. Nothing imports it.
import { digest, randomIds, systemClock } from '../surroundings.ts';
import { runAdmin } from './run.ts';

process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  here: process.env.INIT_CWD ?? process.cwd(),
  clock: systemClock,
  ids: randomIds,
  digest,
  say: (text) => void process.stdout.write(`${text}\n`),
  warn: (text) => void process.stderr.write(`${text}\n`),
});
