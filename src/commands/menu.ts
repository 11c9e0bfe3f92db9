import { z } from 'zod';
import { type Command, defineCommand } from '../command.ts';
import { forbidden, secretariat } from '../permission.ts';
import { actions, heading, text } from '../view/nodes.ts';

/** `menu` knows the other commands by being handed their list. */
export function menuOf(commands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'menu',
    alias: 'menu',
    help: { da: 'Se, hvad du oftest har brug for', en: 'See what you need most often' },
    example: 'menu',
    reads: true,
    args: z.object({}),
    handle(_args, { actor, register, t, locale }) {
      const { menu } = t.cards;
      const year = [...register.rounds.keys()].sort().at(-1);
      const records = actor.roles.some((role) => secretariat.includes(role));
      return {
        view: [
          heading(menu.title),
          ...(records
            ? [
                text(menu.record),
                actions(
                  { label: menu.answer, line: 'svar <kommune> <ja|nej>' },
                  { label: menu.letter, line: 'brev <kommune> <fil>' },
                  { label: menu.draft, line: `udkast orientering ${year ?? '<år>'}` },
                ),
              ]
            : []),
          text(menu.see),
          actions(
            { label: menu.home, line: 'forside' },
            { label: menu.deadlines, line: 'frister' },
            { label: menu.overview, line: 'overblik' },
            { label: menu.absence, line: `fravær ${actor.id} fra=<dato> til=<dato> stedfortræder=<person>` },
            { label: menu.help, line: 'hjælp' },
          ),
          {
            kind: 'menu',
            label: menu.all,
            actions: commands()
              .filter((each) => !forbidden(each, actor))
              .map((each) => {
                const name = locale === 'da' ? each.name : each.alias;
                return { label: name, line: name };
              }),
          },
        ],
        data: null,
      };
    },
  }) as Command;
}
