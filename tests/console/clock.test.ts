// A played folder through several processes: time goes one way, and a bot that was down says what it missed once.
import { describe, expect, it } from 'vitest';
import { runConsole, runStory, withFolder } from '../support/run-console.ts';

const offer = '@2025-01-31 09:00\nrunde åbn 2025\ntilbud Vejen børn dato=30-01-2025 svarfrist=28-02-2025\n';

describe('a later process', () => {
  it('does not find the clock further back than an earlier one left it', () =>
    withFolder(async (folder) => {
      await runStory(folder, `${offer}@2025-03-31 09:00\n`);
      const { lines } = await runStory(folder, '@2025-03-01 09:00\n@2025-04-01 09:00\n');
      expect(lines.map(({ code }) => code)).toEqual(['clock-backwards', null]);
      expect(lines[0]?.text).toContain('2025-03-31 09:00');
    }));

  it('says at the first clock line what came due while none ran: once each, at the time that it is now', () =>
    withFolder(async (folder) => {
      await runStory(folder, offer);
      const { lines } = await runStory(folder, '@2025-03-05 12:00\n@2025-03-05 13:00\n');
      const posted = lines.map(({ messages }) => messages as { at: string; to: string; text: string }[]);
      expect(posted.map((each) => each.map(({ at, to }) => [at, to]))).toEqual([
        [
          ['2025-03-05T12:00:00+01:00', 'sagsbehandler'],
          ['2025-03-05T12:00:00+01:00', 'leder'],
        ],
        [],
      ]);
      expect(posted[0]?.[0]?.text).toContain('Over fristen fra fredag den 28. februar: Svar fra Vejen.');
    }));
});

describe('the command line', () => {
  it('takes a negative number for a number, not for an option', () =>
    withFolder(async (folder) => {
      const { exit, stdout } = await runConsole([
        '--data',
        folder,
        ...'frist beregn 04-12-2023 -10 arbejdsdage'.split(' '),
      ]);
      expect([exit, stdout.split('\n')[0]]).toEqual([0, 'Fristen er mandag den 20. november 2023.']);
    }));
});
