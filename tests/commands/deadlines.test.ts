// What people decide about deadlines, and what a changed rule or calendar would move before anybody has confirmed it.
import { beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { type PlayedBot, playedBot } from '../support/played-bot.ts';

const vejen = 'Vejen-børn-2025/orientering';
let played: PlayedBot;

beforeEach(async () => {
  played = await playedBot('2025-01-27 09:00');
  await played.tell(
    'runde åbn 2025',
    'tilbud Vejen børn dato=02-01-2025',
    'svar Vejen nej dato=27-01-2025 grund=overlap:"et andet forløb er i gang"',
  );
});

async function explained(name = vejen): Promise<Record<string, unknown>> {
  return (await played.tell(`forklar ${name}`)).data as Record<string, unknown>;
}

describe('forklar', () => {
  it('gives rule, start, skipped days and calendar', async () => {
    expect(await explained()).toMatchObject({
      due: '2025-02-10',
      start: '2025-01-27',
      rule: 'dagen-efter',
      count: 10,
      unit: 'arbejdsdage',
      calendar: 'dk-1',
      setBy: null,
      skipped: [
        { date: '2025-02-01', name: 'lørdag' },
        { date: '2025-02-02', name: 'søndag' },
        { date: '2025-02-08', name: 'lørdag' },
        { date: '2025-02-09', name: 'søndag' },
      ],
    });
  });

  it('finds a deadline by the beginning of its name, and names the nearest of a misspelt one', async () => {
    expect((await played.ask('forklar vejen')).ok).toBe(true);
    const wrong = await played.ask('forklar Vejen-born-2025/orienteting');
    expect(wrong.code).toBe('unknown-obligation');
    expect(plain(wrong.view)).toContain(`forklar ${vejen}`);
  });
});

describe('frist sæt', () => {
  it('keeps the computed date beside the one set by hand, with who and why', async () => {
    await played.tell(`frist sæt ${vejen} 20-02-2025 grund="ministeren er på rejse"`);
    expect(await explained()).toMatchObject({
      due: '2025-02-20',
      computed: '2025-02-10',
      setBy: 'sagsbehandler',
      reason: 'ministeren er på rejse',
    });
  });

  it('can be taken back', async () => {
    await played.tell(
      `frist sæt ${vejen} 20-02-2025 grund="ministeren er på rejse"`,
      'fortryd',
      'bekræft C-1',
    );
    expect(await explained()).toMatchObject({ due: '2025-02-10', setBy: null });
  });

  it.each([
    [`frist sæt ${vejen} 20-01-2025 grund="x"`, 'sagsbehandler', 'date-in-past'],
    [`frist sæt ${vejen} 20-02-2025`, 'sagsbehandler', 'missing-argument'],
    [`frist sæt ${vejen} 20-02-2025 grund="x"`, 'ministersekretariat', 'not-your-obligation'],
    [`mind-mig ${vejen} igen`, 'sagsbehandler', 'invalid-value'],
    [`overdrag ${vejen} hanne`, 'sagsbehandler', 'unknown-person'],
    [`overdrag ${vejen} sagsbehandler`, 'sagsbehandler', 'already-owner'],
  ])('%s by %s is refused as %s', async (line, as, code) => {
    expect((await played.ask(line, as)).code).toBe(code);
  });
});

describe('frist luk', () => {
  it('ends the watching and leaves the fact', async () => {
    await played.tell(`frist luk ${vejen} grund="udvalget fik besked på et møde"`);
    expect(await explained()).toMatchObject({
      closedBy: 'sagsbehandler',
      reason: 'udvalget fik besked på et møde',
    });
    expect((await played.ask(`frist luk ${vejen} grund="igen"`)).code).toBe('already-closed');
    expect((await played.tell('frister alle')).data).toMatchObject({ obligations: [] });
    expect(plain((await played.tell('overblik 2025')).view)).toContain('orientering mangler');
  });

  it('never closes a step of an approval: the chain decides', async () => {
    await played.tell(
      'indstilling kæde navn=kort trin="kontorchef" fra=01-01-2025',
      'brev Vejen brev.txt dato=27-01-2025',
      'journalisér Vejen',
      'ansøgning ukendt antal=4 status=tildelt',
      'tilbud ukendt antal=3',
      'udkast orientering 2025 sag="2025 - 1234"',
      'kontrol Brev-1',
      'kontrol Brev-1 afklar=bilag-1-navn note="læst"',
      'godkendelse start Brev-1 holdt-op-mod-brevet=ja kæde=kort',
    );
    expect((await played.ask('frist luk Brev-1/godkendelse-1 grund="x"', 'kontorchef')).code).toBe(
      'step-not-handed-over',
    );
  });
});

describe('a rule', () => {
  it('that would move an open deadline lists it and moves nothing before somebody confirms', async () => {
    const asked = await played.tell('indstilling frist slags=orientering antal=5 fra=01-01-2025');
    expect(asked.data).toMatchObject({ moves: [{ name: vejen, from: '2025-02-10', to: '2025-02-03' }] });
    expect((await explained()).due).toBe('2025-02-10');
    await played.tell('bekræft C-1');
    expect(await explained()).toMatchObject({ due: '2025-02-03', count: 5 });
  });

  it('that moves nothing is simply recorded', async () => {
    await played.tell('indstilling frist slags=orientering antal=5 fra=01-03-2025');
    expect((await explained()).due).toBe('2025-02-10');
  });

  it('counts periods that begin from its day on', async () => {
    await played.tell(
      'indstilling frist slags=orientering antal=1 enhed=måneder slut=næste-arbejdsdag fra=28-01-2025',
    );
    played.at('2025-01-31 09:00');
    await played.tell('tilbud Greve børn', 'svar Greve nej dato=31-01-2025');
    expect((await explained()).due).toBe('2025-02-10');
    expect((await explained('Greve-børn-2025/orientering')).due).toBe('2025-02-28');
  });

  it('of closing days moves a deadline that runs over one', async () => {
    const lines = 'indstilling lukkedage frister="5/6, 24/12, 31/12, 3/2" fra=01-01-2025';
    expect((await played.tell(lines)).data).toMatchObject({
      moves: [{ name: vejen, from: '2025-02-10', to: '2025-02-11' }],
    });
  });

  it.each([
    ['indstilling lukkedage frister="32/1" fra=01-01-2025', 'invalid-value'],
    ['indstilling frist antal=5 fra=01-01-2025', 'missing-argument'],
    ['indstilling frist slags=orientering fra=01-01-2025', 'setting-empty'],
    ['indstilling påmindelser slags=orientering før=tre fra=01-01-2025', 'invalid-value'],
    ['indstilling kæde trin="kontorchef, troldmand" fra=01-01-2025', 'nobody-for-role'],
    ['indstilling beskedtid kl=17.30 fra=01-01-2025', 'invalid-value'],
  ])('%s is refused as %s', async (line, code) => {
    expect((await played.ask(line)).code).toBe(code);
  });
});

describe('a chain', () => {
  it('that letters already go through is changed only after somebody has seen both', async () => {
    const asked = await played.tell('indstilling kæde trin="kontorchef" fra=27-01-2025');
    expect(plain(asked.view)).toContain('Den bliver: kontorchef.');
    expect((await played.tell('bekræft C-1')).events.map((event) => event.type)).toContain('setting-changed');
  });
});

describe('fravær', () => {
  it('is recorded by the person, or by a leader above', async () => {
    const line = 'fravær sagsbehandler fra=03-02-2025 til=07-02-2025 stedfortræder=leder';
    expect((await played.ask(line, 'ministersekretariat')).code).toBe('not-your-absence');
    expect((await played.ask(line, 'kontorchef')).ok).toBe(true);
  });

  it.each([
    ['fravær sagsbehandler fra=07-02-2025 til=03-02-2025 stedfortræder=leder', 'period-reversed'],
    ['fravær sagsbehandler fra=03-02-2025 til=07-02-2025 stedfortræder=sagsbehandler', 'own-substitute'],
    ['fravær sagsbehandler fra=03-01-2025 til=07-01-2025 stedfortræder=leder', 'date-in-past'],
    ['fravær sagsbehandler fra=03-02-2025 til=07-02-2025', 'missing-argument'],
  ])('%s is refused as %s', async (line, code) => {
    expect((await played.ask(line)).code).toBe(code);
  });
});

describe('prognose', () => {
  it('tries out several lines together and records none of them', async () => {
    const before = played.bot.history().length;
    const answer = await played.tell(
      'prognose dage=14 hvis fravær sagsbehandler fra=28-01-2025 til=28-02-2025 stedfortræder=leder hvis frist sæt Vejen-børn-2025/orientering 31-01-2025 grund="x"',
    );
    const { messages } = answer.data as { messages: { at: string; to: string }[] };
    expect(messages[0]).toMatchObject({ at: '2025-01-28T08:30:00+01:00', to: 'leder' });
    expect(played.bot.history()).toHaveLength(before);
  });

  it.each(['prognose overblik', 'prognose hvis overblik', 'prognose hvis'])('%s is refused', async (line) => {
    expect((await played.ask(line)).ok).toBe(false);
  });
});
