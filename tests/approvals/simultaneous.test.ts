// Two people who decide at the same instant: the first valid decision is recorded, the other is told who and when.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/bot.ts';
import { isApproved } from '../../src/register/approval-state.ts';
import { guard } from '../../src/register/register.ts';
import type { OutgoingLetter, Register } from '../../src/register/state.ts';
import { plain } from '../../src/view/plain.ts';
import { type Office, openOffice, withLetter } from './office.ts';

const chains = {
  ene: 'kontorchef',
  videre: 'kontorchef, minister',
  sammen: 'kontorchef+afdelingschef, minister',
};
const chainNames = Object.keys(chains);
const start = (chain: string) => `godkendelse start Brev-1 kæde=${chain} holdt-op-mod-brevet=ja`;
const names: Readonly<Record<string, string>> = { karen: 'Karen', lars: 'Lars' };

/** Karen owns the step; she is away, and Lars stands in for her. Both may decide. */
async function withSubstitute(bots?: number): Promise<Office> {
  const office = await withLetter(await openOffice(bots), chains);
  await office.tell('karen', 'fravær karen fra=31-01-2025 til=28-02-2025 stedfortræder=lars');
  return office;
}

/** Who decided, in the order of the ledger. */
function decided({ bots }: Office, type = 'step-approved'): string[] {
  return (bots[0]?.history() ?? []).flatMap((event) => (event.type === type ? [event.by] : []));
}

function expectOneWinner(pair: readonly [string, string], answers: readonly Answer[]): string {
  const winner = answers.findIndex(({ ok }) => ok);
  const other = answers[1 - winner];
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(other?.code).toBe('already-decided');
  const by = pair[winner] ?? '';
  expect(plain(other?.view ?? [])).toContain(
    `Trinnet i Brev-1 er allerede godkendt af ${names[by]} 31-01-2025 kl. 09.00. Du behøver ikke gøre mere.`,
  );
  return by;
}

/** The owner and the substitute, either first, or the same one on two devices. */
const pairs: readonly (readonly [string, string])[] = [
  ['karen', 'lars'],
  ['lars', 'karen'],
  ['lars', 'lars'],
  ['karen', 'karen'],
];
const pairOf = (n: number): readonly [string, string] => pairs[n % pairs.length] ?? ['karen', 'lars'];
const lineOf = (n: number): string => (n % 5 === 0 ? 'godkend Brev-1' : 'godkend Brev-1 v=1');

describe('a thousand times two people at the same instant', () => {
  it('make a thousand decisions and a thousand polite answers', async () => {
    const office = await withSubstitute();
    const winners: string[] = [];
    for (let n = 0; n < 1_000; n++) {
      const pair = pairOf(n);
      await office.tell('sara', start(chainNames[n % 3] ?? ''));
      const answers = await Promise.all(pair.map((as, index) => office.ask(as, lineOf(n + index))));
      winners.push(expectOneWinner(pair, answers));
      await office.tell('sara', 'godkendelse stop Brev-1');
    }
    expect(decided(office)).toEqual(winners);
    expect(winners).toHaveLength(1_000);
  });

  it('do so too when each has a bot of their own over one ledger', async () => {
    const office = await withSubstitute(2);
    const winners: string[] = [];
    for (let n = 0; n < 1_000; n++) {
      const pair = pairOf(n);
      await office.tell('sara', start(chainNames[n % 3] ?? ''));
      await haveSeenAll(office);
      const before = office.conflicts();
      const first = n % 2;
      const answers = await Promise.all([
        office.ask(pair[0], lineOf(n), first),
        office.ask(pair[1], lineOf(n + 1), 1 - first),
      ]);
      expect(office.conflicts()).toBe(before + 1);
      winners.push(expectOneWinner(pair, answers));
      await office.tell('sara', 'godkendelse stop Brev-1');
    }
    expect(decided(office)).toEqual(winners);
    expect(winners).toHaveLength(1_000);
  });
});

/** A note by each bot: its append finds what the other has written. */
async function haveSeenAll(office: Office): Promise<void> {
  for (const bot of [1, 0]) expect((await office.ask('sara', 'notat Vejen note="set"', bot)).ok).toBe(true);
}

describe('at the same instant', () => {
  let office: Office;

  beforeEach(async () => {
    office = await withSubstitute();
  });

  async function all(...asked: readonly (readonly [string, string])[]): Promise<(string | null)[]> {
    const answers = await Promise.all(asked.map(([as, line]) => office.ask(as, line)));
    return answers.map(({ code }) => code);
  }

  it('ten click, and one of them has decided', async () => {
    await office.tell('sara', start('ene'));
    const clicks = Array.from({ length: 10 }, (_, n) => [pairOf(n)[0], 'godkend Brev-1 v=1'] as const);
    expect(await all(...clicks)).toEqual([null, ...Array(9).fill('already-decided')]);
    expect(decided(office)).toEqual(['karen']);
  });

  it('two steps side by side are two decisions', async () => {
    for (let n = 0; n < 50; n++) {
      await office.tell('sara', start('sammen'));
      const [one, other] = n % 2 ? ['anna', 'lars'] : ['lars', 'anna'];
      expect(await all([one ?? '', 'godkend Brev-1 v=1'], [other ?? '', 'godkend Brev-1 v=1'])).toEqual([
        null,
        null,
      ]);
      const { steps } = (await office.tell('sara', 'godkendelse vis Brev-1')).data as {
        steps: { open: boolean; decided: { by: string } | null }[];
      };
      expect(steps.map(({ decided: by }) => by?.by)).toEqual(['lars', 'anna', undefined]);
      expect(steps.map(({ open }) => open)).toEqual([false, false, true]);
      await office.tell('sara', 'godkendelse stop Brev-1');
    }
  });

  it('one approves and the other returns: whichever came first holds', async () => {
    for (let n = 0; n < 100; n++) {
      await office.tell('sara', start('videre'));
      const approval = ['karen', 'godkend Brev-1 v=1'] as const;
      const back = ['lars', 'returnér Brev-1 "det er uklart" v=1'] as const;
      if (n % 2) expect(await all(approval, back)).toEqual([null, 'already-decided']);
      else expect(await all(back, approval)).toEqual([null, 'approval-is-returned']);
      await office.tell('sara', 'godkendelse stop Brev-1');
    }
    expect(decided(office)).toHaveLength(50);
    expect(decided(office, 'approval-returned')).toHaveLength(50);
  });

  it('nobody approves by a click what was written in the same moment', async () => {
    await office.tell('sara', start('videre'));
    for (let version = 1; version <= 50; version++) {
      const edit = ['sara', `redigér Brev-1 afslutning "Tak for ${version}. gang."`] as const;
      const click = ['karen', `godkend Brev-1 v=${version}`] as const;
      if (version % 2) expect(await all(edit, click)).toEqual([null, 'old-version']);
      else expect(await all(click, edit)).toEqual([null, null]);
      const { steps } = (await office.tell('sara', 'godkendelse vis Brev-1')).data as {
        steps: { decided: unknown }[];
      };
      expect(steps.filter((step) => step.decided)).toEqual([]);
    }
  });

  it('two start the approval, and it runs once', async () => {
    expect(await all(['sara', start('ene')], ['lars', start('videre')])).toEqual([null, 'approval-exists']);
  });

  it('the last approval and the sending, the stop and the click: each follows what came first', async () => {
    const sending = ['mette', 'sendt Brev-1 dato=31-01-2025 doknr=900001'] as const;
    const click = ['karen', 'godkend Brev-1 v=1'] as const;
    await office.tell('sara', start('ene'));
    expect(await all(sending, ['sara', 'godkendelse stop Brev-1'], click)).toEqual([
      'letter-not-approved',
      null,
      'no-approval',
    ]);
    await office.tell('sara', start('ene'));
    expect(await all(click, sending, ['sara', 'godkendelse stop Brev-1'])).toEqual([
      null,
      null,
      'letter-is-sent',
    ]);
  });
});

describe('two bots over one ledger', () => {
  it('decide anew on what the other has written: who was the substitute a moment ago is it no more', async () => {
    const office = await withSubstitute(2);
    await office.tell('sara', start('videre'));
    await haveSeenAll(office);
    // Bot 0 is told that Lone stands in now; bot 1 has not heard it yet.
    await office.tell('karen', 'fravær karen fra=31-01-2025 til=28-02-2025 stedfortræder=lone');
    const answers = await Promise.all([
      office.ask('lars', 'godkend Brev-1 v=1', 1),
      office.ask('lone', 'godkend Brev-1 v=1', 0),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, true]);
    expect(decided(office)).toEqual(['lone']);
  });

  it('do not refuse from what one of them knew before the other wrote', async () => {
    const office = await withSubstitute(2);
    await haveSeenAll(office);
    await office.tell('sara', start('videre'));
    expect((await office.ask('karen', 'godkend Brev-1 v=1', 1)).code).toBeNull();
  });
});

describe('the register itself, whatever a command lets through,', () => {
  const known = ({ bots }: Office): Register => bots[0]?.register() as Register;
  const letter = (office: Office): OutgoingLetter => known(office).letters.get('Brev-1') as OutgoingLetter;

  it('takes no decision twice, out of turn, or on another version', async () => {
    const office = await withSubstitute();
    await office.tell('sara', start('sammen'));
    await office.tell('lars', 'godkend Brev-1');
    const refusal = (version: number, step: number, role: string) => {
      const who = { owner: 'anna', decider: 'anna', date: '2025-01-31', proof: null };
      const data = { letter: 'Brev-1', version, content: '', step, role, ...who };
      return guard(known(office), { type: 'step-approved', data })?.code;
    };
    expect(refusal(1, 0, 'afdelingschef')).toBeUndefined();
    expect(refusal(1, 0, 'kontorchef')).toBe('already-decided');
    expect(refusal(1, 1, 'minister')).toBe('not-your-turn');
    await office.tell('sara', 'redigér Brev-1 afslutning "Tak."');
    expect(refusal(1, 0, 'afdelingschef')).toBe('old-version');
  });

  it('holds a letter for approved only while it says what was approved', async () => {
    const office = await withSubstitute();
    await office.tell('sara', start('ene'));
    await office.tell('karen', 'godkend Brev-1');
    const approved = letter(office);
    expect(isApproved(approved)).toBe(true);
    const { approval } = approved;
    expect(isApproved({ ...approved, approval: approval && { ...approval, content: 'andet' } })).toBe(false);
  });
});
