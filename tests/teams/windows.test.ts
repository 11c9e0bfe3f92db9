// Dialogs in channels and on messages, and letters that come with words or without: what comes in a window must not get lost there.
import { describe, expect, it } from 'vitest';
import { createTokens } from '../../adapters/shared/sealed-lines.ts';
import { languages } from '../../src/language/index.ts';
import { labelOf } from '../support/labels.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { registerChannel, secret } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;
const { submit } = said.form;

const ours = createTokens(secret);
const foreign = createTokens('en anden hemmelighed, der er mindst toogtredive tegn lang');

const s = teamsSecretariat({ start: '2025-02-12 09:00' });
const anna = (): TeamsPerson => s.as('sagsbehandler');
const newest = (type: string) => s.office.bot.history().findLast((each) => each.type === type);
const letter = (name: string) => ({ name, bytes: Buffer.from('Kommunen har ikke tid.') });

describe('a dialog', () => {
  async function draftInChannel(): Promise<Message> {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...letterInApproval.slice(0, 2));
    return s.card('Brev-1, version 1');
  }

  it('opens in a channel for whoever presses, and says there what is wrong and what came of it', async () => {
    const card = await draftInChannel();
    const before = s.office.fake.everMade.length;
    await anna().presses(said.start, { on: card });
    expect(anna().dialog().title).toBe('Godkendelse start');
    expect(anna().filled()).toEqual({ Brev: 'Brev-1' });
    const read = labelOf('godkendelse start', 'holdt-op-mod-brevet');
    anna().fills({ Frist: '2024-01-01', [read]: 'ja' });
    await anna().presses(submit);
    expect(anna().words('dialog')).toContain('✗ Frist: ');
    expect(anna().filled()).toMatchObject({ Brev: 'Brev-1', [read]: 'ja' });
    anna().fills({ Frist: '2025-02-20' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('approval-started');
    expect(anna().words('dialog')).toContain('Brev-1');
    expect(anna().buttons('dialog')).not.toContain(submit);
    expect(s.office.fake.everMade).toHaveLength(before);
  });

  it('asks for a confirmation, and does it by the button in it', async () => {
    await s.tell(...round, 'svar Vejen nej');
    await anna().opens(ours.token('ret grund=…'), registerChannel);
    anna().fills({ Registrering: 'E-9', Begrundelse: 'tastefejl', Svar: 'ja' });
    await anna().presses(submit);
    expect(s.recorded()).not.toContain('fact-corrected');
    await anna().presses('Bekræft');
    expect(s.recorded()).toContain('fact-corrected');
  });

  it('hands out the files of its answer in the own chat', async () => {
    await draftInChannel();
    await anna().opens(ours.token('vis Brev-1'), registerChannel);
    expect(anna().words('dialog')).toContain(said.filesInMessage);
    expect(anna().reads()).toContain('[file consent: Brev-1 v1.txt]');
    expect(s.threadOf(s.card('Brev-1, version 1'))).toHaveLength(1);
  });

  it('too small for its answer says so, and the whole is in the own chat', async () => {
    await s.tell(...round);
    const notes = Array.from(
      { length: 60 },
      (_, index) => `notat Vejen note="${index} ${'langt notat '.repeat(60)}slut-${index}"`,
    );
    await s.tell(...notes);
    await anna().opens(ours.token('historik Vejen'), registerChannel);
    expect(anna().words('dialog')).toContain(said.teams.restInChat);
    const read = anna().reads().join('\n');
    expect(notes.flatMap((_, index) => (read.includes(`slut-${index}`) ? [] : [index]))).toEqual([]);
  });

  it('whose command is gone says that it no longer works', async () => {
    const { body } = await anna().invokes('task/submit', {
      data: { verb: 'form', t: ours.token(JSON.stringify({ command: 'nedlagt' })) },
    });
    expect(JSON.stringify(body)).toContain(said.stale);
  });

  it('shares its answer in the channel where it was opened', async () => {
    await draftInChannel();
    await anna().opens(ours.token('overblik 2025'), registerChannel);
    await anna().presses(said.share);
    expect(anna().words(anna().told('deler', registerChannel))).toContain('8 forløb');
    expect(anna().words('dialog')).toContain(said.teams.isShared);
  });

  it('of a button of another secret says that the button no longer works', async () => {
    await s.tell(...round);
    await anna().opens(foreign.token('svar'), registerChannel);
    expect(anna().words('dialog')).toContain(said.stale);
    expect(anna().buttons('dialog')).toEqual([]);
  });
});

describe('a letter', () => {
  it('without words, in the own chat, gets the form of an answer, with the letter attached', async () => {
    await s.tell(...round);
    await anna().says('', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain(said.form.attached.letter('vejen.pdf'));
    anna().fills({ Kommune: 'Vejen', Svar: 'nej' });
    await anna().presses(submit);
    expect(newest('letter-received')).toMatchObject({ data: { file: { name: 'vejen.pdf' } } });
  });

  it('that comes with half a line stays with its form, whatever it is called', async () => {
    await s.tell(...round);
    for (const [kommune, name] of [
      ['Vejen', 'svar på tilbud.pdf'.normalize('NFD')],
      ['Odsherred', 'a"]] b [[.pdf'],
    ] as const) {
      await anna().says(`svar ${kommune}`, { files: [letter(name)] });
      expect(anna().words()).toContain(name.normalize('NFC'));
      anna().fills({ Svar: 'nej' });
      await anna().presses(submit);
      expect(newest('letter-received')).toMatchObject({ data: { file: { name: name.normalize('NFC') } } });
    }
  });

  it('among several is asked for, also where their names are long or alike', async () => {
    await s.tell(...round);
    const long = `${'meget langt navn på et brev fra kommunen '.repeat(4)}.pdf`;
    await anna().says('', { files: [letter('bilag.pdf'), letter(long), letter('bilag.pdf')] });
    const shown = `${long.slice(-60)}`;
    anna().fills({ Kommune: 'Vejen', Svar: 'nej', [said.form.pickFile.letter]: shown.trim() });
    await anna().presses(submit);
    expect(newest('letter-received')).toMatchObject({
      data: { file: { name: expect.stringContaining('meget langt') } },
    });
  });

  it('of the longest name is one of twelve', async () => {
    await s.tell(...round);
    await anna().says('', {
      files: Array.from({ length: 12 }, (_, index) => letter(`${index}${'"å"'.repeat(80)}.pdf`)),
    });
    expect(anna().words()).toContain(said.form.pickFile.letter);
  });

  it('that cannot be fetched is told at once, and the form goes without it', async () => {
    await s.tell(...round);
    s.office.files.next('download', { fault: 'status', status: 404 }, { times: 'all' });
    await anna().says('svar Vejen', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain('vejen.pdf');
    expect(anna().words()).not.toContain(said.form.attached.letter('vejen.pdf'));
    anna().fills({ Svar: 'nej' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
    expect(s.recorded()).not.toContain('letter-received');
  });

  it('in a channel cannot be fetched: where to send it is told, and nothing is recorded without it', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'svar Vejen nej', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain(said.teams.letterNotFetched('vejen.pdf'));
    expect(s.recorded()).not.toContain('answer-recorded');
    await anna().mentions(registerChannel, 'svar Vejen', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain(said.teams.letterNotFetched('vejen.pdf'));
    anna().fills({ Svar: 'nej' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
  });

  it('that is no longer held is asked for again, and the answer can be recorded without it', async () => {
    await s.tell(...round);
    await anna().says('svar Vejen', { files: [letter('vejen.pdf')] });
    await s.office.restart();
    anna().fills({ Svar: 'nej' });
    await anna().presses(submit);
    expect(anna().words()).toContain(said.teams.letterGone('vejen.pdf'));
    expect(anna().words()).toContain(said.teams.form.handIn.letter('svar'));
    expect(anna().filled()).toMatchObject({ Kommune: 'Vejen', Svar: 'nej' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
    expect(s.recorded()).not.toContain('letter-received');
  });

  it('that cannot be fetched is no reason to record a whole line without it', async () => {
    await s.tell(...round);
    s.office.files.next('download', { fault: 'status', status: 404 }, { times: 'all' });
    await anna().says('svar Vejen nej', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain('vejen.pdf');
    expect(s.recorded()).not.toContain('answer-recorded');
  });
});

describe('»Registrér svar«', () => {
  it('in the command box is the form of an answer, which records it', async () => {
    await s.tell(...round);
    await anna().extension();
    anna().fills({ Kommune: 'Vejen', Svar: 'ja' });
    await anna().presses(submit);
    expect(newest('answer-recorded')).toMatchObject({
      by: 'sagsbehandler',
      via: 'teams',
      data: { says: 'yes' },
    });
    expect(anna().words('dialog')).toContain('Vejen har sagt ja');
  });

  it('on a message whose file cannot be fetched from there says where to send it, and records the answer', async () => {
    await s.tell(...round);
    const file = {
      contentType: 'reference',
      name: 'vejen.pdf',
      contentUrl: 'https://x.sharepoint.com/vejen.pdf',
    };
    await anna().extension({ attachments: [file] }, registerChannel);
    expect(anna().words('dialog')).toContain(said.teams.letterNotFetched('vejen.pdf'));
    anna().fills({ Kommune: 'Vejen', Svar: 'nej' });
    await anna().presses(submit);
    expect(s.recorded()).toContain('answer-recorded');
    expect(s.recorded()).not.toContain('letter-received');
    expect(s.office.fake.messages(registerChannel)).toEqual([]);
  });

  it('takes the file where Teams hands it over', async () => {
    await s.tell(...round);
    const downloadUrl = s.office.files.addFile(letter('vejen.pdf').bytes);
    const contentType = 'application/vnd.microsoft.teams.file.download.info';
    await anna().extension({ attachments: [{ contentType, name: 'vejen.pdf', content: { downloadUrl } }] });
    expect(anna().words('dialog')).toContain(said.form.attached.letter('vejen.pdf'));
    anna().fills({ Kommune: 'Vejen', Svar: 'nej' });
    await anna().presses(submit);
    expect(newest('letter-received')).toMatchObject({ data: { file: { name: 'vejen.pdf' } } });
  });

  it('is nothing for somebody whom the directory does not know', async () => {
    await s.as('fremmed').extension();
    expect(s.as('fremmed').words('dialog')).toContain(said.stranger('Leder'));
    expect(s.as('fremmed').buttons('dialog')).toEqual([]);
  });
});
