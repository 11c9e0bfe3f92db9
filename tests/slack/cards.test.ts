// The register's channel: what is recorded stands there with its reasons and files, follows every decision, and tells guests nothing.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { register, secretariat } from '../support/slack/secretariat.ts';
import type { Post } from '../support/slack/world.ts';

const { cards: said } = languages.da;

const s = secretariat();
const as = (person: string) => s.office.client.as(`U${person.toUpperCase()}`);
const buttons = (post: { readonly blocks: Post['blocks'] }): string[] =>
  controlsOf(post.blocks).map(({ labels }) => labels[0] ?? '');
const directTo = (person: string): readonly Post[] =>
  s.office.fake.posts(as(person).dmChannel).filter((post) => post.bot !== null);
const files = (post: Post): string[] =>
  s.office.fake
    .posts(post.channel, post.ts)
    .flatMap((each) => (each.ts === post.ts ? [] : each.files.map(({ name }) => name)));

async function withChannel(...lines: readonly string[]): Promise<void> {
  await s.tell(...round);
  await s.after(as('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: register }));
  await s.tell(...lines);
}

describe('the card of an answer', () => {
  it('says what was recorded, by whom, why it matters now, and lays the letter in its thread', async () => {
    await withChannel(letterInApproval[0] ?? '');
    const card = s.card('Vejen har sagt nej');
    expect(card.text).toContain('Begrundelse: forløbet overlapper et andet');
    expect(card.text).toContain('Registreret af Sagsbehandler');
    expect(card.text).toContain('Socialudvalget skal have det at vide');
    expect(buttons(card)).toEqual(['Lav orienteringen', 'Hvorfor?', said.undo]);
    expect(files(card)).toEqual(['vejen.pdf']);
  });

  it('is one card, whether the answer came by slash, form, direct message or console', async () => {
    await withChannel('svar Vejen ja');
    const anna = as('sagsbehandler');
    await s.after(anna.dm('svar Odsherred nej'));
    expect(s.cards().filter(({ text }) => text.includes('Odsherred har sagt nej'))).toHaveLength(1);
    expect(s.cards().filter(({ text }) => text.includes('Vejen har sagt ja'))).toHaveLength(1);
  });

  it('is taken back by its Fortryd after a confirmation, and then says so without buttons', async () => {
    await withChannel('svar Vejen nej');
    const anna = as('sagsbehandler');
    await s.after(anna.press(s.card('Vejen har sagt nej'), said.undo));
    expect(s.recorded()).not.toContain('command-undone');
    const [question] = s.office.fake.ephemerals.slice(-1);
    if (!question) throw new Error('no question');
    await s.after(anna.press(question, 'Bekræft'));
    expect(s.recorded()).toContain('command-undone');
    const card = s.card('Vejen har sagt nej');
    expect(card.text).toContain('Fortrudt af Sagsbehandler');
    expect(buttons(card)).toEqual([]);
  });

  it('is not taken back by somebody else’s press', async () => {
    await withChannel('svar Vejen nej');
    await s.after(as('leder').press(s.card('Vejen har sagt nej'), said.undo));
    expect(s.recorded()).not.toContain('command-undone');
    expect(s.office.fake.ephemerals.at(-1)?.text).toContain('Sagsbehandler');
  });
});

describe('the card of a letter', () => {
  it('has its files in the thread and a button that is bound to version and step', async () => {
    await withChannel(...letterInApproval);
    const card = s.card('Brev-1, version 1');
    expect(files(card)).toEqual(['Brev-1 v1.txt']);
    expect(buttons(card)).toContain('Godkend version 1');
    await s.after(as('kontorchef').press(card, 'Godkend version 1'));
    expect(s.office.bot.history().findLast(({ type }) => type === 'step-approved')).toMatchObject({
      by: 'kontorchef',
      via: 'slack',
      data: { letter: 'Brev-1', version: 1, step: 0 },
    });
  });

  it('of an older version cannot be approved any more, neither there nor in a message that was read before', async () => {
    await withChannel(...letterInApproval);
    const read = { ...s.card('Brev-1, version 1') };
    await s.tell('redigér Brev-1 afslutning "Jeg tager kommunens beslutning til efterretning."');
    const old = s.card('Brev-1, version 1');
    expect(old.text).toContain(said.newer(2));
    expect(buttons(old)).toEqual([]);
    await s.after(as('kontorchef').press(read, 'Godkend version 1'));
    expect(s.recorded()).not.toContain('step-approved');
    expect(s.office.fake.ephemerals.at(-1)?.text).toContain('version 2');
  });

  it('is approved by nobody whose step it is not', async () => {
    await withChannel(...letterInApproval);
    for (const person of ['sagsbehandler', 'leder', 'departementschef', 'minister'])
      await s.after(as(person).press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    expect(s.recorded()).not.toContain('step-approved');
    expect(s.office.fake.ephemerals).toHaveLength(4);
  });
});

describe('a decision', () => {
  it('on the console is told on every open card and in every message about it, with the name', async () => {
    await withChannel(...letterInApproval);
    await s.office.at('2025-01-03 09:00');
    const [reminder] = directTo('kontorchef');
    if (!reminder) throw new Error('no reminder');
    expect(buttons(reminder)).toContain('Godkend version 1');
    await s.tell('kontorchef: godkend Brev-1 v=1');
    const [after] = directTo('kontorchef');
    expect(after?.text).toContain('godkendt af Kontorchef');
    expect(after && buttons(after)).toEqual([]);
    expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
    expect(s.card('Brev-1, version 1').text).toContain('Brevet venter på Afdelingschef');
  });

  it('in Slack is told there too, also to a substitute who has the same message', async () => {
    await withChannel(
      'kontorchef: fravær kontorchef fra=03-01-2025 til=31-01-2025 stedfortræder=leder',
      ...letterInApproval,
    );
    await s.office.at('2025-01-03 09:00');
    const reminder = directTo('leder').find((each) => buttons(each).includes('Godkend version 1'));
    if (!reminder) throw new Error('no reminder');
    await s.after(as('leder').press(s.card('Brev-1, version 1'), 'Godkend version 1'));
    expect(reminder.text).toContain('godkendt af Leder');
    expect(buttons(reminder)).not.toContain('Godkend version 1');
    expect(s.card('Brev-1, version 1').text).toContain('Leder');
  });

  it('whose update Slack refuses for a while is told with the next one', async () => {
    await withChannel(...letterInApproval);
    s.office.fake.next('chat.update', { fault: 'status', status: 503 }, { times: 'all' });
    await s.tell('kontorchef: godkend Brev-1 v=1');
    expect(s.card('Brev-1, version 1').text).not.toContain('godkendt af Kontorchef');
    s.office.fake.clearFaults();
    await s.office.at('2025-01-03 10:00');
    expect(s.card('Brev-1, version 1').text).toContain('godkendt af Kontorchef');
  });

  it('about a card that somebody has deleted is no trouble', async () => {
    await withChannel(...letterInApproval);
    s.card('Brev-1, version 1').deleted = true;
    await s.tell('kontorchef: godkend Brev-1 v=1');
    await s.office.at('2025-01-03 10:00');
    expect(s.cards().map(({ text }) => text.split('\n')[0])).not.toContain('Brev-1, version 1');
  });
});

describe('words that sound like an approval', () => {
  for (const words of ['ok', 'godkendt', 'fint fra mig', 'OK!', 'ja tak'])
    it(`“${words}” under the card gets the button, and approves nothing`, async () => {
      await withChannel(...letterInApproval);
      const chef = as('kontorchef');
      await s.after(chef.say(register, words, { thread: s.card('Brev-1, version 1') }));
      expect(s.recorded()).not.toContain('step-approved');
      const asked = s.office.fake.ephemerals.at(-1);
      if (asked === undefined) throw new Error('nothing was said');
      expect(asked.user).toBe('UKONTORCHEF');
      expect(wordsOf(asked.blocks)).toContain(said.wordsApproveNothing);
      await s.after(chef.press(asked, 'Godkend version 1'));
      expect(s.recorded()).toContain('step-approved');
    });

  it('under the reminder in the direct message get the button, too', async () => {
    await withChannel(...letterInApproval);
    await s.office.at('2025-01-03 09:00');
    const chef = as('kontorchef');
    const [reminder] = directTo('kontorchef');
    if (!reminder) throw new Error('no reminder');
    await s.after(chef.dm('fint fra mig', { thread: reminder }));
    expect(s.recorded()).not.toContain('step-approved');
    const asked = directTo('kontorchef').at(-1);
    if (!asked) throw new Error('nothing was said');
    await s.after(chef.press(asked, 'Godkend version 1'));
    expect(s.recorded()).toContain('step-approved');
  });

  it('elsewhere in the channel are nobody’s business', async () => {
    await withChannel(...letterInApproval);
    const before = s.office.fake.calls.length;
    await s.after(as('kontorchef').say(register, 'ok'));
    await s.after(as('kontorchef').say(register, 'godkendt', { thread: s.card('Vejen har sagt nej') }));
    expect(s.office.fake.calls.slice(before)).toEqual([]);
  });
});

describe('a channel with guests', () => {
  async function withGuests(): Promise<void> {
    await s.tell(...round);
    await s.after(as('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: 'CGAESTER' }));
    await s.tell(...letterInApproval);
  }

  it('gets no draft, no file and no approval', async () => {
    await withGuests();
    const posts = s.office.fake.posts('CGAESTER');
    expect(posts.flatMap((each) => each.files)).toEqual([]);
    expect(s.office.fake.files.size).toBe(0);
    const letter = posts.find(({ text }) => text.startsWith('Brev-1'));
    expect(letter?.text).toContain('gæster kan læse med');
    expect(letter && buttons(letter)).toEqual([]);
  });

  it('gets nothing shared into it', async () => {
    await withGuests();
    const anna = as('sagsbehandler');
    const { shown } = await anna.slash('/taskforce', 'vis Brev-1', { channel: 'CGAESTER' });
    if (!shown) throw new Error('no answer');
    const before = s.office.fake.posts('CGAESTER').length;
    await s.after(anna.press(shown, said.share));
    expect(s.office.fake.posts('CGAESTER')).toHaveLength(before);
    expect(s.office.fake.ephemerals.at(-1)?.text).toContain('gæster kan læse med');
  });

  it('that a guest joins later shows the draft no longer', async () => {
    await withChannel(...letterInApproval);
    s.office.fake.world.channels.get(register)?.members.add('UGAEST');
    await s.office.at('2025-01-03 09:00');
    const card = s.cards().find(({ text }) => text.startsWith('Brev-1'));
    expect(card?.text).toContain('gæster kan læse med');
    expect(card && buttons(card)).toEqual([]);
    await s.tell('redigér Brev-1 afslutning "Jeg tager kommunens beslutning til efterretning."');
    expect(s.office.fake.posts(register).flatMap((each) => each.files.map(({ name }) => name))).toEqual([
      'vejen.pdf',
      'Brev-1 v1.txt',
    ]);
  });

  it('is also one whose members Slack does not tell', async () => {
    await s.tell(...round);
    await s.after(as('sagsbehandler').slash('/taskforce', 'opsæt kanal', { channel: register }));
    s.office.fake.next('conversations.members', { fault: 'error', error: 'fatal_error' }, { times: 'all' });
    await s.office.at('2025-01-02 10:00');
    await s.tell(...letterInApproval);
    expect(s.office.fake.files.size).toBe(0);
  });
});

describe('Del i kanalen', () => {
  it('shows the answer to all, with the name of who shared it', async () => {
    await withChannel('svar Vejen nej');
    const anna = as('sagsbehandler');
    const { shown } = await anna.slash('/taskforce', 'overblik 2025', { channel: register });
    if (!shown) throw new Error('no answer');
    expect(shown.kind).toBe('ephemeral');
    await s.after(anna.press(shown, said.share));
    const shared = s.office.fake.posts(register).at(-1);
    expect(shared?.text).toContain(said.shared('Sagsbehandler'));
    expect(shared?.text).toContain('8 forløb');
  });

  it('is not offered in a direct message', async () => {
    await s.tell(...round);
    const { shown } = await as('sagsbehandler').slash('/taskforce', 'overblik 2025');
    expect(shown && buttons(shown)).not.toContain(said.share);
  });
});
