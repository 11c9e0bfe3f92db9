// A letter quotes words that are removed later: it is not written, approved or sent with a hole in it, and it can be mended.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Bot } from '../../src/bot.ts';
import { plain } from '../../src/view/plain.ts';
import { type BotParts, playedParts } from '../support/played-bot.ts';
import { consoleOf, round } from '../support/round.ts';
import { eventOf, freeTexts, remove } from './played-year.ts';

const grounds = 'borgmesterens søn Aksel går på skolen';
const why = 'navngiver et barn';
const gone = `[fjernet 2. januar 2025: ${why}]`;

let parts: BotParts;
let bot: Bot;
let tell: (...lines: readonly string[]) => Promise<Answer>;

async function told(line: string): Promise<string> {
  return plain((await tell(line)).view);
}

/** Why it is refused, and the line that is offered instead. */
async function no(line: string): Promise<[code: string | null, words: string, line: string]> {
  const answer = await bot.run({
    input: line,
    actor: 'sagsbehandler',
    via: 'console',
    cause: `no: ${line} ${bot.history().length}`,
    openFile: async () => undefined,
  });
  expect(answer.events).toEqual([]);
  return [answer.code, plain(answer.view), answer.refusal?.line ?? ''];
}

async function removeWhere(is: (text: string) => boolean): Promise<void> {
  const places = freeTexts(bot.history()).filter(({ text }) => is(text));
  expect(places).not.toEqual([]);
  for (const place of places) await remove(parts, place, why);
}

beforeEach(async () => {
  parts = await playedParts('2025-01-02 09:00');
  bot = await parts.createBot();
  tell = consoleOf(() => bot);
  await tell(...round, `svar Vejen nej grund=overlap:"${grounds}" brev=vejen.pdf`);
});

describe('a letter that would quote removed words', () => {
  beforeEach(() => removeWhere((text) => text === grounds));

  it('is not drafted, and the line that is offered mends it', async () => {
    const [code, words, line] = await no('udkast orientering 2025');
    expect([code, words]).toEqual([
      'words-removed',
      [
        `✗ Jeg kan ikke skrive brevet for 2025. Ord, som delen begrundelse-vejen skal gengive, er fjernet: ${gone}. Registrér andre ord i stedet, så kan jeg.`,
        `→ Skriv for eksempel: ${line}`,
      ].join('\n'),
    ]);
    expect(line).toBe('ret E-9 grund=overlap:… grund="…"');
    await tell(
      line
        .replace('overlap:…', '"overlap:forløbet overlapper et andet"')
        .replace('"…"', '"det gamle er fjernet"'),
      'bekræft C-1',
      'udkast orientering 2025',
    );
    expect(await told('vis Brev-1')).toContain('med, at forløbet overlapper et andet.');
  });

  it('is refused in English to a reader of English', async () => {
    const openFile = async () => undefined;
    const input = 'draft information 2025';
    const answer = await bot.run({
      input,
      actor: 'leder',
      via: 'console',
      cause: 'en',
      locale: 'en',
      openFile,
    });
    expect(plain(answer.view)).toContain(
      `I cannot draft the letter for 2025. Words that the part begrundelse-vejen is to quote have been removed: ${gone}.`,
    );
  });
});

describe('the line that is offered', () => {
  for (const [what, lines, word, line] of [
    [
      'praise',
      ['svar Odsherred nej positivt="Aksels far er glad"'],
      'Aksels far',
      'ret E-11 positivt="…" grund="…"',
    ],
    [
      'a place that lapsed',
      ['plads Vejen bortfaldet grund="Aksels far er syg"'],
      'Aksels far',
      'ret E-11 grund="…" grund="…"',
    ],
    [
      'one of several grounds',
      ['svar Odsherred nej grund=overlap:"et forløb er i gang" grund=ressourcetræk:"Aksels far er syg"'],
      'Aksels far',
      'ret E-11 grund=overlap:"et forløb er i gang" grund=ressourcetræk:… grund="…"',
    ],
  ] as const)
    it(`corrects ${what}`, async () => {
      await tell(...lines);
      await removeWhere((text) => text.startsWith(word));
      expect((await no('udkast orientering 2025'))[2]).toBe(line);
    });

  it('writes the part anew where a person had written it', async () => {
    await tell('udkast orientering 2025', 'redigér Brev-1 afslutning "Hils Aksels far."');
    await removeWhere((text) => text === 'Hils Aksels far.');
    await tell('svar Odsherred nej');
    const [code, , line] = await no('udkast orientering 2025');
    expect([code, line]).toEqual(['words-removed', 'redigér Brev-1 afslutning "…"']);
    await tell(line.replace('…', 'Udvalget hører nærmere.'), 'udkast orientering 2025');
    expect(await told('vis Brev-1')).toContain('Udvalget hører nærmere.');
  });
});

describe('a draft that quotes removed words', () => {
  beforeEach(() => tell('udkast orientering 2025 sag="2025 - 1234"'));

  it('is found to be outdated, and is not approved', async () => {
    await removeWhere((text) => text === grounds);
    expect(await told('kontrol Brev-1')).toContain('begrundelse-vejen');
    expect((await no('godkendelse start Brev-1 holdt-op-mod-brevet=ja'))[0]).toBe('letter-not-ready');
  });

  it('shows the hole where its own words are removed, and is not approved with it', async () => {
    await removeWhere((text) => text.includes(grounds));
    expect(await told('vis Brev-1')).toContain(gone);
    expect(await told('kontrol Brev-1')).toContain(
      `I delen begrundelse-vejen mangler ord, der er fjernet: ${gone}. Skriv delen om, eller registrér andre ord, og lav en ny version.`,
    );
    const [code, words] = await no('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
    expect([code, words.includes('mangler ord, der er fjernet')]).toEqual(['letter-not-ready', true]);
    expect((await no('kontrol Brev-1 afklar=fjernet-begrundelse-vejen note="set"'))[0]).toBe(
      'finding-not-clearable',
    );
    expect((await no('udkast orientering 2025'))[0]).toBe('words-removed');
  });

  it('takes on the correction of another fact, hole and all, for the check to find', async () => {
    await removeWhere((text) => text.includes(grounds));
    const position = bot.history().indexOf(eventOf(bot.history(), 'answer-recorded')) + 1;
    await tell(`ret E-${position} dato=02-01-2025 brevdato=01-01-2025 grund="læst forkert"`, 'bekræft C-1');
    expect(eventOf(bot.history(), 'letter-drafted').data.version).toBe(2);
    expect(await told('kontrol Brev-1')).toContain('mangler ord, der er fjernet');
  });
});

describe('a letter that is sent', () => {
  beforeEach(() =>
    tell(
      'udkast orientering 2025 sag="2025 - 1234" dato=02-01-2025',
      'godkendelse start Brev-1 holdt-op-mod-brevet=ja',
      ...['kontorchef', 'afdelingschef', 'departementschef', 'ministersekretariat'].map(
        (each) => `${each}: godkend Brev-1 v=1`,
      ),
      'godkend Brev-1 af=minister dato=02-01-2025 bevis="F2"',
      'sendt Brev-1 dato=02-01-2025 doknr=870201',
    ),
  );

  it('was not wrong because words that it quoted are removed', async () => {
    await removeWhere((text) => text === grounds);
    expect((await no('udkast berigtigelse Brev-1'))[0]).toBe('nothing-new');
  });

  for (const [what, is] of [
    ['its own words', (text: string) => text !== grounds && text.includes(grounds)],
    ['its own words and those', (text: string) => text.includes(grounds)],
  ] as const)
    it(`was not wrong because ${what} that it quoted are removed`, async () => {
      await removeWhere(is);
      expect((await no('udkast berigtigelse Brev-1'))[0]).toBe('nothing-new');
      expect(await told('vis Brev-1')).toContain(gone);
    });
});
