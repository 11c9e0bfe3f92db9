import { z } from 'zod';
import { maybe, words } from '../args.ts';
import { type Context, defineCommand } from '../command.ts';
import { describe, yearOf } from '../describe.ts';
import { roles } from '../permission.ts';
import type { EventType } from '../register/events.ts';
import { isRefusal, type Refusal, refuse } from '../register/refusal.ts';
import { effective } from '../register/register.ts';
import { list, text } from '../view/nodes.ts';
import { withConsequences } from './correct.ts';

/** A drafted letter has been read by somebody: it is cancelled, not taken back. Questions and openings are nothing to take back. */
const kept: readonly EventType[] = [
  'ledger-opened',
  'letter-drafted',
  'letter-rendered',
  // Its approvers were told: a new start asks them anew.
  'approval-stopped',
  'confirmation-asked',
  'confirmation-given',
  'command-undone',
];

export const undo = defineCommand({
  name: 'fortryd',
  alias: 'undo',
  help: {
    da: 'Tag din seneste registrering tilbage, eller en bestemt af dine egne, hvis intet bygger på den',
    en: 'Take back your latest recording, or a certain one of your own, if nothing rests on it',
  },
  example: 'fortryd',
  also: roles,
  confirm: true,
  args: z.object({ event: maybe(0, 'registrering', 'recording', words) }),
  handle(args, context) {
    const { register, history, t, actor } = context;
    const command = args.event === undefined ? latestCommand(context) : commandOf(args.event, context);
    if (isRefusal(command)) return command;
    if (command.length === 0) return refuse('nothing-to-undo', { person: actor.id }, 'historik 2025');
    const positions = command.filter(
      (position) => !kept.includes(history[position - 1]?.type ?? 'ledger-opened'),
    );
    if (positions.length === 0) return keptFor(command, context);
    const sentences = positions.flatMap((position) => {
      const event = history[position - 1];
      return event ? [`E-${position} ${describe(event, register, context)}`] : [];
    });
    const view = [text(t.says.correction.undo(sentences.length)), list(sentences)];
    return withConsequences(
      [{ type: 'command-undone', data: { events: positions } }],
      positions,
      view,
      context,
      (broken) => refuse('rests-on-it', { event: broken }, `ret E-${positions[0]} dato=… grund="…"`),
    );
  },
});

/** What cannot be taken back, and what can be done instead. */
function keptFor(command: readonly number[], { history }: Context): Refusal {
  for (const position of command) {
    const event = history[position - 1];
    if (event?.type === 'letter-drafted')
      return refuse('not-undoable', { command: 'udkast' }, `annullér ${event.data.letter} grund="…"`);
    if (event?.type === 'approval-stopped')
      return refuse(
        'not-undoable',
        { command: 'godkendelse stop' },
        `godkendelse start ${event.data.letter} holdt-op-mod-brevet=ja`,
      );
  }
  return refuse('not-undoable', { command: 'bekræft' }, 'historik 2025');
}

/** The events of the person's own command in which that event was recorded. */
function commandOf(typed: string, { history, actor, nameOf }: Context): number[] | Refusal {
  const position = Number(/^(?:E-?)?(\d{1,9})$/i.exec(typed.trim())?.[1] ?? 0);
  const event = history[position - 1];
  const line = `historik ${event ? (yearOf(event) ?? 2025) : 2025}`;
  if (!event) return refuse('unknown-event', { typed, most: history.length }, line);
  if (event.by !== actor.id)
    return refuse('not-your-recording', { event: position, by: nameOf(event.by) }, 'hjælp ret');
  const counting = effective(history);
  if (!counting[position - 1]) return refuse('already-undone', { event: position }, line);
  return history.flatMap((each, index) => (each.cause === event.cause && counting[index] ? [index + 1] : []));
}

/** The events of the person's newest command that still counts. */
function latestCommand({ history, actor }: Context): number[] {
  const counting = effective(history);
  const unfinished: readonly EventType[] = ['ledger-opened', 'confirmation-asked', 'command-undone'];
  const last = history.findLastIndex(
    (event, index) =>
      event.by === actor.id &&
      counting[index] !== undefined &&
      !unfinished.includes(event.type) &&
      !isUndoing(history[index - 1], event),
  );
  const cause = history[last]?.cause;
  if (cause === undefined) return [];
  return history.flatMap((event, index) => (event.cause === cause && counting[index] ? [index + 1] : []));
}

/** The confirmation and the drafts that came with an undoing belong to it. */
function isUndoing(
  before: { readonly cause: string; readonly type: EventType } | undefined,
  event: { readonly cause: string; readonly type: EventType },
): boolean {
  return (
    before !== undefined &&
    before.cause === event.cause &&
    (before.type === 'command-undone' || kept.includes(event.type)) &&
    kept.includes(event.type)
  );
}
