import { z } from 'zod';
import { positional, words } from '../args.ts';
import { clockTime, withOffset } from '../calendar/time.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { concerns, describe, yearOf } from '../describe.ts';
import type { Event } from '../register/events.ts';
import { findMunicipality } from '../register/municipality.ts';
import { isRefusal } from '../register/refusal.ts';
import { effective } from '../register/register.ts';
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

/** Corrections and undoings come along with what they concern. */
function historyOf(of: string, isAbout: (event: Event) => boolean, context: Context): Reply {
  const { history, register, t } = context;
  const counting = effective(history);
  const entries: { event: string; at: string; shown: string; by: string; text: string }[] = [];
  const shown = new Set<number>();
  history.forEach((event, index) => {
    const position = index + 1;
    const about =
      event.type === 'fact-corrected'
        ? shown.has(event.data.event)
        : event.type === 'command-undone'
          ? event.data.events.some((each) => shown.has(each))
          : isAbout(event);
    // The files are the draft's; the draft's own line tells of them.
    if (!about || event.type === 'letter-rendered') return;
    shown.add(position);
    const undone = counting[index] === undefined ? ` (${t.says.history.undone})` : '';
    entries.push({
      event: `E-${position}`,
      at: withOffset(event.at),
      shown: clockTime(event.at),
      by: event.by,
      text: `${describe(event, register, context)}${undone}`,
    });
  });
  if (entries.length === 0) return { view: [text(t.says.history.none(of))], data: { events: [] } };
  const lines = entries.map(
    (each) => `${each.event} · ${each.shown} ${t.says.by(context.nameOf(each.by))} · ${each.text}`,
  );
  return {
    view: [heading(t.says.history.title(of)), list(lines)],
    data: { events: entries.map(({ shown: _shown, ...entry }) => entry) },
  };
}
