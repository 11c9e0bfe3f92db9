// Letters of ours: what they may not lose, what stops them, and what a person may write in them.
import { beforeEach, describe, expect, it } from 'vitest';
import { readLetter } from '../support/letter-text.ts';
import { type PlayedBot, playedBot } from '../support/played-bot.ts';
import { approve, newest, refusedByVejen } from '../support/refused-round.ts';

let played: PlayedBot;

beforeEach(async () => {
  played = await refusedByVejen();
});

async function sent(bot: PlayedBot): Promise<void> {
  await bot.tell('udkast orientering 2025 sag="2025 - 1234"');
  await approve(bot);
  await bot.tell('sendt Brev-1 dato=31-01-2025 doknr=900001');
}

const last = (type: string): string => newest(played, type);

describe('a letter', () => {
  it('cannot have been sent before the answer that it reports', async () => {
    await played.tell('udkast orientering 2025 sag="2025 - 1234"');
    expect((await played.ask('sendt Brev-1 dato=20-01-2025 doknr=900001')).code).toBe('sent-before-answer');
  });

  it('is locked once it is sent', async () => {
    await sent(played);
    for (const line of [
      'redigér Brev-1 afslutning "Tak."',
      'annullér Brev-1 grund="x"',
      'sendt Brev-1 doknr=900001',
    ])
      expect((await played.ask(line)).code).toBe('letter-is-sent');
  });

  it('does not lose a municipality because another line names fewer', async () => {
    const two = await playedBot('2025-01-31 09:00');
    for (const name of ['Vejen', 'Greve'])
      await two.tell(
        ...(name === 'Vejen' ? ['runde åbn 2025'] : []),
        `tilbud ${name} børn`,
        `svar ${name} nej`,
      );
    await two.tell('udkast orientering 2025');
    expect((await two.ask('udkast orientering 2025 kommuner=Vejen')).code).toBe('letter-would-lose');
    await two.tell(
      'annullér Brev-1 grund="to breve"',
      'udkast orientering 2025 kommuner=Vejen',
      'udkast orientering 2025 kommuner=Greve',
    );
    expect([...two.bot.register().letters.keys()]).toEqual(['Brev-1', 'Brev-2', 'Brev-3']);
  });

  it('is told of a converted place only with what it was converted to', async () => {
    await played.tell('plads Vejen omlagt grund="Det er for sent." svarer-til=1', 'udkast orientering 2025');
    expect(readLetter(played).parts.get('plads-vejen')).toContain(
      'fordi det er for sent. I stedet går ressourcerne til [mangler: aktiviteterne].',
    );
    await played.tell(
      'aktivitet læringsforløb kommuner=Vejen antal-pr-kommune=2 erstatter=Vejen',
      'aktivitet læringsforløb kommuner=Vejen status=nej',
      'udkast orientering 2025',
    );
    expect(readLetter(played).text).not.toContain('glad');
    expect(readLetter(played).text).toContain('ikke afklaret, hvad ressourcerne skal bruges til');
  });

  it('corrects a wrong municipality in a sent letter part by part, with the right annex', async () => {
    await sent(played);
    const offer = played.bot.history().findIndex((event) => event.type === 'offer-made') + 1;
    await played.tell(`ret E-${offer} kommune=Greve grund="forvekslet"`, 'bekræft C-1');
    await played.tell(
      `ret ${last('letter-received')} brev=greve.txt grund="forkert fil"`,
      'bekræft C-2',
      'udkast berigtigelse Brev-1',
    );
    const { text, annexes } = readLetter(played, 'Brev-2');
    expect(text).toContain('I brevet stod: »Vejen Kommune begrunder sit nej');
    expect(text).toContain('Det rigtige er: »Greve Kommune begrunder sit nej');
    expect(annexes).toEqual(['Greve Kommunes brev']);
  });

  it('tells in a supplement that a no has become a yes', async () => {
    await sent(played);
    await played.tell('svar Vejen ja', 'udkast supplerende Brev-1');
    expect(readLetter(played, 'Brev-2').text).toContain(
      'Vejen Kommune har siden sagt ja til forløbet på børnehandicapområdet.',
    );
  });
});

describe('a letter by hand', () => {
  it('warns of what was written, and of the facts behind it when they change', async () => {
    await played.tell(
      'udkast orientering 2025',
      'redigér Brev-1 begrundelse-vejen "Vejen Kommune skriver, at den har et andet forløb i gang."',
    );
    const codes = async () =>
      ((await played.tell('kontrol Brev-1')).data as { findings: { code: string }[] }).findings.map(
        (each) => each.code,
      );
    expect(await codes()).toContain('redigeret-begrundelse-vejen');
    expect(await codes()).not.toContain('redigeret-forældet-begrundelse-vejen');
    await played.tell(
      `ret ${last('answer-recorded')} grund=overlap:"kommunen har to forløb i gang" grund="præciseret"`,
      'bekræft C-1',
    );
    expect(await codes()).toContain('redigeret-forældet-begrundelse-vejen');
    expect(readLetter(played).parts.get('begrundelse-vejen')).toContain('Vejen Kommune skriver');
  });

  it('stops a name that does not belong there', async () => {
    await played.tell(
      'udkast orientering 2025',
      'redigér Brev-1 afslutning "Jeg tager Vejle Kommunes beslutning til efterretning."',
    );
    const { findings } = (await played.tell('kontrol Brev-1')).data as {
      findings: { code: string; level: string; text: string }[];
    };
    const found = findings.find((each) => each.code === 'navne-afslutning');
    expect(found?.level).toBe('fejl');
    expect(found?.text).toContain('Vejle Kommune');
  });

  it('keeps personal data from becoming public unseen', async () => {
    const secret = await playedBot('2024-11-19 09:00', {
      'brev.txt': 'Vejen Kommune. Ring til Bo på 12 34 56 78 eller bo.hansen@vejen.dk om 010190-1234.',
    });
    await secret.tell(
      'runde åbn 2025',
      'tilbud Vejen børn',
      'svar Vejen nej grund=overlap:"kommunen har et forløb" brev=brev.txt',
      'udkast orientering 2025 sag="2025 - 1234"',
    );
    const codes = async () =>
      ((await secret.tell('kontrol Brev-1')).data as { findings: { code: string; level: string }[] }).findings
        .filter((each) => each.level === 'fejl')
        .map((each) => each.code);
    expect(await codes()).toEqual(expect.arrayContaining(['bilag-1-cpr', 'bilag-1-telefon', 'bilag-1-mail']));
    const start = 'godkendelse start Brev-1 holdt-op-mod-brevet=ja';
    expect((await secret.ask(start)).code).toBe('letter-not-ready');
    for (const code of ['cpr', 'telefon', 'mail'])
      await secret.tell(
        `kontrol Brev-1 afklar=bilag-1-${code} note="er læst, og brevet er rettet hos kommunen"`,
      );
    await approve(secret);
    expect((await secret.ask('sendt Brev-1 doknr=900001')).ok).toBe(true);
  });
});
