// The round of 2025 as it really happened, through Slack alone: the same register and the same letter as the console's.
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleMark } from '../../adapters/shared/drawing.ts';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { languages } from '../../src/language/index.ts';
import { approversOf } from '../support/approvers.ts';
import { labelOf } from '../support/labels.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { textAt } from '../support/slack/json-reading.ts';
import { secretariat } from '../support/slack/secretariat.ts';
import { signingSecret } from '../support/slack/slack-office.ts';
import { register, type Stage, stage } from '../support/slack/stage.ts';
import { expectAsTold, hashes, refusedIn, toldOnConsole } from '../support/told-story.ts';

const onConsole = toldOnConsole('tests/stories/2025.txt');

const documents = createDocuments();
afterAll(() => documents.close());

describe('the round of 2025', () => {
  // The letters are typeset while Slack waits: nothing is to depend on how long that takes.
  const s = secretariat({ start: '2024-04-22 10:00', documents, later: () => () => {} });

  it('played in Slack ends in the register, the letters and the reminders of the console', async () => {
    const { fake } = s.office;
    await play(stage(s.office), fake);
    await expectAsTold(s.office, onConsole());
    const inThreads = fake.posts(register).flatMap(({ files }) => files);
    const letters = inThreads.filter(({ name }) => name.startsWith('Brev-1'));
    expect(hashes(letters.map(({ name, bytes }) => [name, bytes]))).toEqual(onConsole().files);
  }, 180_000);

  it('refuses there what the console refuses, in the same words and with the same line to try', async () => {
    const on = stage(s.office);
    const anna = on.as('sagsbehandler');
    await anna.slash('runde åbn 2025');
    await anna.slash('tilbud Vejen børnehandicap år=2025');
    const recorded = s.recorded();
    for (const { input, sentence, line } of refusedIn(onConsole())) {
      for (const shown of [await anna.slash(input), await anna.mention(input), await anna.dm(input)]) {
        expect(wordsOf(shown.blocks)).toContain(sentence);
        expect(wordsOf(shown.blocks)).toContain(line);
        expect(controlsOf(shown.blocks).map(({ element }) => lineOf(element))).toEqual([
          `${exampleMark}${line}`,
        ]);
      }
    }
    expect(s.recorded()).toEqual(recorded);
  });

  it('records nothing of an example before somebody has read it in a form', async () => {
    const [, why] = refusedIn(onConsole());
    const anna = stage(s.office).as('sagsbehandler');
    await anna.slash('runde åbn 2025');
    await anna.slash('tilbud Vejen børnehandicap år=2025');
    const before = s.recorded();
    await anna.press(await anna.slash(why.input), 'svar Vejen nej');
    expect(s.recorded()).toEqual(before);
    await anna.fill('svar', { 'ord om ledelsessammenfald': 'de samme ledere er på begge forløb' });
    await anna.submitted();
    expect(s.recorded().at(-1)).toBe('answer-recorded');
  });

  it('refuses the same in a form, beside the field, and takes the form when it is put right', async () => {
    const [, why] = refusedIn(onConsole());
    const anna = stage(s.office).as('sagsbehandler');
    await anna.slash('runde åbn 2025');
    await anna.slash('tilbud Vejen børnehandicap år=2025');
    await anna.begin(`${why.input} år=…`);
    const wrong = Object.entries(await anna.submit());
    expect(wrong).toEqual([[labelOf('svar', 'grund'), why.sentence]]);
    await anna.fill('svar', { 'ord om ledelsessammenfald': 'de samme ledere er på begge forløb' });
    await anna.submitted();
    expect(s.recorded().at(-1)).toBe('answer-recorded');
  });
});

/** What a button stands for. */
function lineOf(button: unknown): string | undefined {
  return createTokens(signingSecret).lineOf(textAt(button, 'value') ?? '');
}

type Fake = ReturnType<typeof secretariat>['office']['fake'];

/** tests/stories/2025.txt, line by line; each line by another way in. */
async function play(on: Stage, fake: Fake): Promise<void> {
  // Wordings of buttons are nothing that the story is about.
  const { cards, duties } = languages.da;
  const anna = on.as('sagsbehandler');
  const { chef, head, permanent, minister } = approversOf(on.as);

  await anna.slash('opsæt kanal');
  await anna.slash('runde åbn 2024');
  await anna.begin('tilbud');
  await anna.fill('tilbud', { kommune: 'Odsherred', område: 'børnehandicap', år: '2024', dato: 'ukendt' });
  await anna.submitted();
  await anna.recordAnswer();
  await anna.fill('svar', { kommune: 'Odsherred', svar: 'nej', grund: ['ressourcetræk'] });
  await anna.submitted();
  await anna.dm(
    'frist luk Odsherred-børn-2024/orientering grund="udvalget blev orienteret i foråret 2024, før botten var i brug"',
  );

  await on.at('2024-11-19 09:00');
  await anna.mention('runde åbn 2025 forløb=8 ansøgt=4 reserveret=4');
  await anna.slash('ansøgning ukendt år=2025 antal=4 status=tildelt');
  await anna.press(await anna.dm('tilbud Vejen børnehandicap dato=… sag="2024 - 6938"'), cards.fillIn);
  await anna.fill('tilbud', { år: '2025', dato: '19-11-2024', svarfrist: '2025-01-31' });
  await anna.submitted();
  await anna.slash('tilbud ukendt år=2025 antal=3');

  await on.at('2024-12-16 10:00');
  await anna.choose(await anna.slash(''), cards.menu.all, 'præciser');
  await anna.fill('præciser', {
    kommune: 'Vejen',
    dato: 'medio-2024-12',
    misforstået: 'voksenhandicap',
    af: 'Social- og Boligstyrelsen',
  });
  await anna.submitted();

  await on.at('2025-01-28 13:00');
  await anna.slash('behandling Vejen fagudvalg emne=danmarkskort-2023 dato=ukendt udfald="sendt videre"');
  await anna.mention(
    'behandling Vejen økonomiudvalg emne=danmarkskort-2023 dato=ukendt udfald="sendt videre"',
  );
  await anna.begin('behandling Vejen byråd emne=danmarkskort-2023 dato=…');
  await anna.fill('behandling', { dato: '8. oktober 2024', udfald: 'ingen handlingsplan' });
  await anna.submitted();
  const letter = fake.addFile({
    name: 'vejen.pdf',
    user: 'USAGSBEHANDLER',
    mimetype: 'application/pdf',
    bytes: await readFile('tests/fixtures/letters/vejen.pdf'),
  });
  await anna.saveLetter(await anna.say('Vejens svar kom i dag', letter));
  const few = 'få-afgørelser';
  await anna.fill('svar', { kommune: 'Vejen', svar: 'nej', dato: '2025-01-28', brevdato: 'ukendt' });
  await anna.fill('svar', { grund: [few, 'principmeddelelse', 'ledelsessammenfald'] });
  await anna.fill('svar', {
    [`ord om ${few}`]:
      'den høje omgørelsesprocent i 2023 skal ses i lyset af, at Ankestyrelsen traf 11 afgørelser i 2023, mens kommunen havde 739 sager og ydelser i 2022',
    'ord om principmeddelelse':
      'de fleste omgørelser skyldes en ny principmeddelelse, som kommunen nu følger',
    'ord om ledelsessammenfald':
      'ledere, som skulle stå for forløbet, allerede arbejder med kommunens taskforceforløb på området for udsatte børn og unge',
    'spørg-igen': 'ja:børnehandicap',
  });
  await anna.submitted();
  await anna.dm(
    'notat Vejen note="har afsluttet forløbet om udsatte børn og unge med rapport 21. januar 2025; opfølgning om 6-8 måneder"',
  );
  await anna.openHome();
  await anna.mention('journalisér Vejen');

  await on.at('2025-01-31 09:00');
  await anna.begin('gentilbud Odsherred dato=…');
  await anna.fill('gentilbud', { plads: 'Vejen', dato: '31-01-2025' });
  await anna.submitted();
  await anna.press(anna.told('Orientering om Vejen'), duties.buttons.next);
  await anna.press(on.card('Brev-1, version 1'), cards.check);

  await on.at('2025-02-07 09:00');
  await anna.press(await anna.slash(''), cards.menu.answer);
  await anna.fill('svar', { kommune: 'Odsherred', svar: 'ja' });
  await anna.submitted();
  await anna.slash('udkast orientering 2025 sag="2025 - 1234"');
  const card = on.card('Brev-1, version 2');
  await anna.press(card, cards.check);
  await anna.press(card, duties.buttons.read);
  await anna.press(card, cards.start);
  await anna.fill('godkendelse start', { 'holdt-op-mod-brevet': 'ja' });
  await anna.submitted();
  await chef.press(card, duties.buttons.approve(2));

  await on.at('2025-02-07 13:00');
  await head.press(head.told('Vil du se på'), duties.buttons.approve(2));
  await permanent.press(card, duties.buttons.approve(2));

  await on.at('2025-02-10 09:00');
  await minister.press(minister.told('Vil du se på'), duties.buttons.approve(2));
  await anna.begin('godkend Brev-1 bevis=…');
  await anna.fill('godkend', { af: 'Minister', dato: '2025-02-10', bevis: 'F2, ministerens påtegning' });
  await anna.submitted();
  await anna.slash('godkendelse vis Brev-1');

  await on.at('2025-02-10 10:00');
  await anna.press(card, cards.markSent);
  await anna.fill('sendt', { dato: '2025-02-10', doknr: '901234' });
  await anna.submitted();

  await on.at('2025-02-12 08:30');
  await anna.begin('omdelt Brev-1');
  await anna.fill('omdelt', { bilag: '117', dato: '2025-02-12' });
  await anna.submitted();
  await anna.slash('overblik 2025');
  await anna.slash('pr 31-01-2025 overblik 2025');
}
