// The register's channel: each answer and letter once, with its files, and every open post true to what has happened since.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../src/bot.ts';
import { instantOf } from '../../src/calendar/time.ts';
import { type BotParts, playedParts } from '../support/played-bot.ts';
import { type Wall, wall } from './wall.ts';

let parts: BotParts;
let board: Wall;
let bot: Bot;
let lines = 0;

async function tell(line: string, as = 'sagsbehandler', on: Bot = bot, at = 'K'): Promise<void> {
  const openFile = async (name: string) => ({ name, mediaType: '', bytes: Buffer.from('Vi siger nej tak.') });
  const cause = `line-${++lines}`;
  const place = { platform: 'slack', channel: at, isChannel: true } as const;
  const answer = await on.run({ input: line, actor: as, via: 'slack', cause, place, openFile });
  if (!answer.ok) throw new Error(`${line}: ${answer.code}`);
  await on.settle();
}

async function at(time: string): Promise<void> {
  parts.clock.set(instantOf(time.slice(0, 10), time.slice(11)) ?? '');
  await bot.tick();
  await bot.settle();
}

/** What stands in the channel now. */
function channel(): string[] {
  return [...board.posts.values()].filter((_, index) => board.posted[index] === 'kanal K');
}

async function restarted(): Promise<Bot> {
  return parts.createBot({ messenger: board.messenger });
}

beforeEach(async () => {
  parts = await playedParts('2025-01-30 09:00');
  board = wall();
  bot = await restarted();
  await tell('runde åbn 2025');
  await tell('tilbud Vejen børn dato=20-01-2025');
  await tell('tilbud Solrød voksen dato=20-01-2025');
});

describe('a recorded answer', () => {
  it('stands in the channel once, with why it matters, who recorded it and the letter below it', async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej dato=29-01-2025 grund=overlap:"forløbet overlapper et andet" brev=svar.pdf');
    expect(channel()).toHaveLength(1);
    const [card] = channel();
    expect(card).toContain('Vejen har sagt nej');
    expect(card).toContain('Registreret af Sagsbehandler den 30-01-2025 kl. 09.00.');
    expect(card).toContain('Orientering om Vejen');
    expect(card).toContain('Fortryd: fortryd E-');
    expect(board.laid.map(({ words, files }) => [words, files.map(({ name }) => name)])).toEqual([
      ['Brevet fra Vejen.', ['svar.pdf']],
    ]);
  });

  it('is not shown when it was recorded before the channel was chosen', async () => {
    await tell('svar Vejen nej');
    await tell('opsæt kanal');
    expect(board.posted).toEqual([]);
  });

  it('says who took it back, and offers nothing more', async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej');
    await tell('fortryd');
    await tell('bekræft C-1');
    expect(channel()[0]).toContain('Fortrudt af Sagsbehandler');
    expect(channel()[0]).not.toContain('→');
  });

  it('is not shown a second time by a new process, nor by another instance at the same moment', async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej');
    const others = [await restarted(), await restarted()];
    await Promise.all([bot, ...others].map((each) => each.settle()));
    await tell('svar Solrød ja', 'sagsbehandler', others[0]);
    await Promise.all([bot, ...others].map((each) => each.settle()));
    expect(channel()).toHaveLength(2);
  });

  it('comes later where the channel could not be reached, and is looked for where that is not known', async () => {
    await tell('opsæt kanal');
    board.fates.push('failed');
    await tell('svar Vejen nej');
    expect(board.posted).toEqual([]);
    await at('2025-01-30 09:20');
    expect(board.posted).toEqual([]);
    board.fates.push('unknown');
    await at('2025-01-30 09:31');
    expect(board.posted).toEqual(['kanal K']);
    await at('2025-01-30 09:34');
    await at('2025-01-30 12:00');
    expect(board.posted).toEqual(['kanal K']);
    await tell('fortryd');
    await tell('bekræft C-1');
    expect(channel()[0]).toContain('Fortrudt');
  });
});

describe('a card on its way', () => {
  beforeEach(() => tell('opsæt kanal'));

  it('comes again when it is found that it never arrived', async () => {
    board.loses = true;
    await tell('svar Vejen nej');
    board.loses = false;
    expect(channel()).toEqual([]);
    await at('2025-01-30 09:03');
    await at('2025-01-30 09:40');
    expect(channel()).toHaveLength(1);
  });

  it('does not wait for another whose letter cannot be read', async () => {
    const read = parts.files.get;
    parts.files.get = async () => {
      throw new Error('damaged');
    };
    await expect(tell('svar Vejen nej brev=svar.pdf')).rejects.toThrow('damaged');
    await expect(tell('svar Solrød ja')).rejects.toThrow('damaged');
    expect(channel()).toHaveLength(2);
    parts.files.get = read;
    await bot.settle();
    expect(board.laid.map(({ words }) => words)).toEqual(['Brevet fra Vejen.']);
  });

  it('has its files where it stands, also when another channel is chosen meanwhile', async () => {
    board.guests = 'some';
    await tell('svar Vejen nej brev=svar.pdf');
    board.guests = 'none';
    await tell('opsæt kanal', 'sagsbehandler', bot, 'L');
    expect(board.posted).toEqual(['kanal K']);
    await tell('svar Solrød ja');
    expect(board.posted).toEqual(['kanal K', 'kanal L']);
    expect(board.laid.map(({ under }) => under)).not.toContain('K:2');
  });

  it('waits while nobody can say who reads along', async () => {
    board.guests = 'unknown';
    await tell('svar Vejen nej');
    expect(board.posted).toEqual([]);
    board.guests = 'none';
    await bot.settle();
    expect(channel()).toHaveLength(1);
  });
});

describe('what was taken back', () => {
  it('is told as it was before: a letter cancelled by mistake is a draft again', async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej grund=overlap:"kommunen har et andet forløb" brev=svar.pdf');
    await tell('udkast orientering 2025');
    await tell('annullér Brev-1 grund="forkert"');
    expect(channel().at(-1)).toContain('annulleret');
    await tell('fortryd');
    await tell('bekræft C-1');
    expect(channel().at(-1)).toContain('kladde');
  });

  it('is told as it was corrected', async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej dato=29-01-2025');
    const position = bot.history().findIndex(({ type }) => type === 'answer-recorded') + 1;
    await tell(`ret E-${position} dato=28-01-2025 grund="læst forkert"`);
    await tell('bekræft C-1');
    expect(channel()[0]).toContain('28. januar 2025');
    expect(channel()[0]).not.toContain('29. januar 2025');
  });
});

describe('a letter', () => {
  beforeEach(async () => {
    await tell('opsæt kanal');
    await tell('svar Vejen nej dato=29-01-2025 grund=overlap:"kommunen har et andet forløb" brev=svar.pdf');
    await tell('svar Solrød ja');
    await tell('udkast orientering 2025 sag="2025 - 1234"');
  });

  const letterCard = () => channel().find((text) => text.startsWith('Brev-1, version 1'));

  it('stands with its files below it, and its buttons are those of where it is', async () => {
    expect(letterCard()).toContain('kladde');
    expect(letterCard()).toContain('godkendelse start Brev-1');
    expect(board.laid.at(-1)?.words).toBe('Brev-1, version 1, til gennemlæsning.');
    await tell('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
    expect(letterCard()).toContain('Brevet venter på Kontorchef.');
    expect(letterCard()).toContain('godkend Brev-1 v=1 trin=1');
    await tell('godkend Brev-1 v=1 trin=1', 'kontorchef');
    expect(letterCard()).toContain('trin 1: godkendt af Kontorchef den 30. januar 2025.');
    expect(letterCard()).toContain('godkend Brev-1 v=1 trin=2');
    expect(letterCard()).not.toContain('trin=1');
  });

  it('says which version is the valid one when a newer one is written', async () => {
    await tell('redigér Brev-1 afslutning "Udvalget hører nærmere, når pladsen er besat."');
    expect(letterCard()).toContain('Version 2 gælder nu.');
    expect(letterCard()).not.toContain('→');
    expect(channel().filter((text) => text.startsWith('Brev-1, version 2'))).toHaveLength(1);
  });

  it('keeps its draft and files from a channel that guests can read, also when they come later', async () => {
    board.guests = 'some';
    await tell('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
    expect(letterCard()).toContain('gæster');
    expect(letterCard()).not.toContain('→');
    const before = board.laid.length;
    await tell('redigér Brev-1 afslutning "Udvalget hører nærmere, når pladsen er besat."');
    expect(board.laid).toHaveLength(before);
  });

  it('is brought up to date when the platform takes changes again', async () => {
    board.refusesUpdates = true;
    await tell('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
    expect(letterCard()).toContain('kladde');
    board.refusesUpdates = false;
    const later = await restarted();
    await later.settle();
    expect(letterCard()).toContain('Brevet venter på Kontorchef.');
    const updates = board.updates.length;
    await later.settle();
    expect(board.updates).toHaveLength(updates);
  });
});

describe('a reminder', () => {
  beforeEach(async () => {
    await tell('svar Vejen nej dato=29-01-2025 grund=overlap:"kommunen har et andet forløb" brev=svar.pdf');
    await tell('svar Solrød ja');
    await tell('udkast orientering 2025 sag="2025 - 1234"');
    await tell('godkendelse start Brev-1 holdt-op-mod-brevet=ja');
    await at('2025-01-31 08:30');
  });

  const of = (person: string) => [...board.posts.values()][board.posted.lastIndexOf(person)];

  it('says who has done it, when it is done elsewhere, and keeps the buttons of the rest', async () => {
    expect(of('kontorchef')).toContain('godkend Brev-1 v=1 trin=1');
    await tell('godkend Brev-1 af=kontorchef bevis="F2, akt 12"', 'leder');
    expect(of('kontorchef')).toContain('trin 1: godkendt af Kontorchef');
    expect(of('kontorchef')).toContain('Registreret af Leder den 31-01-2025 kl. 08.30.');
    expect(of('kontorchef')).not.toContain('godkend Brev-1');
    expect(of('sagsbehandler')).toContain('→');
  });

  it('is found again by a new process, and told by the one who did it', async () => {
    const later = await restarted();
    await tell('godkend Brev-1 v=1 trin=1', 'kontorchef', later);
    expect(of('kontorchef')).toContain('Registreret af Kontorchef den 31-01-2025 kl. 08.30.');
  });
});
