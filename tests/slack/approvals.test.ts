// A letter's way through its approvals, as everybody sees it in Slack: tests/stories/a-year.txt, written down for review.
import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { languages } from '../../src/language/index.ts';
import { approversOf } from '../support/approvers.ts';
import { secretariat } from '../support/slack/secretariat.ts';
import { type Stage, stage } from '../support/slack/stage.ts';
import { transcript } from '../support/slack/transcript.ts';
import type { Post } from '../support/slack/world.ts';

const documents = createDocuments();
afterAll(() => documents.close());
const s = secretariat({ start: '2025-01-06 09:00', documents, later: () => () => {} });

it('a letter goes through its approvals in direct messages, and the channel follows', async () => {
  const record = transcript(s.office);
  await play(stage(s.office, record), s.office.fake);
  // The daily head's code covers every platform id in the ledger: it is for no reader of the file.
  const text = record.text().replaceAll(/kontrolkode [\w-]{43}/g, 'kontrolkode …');
  await expect(text).toMatchFileSnapshot('../golden/slack/approvals.txt');
}, 180_000);

type Fake = ReturnType<typeof secretariat>['office']['fake'];

/** tests/stories/a-year.txt until its first letter is sent. */
async function play(on: Stage, fake: Fake): Promise<void> {
  const { cards, duties } = languages.da;
  const anna = on.as('sagsbehandler');
  const { chef, lead, head, permanent, minister } = approversOf(on.as);

  await anna.slash('runde åbn 2025 ansøgningsfrist=14-02-2025 kl=12.00');
  await anna.slash('opsæt kanal');
  await on.at('2025-02-14 12:05');
  await anna.slash('ansøgning Lejre børnehandicap år=2025 status=tildelt');
  await anna.slash('ansøgning ukendt år=2025 antal=3 status=tildelt');
  await anna.press(anna.told('Luk ansøgningsrunden'), duties.buttons.why);
  await anna.mention('runde luk 2025');

  await on.at('2025-03-03 10:00');
  await anna.begin('tilbud Faxe børnehandicap år=2025 sag="2025 - 1001" svarfrist=…');
  await anna.fill('tilbud', { dato: '03-03-2025', svarfrist: '2025-04-11' });
  await anna.submitted();
  await anna.dm('tilbud Stevns børnehandicap år=2025 dato=03-03-2025 sag="2025 - 1002" svarfrist=11-04-2025');
  await anna.mention(
    'tilbud Greve voksenhandicap år=2025 dato=03-03-2025 sag="2025 - 1003" svarfrist=11-04-2025',
  );
  await anna.slash(
    'tilbud Solrød voksenhandicap år=2025 dato=03-03-2025 sag="2025 - 1004" svarfrist=11-04-2025',
  );
  await anna.slash('behandling Faxe byråd dato=26-03-2025');

  await on.at('2025-03-20 14:00');
  await anna.slash('svar Solrød ja dato=20-03-2025');
  await anna.recordAnswer();
  await anna.fill('svar', { kommune: 'Stevns', svar: 'ja', dato: '2025-03-19' });
  await anna.submitted();

  await on.at('2025-03-31 09:15');
  await anna.slash('behandling Faxe byråd dato=26-03-2025 udfald="ønsker ikke et forløb nu"');

  await on.at('2025-04-09 11:00');
  await chef.press(await chef.openHome(), cards.home.goAway);
  await chef.fill('fravær', { fra: '2025-04-14', til: '2025-04-25', stedfortræder: 'Leder' });
  await chef.submitted();
  const letter = fake.addFile({
    name: 'faxe.txt',
    user: 'USAGSBEHANDLER',
    mimetype: 'text/plain',
    bytes: await readFile('tests/fixtures/letters/faxe.txt'),
  });
  await anna.dm(
    'svar Faxe nej dato=08-04-2025 brevdato=07-04-2025 grund=ressourcetræk:"ledelsen er i gang med at indføre et nyt fagsystem"',
    { file: letter },
  );

  await on.at('2025-04-11 13:00');
  await anna.press(anna.told('Svar fra Greve'), duties.buttons.chase);
  await anna.slash('mind-mig Greve-voksen-2025/svar 24-04-2025');

  await on.at('2025-04-22 09:30');
  await anna.press(anna.told('Journalisering af brevet fra Faxe'), duties.buttons.done);
  await anna.slash('udkast orientering 2025 kommuner=Faxe sag="2025 - 2001"');
  await anna.press(on.card('Brev-1, version 1'), cards.start);
  await anna.fill('godkendelse start', { 'holdt-op-mod-brevet': 'ja' });
  await anna.submitted();
  // Kontorchefen er væk, så lederen beslutter for kontorchefen.
  await anna.press(on.card('Brev-1, version 1'), duties.buttons.show);

  await on.at('2025-04-22 13:00');
  await lead.press(lead.told('Brev-1, version 1'), duties.buttons.approve(1));

  await on.at('2025-04-23 10:00');
  await head.press(head.told('Brev-1, version 1'), duties.buttons.giveBack);
  await head.fill('returnér', { grund: 'skriv, hvad der sker med pladsen', derefter: 'til-mig' });
  await head.submitted();

  await on.at('2025-04-23 15:30');
  await anna.slash('gentilbud Odder plads=Faxe dato=23-04-2025');
  await anna.press(anna.told('har returneret Brev-1'), duties.buttons.newVersion);

  await on.at('2025-04-24 09:00');
  // Afdelingschefen trykker på det, som en uopdateret skærm stadig viser; ord godkender ikke noget.
  const [old, current] = [head.told('Brev-1, version 1'), head.told('Brev-1, version 2')];
  await head.press(asItWas(old), duties.buttons.approve(1));
  await head.dm('ok', { under: current });
  await head.press(current, duties.buttons.approve(2));
  await head.press(asItWas(current), duties.buttons.approve(2));
  await permanent.press(on.card('Brev-1, version 2'), duties.buttons.approve(2));

  await on.at('2025-04-25 11:00');
  await minister.press(minister.told('Brev-1, version 2'), duties.buttons.approve(2));
  await anna.begin('godkend Brev-1 bevis=…');
  await anna.fill('godkend', { af: 'Minister', dato: '2025-04-25', bevis: 'F2, ministerens påtegning' });
  await anna.submitted();
  await anna.press(on.card('Brev-1, version 2'), cards.markSent);
  await anna.fill('sendt', { dato: '2025-04-25', doknr: '901001' });
  await anna.submitted();
}

/** What a screen that has not been drawn anew still shows. */
function asItWas(post: Post): Post {
  return { ...post, ...post.edits.at(-1) };
}
