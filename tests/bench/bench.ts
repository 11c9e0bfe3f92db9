// `npm run bench`: figures of this machine, printed beside their targets. Run it on a quiet one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFigure } from './figure.ts';
import { benchObligations } from './obligations.ts';
import { benchLetter, benchProductStart } from './product.ts';
import { benchCommits, benchStart } from './store.ts';

const folder = await mkdtemp(join(tmpdir(), 'forloebsvagten-bench-'));
try {
  for (const bench of [benchObligations, benchProductStart, benchLetter, benchStart, benchCommits]) {
    for (const figure of await bench(folder)) console.log(formatFigure(figure));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
