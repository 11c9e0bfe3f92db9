// Whatever happened in a round, the letter's four counts agree with the register (DOMAIN § 6): K municipalities that refused,
// N refused offers, P freed places, L letters. The counts are read back from the letter's words, not from what composed it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genitive, municipalityOf } from '../../src/register/municipality.ts';
import { municipalities } from '../../src/register/municipality-table.ts';
import { type ReadLetter, readLetter } from '../support/letter-text.ts';
import { type PlayedBot, playedBot } from '../support/played-bot.ts';

const numbers = ['ingen', 'en', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte'];
const areas = ['børnehandicap', 'voksenhandicap'] as const;

const step = fc.record({
  municipality: fc.integer({ min: 0, max: municipalities.length - 1 }),
  area: fc.constantFrom(...areas),
  says: fc.constantFrom('ja', 'nej', 'venter'),
  reason: fc.constantFrom(
    '',
    'overlap:"kommunen har et andet forløb"',
    'nye-medarbejdere:"kommunen oplærer nye folk, som skal lære meget"',
  ),
  letter: fc.constantFrom('eget', 'fælles', 'intet'),
  fate: fc.constantFrom('intet', 'gentilbud', 'gentilbud-ja', 'gentilbud-nej', 'omlagt', 'bortfaldet'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays the round; lines that the register refuses are simply left out, as a person would. */
async function play(steps: readonly Step[]): Promise<PlayedBot> {
  const played = await playedBot();
  await played.tell('runde åbn 2025', 'ansøgning ukendt antal=3 status=tildelt');
  for (const { municipality, area, says, reason, letter, fate } of steps) {
    const name = municipalities[municipality]?.name ?? '';
    const next = municipalities[(municipality + 31) % municipalities.length]?.name ?? '';
    await played.ask(`tilbud "${name}" ${area}`);
    if (says === 'venter') continue;
    const file = { eget: ` brev=${area}.txt`, fælles: ' brev=svar.txt', intet: '' }[letter];
    await played.ask(
      `svar "${name}" ${says} område=${area}${reason && says === 'nej' ? ` grund=${reason}` : ''}${file}`,
    );
    if (says === 'ja' || fate === 'intet') continue;
    if (fate === 'omlagt' || fate === 'bortfaldet')
      await played.ask(`plads "${name}" ${fate} område=${area} grund="det er for sent"`);
    else await played.ask(`gentilbud "${next}" plads="${name}" område=${area}`);
    if (fate === 'gentilbud-ja') await played.ask(`svar "${next}" ja område=${area}`);
    if (fate === 'gentilbud-nej')
      await played.ask(`svar "${next}" nej område=${area} grund=andet:"kommunen vil vente" brev=${next}.txt`);
  }
  return played;
}

/** What the register itself says, counted here a second time. */
function truth({ bot }: PlayedBot) {
  const offers = [...(bot.register().rounds.get(2025)?.offers.values() ?? [])];
  const refused = offers.filter((offer) => offer.answers.at(-1)?.says === 'no');
  const letters = [...(bot.register().rounds.get(2025)?.letters.values() ?? [])];
  const covered = letters.filter((letter) =>
    letter.offers.some((id) => refused.some((offer) => offer.id === id)),
  );
  const uncovered = new Set(
    refused
      .filter((offer) => !letters.some((letter) => letter.offers.includes(offer.id)))
      .map((offer) => offer.municipality),
  );
  return {
    refused,
    firstRefused: refused.filter((offer) => !offer.again),
    names: new Set(refused.map((offer) => municipalityOf(offer.municipality ?? '').letterForm)),
    places: new Set(refused.map((offer) => offer.place)),
    letters: covered.length,
    lettersMissing: uncovered.size,
  };
}

function number(word: string | undefined): number {
  return word === 'et' ? 1 : numbers.indexOf(word ?? '');
}

function paragraphs(letter: ReadLetter, prefix: string): string[] {
  return [...letter.parts].filter(([id]) => id.startsWith(prefix)).map(([, text]) => text);
}

/** The label of the places in a sentence that tells their final fate. */
const fate =
  /((?:den|pladsen|begge pladser|de \S+ pladser|pladserne)(?: [^.]*?)?) (?:er gået til|er tilbudt|bortfalder|bliver brugt)|skal ske med ([^.]*)\./gi;

function placesOf(label: string): number {
  if (/^(begge|de to) /i.test(label)) return 2;
  const [, count] = /^de (\S+) pladser/i.exec(label) ?? [];
  if (count) return number(count);
  return /^pladserne efter/i.test(label) ? label.split(/, | og /).length : 1;
}

describe('the counts of a letter', () => {
  it('agree with the register for any round', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const played = await play(steps);
        const drafted = await played.ask('udkast orientering 2025');
        const known = truth(played);
        if (known.refused.length === 0) {
          expect(drafted.code).toBe('nothing-to-report');
          return;
        }
        expect(drafted.ok).toBe(true);
        const letter = readLetter(played);

        const [, k] = /at (\S+) kommuner? har sagt nej/.exec(letter.title) ?? [];
        expect(number(k)).toBe(known.names.size);
        const [, n] = /nej til (\S+) reservere(?:t|de) forløb/.exec(letter.title) ?? [];
        expect(letter.title.includes('hver sit') ? known.names.size : number(n)).toBe(known.refused.length);

        const heading = letter.parts.get('tal') ?? '';
        const named = municipalities.map((each) => each.letterForm).filter((form) => heading.includes(form));
        expect(new Set(named)).toEqual(known.names);

        const reasons = paragraphs(letter, 'begrundelse-');
        expect(new Set(reasons.map((text) => text.split(' begrunder sit nej')[0]))).toEqual(known.names);
        const covers = reasons.reduce(
          (sum, text) => sum + (text.includes('børne- og voksenhandicapområdet') ? 2 : 1),
          0,
        );
        expect(covers).toBe(known.refused.length);

        expect(letter.annexes.length).toBe(known.letters + known.lettersMissing);
        const owners = new Set(letter.annexes.map((title) => title.split(' brev')[0]));
        expect(owners).toEqual(
          new Set(
            [...known.names].map((form) => genitive({ letterForm: form } as Parameters<typeof genitive>[0])),
          ),
        );
        expect([...letter.annexes].filter((title) => title.includes('[mangler')).length).toBe(
          known.lettersMissing,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('each freed place has exactly one fate', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const played = await play(steps);
        if (!(await played.ask('udkast orientering 2025')).ok) return;
        const told = paragraphs(readLetter(played), 'plads-').join('\n');
        const text = told.replaceAll(/[^.\n]*som også har sagt nej\./g, '');
        const fates = [...text.matchAll(fate)].map((match) => placesOf(match[1] ?? match[2] ?? ''));
        expect(fates.reduce((sum, count) => sum + count, 0)).toBe(truth(played).places.size);
      }),
      { numRuns: 100 },
    );
  });
});
