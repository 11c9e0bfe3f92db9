// What the approval chain does not let happen, in sentences that say why and what now.
import { beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { type Office, openOffice, people, withLetter } from './office.ts';

const chains = { ene: 'kontorchef', to: 'kontorchef, afdelingschef', først: 'leder, kontorchef' };
const start = (chain = 'to') => `godkendelse start Brev-1 kæde=${chain} holdt-op-mod-brevet=ja`;
const edit = (words: string) => `redigér Brev-1 afslutning "${words}"`;

let office: Office;
beforeEach(async () => {
  office = await withLetter(await openOffice(), chains);
});

/** The sentence with which the line is refused. */
async function no(as: string, line: string, code: string): Promise<string> {
  const answer = await office.ask(as, line);
  expect([line, answer.code]).toEqual([line, code]);
  expect(answer.events).toEqual([]);
  return plain(answer.view).split('\n→')[0] ?? '';
}

interface Shown {
  readonly version: number;
  readonly state: string;
  readonly steps: readonly {
    owner: string;
    decided: { by: string; date: string; outside: boolean } | null;
    open: boolean;
  }[];
}
const shown = async (): Promise<Shown> => (await office.tell('sara', 'godkendelse vis Brev-1')).data as Shown;
const view = async (): Promise<string> => plain((await office.tell('sara', 'godkendelse vis Brev-1')).view);
const deciders = async () => (await shown()).steps.map(({ decided }) => decided?.by ?? null);

describe('an approval does not start', () => {
  it('before a person has held the reasons against the letter', async () => {
    for (const line of ['', ' holdt-op-mod-brevet=nej', ' kæde=to'])
      expect(await no('sara', `godkendelse start Brev-1${line}`, 'not-held-against')).toBe(
        '✗ Begrundelserne i Brev-1 skal være holdt op mod kommunens eget brev, før det går i godkendelse. Bekræft det med holdt-op-mod-brevet=ja.',
      );
  });

  it('on an unknown chain, for a role that nobody has, or with a deadline that has passed', async () => {
    expect(await no('sara', start('langsom'), 'unknown-chain')).toBe(
      '✗ Jeg kender ikke godkendelseskæden »langsom«. Jeg kender standard, ene, to og først.',
    );
    const jurist = 'indstilling kæde navn=ny trin="jurist, minister" fra=01-01-2025';
    expect(await no('sara', jurist, 'nobody-for-role')).toContain('rollen jurist');
    expect(await no('sara', `${start()} frist=30-01-2025`, 'date-in-past')).toContain(
      '30-01-2025 er passeret',
    );
    const staff = [...people];
    office = await withLetter(await openOffice(1, staff), chains);
    staff.splice(
      staff.findIndex(({ id }) => id === 'anna'),
      1,
    );
    expect(await no('sara', start(), 'nobody-for-role')).toContain('rollen afdelingschef');
  });

  it('twice, by those who only decide, or of a letter that is sent', async () => {
    expect(await no('mona', start(), 'not-allowed')).toContain('Kun sagsbehandler, leder og kontorchef');
    await office.tell('sara', start('ene'));
    expect(await no('sara', start(), 'approval-exists')).toBe('✗ Brev-1 er allerede i godkendelse.');
    await office.tell('karen', 'godkend Brev-1');
    await office.tell('sara', 'sendt Brev-1 dato=31-01-2025 doknr=900001');
    expect(await no('sara', start(), 'letter-is-sent')).toContain('er sendt 31-01-2025');
  });

  it('of a letter in which kontrol finds errors', async () => {
    await office.tell('sara', 'annullér Brev-1 grund="forfra"', 'udkast orientering 2025');
    const line = 'godkendelse start Brev-2 holdt-op-mod-brevet=ja';
    expect(await no('sara', line, 'letter-not-ready')).toBe(
      '✗ Brev-2 kan ikke godkendes, som det er. Brevets sagsnr. mangler.',
    );
  });
});

describe('nobody approves', () => {
  it('the own letter; the own substitute may', async () => {
    await office.tell('lars', edit('Tak.'));
    await office.tell('sara', start('først'));
    expect(await no('lars', 'godkend Brev-1', 'own-letter')).toBe(
      '✗ Du har selv skrevet Brev-1. Den, der har skrevet et brev, kan ikke godkende det.',
    );
    await office.tell('lars', 'fravær lars fra=31-01-2025 til=31-01-2025 stedfortræder=dorte');
    await office.tell('dorte', 'godkend Brev-1 v=2');
    expect(await view()).toContain('godkendt 31-01-2025 af Dorte for Lars');
  });

  it("another's step, or before the turn", async () => {
    await office.tell('sara', start());
    const others = 'Brev-1 venter på Karen.';
    for (const as of ['mona', 'kim', 'sara'])
      expect(await no(as, 'godkend Brev-1', 'not-your-step')).toContain(others);
    expect(await no('mona', 'returnér Brev-1 "nej"', 'not-your-step')).toContain(others);
    expect(await no('anna', 'godkend Brev-1', 'not-your-turn')).toContain(
      'Brev-1 er endnu ikke nået til trin 2.',
    );
  });

  it('a step twice: the second is told who was first and when', async () => {
    await office.tell('sara', start());
    await office.tell('karen', 'fravær karen fra=31-01-2025 til=31-01-2025 stedfortræder=mette');
    await office.tell('mette', 'godkend Brev-1 v=1');
    office.at('2025-01-31 11:15');
    for (const line of ['godkend Brev-1 v=1', 'returnér Brev-1 "nej"'])
      expect(await no('karen', line, 'already-decided')).toBe(
        '✗ Trinnet i Brev-1 er allerede godkendt af Mette 31-01-2025 kl. 09.00. Du behøver ikke gøre mere.',
      );
    // Also on a day on which she stands in for nobody any more.
    office.at('2025-02-03 09:00');
    expect(await no('mette', 'godkend Brev-1', 'already-decided')).toContain('af Mette 31-01-2025 kl. 09.00');
  });

  it('a version that is no longer the newest: the words that changed are shown', async () => {
    await office.tell('sara', start(), edit('Jeg tager kommunens valg til efterretning.'));
    const text = await no('karen', 'godkend Brev-1 v=1', 'old-version');
    expect(text).toContain('Version 1 af Brev-1 gælder ikke');
    expect(text).toContain('den nyeste er version 2');
    expect(text).toMatch(/^afslutning: .*ærgrer mig over.*beslutning.* kommunens valg.*til efterretning/m);
    expect(await no('karen', 'returnér Brev-1 "nej" v=1', 'old-version')).toContain('kommunens valg');
    expect(await no('karen', 'godkend Brev-1 v=9', 'old-version')).toContain('den nyeste er version 2');
    expect(await deciders()).toEqual([null, null]);
  });

  it('a letter that waits for nothing, that is returned, stopped or through', async () => {
    expect(await no('karen', 'godkend Brev-1', 'no-approval')).toBe('✗ Brev-1 er ikke i godkendelse.');
    expect(await no('sara', 'godkendelse stop Brev-1', 'no-approval')).toContain('ikke i godkendelse');
    await office.tell('sara', start('ene'));
    expect(await no('karen', 'returnér Brev-1', 'missing-argument')).toContain('Der mangler grund');
    await office.tell('karen', 'returnér Brev-1 "det er uklart"');
    expect(await no('karen', 'godkend Brev-1', 'approval-is-returned')).toContain('er returneret af Karen');
    await office.tell('sara', edit('Tak.'));
    await office.tell('karen', 'godkend Brev-1');
    expect(await no('anna', 'godkend Brev-1', 'approval-is-final')).toContain('allerede endeligt godkendt');
    await office.tell('sara', 'godkendelse stop Brev-1');
    expect(await no('karen', 'godkend Brev-1', 'no-approval')).toContain('ikke i godkendelse');
  });

  it('by letting time pass', async () => {
    await office.tell('sara', `${start()} frist=03-02-2025`);
    for (const day of ['02-03', '02-04', '02-17', '06-30']) {
      office.at(`2025-${day} 09:30`);
      await office.bots[0]?.tick();
    }
    expect(await deciders()).toEqual([null, null]);
  });

  it('what the register would no longer write, and a new Bilag is a new letter to approve', async () => {
    await office.tell('sara', start());
    await office.tell('karen', 'godkend Brev-1');
    await office.tell('sara', 'ret E-5 brev=hele-brevet.txt grund="den forkerte fil"', 'bekræft C-1');
    expect(await no('anna', 'godkend Brev-1 v=1', 'old-version')).toMatch(
      /^bilag: .*[0-9a-f]{12}.*[0-9a-f]{12}/m,
    );
    await office.tell('sara', start(), 'plads Vejen omlagt grund="det er for sent"');
    expect(await no('karen', 'godkend Brev-1', 'letter-not-ready')).toContain(
      'Registeret siger noget andet end kladden i plads-vejen',
    );
  });
});

describe('an approval given outside the bot is not recorded', () => {
  const paper = 'godkend Brev-1 af=karen bevis="F2, akt 7"';

  beforeEach(() => office.tell('sara', start()).then(() => undefined));

  it('without proof, without a name, or by those who may not', async () => {
    expect(await no('sara', 'godkend Brev-1 af=karen', 'proof-missing')).toContain('bevis=');
    expect(await no('sara', 'godkend Brev-1 bevis="F2"', 'missing-argument')).toContain('af=<person>');
    for (const as of ['anna', 'dorte', 'mona'])
      expect(await no(as, paper, 'not-allowed')).toContain(
        'Kun sagsbehandler, leder, kontorchef og ministersekretariat',
      );
  });

  it('of a day before the draft, or of a day to come', async () => {
    expect(await no('sara', `${paper} dato=30-01-2025`, 'decided-before-draft')).toBe(
      '✗ Brev-1 version 1 er fra 31-01-2025, så den kan ikke være godkendt 30-01-2025.',
    );
    expect(await no('sara', `${paper} dato=01-02-2025`, 'date-in-future')).toContain(
      '01-02-2025 ligger efter i dag',
    );
  });

  it('of somebody whose step it is not, or of an older version', async () => {
    expect(await no('sara', 'godkend Brev-1 af=anna bevis="F2"', 'not-a-decider')).toBe(
      '✗ Anna kan ikke godkende Brev-1 lige nu. Det åbne trin tilhører Karen.',
    );
    await office.tell('sara', edit('Tak.'));
    expect(await no('sara', `${paper} v=1`, 'old-version')).toContain('Tak.');
  });

  it('of a substitute on a day on which there was none; else it is marked with its proof', async () => {
    await office.tell('karen', 'fravær karen fra=03-02-2025 til=03-02-2025 stedfortræder=dorte');
    office.at('2025-02-04 09:00');
    const byDorte = 'godkend Brev-1 af=dorte bevis="F2, akt 7"';
    await no('mette', `${byDorte} dato=04-02-2025`, 'not-a-decider');
    await office.tell('mette', `${byDorte} dato=03-02-2025`);
    expect((await shown()).steps[0]?.decided).toEqual({ by: 'dorte', date: '2025-02-03', outside: true });
    expect(await view()).toContain('godkendt 03-02-2025 af Dorte for Karen (uden for botten: F2, akt 7)');
  });

  it("of the letter's author; the sentence does not take the recorder for the author", async () => {
    await office.tell('karen', edit('Tak.'));
    expect(await no('mette', paper, 'own-letter')).not.toContain('Du har');
  });

  it('twice: the second recorder, too, is told who has approved and when', async () => {
    await office.tell('karen', 'godkend Brev-1');
    const told = 'allerede godkendt af Karen 31-01-2025 kl. 09.00';
    expect(await no('sara', paper, 'already-decided')).toContain(told);
    await office.tell('anna', 'godkend Brev-1');
    expect(await no('sara', paper, 'already-decided')).toContain(told);
  });

  it("twice: the answer is about the step that was recorded, not about the recorder's own", async () => {
    await office.tell('karen', 'godkend Brev-1');
    await office.tell('anna', 'godkend Brev-1');
    const line = 'godkend Brev-1 af=anna bevis="F2"';
    expect(await no('karen', line, 'already-decided')).toContain('godkendt af Anna');
  });
});

describe('a letter that was approved', () => {
  it('is neither changed nor, before that, sent', async () => {
    const send = 'sendt Brev-1 dato=31-01-2025 doknr=900001';
    expect(await no('sara', send, 'letter-not-approved')).toContain('Brev-1 er ikke godkendt.');
    await office.tell('sara', start('ene'));
    expect(await no('sara', send, 'letter-not-approved')).toContain('ikke endeligt godkendt endnu');
    await office.tell('karen', 'godkend Brev-1');
    expect(await no('sara', edit('Tak.'), 'letter-is-approved')).toBe(
      '✗ Brev-1 er endeligt godkendt og derfor låst. Stands godkendelsen, hvis brevet skal ændres.',
    );
    await office.tell('sara', 'godkendelse stop Brev-1');
    await no('sara', send, 'letter-not-approved');
    await office.tell('sara', edit('Tak.'));
    await no('sara', send, 'letter-not-approved');
  });

  it('is not sent in the name of another minister; anew approved, it is', async () => {
    await office.tell('sara', start('ene'));
    await office.tell('karen', 'godkend Brev-1');
    const minister = 'indstilling minister navn="Ny Minister" titel="Social- og boligminister"';
    await office.tell('sara', `${minister} fra=01-02-2025`);
    office.at('2025-02-03 09:00');
    const send = 'sendt Brev-1 dato=03-02-2025 doknr=900001';
    const text = await no('mette', send, 'approved-is-outdated');
    expect(text).toMatch(/^underskrift: .*Sophie Hæstorp Andersen.*Ny Minister/m);
    await office.tell('sara', 'godkendelse stop Brev-1', 'udkast orientering 2025', start('ene'));
    await office.tell('karen', 'godkend Brev-1 v=2');
    await office.tell('mette', send);
  });

  it('is stopped by a corrected fact, and all who approved or were to are told', async () => {
    await office.tell('sara', start());
    await office.tell('karen', 'godkend Brev-1');
    await office.tell('sara', 'ret E-4 dato=30-01-2025 grund="tastefejl"', 'bekræft C-1');
    expect((await shown()).state).toBe('kladde');
    expect(await no('anna', 'godkend Brev-1', 'no-approval')).toContain('ikke i godkendelse');
    office.at('2025-02-03 08:30');
    await office.bots[0]?.tick();
    for (const name of ['karen', 'anna']) {
      const told = office.posted.filter(({ to }) => to.id === name).map((message) => plain(message.view));
      expect(told.join('\n')).toContain(
        'Godkendelsen af Brev-1 er standset, fordi Sara har rettet en oplysning',
      );
    }
  });

  it('stays stopped: who takes a correction back cannot by a second fortryd revive it', async () => {
    await office.tell('sara', 'ret E-4 dato=30-01-2025 grund="tastefejl"', 'bekræft C-1');
    await office.tell('lars', start('ene'));
    await office.tell('karen', 'godkend Brev-1');
    await office.tell('sara', 'fortryd', 'bekræft C-2');
    expect((await shown()).state).toBe('kladde');
    const second = await office.ask('sara', 'fortryd');
    if (second.ok) await office.tell('sara', 'bekræft C-3');
    expect((await shown()).state).toBe('kladde');
  });

  it('waits for nobody any more once it is cancelled', async () => {
    await office.tell('sara', start(), 'annullér Brev-1 grund="kommunen har ombestemt sig"');
    expect(await no('karen', 'godkend Brev-1', 'letter-is-cancelled')).toBe('✗ Brev-1 er annulleret.');
    expect((await shown()).steps.map(({ open }) => open)).toEqual([false, false]);
    expect(await view()).not.toContain('venter');
  });
});
