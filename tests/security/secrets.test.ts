// No secret lies in the repository: every file is looked through for what tokens, keys and passwords look like.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { secretsIn } from './secrets.ts';

/** What tests and comments show in a secret's place, as it stands there. Nothing of it opens anything. */
const fakes = new Set([
  'postgres://name:password@host',
  // In two pieces: in one it would be a template here.
  `postgres://postgres:${'$'}{encodeURIComponent(password)}@127.0.0.1`,
  'postgres://bot:adgangskode@db',
  'postgres://bot:p%C3%A6n%22kode@db',
  'http://user:word@127.0.0.1',
  'http://a:b@127.0.0.1',
  'https://anna:kode@ministeriet.sharepoint.com',
  'https://smba.trafficmanager.net:pass@evil.dk',
  'https://user:pass@smba.trafficmanager.net',
]);

const planted = 'tests/security/planted.txt';
afterAll(() => rmSync(planted, { force: true }));

/** Tracked, or about to be. Pictures and fonts too: a token in a comment of theirs is one. */
function files(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
}

function left(): string[] {
  return files().flatMap((path) =>
    existsSync(path)
      ? secretsIn(readFileSync(path, 'latin1'))
          .filter(({ secret }) => !fakes.has(secret))
          .map(({ kind }) => `${path}: ${kind}`)
      : [],
  );
}

/** In pieces, so that this file holds none. */
const examples = {
  'Slack token': ['xoxb', '-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx'],
  'Slack app token': ['xapp', '-1-A0123456789-1234567890123-0123456789abcdef'],
  'Slack webhook': ['https://hooks.slack', '.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'],
  'private key': ['-----BEGIN', ' RSA PRIVATE KEY-----\nMIIE'],
  JWT: ['eyJ', 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3.SflKxwRJSMeKKF2QT4fwpM'],
  'AWS key': ['AKIA', 'IOSFODNN7EXAMPLE'],
  'Azure client secret': ['abc', '8Q~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh'],
  'Azure connection': ['Account', 'Key=ABCDEFGHIJKLMNOPQRSTUVWX=='],
  'GitHub token': ['ghp', '_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij'],
  'npm token': ['npm', '_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij'],
  'Google key': ['AIza', 'SyABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg'],
  'password in an address': ['postgres://bot', ':Sommer2025@db.ministeriet.dk/bot'],
  'secret setting': ['SLACK_SIGNING', '_SECRET=0123456789abcdef0123456789abcdef'],
};

describe('the repository', () => {
  it('holds no secret', () => {
    expect(files().length).toBeGreaterThan(500);
    expect(left()).toEqual([]);
  });

  it('would be seen to hold one that somebody has left', () => {
    writeFileSync(planted, `Husk: ${examples['Slack token'].join('')}\n`);
    expect(left()).toEqual([`${planted}: Slack token`]);
    rmSync(planted);
  });
});

describe('a secret is known by its shape', () => {
  it.each(Object.entries(examples))('%s', (kind, pieces) => {
    expect(secretsIn(`a ${pieces.join('')} b`).map((found) => found.kind)).toEqual([kind]);
  });

  it('and what only speaks of one is none', () => {
    for (const words of [
      'SLACK_BOT_TOKEN=xoxb-… SLACK_SIGNING_SECRET=…',
      'SLACK_SIGNING_SECRET:/etc/forloebsvagten/slack-signing-secret',
      'postgres://forloebsvagten@db.ministeriet.dk/forloebsvagten',
      'https://example.dk:8443/a@b',
    ])
      expect(secretsIn(words)).toEqual([]);
  });
});
