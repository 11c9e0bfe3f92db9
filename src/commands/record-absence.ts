import { z } from 'zod';
import { date, personName, positional, required } from '../args.ts';
import { defineCommand } from '../command.ts';
import { actingFor, leadersOf } from '../obligations/people.ts';
import { roles } from '../permission.ts';
import { isRefusal, refuse } from '../register/refusal.ts';
import { text } from '../view/nodes.ts';
import { personNamed } from './find-obligation.ts';
import { supposedRegister } from './suppose.ts';

export const recordAbsence = defineCommand({
  name: 'fravær',
  alias: 'absence',
  help: {
    da: 'Registrér, hvem der er væk hvornår, og hvem der træder til; for dig selv eller for dem, du leder',
    en: 'Record who is away when, and who stands in; for yourself, or for those you lead',
  },
  example: 'fravær kontorchef fra=07-07-2025 til=25-07-2025 stedfortræder=leder',
  also: roles,
  args: z.object({
    person: positional(0, 'person', 'person', personName),
    from: required('fra', 'from', date),
    to: required('til', 'to', date),
    substitute: required('stedfortræder', 'substitute', personName),
  }),
  handle(args, context) {
    const { actor, people, today, nameOf, line, t } = context;
    const person = personNamed(context, args.person);
    if (isRefusal(person)) return person;
    const substitute = personNamed(context, args.substitute);
    if (isRefusal(substitute)) return substitute;
    const may =
      context.supposing ||
      actor.id === person.id ||
      leadersOf(people, person.id).some((each) => each.id === actor.id);
    if (!may) return refuse('not-your-absence', { person: person.name }, `hjælp fravær`);
    const others = people.filter((each) => each.id !== person.id);
    if (substitute.id === person.id)
      return refuse(
        'own-substitute',
        { person: person.name },
        line.replace(/(stedfortræder|substitute)=\S+/i, `$1=${others[0]?.id ?? 'leder'}`),
      );
    if (args.to < args.from)
      return refuse(
        'period-reversed',
        { from: args.from, to: args.to },
        `fravær ${person.id} fra=${args.to} til=${args.from} stedfortræder=${substitute.id}`,
      );
    if (args.to < today)
      return refuse('date-in-past', { date: args.to, today }, line.replace(/(til|to)=\S+/i, `$1=${today}`));
    const data = { person: person.id, from: args.from, to: args.to, substitute: substitute.id };
    const event = { type: 'absence-recorded' as const, data };
    const after = supposedRegister(context, [event]);
    const [, firstDay = today] = [args.from, today].sort();
    const acting = actingFor(after, people, person.id, firstDay);
    return {
      // The substitute may be away, too: then it is somebody else who gets the messages.
      view: acting === substitute.id ? [] : [text(t.deadlines.standInAway(firstDay, nameOf(acting)))],
      events: [event],
      data: { ...data, acting },
    };
  },
});
