// Slack as the secretariat uses it: signed HTTP in, posts out, the same register as anywhere else.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackOffice, slackOffice } from '../support/slack/slack-office.ts';

let office: SlackOffice;
beforeEach(async () => {
  office = await slackOffice();
});
afterEach(async () => {
  expect(office.fake.violations).toEqual([]);
  expect(office.faults).toEqual([]);
  await office.close();
});

describe('a slash command', () => {
  it('is answered to the asker alone, in the acknowledgement', async () => {
    const anna = office.client.as('USAGSBEHANDLER');
    const said = await anna.slash('/taskforce', 'runde åbn 2025', { channel: 'CREGISTER' });
    console.log(JSON.stringify(said, null, 1).slice(0, 3000));
    const half = await anna.slash('/taskforce', 'svar Vejen', { channel: 'CREGISTER' });
    console.log(JSON.stringify(half).slice(0, 500));
    console.log(JSON.stringify(anna.view(), null, 1).slice(0, 6000));
    console.log(office.fake.calls.map((c) => `${c.method} ${c.outcome}`));
  });
});
