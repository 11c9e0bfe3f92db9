// Bad input: each refusal has a code, records nothing, and shows a line that works.
import { beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../src/view/plain.ts';
import { type PlayedBot, playedBot } from '../support/played-bot.ts';

let played: PlayedBot;

beforeEach(async () => {
  played = await playedBot('2024-11-19 09:00');
  await played.tell(
    'runde åbn 2025',
    'ansøgning ukendt antal=4 status=tildelt',
    'tilbud Vejen børnehandicap',
    'tilbud Greve voksenhandicap',
  );
  played.at('2025-01-31 09:00');
  await played.tell('svar Greve nej grund=overlap');
});

/** The line that the refusal shows. */
async function suggestion(line: string, as?: string): Promise<string> {
  const answer = await played.ask(line, as);
  const shown = answer.view.find((node) => node.kind === 'actions');
  return shown?.kind === 'actions' ? (shown.actions[0]?.line ?? '') : '';
}

// What is typed, the code, and whether the line shown can be typed as it stands (else it has a blank to fill in).
const refused: readonly [string, string, 'works' | 'blank'][] = [
  ['svar Vejn nej', 'unknown-municipality', 'works'],
  ['svar "Vejen  By" nej', 'unknown-municipality', 'works'],
  ['svar', 'missing-argument', 'blank'],
  ['svar Vejen', 'missing-argument', 'blank'],
  ['svar Vejen måske', 'unknown-choice', 'blank'],
  ['svar Vejen nej hest', 'surplus-words', 'works'],
  ['svar Vejen nej hest=1', 'unknown-option', 'blank'],
  ['svar Vejen nej dato=31-01-2025 dato=30-01-2025', 'repeated-option', 'blank'],
  ['svar Vejen nej dato=31-02-2025', 'invalid-value', 'blank'],
  ['svar Vejen nej dato=01-02-2025', 'date-in-future', 'works'],
  ['svar Vejen nej dato=18-11-2024', 'answer-before-offer', 'works'],
  ['svar Vejen nej grund=dovenskab', 'unknown-choice', 'works'],
  ['svar Vejen nej grund=overlap:"vi har travlt"', 'not-a-clause', 'works'],
  ['svar Vejen nej grund=overlap:"kommunen har ikke tid"', 'not-a-clause', 'works'],
  ['svar Vejen nej grund=overlap:"kommunen har travlt i år"', 'not-a-clause', 'works'],
  ['svar Vejen nej grund=overlap:"kommunen har travlt. Den siger nej"', 'not-a-clause', 'works'],
  ['svar Vejen nej grund=overlap:"uden slut', 'unclosed-quote', 'works'],
  ['svar Vejen ja grund=overlap:"kommunen har travlt"', 'reasons-with-yes', 'works'],
  ['svar Greve nej', 'already-answered', 'blank'],
  ['svar Lemvig nej', 'no-offer', 'works'],
  ['svar Vejen nej år=2024', 'no-round', 'works'],
  ['tilbud Vejen børn', 'offer-exists', 'works'],
  ['tilbud Lemvig', 'area-missing', 'works'],
  ['tilbud ukendt antal=3', 'no-place-free', 'blank'],
  ['tilbud Lemvig børn år=2026', 'no-round', 'works'],
  ['runde åbn 2025', 'round-exists', 'works'],
  ['runde åbn 2026 forløb=8 ansøgt=5', 'quota-mismatch', 'works'],
  ['runde åbn 1999', 'invalid-value', 'blank'],
  ['ansøgning Lemvig børn status=tildelt', 'applied-quota-full', 'works'],
  ['gentilbud Odsherred plads=Vejen', 'no-vacant-place', 'works'],
  ['plads Vejen bortfaldet grund="det er for sent"', 'no-vacant-place', 'works'],
  ['journalisér Greve', 'no-incoming-letter', 'blank'],
  ['udkast orientering 2024', 'no-round', 'works'],
  ['udkast orientering i-år', 'invalid-value', 'works'],
  ['udkast orientering 2025 kommuner=Vejen', 'not-refused', 'works'],
  ['vis Brev-9', 'unknown-letter', 'works'],
  ['sendt Brev-9', 'unknown-letter', 'works'],
  ['ret E-99 dato=31-01-2025 grund=x', 'unknown-event', 'works'],
  ['ret E-2 dato=31-01-2025 grund=x', 'unknown-field', 'blank'],
  ['bekræft C-7', 'unknown-confirmation', 'works'],
  ['pr 2025-02-01 overblik', 'date-in-future', 'works'],
  ['pr 2025-01-31 svar Vejen nej', 'reads-only', 'works'],
  ['ovrblik', 'unknown-command', 'works'],
  ['hest', 'unknown-command', 'works'],
  ['', 'unknown-command', 'works'],
  ['svar Vejen nej note="skjult \u202Etekst"', 'hidden-character', 'blank'],
  ['notat Vejen note="nul\u0000tegn"', 'hidden-character', 'works'],
  ['notat Vejen note="blød\u00ADbindestreg"', 'hidden-character', 'works'],
  ['notat Vejen note="tabu\tlator"', 'hidden-character', 'works'],
  [`notat Vejen note="${'a'.repeat(9000)}"`, 'line-too-long', 'works'],
];

describe('a refusal', () => {
  it.each(refused)('%s → %s', async (line, code, shows) => {
    const before = played.bot.history().length;
    const answer = await played.ask(line);
    expect([answer.ok, answer.code]).toEqual([false, code]);
    expect(played.bot.history().length).toBe(before);
    const example = await suggestion(line);
    expect(example).not.toBe('');
    const again = await played.ask(example);
    if (shows === 'works') expect(again.ok, `${line}\n${example}\n${plain(again.view)}`).toBe(true);
    else expect(again.code, example).not.toBe('unknown-command');
  });

  it('is kept by its cause: a redelivery does not succeed after the person saw no', async () => {
    const once = {
      input: 'svar Lemvig nej',
      actor: 'sagsbehandler',
      via: 'console' as const,
      cause: 'klik-1',
      openFile: async () => undefined,
    };
    expect((await played.bot.run(once)).ok).toBe(false);
    await played.tell('tilbud Lemvig børn');
    expect((await played.bot.run(once)).code).toBe('no-offer');
  });

  it('a thing done is answered again, never done again', async () => {
    const once = {
      input: 'svar Vejen nej',
      actor: 'sagsbehandler',
      via: 'console' as const,
      cause: 'klik-2',
      openFile: async () => undefined,
    };
    const first = await played.bot.run(once);
    const second = await played.bot.run(once);
    expect(second.ok).toBe(true);
    expect(second.events.map((event) => event.id)).toEqual(first.events.map((event) => event.id));
    expect(played.bot.history().filter((event) => event.cause === 'klik-2')).toHaveLength(1);
  });

  it('in English says the same', async () => {
    const answer = await played.bot.run({
      input: 'answer Vejn no',
      actor: 'sagsbehandler',
      via: 'console',
      cause: 'x',
      locale: 'en',
      openFile: async () => undefined,
    });
    expect(plain(answer.view)).toContain('Vejen');
    expect(answer.code).toBe('unknown-municipality');
  });
});
