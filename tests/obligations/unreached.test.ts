// What a leader reads of somebody whom no message reaches: why, and what to do about it.
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/language/index.ts';
import type { Locale } from '../../src/ports.ts';

const says = (reason: string, locale: Locale) =>
  languages[locale].duties.notice(
    { news: 'unreached', person: 'mette', reason, times: 2 },
    'leder',
    (id) => ({ mette: 'Mette' })[id] ?? id,
  );

describe('the leader of somebody who is not reached reads', () => {
  it('how Forløbsvagten is installed, where it is not', () => {
    expect(says('not-installed', 'da')).toBe(
      'Mine beskeder når ikke frem til Mette, fordi Forløbsvagten ikke er tilføjet i Teams. Jeg har prøvet to gange. Giv selv Mette besked, og bed Mette om at tilføje den: vælg Apps i Teams, søg efter Forløbsvagten, og vælg Tilføj. Teams-administratoren kan også installere den for alle.',
    );
    expect(says('not-installed', 'en')).toBe(
      'My messages do not reach Mette, because Forløbsvagten has not been added in Teams. I have tried twice. Please tell Mette yourself, and ask Mette to add it: choose Apps in Teams, search for Forløbsvagten and choose Add. The Teams administrator can also install it for everybody.',
    );
  });

  it('that the list of people is to be corrected, where it names nobody on the platform', () => {
    expect(says('no-user', 'da')).toBe(
      'Mine beskeder når ikke frem til Mette, fordi ingen bruger har den e-mailadresse eller det id, der står i personlisten. Jeg har prøvet to gange. Giv selv Mette besked, og få personlisten rettet.',
    );
    expect(says('no-user', 'en')).toContain(
      ', because the e-mail address or the id in the list of people matches no user.',
    );
  });

  it('words of its own for each reason that a person can understand, in both languages', () => {
    for (const locale of ['da', 'en'] as const) {
      const reasons = ['no-user', 'not-installed', 'blocked', 'no-conversation', 'no-answer', 'ratelimited'];
      const said = reasons.map((reason) => says(reason, locale));
      expect(new Set(said).size).toBe(reasons.length);
      expect(said.filter((each) => /[(]|undefined/.test(each))).toEqual([]);
    }
  });

  it('of a channel what to do about the channel, and is not told to ask it', () => {
    const facts = { news: 'unreached', person: 'teams:19:x', reason: 'not-installed', times: 2 } as const;
    const nameOf = () => 'Teams-kanalen';
    const danish = languages.da.duties.notice(facts, 'leder', nameOf);
    expect(danish).toContain('Jeg kan ikke skrive i Teams-kanalen, så');
    expect(danish).toContain('opsæt kanal');
    expect(danish).not.toContain('Giv selv');
    expect(languages.en.duties.notice(facts, 'leder', nameOf)).toContain('set channel');
  });

  it('any other reason as the platform gave it', () => {
    for (const reason of ['channel_not_found', 'constructor', 'http_500']) {
      expect(says(reason, 'da')).toContain(`Mette (${reason}). Jeg har prøvet to gange.`);
      expect(says(reason, 'en')).toContain(`Mette (${reason}). I have tried twice.`);
    }
  });
});
