// Who may decide a step, tried by everybody at every step: its owner, or today's substitute, and never who wrote the letter.
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { type Office, openOffice, people, withLetter } from '../approvals/office.ts';

const steps = ['kontorchef', 'afdelingschef', 'departementschef', 'ministersekretariat', 'minister'];
/** Whose the steps are when Sara, who is under Lars and Karen, starts the approval. */
const owners = ['karen', 'anna', 'dorte', 'mette', 'mona'];
const everybody = people.map(({ id }) => id);

const start = 'godkendelse start Brev-1 kæde=hele holdt-op-mod-brevet=ja';

async function startedAt(step: number): Promise<Office> {
  const office = await withLetter(await openOffice(), { hele: steps.join(', '), leder: 'leder' });
  await office.tell('sara', start);
  for (const owner of owners.slice(0, step)) await office.tell(owner, 'godkend Brev-1 v=1');
  return office;
}

/** Who of everybody gets through with the line, each in an office of their own. */
async function deciders(open: () => Promise<Office>, line: string): Promise<string[]> {
  const all: string[] = [];
  for (const person of everybody) {
    const office = await open();
    const before = office.bots[0]?.history().length;
    const { ok, events } = await office.ask(person, line);
    if (ok) all.push(person);
    else expect([person, events, office.bots[0]?.history().length]).toEqual([person, [], before]);
  }
  return all;
}

describe.each(owners.map((owner, step) => ({ step, role: steps[step], owner })))(
  'the step of the $role',
  ({ step, owner }) => {
    it.each(['godkend Brev-1 v=1', `godkend Brev-1 v=1 trin=${step + 1}`, 'returnér Brev-1 "nej"'])(
      'is decided by its owner alone: %s',
      async (line) => {
        expect(await deciders(() => startedAt(step), line)).toEqual([owner]);
      },
    );

    it('is decided by the owner or the substitute on a day of absence, and by nobody else', async () => {
      const absent = async () => {
        const office = await startedAt(step);
        await office.tell(owner, `fravær ${owner} fra=31-01-2025 til=31-01-2025 stedfortræder=kim`);
        return office;
      };
      expect((await deciders(absent, 'godkend Brev-1 v=1')).sort()).toEqual([owner, 'kim'].sort());
    });
  },
);

describe('who wrote a version of the letter', () => {
  it('never decides: not as the owner, not as a substitute, not for another version, not by a record of it', async () => {
    const written = async () => {
      const office = await startedAt(0);
      await office.tell('karen', 'redigér Brev-1 afslutning "Tak."');
      await office.tell('sara', 'redigér Brev-1 afslutning "Mange tak."');
      await office.tell('karen', 'fravær karen fra=31-01-2025 til=31-01-2025 stedfortræder=sara');
      return office;
    };
    expect(await deciders(written, 'godkend Brev-1 v=3')).toEqual([]);
    const office = await written();
    for (const person of ['karen', 'sara'])
      expect((await office.ask(person, 'godkend Brev-1 v=3')).code).toBe('own-letter');
    expect((await office.ask('lone', 'godkend Brev-1 v=3 af=karen bevis="F2"')).code).toBe('own-letter');
  });
});

describe('an approval outside the bot', () => {
  it('is recorded by the secretariat and the minister’s, with proof, and the history says by whom', async () => {
    const line = 'godkend Brev-1 v=1 af=karen bevis="F2, akt 12"';
    expect(await deciders(() => startedAt(0), line)).toEqual([
      'sara',
      'lars',
      'lone',
      'karen',
      'kim',
      'mette',
    ]);
    const office = await startedAt(0);
    expect((await office.ask('sara', 'godkend Brev-1 v=1 af=karen')).code).toBe('proof-missing');
    const { events } = await office.tell('sara', line);
    expect(events).toMatchObject([{ type: 'step-approved', by: 'sara', data: { decider: 'karen' } }]);
  });

  it('is told at once to whom it is recorded for, also when it is the last step, and once', async () => {
    const office = await startedAt(4);
    await office.tell('sara', 'godkend Brev-1 v=1 af=mona dato=31-01-2025 bevis="F2, akt 12"');
    for (const time of ['2025-01-31 09:10', '2025-01-31 09:11', '2025-02-03 09:00']) {
      office.at(time);
      await office.bots[0]?.tick();
    }
    const told = office.posted
      .filter(({ to }) => to.id === 'mona')
      .map(({ view }) => plain(view))
      .filter((said) => said.includes('har registreret'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      'Sara har registreret, at du godkendte Brev-1 version 1 den 31. januar 2025 (»F2, akt 12«). Passer det ikke, så sig det straks til sekretariatet.',
    );
  });

  it('is no news to who approves in the bot', async () => {
    const office = await startedAt(1);
    office.at('2025-01-31 09:10');
    await office.bots[0]?.tick();
    expect(office.posted.filter(({ view }) => plain(view).includes('har registreret'))).toEqual([]);
  });

  it('is never recorded for somebody whose step it is not', async () => {
    const office = await startedAt(0);
    for (const person of everybody.filter((each) => each !== 'karen' && each !== 'sara'))
      expect((await office.ask('lars', `godkend Brev-1 v=1 af=${person} bevis="F2"`)).code).toMatch(
        /not-a-decider|own-letter/,
      );
  });
});
