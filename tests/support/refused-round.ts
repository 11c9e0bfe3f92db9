// A round in which Vejen has said no and its letter has come in: where most stories about letters and corrections begin.
import { plain } from '../../src/view/plain.ts';
import { type PlayedBot, playedBot } from './played-bot.ts';

export async function refusedByVejen(): Promise<PlayedBot> {
  const played = await playedBot('2024-11-19 09:00');
  await played.tell(
    'runde åbn 2025',
    'ansøgning ukendt antal=4 status=tildelt',
    'tilbud Vejen børn',
    'tilbud ukendt antal=3',
  );
  played.at('2025-01-31 09:00');
  await played.tell('svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=vejen.txt');
  return played;
}

/** E-<n> of the newest event of that type. */
export function newest({ bot }: PlayedBot, type: string): string {
  return `E-${bot.history().findLastIndex((event) => event.type === type) + 1}`;
}

/** Every step of the standard chain approves the letter's newest version. */
export async function approve({ ask, tell }: PlayedBot, letter = 'Brev-1'): Promise<void> {
  await tell(`godkendelse start ${letter} holdt-op-mod-brevet=ja`);
  for (const role of ['kontorchef', 'afdelingschef', 'departementschef', 'ministersekretariat', 'minister']) {
    const answer = await ask(`godkend ${letter}`, role);
    if (!answer.ok) throw new Error(`${role}: ${plain(answer.view)}`);
  }
}
