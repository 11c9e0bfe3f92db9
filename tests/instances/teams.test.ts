// Two processes behind a balancer, in Teams: what one began the other goes on with, and what one was told the other knows.
import { beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/calendar/time.ts';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { handSender } from '../support/teams/raw-activities.ts';
import { type Instance, registerChannel } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said, duties } = languages.da;

const s = teamsSecretariat({ sharesFiles: true });
const anna = (): TeamsPerson => s.as('sagsbehandler');
const leader = (): TeamsPerson => s.as('leder');
const letter = { name: 'vejen.pdf', bytes: Buffer.from('Kommunen har ikke tid.') };
const times = (type: string): number => s.recorded().filter((each) => each === type).length;

let other: Instance;
const toOther = (): void => s.office.balance(other);
const toFirst = (): void => s.office.balance();

beforeEach(async () => {
  other = await s.office.another();
});

/** Minutes go by, and both look what is due. */
async function bothTick(time: string): Promise<void> {
  s.office.parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
  await Promise.all([s.office.bot.tick(), other.bot.tick()]);
  await s.office.quiet();
}

describe('a form', () => {
  it('that one process showed is taken by the other, with the letter that the first was sent', async () => {
    await s.tell(...round);
    await anna().says('svar Vejen', { files: [letter] });
    toOther();
    anna().fills({ Svar: 'nej' });
    await anna().presses(said.form.submit);
    const names = other.bot
      .history()
      .flatMap((each) => (each.type === 'letter-received' ? [each.data.file.name] : []));
    expect(names).toEqual(['vejen.pdf']);
    expect(times('answer-recorded')).toBe(1);
  });

  it('that is sent to both is recorded once', async () => {
    await s.tell(...round);
    await anna().says('notat Vejen note=…');
    const hand = handSender(s.office, 'sagsbehandler');
    const data = { municipality: 'Vejen', note: 'ringede' };
    const [one, two] = [0, 1].map(() => hand.press(anna().told(), said.form.submit, data));
    await hand.send(one ?? {});
    toOther();
    await hand.send(two ?? {});
    expect(anna().words()).toContain('Vejen');
    expect(times('contact-noted')).toBe(1);
  });
});

describe('an answer that is too long for a chat', () => {
  it('is handed out as a file by the other process', async () => {
    const notes = Array.from({ length: 220 }, (_, n) => `notat Vejen note="${n} ${'ord '.repeat(180)}"`);
    await s.tell(...round, ...notes);
    await anna().says('historik Vejen');
    toOther();
    const url = await anna().consents(anna().told('[file consent: svar.txt]'), 'accept');
    expect(Buffer.from(s.office.files.uploaded(url) ?? []).toString()).toContain('219 ord');
  });
});

describe('a card', () => {
  it('that one posted is answered by the other, and says so itself', async () => {
    await s.installed();
    await leader().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...round, ...letterInApproval);
    toOther();
    const chef = s.as('kontorchef');
    await chef.presses(duties.buttons.approve(1), { on: s.card('Brev-1, version 1') });
    expect(times('step-approved')).toBe(1);
    expect(chef.words(s.card('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
  });

  it('is posted once, though both see what was recorded', async () => {
    await leader().mentions(registerChannel, 'opsæt kanal');
    await s.tell(...round, 'svar Vejen ja');
    await Promise.all([s.office.bot.settle(), other.bot.settle()]);
    expect(s.cards().filter((each) => anna().words(each).includes('Vejen har sagt ja'))).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('comes once, though both look at the same moment', async () => {
    await s.installed();
    await s.tell(...round, letterInApproval[0] ?? '');
    await bothTick('2025-01-17 08:30');
    const reminders = anna()
      .reads()
      .filter((words) => words.includes('Orientering om Vejen'));
    expect(reminders).toHaveLength(1);
    expect(s.office.bot.history().filter(({ type }) => type === 'message-claimed').length).toBeGreaterThan(0);
  });

  it('that one posted is settled on the screen by the other, where the thing was done', async () => {
    await s.installed();
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    const reminder = anna().told('Orientering om Vejen');
    toOther();
    await leader().says('frist luk Vejen-børn-2025/orientering grund="udvalget er orienteret på et møde"');
    expect(anna().words(reminder)).toContain('Registreret af Leder');
    expect(anna().buttons(reminder)).not.toContain(duties.buttons.next);
  });

  it('reaches somebody whom only the other process has met', async () => {
    toOther();
    await anna().event('installationUpdate', { action: 'add' });
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    expect(anna().words(anna().told('Orientering om Vejen'))).toContain('Orientering om Vejen');
  });

  it('is not sent to a chat that the other was told is gone', async () => {
    await anna().event('installationUpdate', { action: 'add' });
    toOther();
    await anna().event('installationUpdate', { action: 'remove' });
    const before = anna().reads().length;
    await s.tell(...round, letterInApproval[0] ?? '');
    await s.office.at('2025-01-17 08:30');
    expect(anna().reads()).toHaveLength(before);
  });
});

describe('a greeting', () => {
  it('is given once, though each is told of the arrival in one of Teams’ two ways', async () => {
    const membersAdded = [{ id: s.office.fake.bot }];
    for (const conversation of [anna().chat, registerChannel]) {
      toFirst();
      await anna().event('installationUpdate', { action: 'add', conversation });
      toOther();
      await anna().event('conversationUpdate', { membersAdded, conversation });
    }
    expect(anna().reads()).toHaveLength(1);
    expect(anna().reads(registerChannel)).toEqual([said.teams.welcomeChannel('opsæt kanal')]);
  });

  it('comes with somebody’s first line, not again with the first to the other process', async () => {
    await s.tell(...round);
    await anna().says('overblik 2025');
    expect(anna().words()).toContain('Velkommen');
    toOther();
    await anna().says('overblik 2025');
    expect(anna().words()).not.toContain('Velkommen');
  });
});

describe('a message that Teams delivers to both', () => {
  it('is recorded once, and told as done by the second', async () => {
    await s.tell(...round);
    const hand = handSender(s.office, 'sagsbehandler');
    const line = hand.activity('message', { text: 'svar Vejen ja', textFormat: 'plain' });
    await hand.send(line);
    toOther();
    await hand.send(line);
    expect(times('answer-recorded')).toBe(1);
    expect(anna().words()).toContain('Vejen har sagt ja');
    expect(anna().words()).not.toContain('Ikke udført');
  });

  it('and was refused by the first is refused by the second in the same words, though it would be taken now', async () => {
    await s.tell(...round.slice(0, 2));
    const hand = handSender(s.office, 'sagsbehandler');
    const line = hand.activity('message', { text: 'svar Vejen ja', textFormat: 'plain' });
    await hand.send(line);
    const before = anna().words();
    await s.tell(...round.slice(2));
    toOther();
    await hand.send(line);
    expect(times('answer-recorded')).toBe(0);
    expect(before).toContain(anna().words());
    expect(anna().reads().length).toBeGreaterThan(1);
  });
});
