// `npm run bench`: figures of this machine, printed beside their targets; `npm run bench -- slack` for those of one part.
// Run it on a quiet one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchDanmarkskort } from './danmarkskort.ts';
import { formatFigure } from './figure.ts';
import { benchObligations } from './obligations.ts';
import { benchPostgres } from './postgres.ts';
import { benchLetter, benchProductStart } from './product.ts';
import { benchSlack } from './slack.ts';
import { benchCommits, benchStart } from './store.ts';
import { benchTeams } from './teams.ts';

const parts = {
  danmarkskort: [benchDanmarkskort],
  obligations: [benchObligations],
  product: [benchProductStart, benchLetter],
  store: [benchStart, benchCommits],
  postgres: [benchPostgres],
  // The last: they take one core for good.
  slack: [benchSlack],
  teams: [benchTeams],
};

const wanted = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-bench-'));
try {
  for (const [part, benches] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(part)) continue;
    for (const bench of benches) for (const figure of await bench(folder)) console.log(formatFigure(figure));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
