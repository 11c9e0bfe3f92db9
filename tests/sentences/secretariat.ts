// The secretariat that the sentences are typed in: Wednesday 5 February 2025, Greve has said no, Vejen has not answered.

import type { Answer, Bot } from '../../src/bot.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { consolePeople } from '../../src/config/people.ts';
import type { Person } from '../../src/ports.ts';
import { memoryDirectory } from '../../store/memory/directory.ts';
import { playedParts } from '../support/played-bot.ts';
import { anyFile } from '../support/round.ts';

const person = (id: string, name: string, role: string, leader: string | null): Person => ({
  id,
  name,
  roles: [role],
  locale: 'da',
  leader,
});

const people: readonly Person[] = [
  person('anna', 'Anna Berg', 'sagsbehandler', 'mette'),
  person('lars', 'Lars Friis', 'sagsbehandler', 'mette'),
  person('mette', 'Mette Holm', 'leder', 'jens'),
  person('jens', 'Jens Krogh', 'kontorchef', 'afdelingschef'),
  ...consolePeople.filter(({ id }) => /^(afdelings|departements|minister)/.test(id)),
];

export interface Office {
  readonly bot: Bot;
  /** Anna types it, unless somebody else does. */
  type(sentence: string, as?: string): Promise<Answer>;
}

export async function secretariatOfFebruary(): Promise<Office> {
  const { clock, createBot } = await playedParts('2024-11-19 09:00');
  const bot = await createBot({ directory: memoryDirectory(people) });
  let lines = 0;
  const type = (input: string, actor = 'anna') =>
    bot.run({ input, actor, via: 'console', cause: `linje-${++lines}`, openFile: anyFile });
  const tell = async (...all: readonly string[]) => {
    for (const line of all) if (!(await type(line)).ok) throw new Error(line);
  };
  const at = (date: string) => clock.set(instantOf(date, '09:00') ?? '');
  await tell(
    'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4',
    'ansøgning ukendt antal=4 status=tildelt',
    'tilbud Vejen børnehandicap svarfrist=14-02-2025',
    'tilbud Greve voksenhandicap',
    'tilbud Solrød børnehandicap',
    'tilbud Aarhus voksenhandicap',
  );
  at('2025-01-31');
  await tell(
    'svar Greve nej grund=overlap:"forløbet overlapper et andet" brev=greve.pdf',
    'udkast orientering 2025 sag="2025 - 1234"',
  );
  at('2025-02-05');
  return { bot, type };
}
