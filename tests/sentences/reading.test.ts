// What becomes of a sentence: shown with what was understood, what is missing and what was not used; recorded only by its line.
import { beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { type Office, secretariatOfFebruary } from './secretariat.ts';

let office: Office;

beforeEach(async () => {
  office = await secretariatOfFebruary();
});

const said = async (sentence: string, as?: string) => plain((await office.type(sentence, as)).view);
const recorded = (from: number) =>
  office.bot
    .history()
    .slice(from)
    .map(({ type }) => type);

describe('a sentence that would record', () => {
  it('is shown with what was understood, the municipality’s own words and what nobody has said', async () => {
    expect(await said('Vejen har sagt nej i dag, de har ikke ledelseskapacitet')).toBe(
      [
        'Jeg forstod det sådan: svar Vejen nej dato=05-02-2025 grund=ressourcetræk. Intet er registreret endnu.',
        'Kommune:                                                       Vejen',
        'Svar:                                                          nej',
        'Dato:                                                          05-02-2025',
        'Begrundelse:                                                   ressourcetræk',
        'Kommunens ord (skriv dem selv i formularen, hvis de skal med): de har ikke ledelseskapacitet',
        'Du har ikke skrevet: brev.',
        '→ Ja, det er rigtigt: svar Vejen nej dato=05-02-2025 grund=ressourcetræk',
      ].join('\n'),
    );
  });

  it('is recorded by pressing its line, once, and not before', async () => {
    const before = office.bot.history().length;
    await office.type('Vejen har sagt nej i dag');
    expect(recorded(before)).toEqual([]);
    await office.type('svar Vejen nej dato=05-02-2025');
    expect(recorded(before)).toEqual(['answer-recorded']);
  });

  it('never puts the writer’s words into the municipality’s mouth', async () => {
    const answer = await office.type('Vejen har sagt nej, fordi de har for travlt');
    expect(answer.data).toMatchObject({
      line: 'svar Vejen nej dato=05-02-2025 grund=ressourcetræk',
      grounds: 'fordi de har for travlt',
    });
  });

  it('says which words it has not understood, before a button that says so too', async () => {
    const text = await said('Vejen har sagt nej med et smil');
    const [warning = '', button = ''] = text.split('\n').slice(-2);
    expect(warning).toBe('! Det har jeg ikke forstået og ikke taget med: »smil«.');
    expect(button).toBe('→ Registrér det alligevel: svar Vejen nej dato=05-02-2025');
    expect(text).not.toContain('Ja, det er rigtigt');
  });

  it('with more than two words that are not understood is not understood', async () => {
    const smiles = 'Vejen har i dag sagt nej på børneområdet med smil, blomster';
    expect(await said(smiles)).toContain('»smil blomster«');
    expect((await office.type(`${smiles}, konfetti`)).ok).toBe(false);
  });

  it('carries the day it was typed, also for who presses the button another day', async () => {
    const answer = await office.type('Vejen har sagt nej');
    expect(answer.data).toMatchObject({ line: 'svar Vejen nej dato=05-02-2025' });
    expect(plain(answer.view)).toMatch(/^Dato: +05-02-2025$/m);
  });

  it('with a time that is not understood leaves the day to be filled in', async () => {
    const text = await said('Vejen sagde nej for tre dage siden');
    expect(text).toContain('Udfyld resten: svar Vejen nej dato=<dato>');
    expect(text).toContain('Du har ikke skrevet: dato,');
  });

  it('asks for what is missing instead of guessing it', async () => {
    const text = await said('jeg er på ferie fra mandag');
    expect(text).toContain('→ Udfyld resten: fravær anna fra=10-02-2025 til=<dato> stedfortræder=<person>');
    expect(text).toContain('Du har ikke skrevet: til og stedfortræder.');
  });

  it('names no letter where several could be meant', async () => {
    expect(await said('orienteringen er sendt')).toContain('sendt Brev-1');
    await office.type('svar Vejen nej');
    expect((await office.type('udkast orientering 2025 kommuner=Vejen')).ok).toBe(true);
    expect(await said('orienteringen er sendt')).toContain('sendt <brev>');
  });

  it('shows nobody a button for what that person may not do', async () => {
    const answer = await office.type('Vejen har sagt nej', 'minister');
    expect(answer).toMatchObject({ ok: false, code: 'not-allowed', events: [] });
  });

  it('is told in English to who reads English', async () => {
    await office.type('sprog engelsk');
    expect(await said('Vejen said no today')).toContain('Nothing is recorded yet.');
  });
});

describe('a question', () => {
  it('is answered at once, with what it was read as above', async () => {
    const text = await said('hvad mangler jeg?');
    expect(text).toMatch(/^Jeg læste det som: frister mine\n/);
    expect(text).toContain('Greve-voksen-2025/journalisering');
  });

  it('of the last day to report explains the deadline that there is', async () => {
    expect(await said('hvornår skal vi senest orientere om Greve?')).toContain(
      'Fristen er den 14. februar 2025',
    );
  });

  it('that would need a recording to answer only shows the letter: words approve nothing', async () => {
    const before = office.bot.history().length;
    await office.type('jeg godkender Brev-1');
    await office.type('Ministeren har godkendt Brev-1');
    expect(recorded(before)).toEqual([]);
  });
});

describe('a word can turn a sentence', () => {
  const turned: readonly (readonly [sentence: string, line: string | null])[] = [
    ['Vejen har sagt nej?', 'vis Vejen'],
    ['Brev-1 er sendt', 'sendt Brev-1 dato=05-02-2025'],
    ['Brev-1 er sendt til Vejen', null],
    ['der er sagt nej i Vejen', 'svar Vejen nej dato=05-02-2025'],
    ['der er sagt nej til Vejen', null],
    ['der er sagt nej på vejen', null],
    ['Vejen har sagt nej på området for børn', 'svar Vejen nej område=børnehandicap dato=05-02-2025'],
    ['Vejen har sagt nej på området for udsatte børn', null],
    ['Vejen sagde nej den 30. januar og igen den 31. januar', 'svar Vejen nej dato=<dato>'],
    ['Har sendt et brev til Vejen', null],
    ['mind mig om Greve i morgen', 'mind-mig <frist> 06-02-2025'],
    ['mind mig om at journalisere Greve i morgen', 'mind-mig Greve-voksen-2025/journalisering 06-02-2025'],
  ];
  it.each(turned)('»%s« → %s', async (sentence, line) => {
    const text = await said(sentence);
    expect(
      /^Jeg (?:læste det som|forstod det sådan): (.+?)(?:\. Intet er registreret endnu\.)?$/m.exec(
        text,
      )?.[1] ?? null,
    ).toBe(line);
  });
});

describe('what is not read', () => {
  it.each([
    ['svar Vejn nej i går', 'surplus-words'],
    ['svar Vejen nej hest', 'surplus-words'],
    ['svar Vejen måske', 'unknown-choice'],
    ['svar Vejen nej grund=dovenskab', 'unknown-choice'],
    ['Vejen har sagt nej note=hej', 'unknown-command'],
    [`Vejen har sagt nej ${'og det er det '.repeat(20)}`, 'unknown-command'],
    ['Vejen', 'unknown-command'],
  ])('»%s« is refused as before: %s', async (line, code) => {
    expect(await office.type(line)).toMatchObject({ ok: false, code, events: [] });
  });

  it('that has too many words is not searched for typos, and no short name is two letters away', async () => {
    const long = `Vejn har sagt nej ${'og det er det '.repeat(20)}`;
    expect(await office.type(long)).toMatchObject({ code: 'unknown-command' });
    expect(await office.type('Grevil har sagt nej i dag')).toMatchObject({ code: 'unknown-command' });
    expect(await office.type('Odsherd har sagt nej i dag')).toMatchObject({ code: 'unknown-municipality' });
  });

  it('suggests the municipality that a typo can mean, and never takes it for it', async () => {
    const answer = await office.type('Vejn har sagt nej i dag');
    expect(answer).toMatchObject({ ok: false, code: 'unknown-municipality', events: [] });
    expect(answer.refusal).toMatchObject({
      params: { typed: 'Vejn', nearest: ['Vejen'] },
      line: 'Vejen har sagt nej i dag',
    });
  });

  it('takes a command for what it was: »svar Vejen nej« records', async () => {
    expect((await office.type('svar Vejen nej')).events.map(({ type }) => type)).toEqual(['answer-recorded']);
  });
});
