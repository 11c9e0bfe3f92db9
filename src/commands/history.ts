import { z } from 'zod';
import { positional, words } from '../args.ts';
import { clockTime, withOffset } from '../calendar/time.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { concerns, describe, yearOf } from '../describe.ts';
import { tellingApart } from '../obligations/people.ts';
import type { Event } from '../register/events.ts';
import { findMunicipality } from '../register/municipality.ts';
import { isRefusal } from '../register/refusal.ts';
import { effective } from '../register/register.ts';
import type { Position } from '../register/state.ts';
import { heading, list, text } from '../view/nodes.ts';
import { letterNamed } from './find.ts';

export const showHistory = defineCommand({
  name: 'historik',
  alias: 'history',
  help: {
    da: 'Se alt, der er registreret om en kommune, et brev eller et år, med hvem og hvornår',
    en: 'See everything recorded of a municipality, a letter or a year, with who and when',
  },
  example: 'historik Vejen',
  reads: true,
  args: z.object({ what: positional(0, 'kommune|brev|år', 'municipality|letter|year', words) }),
  handle({ what }, context) {
    if (/^20\d\d$/.test(what)) return historyOf(what, (event) => yearOf(event) === Number(what), context);
    const municipality = findMunicipality(what);
    if (municipality)
      return historyOf(
        municipality.name,
        (event) => concerns(event, context.register).includes(municipality.code),
        context,
      );
    const letter = letterNamed(context.register, what);
    if (isRefusal(letter)) return letter;
    return historyOf(
      letter.id,
      (event) => 'letter' in event.data && event.data.letter === letter.id,
      context,
    );
  },
});

function historyOf(of: string, isAbout: (event: Event) => boolean, context: Context): Reply {
  const { says } = context.t;
  const entries = tellingApart(context.nameOf, says.names, (nameOf) =>
    entriesOf(isAbout, { ...context, nameOf }),
  );
  if (entries.length === 0) return { view: [text(says.history.none(of))], data: { events: [] } };
  const lines = entries.map((each) => `${each.event} · ${each.shown} · ${each.text}`);
  return {
    view: [heading(says.history.title(of)), list(lines)],
    data: { events: entries.map(({ shown: _shown, ...entry }) => entry) },
  };
}

interface Entry {
  readonly event: string;
  readonly at: string;
  /** When and by whom. */
  readonly shown: string;
  readonly by: string;
  readonly text: string;
}

/** Corrections, undoings and removals come along with what they concern. */
function entriesOf(isAbout: (event: Event) => boolean, context: Context): Entry[] {
  const { history, register, t, nameOf } = context;
  const counting = effective(history);
  const shown = new Set<number>();
  const positions = new Map(history.map(({ id }, index) => [id, index + 1]));
  return history.flatMap((event, index) => {
    const position = index + 1;
    const concerned = concernedBy(event, positions);
    // The files are the draft's; the draft's own line tells of them.
    if (event.type === 'letter-rendered' || !(concerned?.some((each) => shown.has(each)) ?? isAbout(event)))
      return [];
    shown.add(position);
    const undone = counting[index] === undefined ? ` (${t.says.history.undone})` : '';
    return [
      {
        event: `E-${position}`,
        at: withOffset(event.at),
        shown: `${clockTime(event.at)} ${t.says.by(nameOf(event.by))}`,
        by: event.by,
        text: `${describe(event, register, context)}${undone}`,
      },
    ];
  });
}

/** The positions of the events that it changes; undefined for a fact of its own. */
function concernedBy(
  event: Event,
  positions: ReadonlyMap<string, Position>,
): readonly Position[] | undefined {
  switch (event.type) {
    case 'fact-corrected':
      return [event.data.event];
    case 'command-undone':
      return event.data.events;
    case 'text-redacted':
      return [positions.get(event.data.event) ?? 0];
    default:
      return undefined;
  }
}
