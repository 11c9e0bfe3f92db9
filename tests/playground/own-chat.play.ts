// A person's own chat with the bot, in Microsoft's client.
import { expect, it } from 'vitest';
import { recordAnswerAction } from '../../adapters/teams/manifest.ts';
import { cardAttacks } from '../support/teams/hostile.ts';
import { stage } from './stage.ts';

const play = stage('2025-01-06T09:00+01:00');

it('greets once, though the client tells twice that the bot is there', async () => {
  await play.karen.card('Velkommen, Karen Sjælør.');
  await play.karen.says('runde åbn 2025 forløb=8 ansøgt=4 reserveret=4');
  await play.karen.card('Runden for 2025 er åbnet');
  const arrivals = play.exchanges.filter(({ activity }) => /Update$/.test(String(activity.type)));
  expect(arrivals.map(({ status }) => status)).toEqual([200, 200]);
  expect(await play.karen.count('Velkommen')).toBe(1);
  await play.karen.shows('01-welcome');
});

it('answers a line with a card', async () => {
  await play.karen.says('ansøgning ukendt år=2025 antal=4 status=tildelt');
  await play.karen.card('4 i alt');
  await play.karen.says('tilbud Vejen børnehandicap år=2025 dato=02-01-2025 sag="2024 - 6938"');
  const offered = await play.karen.card('Vejen har fået tilbudt et reserveret forløb');
  expect(await offered.textContent()).toContain('2. januar 2025 (sag 2024 - 6938)');
  await play.karen.shows('02-answer');
});

it('makes a form of half a line, tells what is missing beside its field, and puts the record in its place', async () => {
  await play.karen.says('svar Vejen');
  const form = await play.karen.card('Registrér en kommunes svar');
  const sent = play.exchanges.length;
  await play.karen.presses(form, 'Fortsæt');
  await play.karen.line('Udfyld feltet »Svar«.');
  await play.karen.shows('03-form-required');
  expect(play.exchanges).toHaveLength(sent);

  await play.karen.chooses(form, 'Svar', 'ja');
  await play.karen.fills(form, 'Dato på brevet', 'i forgårs eller deromkring');
  await play.karen.presses(form, 'Fortsæt');
  const again = await play.karen.card('✗ Dato på brevet: Jeg kan ikke bruge »i forgårs eller deromkring«');
  await play.karen.shows('04-form-wrong');

  await play.karen.fills(again, 'Dato på brevet', '03-01-2025');
  await play.karen.presses(again, 'Fortsæt');
  await play.karen.card('Vejen har sagt ja til et reserveret forløb');
  await play.karen.shows('05-form-recorded');
  await play.karen.gone('Registrér en kommunes svar');
});

it('asks before it undoes, and puts what was done in the place of the question', async () => {
  await play.karen.says('fortryd E-9');
  const question = await play.karen.card('Dette bliver taget tilbage');
  await play.karen.shows('06-question');
  await play.karen.presses(question, 'Bekræft');
  await play.karen.card('E-9 er fortrudt.');
  await play.karen.shows('07-confirmed');
  await play.karen.gone('Bekræft');
});

it('shows what people type as they typed it', async () => {
  // Quotation marks end a text, and Teams escapes the marks of HTML.
  const typed = cardAttacks.filter((attack) => !/["&\n\r]|\\\\|<(?!\/?script)/.test(attack)).join(' ');
  await play.karen.says(`notat Vejen note="${typed}"`);
  const noted = await play.karen.card('Notat om Vejen');
  await play.karen.shows('08-hostile');
  expect(await noted.textContent()).toContain(typed);
  expect(await noted.locator('a, img, em, strong, li, code').count()).toBe(0);
});

it('records an answer from a message that somebody wrote to others, in a dialog', async () => {
  await play.karen.opens('Møde om tilbud');
  await play.karen.says('Vejen har ringet: de siger ja.');
  const dialog = await play.karen.acts('Vejen har ringet', recordAnswerAction);
  await dialog.getByText('Registrér en kommunes svar').waitFor();
  await play.karen.shows('09-dialog');
  await play.karen.chooses(dialog, 'Kommune', 'Vejen');
  await play.karen.chooses(dialog, 'Svar', 'ja');
  await play.karen.presses(dialog, 'Fortsæt');
  await dialog.getByText('Vejen har sagt ja til et reserveret forløb').waitFor();
  await play.karen.shows('10-dialog-recorded');
});
