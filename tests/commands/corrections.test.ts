// ret, fortryd and bekræft: nothing is overwritten, nothing changes unseen, and a sent letter stays as it was sent.
import { beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { readLetter } from '../support/letter-text.ts';
import type { PlayedBot } from '../support/played-bot.ts';
import { approve, newest, refusedByVejen } from '../support/refused-round.ts';

let played: PlayedBot;

beforeEach(async () => {
  played = await refusedByVejen();
});

const last = (type: string): string => newest(played, type);

function state(name: string): string | undefined {
  const offers = [...(played.bot.register().rounds.get(2025)?.offers.values() ?? [])];
  return offers.find((offer) => offer.municipality === name)?.answers.at(-1)?.received;
}

describe('ret', () => {
  it('shows what will change and records it only when confirmed', async () => {
    const asked = await played.tell(`ret ${last('answer-recorded')} dato=30-01-2025 grund="tastefejl"`);
    expect(plain(asked.view)).toContain('dato: fra »31-01-2025« til »30-01-2025«');
    expect([asked.data, state('575')]).toEqual([
      expect.objectContaining({ confirm: 'bekræft C-1' }),
      '2025-01-31',
    ]);
    await played.tell('bekræft C-1');
    expect(state('575')).toBe('2025-01-30');
    expect((await played.ask('bekræft C-1')).code).toBe('unknown-confirmation');
  });

  it('is confirmed only by the person who asked, and only while the facts are as shown', async () => {
    const letter = `ret ${last('answer-recorded')} dato=30-01-2025 grund="tastefejl"`;
    await played.tell(letter);
    expect((await played.ask('bekræft C-1', 'leder')).code).toBe('not-your-confirmation');
    // Another correction of the same date: what C-1 showed, from the 31st, is no longer so.
    await played.tell(letter.replace('30-01', '29-01'), 'bekræft C-2');
    expect((await played.ask('bekræft C-1')).code).toBe('facts-changed');
  });

  it('refuses a correction that what came later would not survive', async () => {
    const refused = await played.ask(`ret ${last('answer-recorded')} dato=18-11-2024 grund="tastefejl"`);
    expect(refused.code).toBe('correction-breaks');
    await played.tell('udkast orientering 2025');
    expect((await played.ask(`ret ${last('answer-recorded')} svar=ja grund="misforståelse"`)).code).toBe(
      'correction-breaks',
    );
  });

  it('corrects the municipality itself, and all that rests on the offer follows', async () => {
    const offer =
      played.bot
        .history()
        .findIndex((event) => event.type === 'offer-made' && event.data.municipality === '575') + 1;
    await played.tell(`ret E-${offer} kommune=Vejle grund="forvekslet"`);
    await played.tell('bekræft C-1', 'udkast orientering 2025');
    const letter = readLetter(played);
    expect(letter.text).toContain('Vejle Kommune begrunder sit nej');
    expect(letter.text).not.toContain('Vejen');
  });

  it("gives a draft's next version, with the correction among its sources", async () => {
    await played.tell('udkast orientering 2025');
    const answer = last('answer-recorded');
    await played.tell(
      `ret ${answer} grund=overlap:"kommunen er midt i et andet forløb" grund="citatet var forkert"`,
    );
    const confirmed = await played.tell('bekræft C-1');
    expect(confirmed.events.map((event) => event.type)).toEqual([
      'fact-corrected',
      'letter-drafted',
      'confirmation-given',
      'letter-rendered',
    ]);
    expect(readLetter(played).parts.get('begrundelse-vejen')).toContain('midt i et andet forløb');
    const shown = (await played.tell('vis Brev-1')).data as {
      letter: { parts: { id: string; events: string[] }[] };
    };
    const reason = shown.letter.parts.find((part) => part.id === 'begrundelse-vejen');
    expect(reason?.events).toEqual(expect.arrayContaining([answer, last('fact-corrected')]));
  });

  it('exchanges a wrong file: the old letter is no longer enclosed', async () => {
    await played.tell(
      `ret ${last('letter-received')} brev=rigtigt-brev.txt grund="forkert fil"`,
      'bekræft C-1',
      'udkast orientering 2025',
    );
    const [annex] = played.bot.register().letters.get('Brev-1')?.versions[0].annexes ?? [];
    expect(annex?.file?.name).toBe('rigtigt-brev.txt');
  });

  it('never changes a sent letter, and asks whether the committee must be told', async () => {
    await played.tell('udkast orientering 2025 sag="2025 - 1234"');
    await approve(played);
    await played.tell('sendt Brev-1 dato=31-01-2025 doknr=900001');
    const before = readLetter(played).text;
    const asked = await played.tell(
      `ret ${last('answer-recorded')} grund=overlap:"kommunen er midt i et andet forløb" grund="citatet var forkert"`,
    );
    expect(plain(asked.view)).toContain('udkast berigtigelse Brev-1');
    await played.tell('bekræft C-1');
    expect(readLetter(played).text).toBe(before);
    await played.tell('udkast berigtigelse Brev-1');
    expect(readLetter(played, 'Brev-2').text).toContain('Det rigtige er: »Vejen Kommune begrunder');
  });

  it('keeps the old fact in the history', async () => {
    await played.tell(`ret ${last('answer-recorded')} dato=30-01-2025 grund="tastefejl"`, 'bekræft C-1');
    const history = plain((await played.tell('historik Vejen')).view);
    expect(history).toContain('modtaget den 31. januar 2025');
    expect(history).toContain('er rettet. Begrundelse: tastefejl');
    expect(plain((await played.tell('vis Vejen')).view)).toContain('modtaget den 30. januar 2025');
  });
});

describe('fortryd', () => {
  it('takes back one’s own latest command, the whole of it', async () => {
    await played.tell('fortryd', 'bekræft C-1');
    expect(state('575')).toBeUndefined();
    expect(played.bot.register().rounds.get(2025)?.letters.size).toBe(0);
    await played.tell('svar Vejen nej');
    expect(state('575')).toBe('2025-01-31');
  });

  it('leaves what others have built upon, and names the line that corrects it', async () => {
    expect((await played.ask('gentilbud Odsherred plads=Vejen', 'leder')).ok).toBe(true);
    const refused = await played.ask('fortryd');
    expect(refused.code).toBe('rests-on-it');
    expect(JSON.stringify(refused.view)).toContain('ret E-');
  });

  it('does not take back a draft: that is annulled', async () => {
    await played.tell('udkast orientering 2025');
    const refused = await played.ask('fortryd');
    expect([refused.code, JSON.stringify(refused.view).includes('annullér Brev-1')]).toEqual([
      'not-undoable',
      true,
    ]);
    await played.tell('annullér Brev-1 grund="forkert år"', 'udkast orientering 2025');
    expect(played.bot.register().letters.has('Brev-2')).toBe(true);
  });

  it('goes back a step at a time', async () => {
    await played.tell('notat Vejen note="første"', 'notat Vejen note="anden"', 'fortryd', 'bekræft C-1');
    const asked = await played.tell('fortryd');
    expect(plain(asked.view)).toContain('første');
  });
});
