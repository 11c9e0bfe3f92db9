// The card of one version of a letter to the committee: how far it is, whom it waits for, and the buttons of that step.
import { describe, municipalitiesOf } from '../describe.ts';
import { sentLine } from '../obligations/letter-duties.ts';
import { actingFor, waitsFor } from '../obligations/people.ts';
import { contentOf, isRunning, openStep } from '../register/approval-state.ts';
import type { Event } from '../register/events.ts';
import { isUnsent, letterState, newestDraft } from '../register/outgoing.ts';
import type { OutgoingLetter, Position } from '../register/state.ts';
import { letterStates } from '../register/terms.ts';
import { type Action, actions, heading, list, type Node, text, warning } from '../view/nodes.ts';
import type { CardWorld, DrawnCard } from './world.ts';

/** Undefined when the letter is not in the register. */
export function letterCard(event: Event<'letter-drafted'>, world: CardWorld): DrawnCard | undefined {
  const { register, people, t, nameOf } = world;
  const { letter: id, version } = event.data;
  const letter = register.letters.get(id);
  const draft = letter?.versions.find((each) => each.version === version);
  if (!letter || !draft) return undefined;
  const newest = newestDraft(letter);
  // The sending stamps number and date on a version of its own: it is the same letter.
  const isNewest = contentOf(newest) === contentOf(draft);
  const { approval } = letter;
  const state = letterState(letter);
  const decisions = (isNewest ? (approval?.decisions ?? []) : []).map((each) => said(each, world));
  const ending = isNewest ? (approval?.returned ?? approval?.stopped) : undefined;
  const waits = isNewest && isUnsent(letter) && isRunning(approval) ? waitsFor(people, approval) : [];
  const acting = waits.map((owner) => {
    const deputy = actingFor(register, people, owner, world.today);
    return deputy === owner ? nameOf(owner) : t.deadlines.approval.actsFor(nameOf(deputy), nameOf(owner));
  });
  const title = heading(t.cards.letter(id, version));
  const buttons = isNewest ? buttonsOf(letter, world) : [];
  const view: Node[] = [
    title,
    text(t.cards.drafted(nameOf(draft.by), municipalitiesOf(event, world), event.at)),
    ...(isNewest
      ? [text(t.cards.state(t.says.term(letterStates[state])))]
      : [warning(t.cards.newer(newest.version))]),
    ...(decisions.length > 0 ? [list(decisions)] : []),
    ...(ending ? [warning(said(ending, world))] : []),
    ...(acting.length > 0 ? [text(t.cards.waits(t.says.list(acting)))] : []),
    ...(isNewest && letter.sent ? [text(t.cards.sent(t.says.date(letter.sent.date)))] : []),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
  return {
    view,
    guarded: [title, text(t.cards.guarded(id))],
    files: { refs: draft.files, words: t.cards.filesOf(t.cards.letter(id, version)) },
  };
}

/** A decision as the history tells it; with who recorded it where that is another. */
function said(
  { recorded, by, decider }: { readonly recorded: Position; readonly by: string; readonly decider?: string },
  world: CardWorld,
): string {
  const event = world.told[recorded - 1] ?? world.history[recorded - 1];
  if (!event) return '';
  const sentence = describe(event, world.register, world);
  return decider === undefined || decider === by
    ? sentence
    : `${sentence} ${world.t.cards.recorded(world.nameOf(by), event.at)}`;
}

function buttonsOf(letter: OutgoingLetter, { t }: CardWorld): Action[] {
  const { id, approval } = letter;
  const { version } = newestDraft(letter);
  const { buttons } = t.duties;
  const read: Action = { label: buttons.read, line: `vis ${id}` };
  switch (letterState(letter)) {
    case 'draft':
      return [
        read,
        { label: t.cards.check, line: `kontrol ${id}` },
        // That the reasons were held against the letter is for the person to say, not for a button.
        { label: t.cards.start, line: `godkendelse start ${id} holdt-op-mod-brevet=<ja>` },
      ];
    case 'in-approval': {
      const step = approval ? openStep(approval) + 1 : 1;
      return [
        read,
        { label: buttons.approve(version), line: `godkend ${id} v=${version} trin=${step}` },
        { label: buttons.giveBack, line: `returnér ${id} "<grund>" v=${version}` },
        { label: buttons.show, line: `godkendelse vis ${id}` },
      ];
    }
    case 'returned':
      return [read, { label: buttons.show, line: `godkendelse vis ${id}` }];
    case 'approved':
      return [read, { label: t.cards.markSent, line: sentLine(letter) }];
    default:
      return [read];
  }
}
