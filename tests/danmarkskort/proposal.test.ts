// Who is proposed for a reserved offer, and why others are not.
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { playedBot } from '../support/played-bot.ts';

const figures = [
  'år;område;kommune;hjemvist;ændret;stadfæstet;procent',
  '2024;børnehandicap;Faxe;3;3;2;',
  '2024;børnehandicap;Odsherred;30;20;20;',
  '2024;børnehandicap;Solrød;30;20;30;',
  '2024;børnehandicap;Greve;20;20;30;',
  '2024;børnehandicap;Vejen;4;2;5;',
  '2024;børnehandicap;Odder;10;14;105;',
  '2024;børnehandicap;Køge;;;;90',
  '2024;børnehandicap;Ærø;0;0;0;',
].join('\n');

/** The figures, two rounds, and what was said before. */
async function office(...before: string[]) {
  const here = await playedBot('2025-08-01 09:00', { 'tal.csv': figures });
  await here.tell(
    'runde åbn 2021',
    'runde åbn 2022',
    'runde åbn 2024 forløb=8 ansøgt=2 reserveret=6',
    'runde åbn 2025',
    ...before,
    'danmarkskort importér tal.csv kilde="Ankestyrelsen" udtrukket=02-07-2025',
    `bekræft C-1`,
  );
  const proposed = async (more = '') => (await here.tell(`indstil børnehandicap 2024 ${more}`)).data;
  return { ...here, proposed };
}

const refused = [
  'tilbud Odsherred børnehandicap år=2024 dato=19-11-2023',
  'svar Odsherred nej år=2024 dato=01-03-2024',
];

describe('the proposal', () => {
  it('takes those whose decisions were most often reversed, and needs enough of them', async () => {
    const { proposed } = await office();
    expect(await proposed('antal=3 mindst=10')).toEqual({
      confirm: 'bekræft C-2',
      picked: ['Odsherred', 'Solrød', 'Greve'],
      passed: [
        ['Køge', 'unknown'],
        ['Faxe', 'too-few'],
      ],
    });
    expect(await proposed('antal=2 mindst=8')).toMatchObject({ picked: ['Faxe', 'Odsherred'] });
  });

  it('may go by what is certain of a percentage', async () => {
    const { proposed } = await office();
    expect(await proposed('antal=5 sortér=nedre-grænse')).toMatchObject({
      picked: ['Odsherred', 'Solrød', 'Greve', 'Vejen', 'Odder'],
    });
  });

  it('passes over who said no last year, unless they want to be asked again', async () => {
    expect(await (await office(...refused)).proposed('antal=1')).toMatchObject({
      picked: ['Solrød'],
      passed: [
        ['Køge', 'unknown'],
        ['Faxe', 'too-few'],
        ['Odsherred', 'refused'],
      ],
    });
    const [offer = '', answer = ''] = refused;
    const again = await office(offer, `${answer} spørg-igen=ja:børnehandicap`);
    expect(await again.proposed('antal=1')).toMatchObject({ picked: ['Odsherred'] });
  });

  it('passes over who has an offer this year, or got a course in the last three', async () => {
    const { proposed } = await office(
      'tilbud Odsherred børnehandicap år=2025',
      'tilbud Solrød børnehandicap år=2022',
      'svar Solrød ja år=2022',
      'tilbud Greve børnehandicap år=2021',
      'svar Greve ja år=2021',
      'ansøgning Vejen børnehandicap år=2024 status=tildelt',
    );
    expect(await proposed('antal=2')).toMatchObject({
      picked: ['Greve', 'Odder'],
      passed: [
        ['Køge', 'unknown'],
        ['Faxe', 'too-few'],
        ['Odsherred', 'offered'],
        ['Solrød', 'course'],
        ['Vejen', 'course'],
      ],
    });
  });

  it('is recorded when it is confirmed, with its reasons, and offers nothing by itself', async () => {
    const { proposed, tell, bot } = await office();
    await proposed('antal=1');
    expect(bot.register().proposals).toEqual([]);
    const answer = await tell('bekræft C-2');
    expect(plain(answer.view)).toContain(
      'Odsherred er indstillet til et reserveret forløb på børnehandicapområdet i 2025 efter Danmarkskortet for 2024.',
    );
    expect(bot.register().proposals).toMatchObject([
      {
        year: 2025,
        mapYear: 2024,
        least: 10,
        picked: [{ decisions: 70, reversed: 50 }],
        passed: [{}, { why: 'too-few' }],
      },
    ]);
    expect(bot.register().rounds.get(2025)?.offers.size).toBe(0);
    expect(plain((await tell('historik 2025')).view)).toContain('Odsherred er indstillet');
  });

  it('says when there are not enough, or nobody, and why', async () => {
    const { tell, ask } = await office();
    expect(plain((await tell('indstil børnehandicap 2024 antal=9')).view)).toContain(
      'Kun 5 af 9 kan indstilles.',
    );
    const nobody = await ask('indstil børnehandicap 2024 mindst=500');
    expect(nobody.code).toBe('nobody-to-propose');
    expect(plain(nobody.view)).toContain('Vejen (55 pct.): kun 11 afgørelser; der skal være mindst 500');
    expect((await ask('indstil voksenhandicap 2024')).code).toBe('no-map');
    expect((await ask('indstil børnehandicap 2024 runde=2030')).code).toBe('no-round');
  });
});
