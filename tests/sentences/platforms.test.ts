// The same sentences through the console's process and through Slack: read there, recorded there, by its line alone.
import { describe, expect, it } from 'vitest';
import { round } from '../support/round.ts';
import { runStory, withFolder } from '../support/run-console.ts';
import { controlsOf, wordsOf } from '../support/slack/controls.ts';
import { secretariat } from '../support/slack/secretariat.ts';

describe('on the console', () => {
  it('a sentence shows its line, and the line records', () =>
    withFolder(async (folder) => {
      const opening = '@2025-01-31 09:00\nrunde åbn 2025\ntilbud Vejen børn dato=19-11-2024\n';
      const sentences = 'Vejen har sagt nej i dag\nhvem har ikke svaret?\nsvar Vejen nej dato=31-01-2025\n';
      const { exit, lines } = await runStory(folder, `${opening}${sentences}`);
      expect(exit).toBe(0);
      const [read, answered, recorded] = lines.slice(-3);
      expect(read).toMatchObject({ ok: true, command: null, events: [], data: { line: recorded?.input } });
      expect(read?.text).toContain('→ Ja, det er rigtigt: svar Vejen nej dato=31-01-2025');
      expect(answered).toMatchObject({ command: 'overblik', events: [] });
      expect(recorded).toMatchObject({ command: 'svar', events: ['answer-recorded'] });
    }));
});

describe('in Slack', () => {
  const s = secretariat();

  it('a sentence gets a button, and the button records', async () => {
    await s.tell(...round);
    const anna = s.office.client.as('USAGSBEHANDLER');
    const answers = () => s.recorded().filter((each) => each === 'answer-recorded');
    await s.after(anna.dm('Vejen har sagt nej i dag, de har ikke ledelseskapacitet'));
    const reply = s.office.fake.posts(anna.dmChannel).findLast((post) => post.bot !== null);
    if (!reply) throw new Error('no reply');
    expect(wordsOf(reply.blocks)).toContain('Intet er registreret endnu');
    expect(answers()).toEqual([]);
    await s.after(anna.press(reply, 'Ja, det er rigtigt'));
    expect(answers()).toEqual(['answer-recorded']);
  });

  it('a sentence with something missing gets a button that opens the form', async () => {
    await s.tell(...round);
    const anna = s.office.client.as('USAGSBEHANDLER');
    await s.after(anna.dm('Jeg er på ferie fra mandag til fredag'));
    const reply = s.office.fake.posts(anna.dmChannel).findLast((post) => post.bot !== null);
    if (!reply) throw new Error('no reply');
    expect(controlsOf(reply.blocks).flatMap(({ labels }) => labels)).toContain('Udfyld resten');
    await s.after(anna.press(reply, 'Udfyld resten'));
    expect(s.office.fake.views.map(({ type }) => type)).toEqual(['modal']);
    expect(s.recorded()).not.toContain('absence-recorded');
  });
});
