// A letter stays with what it came with: a line that had to be mended, a sentence that waits to be confirmed.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { round } from '../support/round.ts';
import { teamsSecretariat } from '../support/teams/teams-secretariat.ts';

const s = teamsSecretariat();
const said = languages.da.cards;
const anna = () => s.office.client.as('sagsbehandler');
const letter = (name: string) => ({ name, bytes: Buffer.from('Kommunen har ikke tid.') });
const kept = () =>
  s.office.bot.history().flatMap((each) => (each.type === 'letter-received' ? [each.data.file.name] : []));

describe('a letter', () => {
  it('that came with a misspelt line is on the form that mends it', async () => {
    await s.tell(...round);
    await anna().says('svar Vejn nej', { files: [letter('vejen.pdf')] });
    await anna().presses('svar Vejen nej brev=vejen.pdf');
    expect(anna().words()).toContain(said.form.attached.letter('vejen.pdf'));
    await anna().presses(said.form.submit);
    expect(kept()).toEqual(['vejen.pdf']);
  });

  it('that came with a sentence is understood with it, and recorded with it', async () => {
    await s.tell(...round);
    await anna().says('Vejen har sagt nej i dag', { files: [letter('vejen.pdf')] });
    expect(anna().words()).toContain('vejen.pdf');
    expect(anna().words()).not.toContain('Brev,');
    expect(kept()).toEqual([]);
    await anna().presses('Ja, det er rigtigt');
    expect(kept()).toEqual(['vejen.pdf']);
  });
});
