// What the bot says unasked, and what it hands out: reminders in people's own chats, also theirs who never wrote; files by consent.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { registerChannel } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { buttonsIn, cardOf, type Json, jsonOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said, duties } = languages.da;
const approve = duties.buttons.approve(1);

/** Kontorchef does not have the app in the own scope. */
const s = teamsSecretariat({ installed: (person) => person !== 'kontorchef' });
const anna = (): TeamsPerson => s.as('sagsbehandler');
const chef = (): TeamsPerson => s.as('kontorchef');
const failures = () =>
  s.office.bot.history().flatMap((event) => (event.type === 'message-failed' ? [event.data.reason] : []));

async function arrives(...people: readonly string[]): Promise<void> {
  for (const person of people) await s.as(person).event('installationUpdate', { action: 'add' });
}

describe('a reminder', () => {
  it('comes as a notification into the own chat of whom it concerns, and to nobody else', async () => {
    await arrives('sagsbehandler', 'leder', 'afdelingschef');
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    const reminder = anna().told('Orientering om Vejen');
    expect(jsonOf(jsonOf(reminder.activity.channelData).notification)).toEqual({ alert: true });
    expect(String(reminder.activity.summary)).toContain('Orientering om Vejen');
    for (const other of ['leder', 'afdelingschef'])
      expect(s.as(other).reads().join('\n')).not.toContain('Orientering om Vejen');
  });

  it('is settled on the screen when somebody else has done it', async () => {
    await arrives('sagsbehandler', 'leder');
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    const reminder = anna().told('Orientering om Vejen');
    await s
      .as('leder')
      .says('frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"');
    expect(anna().words(reminder)).toContain('Registreret af Leder');
    expect(anna().buttons(reminder)).not.toContain(duties.buttons.next);
  });

  it('is settled later where the bot had forgotten how its reader is reached, and has been told again', async () => {
    await arrives('sagsbehandler', 'leder');
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    const reminder = anna().told('Orientering om Vejen');
    for (const key of (await s.office.memory.all()).keys()) await s.office.memory.delete(key);
    await s.office.restart();
    await s
      .as('leder')
      .says('frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"');
    expect(anna().buttons(reminder)).toContain(duties.buttons.next);
    await anna().says('hjælp');
    await s.office.at('2025-01-17 08:31');
    expect(anna().words(reminder)).toContain('Registreret af Leder');
    expect(anna().buttons(reminder)).not.toContain(duties.buttons.next);
  });

  it('of several things keeps the others when one is done by its button', async () => {
    await arrives('sagsbehandler', 'leder');
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.runTo('2025-01-10 09:00');
    const both = (message: Message) =>
      [duties.buttons.done, duties.buttons.next].every((title) => anna().buttons(message).includes(title));
    const reminder = s.office.fake.messages(anna().chat).find(both);
    if (!reminder) throw new Error(`no such reminder: ${anna().reads().join('\n---\n')}`);
    await anna().presses(duties.buttons.done, { on: reminder });
    expect(anna().words(reminder)).toContain('Registreret af Sagsbehandler');
    expect(anna().buttons(reminder)).not.toContain(duties.buttons.done);
    // Nobody's screen was without the rest of it for a moment.
    for (const activity of [...reminder.earlier, reminder.activity])
      expect(buttonsIn(cardOf({ activity })).map(({ title }) => title)).toContain(duties.buttons.next);
  });

  it('of something that has just happened comes at once', async () => {
    await arrives('sagsbehandler');
    await s.tell(...round, ...letterInApproval);
    await s.tell('kontorchef: returnér Brev-1 "afsnittet om pladsen er uklart" derefter=til-mig');
    await s.office.at('2025-01-02 09:05');
    expect(anna().words(anna().told('har returneret Brev-1'))).toContain('afsnittet om pladsen er uklart');
  });
});

describe('somebody who has never written to the bot', () => {
  it('is found on the roster of a channel with the bot, and gets a chat', async () => {
    await arrives('sagsbehandler');
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...letterInApproval);
    await s.office.at('2025-01-03 09:00');
    expect(chef().buttons(chef().told('Brev-1'))).toContain(approve);
    await chef().presses(approve, { on: chef().told('Brev-1') });
    expect(s.recorded()).toContain('step-approved');
  });

  it('and is nowhere where the bot is, is not reached: the leader is told how the app is added', async () => {
    await arrives('sagsbehandler', 'afdelingschef', 'leder');
    await s.tell(...round, ...letterInApproval);
    await s.office.runTo('2025-01-06 09:00');
    expect(new Set(failures())).toEqual(new Set(['not-installed']));
    const told = ['afdelingschef', 'leder'].flatMap((person) => s.as(person).reads()).join('\n');
    expect(told).toContain('Forløbsvagten ikke er tilføjet i Teams');
    expect(told).toContain('vælg Apps i Teams, søg efter Forløbsvagten, og vælg Tilføj');
    // Added, and reached with what waited.
    await chef().event('installationUpdate', { action: 'add' });
    await s.office.runTo('2025-01-07 09:00');
    expect(chef().buttons(chef().told('Brev-1'))).toContain(approve);
  });

  it('and whose chat Teams did not answer about, is not said to lack the app', async () => {
    await arrives('sagsbehandler', 'afdelingschef', 'leder');
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    s.office.fake.next('create', { fault: 'status', status: 503 }, { times: 100 });
    await s.tell(...letterInApproval);
    await s.office.runTo('2025-01-06 09:00');
    expect(new Set(failures())).toEqual(new Set(['no-answer']));
    const told = ['afdelingschef', 'leder'].flatMap((person) => s.as(person).reads()).join('\n');
    expect(told).toContain('fordi platformen ikke svarer');
    expect(told).not.toContain('ikke er tilføjet i Teams');
  });

  it('and asks in a chat, where no chat of their own can be opened, is told how the app is added', async () => {
    await s.tell(...round);
    const chat = '19:gruppe@thread.v2';
    s.office.fake.addConversation({ id: chat, kind: 'groupChat', members: [chef().user] });
    for (const each of [registerChannel, '19:aaben@thread.tacv2']) s.office.fake.setBot(each, false);
    await chef().mentions(chat, 'overblik 2025');
    expect(chef().reads(chat)).toEqual([said.teams.installMe]);
  });
});

describe('a file', () => {
  /** The question whether it may be saved. */
  async function offered(): Promise<Message> {
    await s.tell(...round, ...letterInApproval);
    await anna().says('vis Brev-1');
    return anna().told('[file consent: Brev-1 v1.txt]');
  }

  it('is put into the person’s OneDrive after a yes, and the question gives way to it', async () => {
    const question = await offered();
    const url = await anna().consents(question, 'accept');
    expect(Buffer.from(s.office.files.uploaded(url) ?? []).toString()).toContain('Vejen');
    expect(question.isDeleted).toBe(true);
    const saved = anna().told('[file info: Brev-1 v1.txt]');
    const [card] = saved.activity.attachments as readonly Json[];
    expect(card).toMatchObject({
      contentUrl: expect.stringContaining('sharepoint.com'),
      content: { fileType: 'txt' },
    });
  });

  it('is not saved after a no', async () => {
    const question = await offered();
    const url = await anna().consents(question, 'decline');
    expect(s.office.files.uploaded(url)).toBeUndefined();
    expect(question.isDeleted).toBe(true);
    expect(anna().words()).toBe(said.teams.fileNotSaved);
  });

  it('whose place has run out is not saved, and it is said', async () => {
    const question = await offered();
    s.office.files.next('upload', { fault: 'status', status: 404 }, { times: 'all' });
    await anna().consents(question, 'accept');
    expect(anna().words()).toBe(said.teams.fileNotSaved);
  });

  it('that was recorded can be had again after a restart, and one that was only held not for longer than an hour', async () => {
    const question = await offered();
    await s.office.restart();
    const url = await anna().consents(question, 'accept');
    expect(s.office.files.uploaded(url)).toBeDefined();
    const notes = Array.from(
      { length: 220 },
      (_, index) => `notat Vejen note="${index} ${'ord '.repeat(180)}"`,
    );
    await s.tell(...notes);
    await anna().says('historik Vejen');
    const whole = anna().told('[file consent: svar.txt]');
    await s.office.at('2025-01-02 10:30');
    await anna().consents(whole, 'accept');
    expect(anna().words()).toBe(said.teams.fileGone);
  });
});
