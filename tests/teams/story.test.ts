// The round of 2025 as it really happened, through Teams alone: the same register and the same letter as the console's.
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { carried } from '../../adapters/shared/carried.ts';
import { exampleMark } from '../../adapters/shared/drawing.ts';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { createDocuments } from '../../src/documents/documents.ts';
import { languages } from '../../src/language/index.ts';
import { approversOf } from '../support/approvers.ts';
import { labelOf } from '../support/labels.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { pressable } from '../support/teams/read-card.ts';
import { fillsIn, sends } from '../support/teams/teams-forms.ts';
import { registerChannel, secret } from '../support/teams/teams-office.ts';
import { cardOf } from '../support/teams/teams-screen.ts';
import { type TeamsSecretariat, teamsSecretariat } from '../support/teams/teams-secretariat.ts';
import { expectAsTold, hashes, refusedIn, toldOnConsole } from '../support/told-story.ts';

// Wordings of buttons are nothing that the story is about.
const { cards, duties } = languages.da;

const onConsole = toldOnConsole('tests/stories/2025.txt');

const documents = createDocuments();
afterAll(() => documents.close());

describe('the round of 2025', () => {
  // The letters are typeset while Teams waits: nothing is to depend on how long that takes.
  const s = teamsSecretariat({ start: '2024-04-22 10:00', documents, later: () => () => {} });

  it('played in Teams ends in the register, the letters and the reminders of the console', async () => {
    const { files } = s.office;
    const taken = await play(s);
    await expectAsTold(s.office, onConsole());
    expect(taken.length).toBeGreaterThan(0);
    const saved = taken.map(([name, url]) => [name, files.uploaded(url)] as const);
    expect(onConsole().files).toMatchObject(hashes(saved));
  }, 180_000);

  it('refuses there what the console refuses, in the same words and with the same line to try', async () => {
    const anna = s.as('sagsbehandler');
    await anna.says('runde åbn 2025');
    await anna.says('tilbud Vejen børnehandicap år=2025');
    const recorded = s.recorded();
    for (const { input, sentence, line } of refusedIn(onConsole())) {
      for (const ask of [() => anna.says(input), () => anna.mentions(registerChannel, input)]) {
        await ask();
        const answer = anna.told();
        expect(anna.words(answer)).toContain(sentence);
        expect(anna.words(answer)).toContain(line);
        expect(pressable(cardOf(answer)).map(lineOf)).toContain(`${exampleMark}${line}`);
      }
    }
    expect(s.recorded()).toEqual(recorded);
  });

  it('records nothing of an example before somebody has read it in a form', async () => {
    const [, why] = refusedIn(onConsole());
    const anna = s.as('sagsbehandler');
    await anna.says('runde åbn 2025');
    await anna.says('tilbud Vejen børnehandicap år=2025');
    const before = s.recorded();
    await anna.says(why.input);
    const example = anna.buttons().find((title) => title.startsWith('svar Vejen nej'));
    await anna.presses(example ?? '');
    expect(s.recorded()).toEqual(before);
    fillsIn(anna, 'svar', { 'ord om ledelsessammenfald': 'de samme ledere er på begge forløb' });
    await anna.presses(cards.form.submit);
    expect(s.recorded().at(-1)).toBe('answer-recorded');
  });

  it('refuses the same in a form, beside the field, and takes the form when it is put right', async () => {
    const [, why] = refusedIn(onConsole());
    const anna = s.as('sagsbehandler');
    await anna.says('runde åbn 2025');
    await anna.says('tilbud Vejen børnehandicap år=2025');
    await anna.says(`${why.input} år=…`);
    await anna.presses(cards.form.submit);
    expect(anna.words()).toContain(`✗ ${labelOf('svar', 'grund')}: ${why.sentence}`);
    fillsIn(anna, 'svar', { 'ord om ledelsessammenfald': 'de samme ledere er på begge forløb' });
    await anna.presses(cards.form.submit);
    expect(s.recorded().at(-1)).toBe('answer-recorded');
  });
});

/** What a button stands for. */
function lineOf(token: string): string {
  return carried(createTokens(secret).lineOf(token) ?? '').line;
}

/** tests/stories/2025.txt, line by line; each line by another way in. Gives what was saved, and where to. */
async function play(s: TeamsSecretariat): Promise<readonly (readonly [name: string, url: string])[]> {
  const { office, as } = s;
  await s.installed();
  const anna = as('sagsbehandler');
  const { chef, head, permanent, minister } = approversOf(as);

  await anna.mentions(registerChannel, 'opsæt kanal');
  await anna.says('runde åbn 2024');
  await anna.says('tilbud');
  await sends(anna, 'tilbud', { kommune: 'Odsherred', område: 'børnehandicap', år: '2024', dato: 'ukendt' });
  await anna.extension();
  await sends(anna, 'svar', { kommune: 'Odsherred', svar: 'nej', grund: ['ressourcetræk'] });
  await anna.says(
    'frist luk Odsherred-børn-2024/orientering grund="udvalget blev orienteret i foråret 2024, før botten var i brug"',
  );

  await office.runTo('2024-11-19 09:00');
  await anna.mentions(registerChannel, 'runde åbn 2025 forløb=8 ansøgt=4 reserveret=4');
  await anna.says('ansøgning ukendt år=2025 antal=4 status=tildelt');
  await anna.mentions(registerChannel, 'tilbud Vejen børnehandicap dato=… sag="2024 - 6938"');
  await sends(anna, 'tilbud', { år: '2025', dato: '19-11-2024', svarfrist: '2025-01-31' });
  await anna.says('tilbud ukendt år=2025 antal=3');

  await office.runTo('2024-12-16 10:00');
  await anna.says('menu');
  await anna.chooses(cards.menu.all, 'præciser');
  await sends(anna, 'præciser', {
    kommune: 'Vejen',
    dato: 'medio-2024-12',
    misforstået: 'voksenhandicap',
    af: 'Social- og Boligstyrelsen',
  });

  await office.runTo('2025-01-28 13:00');
  await anna.says('behandling Vejen fagudvalg emne=danmarkskort-2023 dato=ukendt udfald="sendt videre"');
  await anna.mentions(
    registerChannel,
    'behandling Vejen økonomiudvalg emne=danmarkskort-2023 dato=ukendt udfald="sendt videre"',
  );
  await anna.says('behandling Vejen byråd emne=danmarkskort-2023 dato=…');
  await sends(anna, 'behandling', { dato: '8. oktober 2024', udfald: 'ingen handlingsplan' });
  const letter = { name: 'vejen.pdf', bytes: await readFile('tests/fixtures/letters/vejen.pdf') };
  await anna.says('', { files: [letter] });
  const few = 'få-afgørelser';
  fillsIn(anna, 'svar', {
    kommune: 'Vejen',
    svar: 'nej',
    dato: '2025-01-28',
    brevdato: 'ukendt',
    grund: [few, 'principmeddelelse', 'ledelsessammenfald'],
  });
  await anna.presses(cards.teams.form.ownWords);
  await sends(anna, 'svar', {
    [`ord om ${few}`]:
      'den høje omgørelsesprocent i 2023 skal ses i lyset af, at Ankestyrelsen traf 11 afgørelser i 2023, mens kommunen havde 739 sager og ydelser i 2022',
    'ord om principmeddelelse':
      'de fleste omgørelser skyldes en ny principmeddelelse, som kommunen nu følger',
    'ord om ledelsessammenfald':
      'ledere, som skulle stå for forløbet, allerede arbejder med kommunens taskforceforløb på området for udsatte børn og unge',
    'spørg-igen': 'ja:børnehandicap',
  });
  await anna.says(
    'notat Vejen note="har afsluttet forløbet om udsatte børn og unge med rapport 21. januar 2025; opfølgning om 6-8 måneder"',
  );
  await anna.says('menu');
  await anna.presses(cards.menu.overview);
  await anna.mentions(registerChannel, 'journalisér Vejen');

  await office.runTo('2025-01-31 09:00');
  await anna.says('gentilbud Odsherred dato=…');
  await sends(anna, 'gentilbud', { plads: 'Vejen', dato: '31-01-2025' });
  await anna.presses(duties.buttons.next, { on: anna.told('Orientering om Vejen') });
  await anna.presses(cards.check, { on: s.newestCard('Brev-1, version 1') });

  await office.runTo('2025-02-07 09:00');
  await anna.says('menu');
  await anna.presses(cards.menu.answer);
  await sends(anna, 'svar', { kommune: 'Odsherred', svar: 'ja' });
  await anna.says('udkast orientering 2025 sag="2025 - 1234"');
  const brev = s.newestCard('Brev-1, version 2');
  await anna.presses(cards.check, { on: brev });
  await anna.presses(duties.buttons.read, { on: brev });
  await anna.presses(cards.start, { on: brev });
  await sends(anna, 'godkendelse start', { 'holdt-op-mod-brevet': 'ja' });
  await chef.presses(duties.buttons.approve(2), { on: brev });

  await office.runTo('2025-02-07 13:00');
  await head.presses(duties.buttons.approve(2), { on: head.told('Vil du se på') });
  await permanent.presses(duties.buttons.approve(2), { on: brev });

  await office.runTo('2025-02-10 09:00');
  await minister.presses(duties.buttons.approve(2), { on: minister.told('Vil du se på') });
  await anna.says('godkend Brev-1 bevis=…');
  await sends(anna, 'godkend', { af: 'Minister', dato: '2025-02-10', bevis: 'F2, ministerens påtegning' });
  await anna.says('godkendelse vis Brev-1');

  await office.runTo('2025-02-10 10:00');
  await anna.presses(cards.markSent, { on: brev });
  await sends(anna, 'sendt', { dato: '2025-02-10', doknr: '901234' });

  await office.runTo('2025-02-12 08:30');
  await anna.says('omdelt Brev-1');
  await sends(anna, 'omdelt', { bilag: '117', dato: '2025-02-12' });
  await anna.says('overblik 2025');
  await anna.says('pr 31-01-2025 overblik 2025');
  await anna.says('vis Brev-1');
  const offered = office.fake.messages(anna.chat).filter((message) => nameOffered(message) !== undefined);
  const saved = offered
    .filter((message) => nameOffered(message)?.startsWith('Brev-1'))
    .slice(-3)
    .map(async (message) => [nameOffered(message) ?? '', await anna.consents(message, 'accept')] as const);
  return Promise.all(saved);
}

function nameOffered({ activity }: Message): string | undefined {
  const [attachment] = Array.isArray(activity.attachments) ? activity.attachments : [];
  return attachment?.contentType?.endsWith('file.consent') ? attachment.name : undefined;
}
