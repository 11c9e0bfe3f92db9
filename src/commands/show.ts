import { z } from 'zod';
import { positional, words } from '../args.ts';
import { type Context, defineCommand, type Reply } from '../command.ts';
import { describe } from '../describe.ts';
import { errorsOf } from '../letters/checks.ts';
import { letterOf } from '../letters/draft.ts';
import type { Letter } from '../letters/letter.ts';
import { findMunicipality } from '../register/municipality.ts';
import { offerState, offersOf } from '../register/offer.ts';
import { isUnsent, letterState, newestDraft } from '../register/outgoing.ts';
import { isRefusal } from '../register/refusal.ts';
import { effective } from '../register/register.ts';
import type { OutgoingLetter } from '../register/state.ts';
import { areas, letterStates, offerStates } from '../register/terms.ts';
import { actions, divider, heading, list, type Node, text } from '../view/nodes.ts';
import { letterFindings } from './check-letter.ts';
import { letterNamed } from './find.ts';

export const show = defineCommand({
  name: 'vis',
  alias: 'show',
  help: {
    da: 'Vis et brev eller det, der er registreret om en kommune',
    en: 'Show a letter, or what is recorded of a municipality',
  },
  example: 'vis Brev-1',
  reads: true,
  args: z.object({ what: positional(0, 'kommune|brev', 'municipality|letter', words) }),
  handle({ what }, context) {
    const municipality = findMunicipality(what);
    if (municipality) return showMunicipality(municipality.code, municipality.name, context);
    const letter = letterNamed(context.register, what);
    return isRefusal(letter) ? letter : showLetter(letter, context);
  },
});

function showMunicipality(code: string, name: string, context: Context): Reply {
  const { register, history, t } = context;
  const offers = offersOf(register).filter((offer) => offer.municipality === code);
  if (offers.length === 0)
    return { view: [text(t.says.shown.nothing(name))], data: { municipality: name, offers: [] } };
  const counting = effective(history);
  const view: Node[] = offers.flatMap((offer) => {
    const round = register.rounds.get(offer.year);
    const letters = [...(round?.letters.values() ?? [])].filter((letter) => letter.offers.includes(offer.id));
    const positions = [
      offer.recorded,
      ...[...offer.contacts, ...offer.treatments, ...offer.answers].map((each) => each.recorded),
      ...letters.flatMap((letter) => [letter.recorded, letter.journalised?.recorded ?? letter.recorded]),
      ...(offer.withdrawn ? [offer.withdrawn.recorded] : []),
    ];
    const lines = [...new Set(positions)]
      .sort((a, b) => a - b)
      .flatMap((position) => {
        const event = counting[position - 1];
        return event ? [`E-${position} ${describe(event, register, context)}`] : [];
      });
    return [
      heading(
        `${name}, ${offer.area ? areas[offer.area] : ''} ${offer.year}: ${offerStates[offerState(offer)]}`,
      ),
      list(lines),
    ];
  });
  const data = {
    municipality: name,
    offers: offers.map((offer) => ({
      year: offer.year,
      area: offer.area ? areas[offer.area] : null,
      state: offerStates[offerState(offer)],
    })),
  };
  return { view, data };
}

function showLetter(letter: OutgoingLetter, context: Context): Reply {
  const { t } = context;
  const draft = newestDraft(letter);
  const content = letterOf(draft);
  const title = content.parts.find((part) => part.role === 'title')?.text ?? '';
  const found = letterFindings(context, letter);
  const errors = errorsOf(found).length;
  const open = isUnsent(letter);
  return {
    view: [
      heading(`${letter.id} version ${draft.version}: ${letterStates[letterState(letter)]}`),
      ...letterNodes(content, context),
      divider,
      ...(open
        ? [
            text(t.says.letter.check(errors, found.length - errors)),
            actions({ label: t.says.next.check, line: `kontrol ${letter.id}` }),
          ]
        : []),
    ],
    data: {
      letter: {
        id: letter.id,
        version: draft.version,
        state: letterStates[letterState(letter)],
        title,
        parts: content.parts.map(({ id, text: words, events }) => ({ id, text: words, events })),
        annexes: content.annexes,
      },
    },
    files: draft.files,
  };
}

/** The letter as it will be read, with the name and the events of each part. */
function letterNodes(letter: Letter, { t }: Context): Node[] {
  return letter.parts.flatMap((part): Node[] => {
    const words =
      part.role === 'list' || part.role === 'annexes'
        ? list(part.text.split('\n'))
        : text(part.text.replaceAll('\n', part.role === 'reference' ? ' ' : '\n'));
    const from = part.events.length > 0 ? `, ${t.says.letter.rests(part.events.join(', '))}` : '';
    return [text(`[${part.id}${from}]`), words];
  });
}
