import { z } from 'zod';
import { positional, words } from '../args.ts';
import { defineCommand, shownDigest } from '../command.ts';
import { wordsOf } from '../letters/danish.ts';
import { roles } from '../permission.ts';
import { lacksWords } from '../register/redaction.ts';
import { isRefusal, refuse } from '../register/refusal.ts';

export const confirm = defineCommand({
  name: 'bekræft',
  alias: 'confirm',
  help: { da: 'Bekræft det, du lige er blevet vist', en: 'Confirm what you have just been shown' },
  example: 'bekræft C-1',
  also: roles,
  args: z.object({ confirmation: positional(0, 'nummer', 'number', words) }),
  handle(args, context) {
    const id = `C-${/^(?:c-?)?(\d+)$/i.exec(args.confirmation)?.[1] ?? '?'}`;
    const asked = context.register.confirmations.get(id);
    if (!asked || asked.given)
      return refuse('unknown-confirmation', { typed: args.confirmation }, 'historik 2025');
    const line = asked.line.text;
    if (asked.by !== context.actor.id)
      return refuse('not-your-confirmation', { confirmation: id }, line ?? 'hjælp');
    if (line === undefined || lacksWords(asked.attachments))
      return refuse('facts-changed', { confirmation: id }, line ?? 'hjælp');
    const attachments = Object.fromEntries(
      asked.attachments.map(({ argument, file, words }) => [argument, { file, words: wordsOf(words) }]),
    );
    const prepared = context.prepare(line, { attachments });
    if (isRefusal(prepared)) return prepared;
    const reply = prepared.run();
    // What the person saw is what is recorded; else it must be seen anew.
    if (isRefusal(reply) || shownDigest(reply, context.digest) !== asked.shown)
      return refuse('facts-changed', { confirmation: id }, line);
    return {
      ...reply,
      confirm: false,
      events: [...(reply.events ?? []), { type: 'confirmation-given', data: { confirmation: id } }],
    };
  },
});
