// Talking with the bot: alone, in chats and in channels; languages and greetings; slow answers, long answers, edited messages.
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { openChannel, registerChannel, teamsPeople, userOf } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;

/** Timers that go off when the test says so. */
const timers = new Set<() => void>();
const later = (_: number, work: () => void): (() => void) => {
  timers.add(work);
  return () => timers.delete(work);
};
function patienceEnds(): void {
  for (const work of timers) work();
  timers.clear();
}

const s = teamsSecretariat({ later });
afterEach(() => timers.clear());
const anna = (): TeamsPerson => s.as('sagsbehandler');
const newest = (type: string) => s.office.bot.history().findLast((each) => each.type === type);
const answers = () => s.recorded().filter((each) => each === 'answer-recorded');
const where = (messages: readonly Message[]): string[] => messages.map(({ conversation }) => conversation);

const chat = '19:gruppe@thread.v2';
function groupChat(): string {
  s.office.fake.addConversation({
    id: chat,
    kind: 'groupChat',
    members: teamsPeople.map(({ id }) => userOf(id)),
  });
  return chat;
}

describe('a mention', () => {
  it('in a channel is answered to the asker alone, and a note below it says so', async () => {
    await s.tell(...round);
    const [answer, note] = await anna().mentions(registerChannel, 'overblik 2025');
    expect(answer?.conversation).toBe(anna().chat);
    expect(answer && wordsOf(answer)).toContain('8 forløb');
    expect(note?.conversation).toMatch(/^19:register@thread.tacv2;messageid=\d+$/);
    expect(note && wordsOf(note)).toBe(said.teams.answeredInChat);
    expect(anna().reads(registerChannel)).toEqual([said.teams.answeredInChat]);
  });

  it('in a group chat is, too', async () => {
    await s.tell(...round);
    const messages = await anna().mentions(groupChat(), 'overblik 2025');
    expect(where(messages)).toEqual([anna().chat, chat]);
    expect(anna().reads(chat)).toEqual([said.teams.answeredInChat]);
  });

  it('in a thread gets its note in that thread', async () => {
    await s.tell(...round);
    const [, note] = await anna().mentions(registerChannel, 'overblik 2025');
    if (!note) throw new Error('no note');
    const [, below] = await anna().mentions(registerChannel, 'frister', { under: note });
    expect(below?.conversation).toBe(note.conversation);
  });

  it('with half a line says where the form is', async () => {
    await s.tell(...round);
    const [form, note] = await anna().mentions(registerChannel, 'svar Vejen');
    expect(form?.conversation).toBe(anna().chat);
    expect(anna().filled(form)).toEqual({ Kommune: 'Vejen' });
    expect(note && wordsOf(note)).toBe(said.teams.formInChat);
  });

  it('chooses the channel it is written in, tells all of it, and greets nobody in public', async () => {
    await s.tell(...round);
    const [answer, ...more] = await anna().mentions(registerChannel, 'opsæt kanal');
    expect(more).toEqual([]);
    expect(answer?.conversation).toMatch(/^19:register@thread.tacv2;messageid=\d+$/);
    expect(answer && wordsOf(answer)).toContain('Svar og breve bliver fra nu af vist');
    expect(answer && wordsOf(answer)).not.toContain('Velkommen');
    await s.tell('svar Vejen ja');
    expect(s.card('Vejen har sagt ja').conversation).toBe(registerChannel);
    await anna().says('opsæt kanal');
    expect(anna().words()).toContain('Ikke udført');
  });

  it('as often as it stands there is nothing of the line, and others keep their names', async () => {
    await s.tell(...round);
    await s.installed();
    const mention = (user: string, name: string) => ({
      type: 'mention',
      text: `<at>${name}</at>`,
      mentioned: { id: user, name },
    });
    const bot = mention(s.office.fake.bot, 'Forløbsvagten');
    const text =
      '<at>Forløbsvagten</at>&nbsp;notat Vejen <at>Forløbsvagten</at> note="ring til <at>Per Hansen</at>&nbsp;på mandag" af=<at>Leder</at>';
    const entities = [bot, mention('29:per', 'Per Hansen'), mention(userOf('leder'), 'Leder')];
    await anna().mentions(registerChannel, '', { text, entities });
    expect(newest('contact-noted')).toMatchObject({
      data: { note: { text: 'ring til Per Hansen på mandag' } },
    });
  });

  it('alone opens the menu', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, '');
    expect(anna().words()).toContain(said.menu.title);
  });

  it('of others, and words to nobody, are not for the bot', async () => {
    await s.tell(...round);
    const before = s.office.fake.requests.length;
    await anna().remarks(registerChannel, 'svar Vejen ja');
    const text = '<at>Leder</at> svar Vejen ja';
    const entities = [{ type: 'mention', text: '<at>Leder</at>', mentioned: { id: userOf('leder') } }];
    await anna().remarks(registerChannel, '', { text, entities });
    expect(s.office.fake.requests).toHaveLength(before);
    expect(answers()).toEqual([]);
  });
});

describe('words to the bot alone', () => {
  it('and in a mention are the same lines', async () => {
    await s.tell(...round);
    await anna().says('svar Vejen ja');
    expect(anna().words()).toContain('Vejen har sagt ja');
    await anna().mentions(registerChannel, 'svar Odsherred nej');
    expect(answers()).toHaveLength(2);
    expect(anna().words()).toContain('Odsherred har sagt nej');
  });

  it('that say menu, or nothing, open the menu, whose buttons work', async () => {
    await s.tell(...round);
    await anna().says('menu');
    expect(anna().buttons()).toEqual(
      expect.arrayContaining([said.menu.answer, said.menu.overview, said.menu.help]),
    );
    await anna().presses(said.menu.overview);
    expect(anna().words()).toContain('8 forløb');
  });

  it('in English are understood by a Dane', async () => {
    await s.tell(...round);
    await anna().says('answer Vejen no');
    expect(anna().words()).toContain('Vejen har sagt nej');
  });

  it('are meant as they were typed, whatever marks the editor makes of them', async () => {
    await s.tell(...round);
    await anna().says('', {
      text: '<p>notat Vejen&nbsp;note=“Børn &amp; unge &lt;5 år&gt;, <strong>skriv</strong> til a@vejen.dk &amp; ring”</p>\r\n',
    });
    expect(newest('contact-noted')).toMatchObject({
      data: { note: { text: 'Børn & unge <5 år>, skriv til a@vejen.dk & ring' } },
    });
  });
});

describe('a language', () => {
  it('is the client’s at first, and then what `sprog` says', async () => {
    await s.tell(...round);
    const leader = s.as('leder');
    const locale = { locale: 'en-GB' };
    await leader.says('overview 2025', locale);
    expect(leader.words()).toContain('Welcome');
    await leader.says('language dansk', locale);
    expect(leader.words()).toContain('dansk');
    await leader.says('overblik 2025', locale);
    expect(leader.words()).toContain('Kommune');
    await s.office.restart();
    await leader.says('svar Vejen måske', locale);
    expect(leader.words()).toContain('Ikke udført');
  });
});

describe('an edited message', () => {
  it('never runs again, and its writer is told so', async () => {
    await s.tell(...round);
    await anna().says('svar Vejen ja');
    await anna().edits('svar Odsherred ja');
    expect(answers()).toHaveLength(1);
    expect(anna().words()).toContain(said.edited);
  });

  it('that mentions the bot never runs again, either', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'svar Vejen ja');
    await anna().edits('<at>Forløbsvagten</at> svar Odsherred ja');
    expect(answers()).toHaveLength(1);
    expect(anna().words()).toContain(said.edited);
  });

  it('among others in a channel is nobody’s business, and a deleted one changes nothing', async () => {
    await s.tell(...round);
    await anna().remarks(registerChannel, 'godmorgen');
    await anna().edits('god morgen');
    await anna().says('svar Vejen ja');
    const before = s.office.fake.requests.length;
    await anna().event('messageDelete', {
      channelData: { eventType: 'softDeleteMessage', tenant: { id: s.office.fake.tenant } },
    });
    expect(s.office.fake.requests).toHaveLength(before);
    expect(answers()).toHaveLength(1);
    expect(anna().reads(registerChannel)).toEqual([]);
  });
});

describe('an answer that takes longer than Teams waits', () => {
  /** Teams does not take the message for a while. */
  async function slowly(act: () => Promise<unknown>): Promise<void> {
    const slow = s.office.fake.next('send', { fault: 'hang' });
    const done = act();
    await s.office.fake.until(() => slow.struck() === 1);
    patienceEnds();
    slow.release();
    await done;
    await s.office.quiet();
  }

  it('to a press is announced below the card, and comes as a message', async () => {
    await s.tell(...round);
    await anna().says('menu');
    await slowly(() => anna().presses(said.menu.overview));
    expect(anna().toast).toBe(said.working);
    expect(anna().words()).toContain('8 forløb');
  });
});

describe('an answer that is longer than a message', () => {
  it('arrives whole: in further messages, or the rest as a file', async () => {
    await s.tell(...round);
    const notes = Array.from(
      { length: 220 },
      (_, index) => `notat Vejen note="${index} ${'langt notat '.repeat(60)}slut-${index}"`,
    );
    await s.tell(...notes);
    await anna().mentions(registerChannel, 'historik Vejen');
    const offer = anna().told('[file consent: svar.txt]');
    const url = await anna().consents(offer, 'accept');
    const file = Buffer.from(s.office.files.uploaded(url) ?? []).toString('utf8');
    const read = [...anna().reads(), file].join('\n');
    expect(notes.flatMap((_, index) => (read.includes(`slut-${index}`) ? [] : [index]))).toEqual([]);
    expect(anna().reads()).toContain(said.restInFile);
    expect(anna().reads(registerChannel)).toEqual([said.teams.answeredInChat]);
  }, 30_000);

  it('of a letter comes with its files in the own chat, to the asker alone', async () => {
    await s.tell(...round, ...letterInApproval);
    const chef = s.as('kontorchef');
    await chef.mentions(registerChannel, 'vis Brev-1');
    expect(chef.reads()).toContain('[file consent: Brev-1 v1.txt]');
    expect(chef.reads(registerChannel)).toEqual([said.teams.answeredInChat]);
    expect(chef.reads(openChannel)).toEqual([]);
  });
});
