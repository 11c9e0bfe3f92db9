// A letter's way through its approvals, as everybody sees it in Teams: tests/stories/a-year.txt, written down for review.
import { readFile } from 'node:fs/promises';
import { afterAll, expect, it } from 'vitest';
import { createDocuments } from '../../src/documents/documents.ts';
import { languages } from '../../src/language/index.ts';
import { approversOf } from '../support/approvers.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { sends } from '../support/teams/teams-forms.ts';
import { registerChannel } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';
import { type Transcript, transcript } from '../support/teams/transcript.ts';

const { cards, duties } = languages.da;
const documents = createDocuments();
afterAll(() => documents.close());
const s = teamsSecretariat({ start: '2025-01-06 09:00', documents, later: () => () => {} });

it('a letter goes through its approvals in people’s own chats, and the channel follows', async () => {
  const record = transcript(s.office);
  record.act('Administratoren giver alle Forløbsvagten');
  await s.installed();
  record.look();
  s.office.client.watch(record);
  await play(record);
  // The daily head's code covers every platform id in the ledger: it is for no reader of the file.
  const text = record.text().replaceAll(/kontrolkode [\w-]{43}/g, 'kontrolkode …');
  await expect(text).toMatchFileSnapshot('../golden/teams/approvals.txt');
}, 180_000);

const card = (words: string) => s.newestCard(words);

/** tests/stories/a-year.txt until its first letter is sent. */
async function play(record: Transcript): Promise<void> {
  const at = async (time: string) => {
    await s.office.runTo(time, (now) => record.look(`── ${now} ──`));
    record.look(`── ${time} ──`);
  };
  const anna = s.as('sagsbehandler');
  const { chef, lead, head, permanent, minister } = approversOf(s.as);

  await anna.says('runde åbn 2025 ansøgningsfrist=14-02-2025 kl=12.00');
  await anna.mentions(registerChannel, 'opsæt kanal');
  await at('2025-02-14 12:05');
  await anna.says('ansøgning Lejre børnehandicap år=2025 status=tildelt');
  await anna.says('ansøgning ukendt år=2025 antal=3 status=tildelt');
  await anna.presses(duties.buttons.why, { on: anna.told('Luk ansøgningsrunden') });
  await anna.mentions(registerChannel, 'runde luk 2025');

  await at('2025-03-03 10:00');
  await anna.says('tilbud Faxe børnehandicap år=2025 sag="2025 - 1001" svarfrist=…');
  await sends(anna, 'tilbud', { dato: '03-03-2025', svarfrist: '2025-04-11' });
  await anna.says(
    'tilbud Stevns børnehandicap år=2025 dato=03-03-2025 sag="2025 - 1002" svarfrist=11-04-2025',
  );
  await anna.mentions(
    registerChannel,
    'tilbud Greve voksenhandicap år=2025 dato=03-03-2025 sag="2025 - 1003" svarfrist=11-04-2025',
  );
  await anna.says(
    'tilbud Solrød voksenhandicap år=2025 dato=03-03-2025 sag="2025 - 1004" svarfrist=11-04-2025',
  );
  await anna.says('behandling Faxe byråd dato=26-03-2025');

  await at('2025-03-20 14:00');
  await anna.says('svar Solrød ja dato=20-03-2025');
  await anna.extension();
  await sends(anna, 'svar', { kommune: 'Stevns', svar: 'ja', dato: '2025-03-19' });

  await at('2025-03-31 09:15');
  await anna.says('behandling Faxe byråd dato=26-03-2025 udfald="ønsker ikke et forløb nu"');

  await at('2025-04-09 11:00');
  await chef.says('forside');
  await chef.presses(cards.home.goAway);
  await sends(chef, 'fravær', { fra: '2025-04-14', til: '2025-04-25', stedfortræder: 'Leder' });
  const letter = { name: 'faxe.txt', bytes: await readFile('tests/fixtures/letters/faxe.txt') };
  await anna.says(
    'svar Faxe nej dato=08-04-2025 brevdato=07-04-2025 grund=ressourcetræk:"ledelsen er i gang med at indføre et nyt fagsystem"',
    { files: [letter] },
  );

  await at('2025-04-11 13:00');
  await anna.presses(duties.buttons.chase, { on: anna.told('Svar fra Greve') });
  await anna.says('mind-mig Greve-voksen-2025/svar 24-04-2025');

  await at('2025-04-22 09:30');
  await anna.presses(duties.buttons.done, { on: anna.told('Journalisering af brevet fra Faxe') });
  await anna.says('udkast orientering 2025 kommuner=Faxe sag="2025 - 2001"');
  const [pdf] = s.office.fake.messages(anna.chat).filter((each) => wordsOf(each).includes('.pdf'));
  if (pdf) await anna.consents(pdf, 'accept');
  await anna.presses(cards.start, { on: card('Brev-1, version 1') });
  await sends(anna, 'godkendelse start', { 'holdt-op-mod-brevet': 'ja' });
  // Kontorchefen er væk, så lederen beslutter for kontorchefen.
  await anna.presses(duties.buttons.show, { on: card('Brev-1, version 1') });

  await at('2025-04-22 13:00');
  await lead.presses(duties.buttons.approve(1), { on: lead.told('Brev-1, version 1') });

  await at('2025-04-23 10:00');
  await head.presses(duties.buttons.giveBack, { on: head.told('Brev-1, version 1') });
  await sends(head, 'returnér', { grund: 'skriv, hvad der sker med pladsen', derefter: 'til-mig' });

  await at('2025-04-23 15:30');
  await anna.says('gentilbud Odder plads=Faxe dato=23-04-2025');
  await anna.presses(duties.buttons.newVersion, { on: anna.told('har returneret Brev-1') });

  await at('2025-04-24 09:00');
  // Afdelingschefen trykker på det, som en uopdateret skærm stadig viser; ord godkender ikke noget.
  const [old, current] = [head.told('Brev-1, version 1'), head.told('Brev-1, version 2')];
  await head.presses(duties.buttons.approve(1), { on: asItWas(old) });
  await head.says('ok', { under: current });
  await head.presses(duties.buttons.approve(2), { on: current });
  await head.presses(duties.buttons.approve(2), { on: asItWas(current) });
  await permanent.presses(duties.buttons.approve(2), { on: card('Brev-1, version 2') });

  await at('2025-04-25 11:00');
  await minister.presses(duties.buttons.approve(2), { on: minister.told('Brev-1, version 2') });
  await anna.says('godkend Brev-1 bevis=…');
  await sends(anna, 'godkend', { af: 'Minister', dato: '2025-04-25', bevis: 'F2, ministerens påtegning' });
  await anna.presses(cards.markSent, { on: card('Brev-1, version 2') });
  await sends(anna, 'sendt', { dato: '2025-04-25', doknr: '901001' });
}

/** What a screen that has not been drawn anew still shows. */
function asItWas(message: Message): Message {
  const { earlier, activity } = message;
  return { ...message, activity: earlier.at(-1) ?? activity, earlier: [] };
}
