// Ten years of three areas, from the file to the record: read in the child process, shown, confirmed.
import { createDocuments } from '../../src/documents/documents.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { mapAreas } from '../../src/register/terms.ts';
import { playedBot } from '../support/played-bot.ts';
import type { Figure } from './figure.ts';

const rounds = 5;
const years = Array.from({ length: 10 }, (_, index) => 2015 + index);

export async function benchDanmarkskort(): Promise<readonly Figure[]> {
  const documents = createDocuments();
  const imported: number[] = [];
  const shown: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const { tell } = await playedBot('2025-08-01 09:00', { 'tal.csv': table() }, undefined, documents);
      const begun = performance.now();
      await tell('danmarkskort importér tal.csv kilde="Ankestyrelsen" udtrukket=01-07-2025', 'bekræft C-1');
      const done = performance.now();
      await tell('danmarkskort vis børnehandicap 2020');
      // The first starts the child process and warms up.
      if (round === 0) continue;
      imported.push(done - begun);
      shown.push(performance.now() - done);
    }
  } finally {
    await documents.close();
  }
  const size = `${years.length} years × ${municipalities.length} × ${Object.keys(mapAreas).length}`;
  return [
    { name: `Danmarkskort: ${size} imported`, unit: 'ms', rounds: imported, target: 1000 },
    { name: 'Danmarkskort: one shown', unit: 'ms', rounds: shown },
  ];
}

function table(): string {
  const rows = years.flatMap((year) =>
    Object.values(mapAreas).flatMap((area) =>
      municipalities.map(
        ({ name }, index) => `${year};${area};${name};${index % 7};${index % 5};${index % 11}`,
      ),
    ),
  );
  return ['år;område;kommune;hjemvist;ændret;stadfæstet', ...rows].join('\n');
}
