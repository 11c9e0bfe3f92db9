// The register's channel: what is recorded stands there with its reasons and files, follows every decision, and tells guests nothing.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { openChannel, registerChannel } from '../support/teams/teams-office.ts';
import type { TeamsPerson } from '../support/teams/teams-person.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const { cards: said } = languages.da;
const approve = languages.da.duties.buttons.approve(1);

const s = teamsSecretariat();
const anna = (): TeamsPerson => s.as('sagsbehandler');
const buttons = (card: Message): readonly string[] => anna().buttons(card);
const newLetter = 'redigér Brev-1 afslutning "Jeg tager kommunens beslutning til efterretning."';

async function withChannel(...lines: readonly string[]): Promise<void> {
  await s.installed();
  await s.tell(...round);
  await anna().mentions(registerChannel, 'opsæt kanal');
  if (lines.length > 0) await s.tell(...lines);
}

describe('the card of an answer', () => {
  it('says what was recorded, by whom, why it matters now, and lays the letter in its thread', async () => {
    await withChannel(letterInApproval[0] ?? '');
    const card = s.card('Vejen har sagt nej');
    expect(wordsOf(card)).toContain('Begrundelse: forløbet overlapper et andet');
    expect(wordsOf(card)).toContain('Registreret af Sagsbehandler');
    expect(wordsOf(card)).toContain('Socialudvalget skal have det at vide');
    expect(buttons(card)).toEqual(['Lav orienteringen', 'Hvorfor?', said.undo]);
    const [files, ...more] = s.threadOf(card);
    expect(more).toEqual([]);
    expect(files && buttons(files)).toEqual([said.teams.getFile('vejen.pdf')]);
  });

  it('gives the letter to whoever presses, by a link that lives for minutes', async () => {
    await withChannel(letterInApproval[0] ?? '');
    const [files] = s.threadOf(s.card('Vejen har sagt nej'));
    const leader = s.as('leder');
    await leader.presses(said.teams.getFile('vejen.pdf'), { on: files });
    expect(leader.words('dialog')).toContain(said.teams.linkLasts);
    expect(JSON.stringify(leader.dialog().card)).toMatch(
      /"url":"https:\/\/bot\.example\/filer\/[0-9a-f]{64}"/,
    );
    const stranger = s.as('fremmed');
    await stranger.presses(said.teams.getFile('vejen.pdf'), { on: files });
    expect(JSON.stringify(stranger.dialog().card)).not.toContain('https://bot.example');
  });

  it('is one card, whether the answer came by message, form or console', async () => {
    await withChannel('svar Vejen ja');
    await anna().says('svar Odsherred nej');
    for (const words of ['Vejen har sagt ja', 'Odsherred har sagt nej'])
      expect(wordsOf(s.card(words))).toContain(words);
  });

  it('is taken back by its Fortryd after a confirmation, and then says so without buttons', async () => {
    await withChannel('svar Vejen nej');
    await anna().presses(said.undo, { on: s.card('Vejen har sagt nej') });
    expect(s.recorded()).not.toContain('command-undone');
    const question = anna().told();
    await anna().presses('Bekræft', { on: question });
    expect(s.recorded()).toContain('command-undone');
    expect(anna().buttons(question)).not.toContain('Bekræft');
    const card = s.card('Vejen har sagt nej');
    expect(wordsOf(card)).toContain('Fortrudt af Sagsbehandler');
    expect(buttons(card)).toEqual([]);
    expect(s.cards()).toHaveLength(1);
  });

  it('is not taken back by somebody else’s press', async () => {
    await withChannel('svar Vejen nej');
    const leader = s.as('leder');
    await leader.presses(said.undo, { on: s.card('Vejen har sagt nej') });
    expect(s.recorded()).not.toContain('command-undone');
    expect(leader.words()).toContain('Sagsbehandler');
    expect(leader.toast).toContain('Sagsbehandler');
  });
});

describe('the card of a letter', () => {
  it('has its files in the thread and a button that is bound to version and step', async () => {
    await withChannel(...letterInApproval);
    const card = s.card('Brev-1, version 1');
    expect(s.threadOf(card).flatMap(buttons)).toEqual([said.teams.getFile('Brev-1 v1.txt')]);
    await s.as('kontorchef').presses(approve, { on: card });
    expect(s.office.bot.history().findLast(({ type }) => type === 'step-approved')).toMatchObject({
      by: 'kontorchef',
      via: 'teams',
      data: { letter: 'Brev-1', version: 1, step: 0 },
    });
    expect(s.as('kontorchef').toast).toContain('godkendt');
  });

  it('of an older version cannot be approved any more, neither there nor on a screen that was drawn before', async () => {
    await withChannel(...letterInApproval);
    const read = { ...s.card('Brev-1, version 1') };
    await s.tell(newLetter);
    const old = s.card('Brev-1, version 1');
    expect(wordsOf(old)).toContain(said.newer(2));
    expect(buttons(old)).toEqual([]);
    const chef = s.as('kontorchef');
    await chef.presses(approve, { on: read });
    expect(s.recorded()).not.toContain('step-approved');
    expect(chef.words()).toContain('version 2');
  });

  it('is approved by nobody whose step it is not', async () => {
    await withChannel(...letterInApproval);
    for (const person of ['sagsbehandler', 'leder', 'departementschef', 'minister']) {
      await s.as(person).presses(approve, { on: s.card('Brev-1, version 1') });
      expect(s.as(person).words()).toContain('Ikke udført');
    }
    expect(s.recorded()).not.toContain('step-approved');
  });
});

describe('a decision', () => {
  it('on the console is told on every open card and in every message about it, with the name', async () => {
    await withChannel(...letterInApproval);
    await s.office.at('2025-01-03 09:00');
    const chef = s.as('kontorchef');
    const reminder = chef.told('Brev-1');
    expect(chef.buttons(reminder)).toContain(approve);
    await s.tell('kontorchef: godkend Brev-1 v=1');
    expect(chef.words(reminder)).toContain('godkendt af Kontorchef');
    expect(chef.buttons(reminder)).not.toContain(approve);
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('Brevet venter på Afdelingschef');
  });

  it('in Teams is told there too, also to a substitute who has the same message', async () => {
    await withChannel(
      'kontorchef: fravær kontorchef fra=03-01-2025 til=31-01-2025 stedfortræder=leder',
      ...letterInApproval,
    );
    await s.office.at('2025-01-03 09:00');
    const leader = s.as('leder');
    const reminder = leader.told('Brev-1');
    expect(leader.buttons(reminder)).toContain(approve);
    await leader.presses(approve, { on: s.card('Brev-1, version 1') });
    expect(leader.words(reminder)).toContain('godkendt af Leder');
    expect(leader.buttons(reminder)).not.toContain(approve);
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('godkendt af Leder');
  });

  it('whose update Teams refuses for a while is told with the next one', async () => {
    await withChannel(...letterInApproval);
    s.office.fake.next('update', { fault: 'status', status: 503 }, { times: 'all' });
    await s.tell('kontorchef: godkend Brev-1 v=1');
    expect(wordsOf(s.card('Brev-1, version 1'))).not.toContain('godkendt af Kontorchef');
    s.office.fake.clearFaults();
    await s.office.at('2025-01-03 10:00');
    expect(wordsOf(s.card('Brev-1, version 1'))).toContain('godkendt af Kontorchef');
  });

  it('about a card that somebody has deleted is no trouble', async () => {
    await withChannel(...letterInApproval);
    s.card('Brev-1, version 1').isDeleted = true;
    await s.tell('kontorchef: godkend Brev-1 v=1');
    await s.office.at('2025-01-03 10:00');
    expect(s.cards().filter((card) => wordsOf(card).includes('Brev-1, version 1'))).toEqual([]);
  });
});

describe('words that sound like an approval', () => {
  it.each(['ok', 'godkendt', 'fint fra mig', 'OK!', 'ja tak'])(
    '“%s” to the bot in the card’s thread get the button, and approve nothing',
    async (words) => {
      await withChannel(...letterInApproval);
      const chef = s.as('kontorchef');
      await chef.mentions(registerChannel, words, { under: s.card('Brev-1, version 1') });
      expect(s.recorded()).not.toContain('step-approved');
      expect(chef.words()).toContain(said.wordsApproveNothing);
      await chef.presses(approve);
      expect(s.recorded()).toContain('step-approved');
    },
  );

  it('that quote the reminder in the own chat get the button, too', async () => {
    await withChannel(...letterInApproval);
    await s.office.at('2025-01-03 09:00');
    const chef = s.as('kontorchef');
    await chef.says('fint fra mig', { under: chef.told('Brev-1') });
    expect(s.recorded()).not.toContain('step-approved');
    expect(chef.words()).toContain(said.wordsApproveNothing);
    await chef.presses(approve);
    expect(s.recorded()).toContain('step-approved');
  });

  it('to the others in the channel are nobody’s business', async () => {
    await withChannel(...letterInApproval);
    const before = s.office.fake.requests.length;
    const chef = s.as('kontorchef');
    await chef.remarks(registerChannel, 'ok');
    await chef.remarks(registerChannel, 'godkendt', { under: s.card('Brev-1, version 1') });
    expect(s.office.fake.requests).toHaveLength(before);
  });
});

describe('a channel with guests', () => {
  async function withGuests(): Promise<void> {
    await s.installed();
    await s.tell(...round);
    await anna().mentions(openChannel, 'opsæt kanal');
    await s.tell(...letterInApproval);
  }
  const posts = () => anna().reads(openChannel);

  it('gets no draft, no file and no approval', async () => {
    await withGuests();
    const letter = anna().told('Brev-1', openChannel);
    expect(wordsOf(letter)).toContain('gæster kan læse med');
    expect(buttons(letter)).toEqual([]);
    expect(posts().filter((words) => words.includes('Hent '))).toEqual([]);
    expect(posts().join('\n')).not.toMatch(/overlapper|afslutning/);
  });

  it('gets nothing shared into it', async () => {
    await withGuests();
    await anna().mentions(openChannel, 'vis Brev-1');
    const before = posts().length;
    await anna().presses(said.share);
    expect(posts()).toHaveLength(before);
    expect(anna().toast).toContain('gæster kan læse med');
  });

  it('that a guest joins later shows the draft no longer, and hands out no file', async () => {
    await withChannel(...letterInApproval);
    const [files] = s.threadOf(s.card('Brev-1, version 1'));
    s.office.fake.world.conversations.get(registerChannel)?.members.add('29:gaest');
    await s.office.at('2025-01-03 09:00');
    const card = s.card('Udkastet til Brev-1');
    expect(wordsOf(card)).toContain('gæster kan læse med');
    expect(buttons(card)).toEqual([]);
    await anna().presses(said.teams.getFile('Brev-1 v1.txt'), { on: files });
    expect(anna().words('dialog')).toContain('gæster kan læse med');
    await s.tell(newLetter);
    expect(s.cards().flatMap(s.threadOf).flatMap(buttons)).toEqual([
      said.teams.getFile('vejen.pdf'),
      said.teams.getFile('Brev-1 v1.txt'),
    ]);
  });

  it('is also one whose members Teams does not tell', async () => {
    await s.installed();
    await s.tell(...round);
    await anna().mentions(registerChannel, 'opsæt kanal');
    s.office.fake.next('pagedmembers', { fault: 'status', status: 403 }, { times: 'all' });
    await s.office.at('2025-01-02 10:00');
    await s.tell(...letterInApproval);
    expect(s.cards().flatMap(s.threadOf)).toEqual([]);
  });
});

describe('Del i kanalen', () => {
  it('says that the bot is not in the channel any more, and blames no guests for it', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'overblik 2025');
    const asked = s.office.fake.messages(registerChannel).length;
    await anna().event('installationUpdate', { action: 'remove', conversation: registerChannel });
    const { body } = await anna().presses(said.share);
    expect(body).toMatchObject({ value: said.teams.notInChannel });
    expect(s.office.fake.messages(registerChannel)).toHaveLength(asked);
  });

  it('does not say that it is shared where Teams did not take it', async () => {
    await s.tell(...round);
    await anna().mentions(registerChannel, 'overblik 2025');
    s.office.fake.next('send', { fault: 'status', status: 404 });
    const { body } = await anna().presses(said.share);
    expect(body).toMatchObject({ value: said.teams.notInChannel });
  });

  it('shows the answer where it was asked, to all, with the name of who shared it', async () => {
    await withChannel('svar Vejen nej');
    await anna().mentions(registerChannel, 'overblik 2025');
    await anna().presses(said.share);
    const shared = anna().told(said.shared('Sagsbehandler'), registerChannel);
    expect(wordsOf(shared)).toContain('8 forløb');
    expect(anna().toast).toBe(said.teams.isShared);
    expect(
      anna()
        .reads()
        .filter((words) => words.includes(said.shared('Sagsbehandler'))),
    ).toEqual([]);
  });

  it('is not offered for what was asked in the own chat', async () => {
    await s.tell(...round);
    await anna().says('overblik 2025');
    expect(anna().words()).toContain('8 forløb');
    expect(anna().words()).not.toContain(said.share);
  });
});
