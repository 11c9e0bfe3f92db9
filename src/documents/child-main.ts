// What runs in the child process: one message in, one answer out. Started by child.ts only.

import type { Page } from './page.ts';
import type { LetterFormat, ReadFile, TableFormat } from './reading/format.ts';

export type Job =
  | { readonly kind: 'typeset'; readonly page: Page }
  | ({ readonly kind: 'read'; readonly bytes: Uint8Array } & (
      | { readonly as: 'letter'; readonly format: LetterFormat }
      | { readonly as: 'table'; readonly format: TableFormat }
    ));

export type Answer =
  | { readonly outcome: 'typeset'; readonly bytes: Uint8Array }
  | { readonly outcome: 'read'; readonly file: ReadFile }
  | { readonly outcome: 'fault'; readonly fault: unknown };

async function answer(job: Job): Promise<Answer> {
  // Loaded by need: a process that sets letters never loads the pdf reader, and the other way round.
  if (job.kind === 'typeset') {
    const { typeset } = await import('./typeset.ts');
    return { outcome: 'typeset', bytes: typeset(job.page) };
  }
  const { limitMemory } = await import('./reading/limit-memory.ts');
  limitMemory();
  if (job.as === 'table') {
    const { readTable } = await import('./reading/read-table.ts');
    return { outcome: 'read', file: await readTable(job.format, job.bytes) };
  }
  const { readLetter } = await import('./reading/read-letter.ts');
  return { outcome: 'read', file: await readLetter(job.format, job.bytes) };
}

process.on('message', (job: Job) => {
  answer(job).then(
    (reply) => process.send?.(reply),
    (fault: unknown) => process.send?.({ outcome: 'fault', fault } satisfies Answer),
  );
});
