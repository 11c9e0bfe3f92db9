// Rounds with one, two and three refusals and every fate of a place, as letters that a Dane reads in review (tests/golden/letters).
import { describe, expect, it } from 'vitest';
import { readLetter } from '../support/letter-text.ts';
import { playedBot } from '../support/played-bot.ts';
import { approve } from '../support/refused-round.ts';

interface Round {
  readonly name: string;
  readonly lines: readonly string[];
  /** Where the letter is drafted, if not on 1 April of the round's year. */
  readonly drafted?: string;
  readonly letter?: string;
}

const open = ['runde åbn 2025', 'ansøgning ukendt antal=4 status=tildelt dato=ukendt'];
const no = (name: string, area: string, words: string) => [
  `tilbud ${name} ${area}`,
  `svar ${name} nej område=${area} grund=${words} brev=${name.toLowerCase()}-${area}.txt`,
];
const vejen = no('Vejen', 'børnehandicap', 'overlap:"de samme ledere arbejder med et andet forløb"');
const greve = no(
  'Greve',
  'voksenhandicap',
  'nye-medarbejdere:"kommunen er ved at oplære mange nye medarbejdere"',
);
const aabenraa = no(
  'Aabenraa',
  'børnehandicap',
  'nyt-fagsystem:"kommunen tager et nyt fagsystem i brug, som kræver meget"',
);

const rounds: readonly Round[] = [
  { name: 'en kommune, pladsen er ikke afklaret', lines: [...open, ...vejen, 'tilbud ukendt antal=3'] },
  {
    name: 'en kommune, pladsen er tilbudt videre',
    lines: [...open, ...vejen, 'tilbud ukendt antal=3', 'gentilbud Odder'],
  },
  {
    name: 'den ene kommune, der fik et tilbud',
    lines: [...open, ...vejen, 'plads Vejen bortfaldet grund="det er for sent på året"'],
  },
  {
    name: 'to kommuner, den ene plads besat, den anden omlagt til én aktivitet',
    lines: [
      ...open,
      ...vejen,
      ...greve,
      'tilbud ukendt antal=2',
      'gentilbud Skive plads=Vejen',
      'svar Skive ja',
      'plads Greve omlagt grund="ingen anden kommune kan nå at begynde i 2025" svarer-til=1 kilde="taskforce handicap"',
      'aktivitet temadag kommuner=Greve,Køge antal=2 tema="sagsbehandling efter en afgørelse" erstatter=Greve',
    ],
  },
  { name: 'begge kommuner sagde nej', lines: [...open, ...vejen, ...greve] },
  {
    name: 'tre kommuner i dansk alfabetisk orden, pladserne er ikke afklaret',
    lines: [...open, ...aabenraa, ...vejen, ...greve, 'tilbud ukendt'],
  },
  {
    name: 'tre kommuner, hver plads sin skæbne',
    lines: [
      ...open,
      ...aabenraa,
      ...vejen,
      ...greve,
      'tilbud ukendt',
      'gentilbud København plads=Aabenraa område=voksenhandicap',
      'svar København ja',
      'gentilbud Bornholm plads=Vejen',
      'plads Greve bortfaldet grund="ressourcerne er brugt på forløbene fra 2024"',
    ],
  },
  {
    name: 'en kommune, begge områder, samme grunde, ét brev',
    lines: [
      ...open,
      'tilbud Nordfyns børnehandicap',
      'tilbud Nordfyns voksenhandicap',
      'tilbud ukendt antal=2',
      'svar Nordfyns nej område=børn grund=ressourcetræk:"kommunen ikke har ledere nok" brev=nordfyns.txt',
      'svar Nordfyns nej område=voksen grund=ressourcetræk:"kommunen ikke har ledere nok" brev=nordfyns.txt',
    ],
  },
  {
    name: 'en kommune, begge områder, hver sine grunde og breve',
    lines: [
      ...open,
      ...no('Vejen', 'børnehandicap', 'overlap:"de samme ledere arbejder med et andet forløb"'),
      ...no(
        'Vejen',
        'voksenhandicap',
        'tidligere-forløb:"kommunen lige har afsluttet et forløb på voksenområdet"',
      ),
      'tilbud ukendt antal=2',
    ],
  },
  {
    name: 'pladsen blev afvist igen og er så besat',
    lines: [
      ...open,
      ...vejen,
      'tilbud ukendt antal=3',
      'gentilbud Odsherred plads=Vejen',
      'svar Odsherred nej grund=ressourcetræk:"kommunen ikke kan undvære medarbejdere til forløbet" brev=odsherred.txt',
      'gentilbud Lemvig plads=Odsherred',
      'svar Lemvig ja',
    ],
  },
  {
    name: 'en begrundelse uden kommunens ord og et brev, der mangler',
    lines: [...open, 'tilbud Vejen børn', 'svar Vejen nej grund=overlap', 'tilbud ukendt antal=3'],
  },
  {
    name: 'ingen ansøgninger, en anden ordning, positivt fra kommunen',
    lines: [
      'runde åbn 2025 forløb=6 ansøgt=3 reserveret=3',
      'tilbud Vesthimmerlands voksen',
      'svar Vesthimmerlands nej grund=andet:"kommunen vil vente et år" positivt="kommunen har gode erfaringer med taskforcen" brev=vest.txt',
      'tilbud ukendt antal=5',
    ],
  },
  {
    name: 'brevet skrives året efter',
    lines: [...open, ...vejen, 'tilbud ukendt antal=3'],
    drafted: '2026-01-15 09:00',
  },
];

describe('an orientering reads as correct Danish', () => {
  it.each(rounds)('$name', async ({ name, lines, drafted = '2025-04-01 09:00' }) => {
    const played = await playedBot('2025-01-02 09:00');
    await played.tell(...lines);
    played.at(drafted);
    await played.tell('udkast orientering 2025 sag="2025 - 1234"');
    await expect(readLetter(played).text).toMatchFileSnapshot(`../golden/letters/${fileName(name)}.txt`);
  });

  it('a second letter does not keep silent about the first', async () => {
    const played = await playedBot('2025-01-02 09:00');
    await played.tell(
      ...open,
      ...vejen,
      'tilbud ukendt antal=2',
      'udkast orientering 2025 sag="2025 - 1234"',
    );
    await approve(played);
    await played.tell('sendt Brev-1 dato=2025-01-02 doknr=900001', ...greve, 'udkast orientering 2025');
    await expect(readLetter(played, 'Brev-2').text).toMatchFileSnapshot(
      '../golden/letters/andet-brev-samme-år.txt',
    );
  });

  it('a supplement tells what became of the place', async () => {
    const played = await playedBot('2025-01-02 09:00');
    await played.tell(
      ...open,
      ...vejen,
      'tilbud ukendt antal=3',
      'gentilbud Odder',
      'udkast orientering 2025 sag="2025 - 1234"',
    );
    await approve(played);
    await played.tell('sendt Brev-1 dato=2025-01-02 doknr=900001');
    played.at('2025-02-03 09:00');
    await played.tell('svar Odder ja', 'udkast supplerende Brev-1 sag="2025 - 1234"');
    await expect(readLetter(played, 'Brev-2').text).toMatchFileSnapshot('../golden/letters/supplerende.txt');
  });

  it('a correction says what stood and what is right', async () => {
    const played = await playedBot('2025-01-02 09:00');
    await played.tell(
      ...open,
      ...vejen,
      'tilbud ukendt antal=3',
      'udkast orientering 2025 sag="2025 - 1234"',
    );
    await approve(played);
    await played.tell('sendt Brev-1 dato=2025-01-02 doknr=900001');
    const answer = played.bot.history().findIndex((event) => event.type === 'answer-recorded') + 1;
    await played.tell(
      `ret E-${answer} grund=overlap:"de samme ledere har ansvaret for et andet forløb" grund="citatet var unøjagtigt"`,
      'bekræft C-1',
    );
    await played.tell('udkast berigtigelse Brev-1 sag="2025 - 1234"');
    await expect(readLetter(played, 'Brev-2').text).toMatchFileSnapshot('../golden/letters/berigtigelse.txt');
  });
});

function fileName(name: string): string {
  return name.replaceAll(/[,\s]+/g, '-');
}
