// A round with two offers and a letter in approval, as lines; and what of a history people have recorded.
import type { Answer, Bot } from '../../src/bot.ts';
import type { NamedFile } from '../../src/ports.ts';
import type { Event } from '../../src/register/events.ts';
import { plain } from '../../src/view/plain.ts';

/** The lines before the first answer of 2025. */
export const round = [
  'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4',
  'ansøgning ukendt år=2025 antal=4 status=tildelt',
  'tilbud Vejen børnehandicap år=2025 dato=02-01-2025 sag="2024 - 6938"',
  'tilbud Odsherred børnehandicap år=2025 dato=02-01-2025',
];

/** Vejen's refusal, and the letter to the committee up to its first approval. */
export const letterInApproval = [
  'svar Vejen nej grund=overlap:"forløbet overlapper et andet" brev=vejen.pdf',
  'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025',
  'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
];

const bookkeeping: readonly Event['type'][] = [
  'ledger-opened',
  'person-met',
  'channel-chosen',
  'confirmation-asked',
  'confirmation-given',
  'message-claimed',
  'message-delivered',
  'message-failed',
  'message-doubtful',
  'message-updated',
];

/** In order, without what the bot notes of itself. */
export function typesRecorded(history: readonly Event[]): readonly Event['type'][] {
  return history.flatMap(({ type }) => (bookkeeping.includes(type) ? [] : [type]));
}

/** Lines typed at the console, which must be taken; `leder: godkend …` is another person's. */
export function consoleOf(bot: () => Bot): (...all: readonly string[]) => Promise<Answer> {
  let lines = 0;
  return async (...all) => {
    let answer: Answer | undefined;
    for (const each of all) {
      const [, person = 'sagsbehandler', line = each] = /^([a-zæøå]+): (.*)$/.exec(each) ?? [];
      const cause = `console:${++lines}`;
      answer = await bot().run({ input: line, actor: person, via: 'console', cause, openFile: anyFile });
      if (!answer.ok) throw new Error(`${each}\n${plain(answer.view)}`);
    }
    if (answer === undefined) throw new Error('no line');
    return answer;
  };
}

/** A letter that says its name, or a table with a Danmarkskort of two municipalities. */
export function contentOf(name: string): Buffer {
  return Buffer.from(name.endsWith('.csv') ? mapTable : `Brev: ${name}`);
}

const mapTable = [
  'år;område;kommune;hjemvist;ændret;stadfæstet;udtrukket',
  '2018;børnehandicap;Vejen;4;2;5;01-07-2019',
  '2018;børnehandicap;Odder;10;14;105;01-07-2019',
].join('\n');

/** A file by any name. */
export async function anyFile(name: string): Promise<NamedFile> {
  return { name, mediaType: '', bytes: contentOf(name) };
}
