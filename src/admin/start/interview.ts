// Questions on the terminal, one line each; an answer that cannot be taken is asked for again with the reason.
import { createInterface } from 'node:readline';
import type { z } from 'zod';

export interface Interview {
  /** `preset` is taken for an empty line; without one an answer must be given. */
  ask<S extends z.ZodType>(question: string, schema: S, preset?: string): Promise<z.output<S>>;
  /** Ja or nej. */
  confirm(question: string, preset: 'ja' | 'nej'): Promise<boolean>;
  say(text: string): void;
  close(): void;
}

/** There was no answer: the terminal was closed, or the file with the answers has ended. */
export class NoAnswer extends Error {}

export function openInterview(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Interview {
  const reader = createInterface({ input });
  // Not `question`: it drops the lines that come before they are asked for, as from a file.
  const lines = reader[Symbol.asyncIterator]();
  const say = (text: string) => void output.write(`${text}\n`);

  async function line(question: string, preset: string | undefined): Promise<string> {
    output.write(preset ? `${question} [${preset}] ` : `${question} `);
    const next = await lines.next();
    if (next.done) throw new NoAnswer(question);
    return next.value.trim() || (preset ?? '');
  }

  return {
    async ask(question, schema, preset) {
      for (;;) {
        const parsed = schema.safeParse(await line(question, preset));
        if (parsed.success) return parsed.data;
        say(`  ${parsed.error.issues[0]?.message ?? 'Det kan ikke bruges.'}`);
      }
    },
    async confirm(question, preset) {
      for (;;) {
        const answer = (await line(question, preset)).toLowerCase();
        if (/^(j|ja|y|yes)$/.test(answer)) return true;
        if (/^(n|nej|no)$/.test(answer)) return false;
        say('  Svar ja eller nej.');
      }
    },
    say,
    close: () => reader.close(),
  };
}
