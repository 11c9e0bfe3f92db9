// A plain sentence in Teams: shown, and recorded once by its button.
import { describe, expect, it } from 'vitest';
import { round } from '../support/round.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const s = teamsSecretariat();
const anna = () => s.office.client.as('sagsbehandler');
const contacts = () => s.recorded().filter((type) => type === 'contact-noted').length;

describe('a menu', () => {
  it('in which nothing was chosen says so, and the button is not called dead', async () => {
    await anna().says('menu');
    const { status, body } = await anna().presses('Fortsæt');
    expect({ status, value: (body as { value?: unknown }).value }).toEqual({
      status: 200,
      value: 'Vælg først noget på listen.',
    });
  });
});

describe('a sentence that was read as a recording', () => {
  it('is recorded once, however often its button is pressed', async () => {
    await s.tell(...round);
    const [, read] = await anna().says('Jeg har rykket Vejen i dag');
    const card = read ?? anna().told();
    expect(contacts()).toBe(0);
    await anna().presses('Ja, det er rigtigt', { on: card, submits: true });
    await anna().presses('Ja, det er rigtigt', { on: card, submits: true });
    expect(contacts()).toBe(1);
    expect(anna().words()).toContain('allerede registreret');
  });
});
