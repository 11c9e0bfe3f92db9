// No secret lies in the repository: every file is looked through for what tokens, keys and passwords look like.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type Found, secretsIn } from './secrets.ts';

/** What tests and comments write in a password's place; nothing of it opens anything. A new fake is written with one of these. */
const fakePasswords = ['password', 'pass', 'word', 'b', 'kode', 'adgangskode', 'hemmelig', 'p%C3%A6n%22kode'];

/** Of an address: a fake password, or the code that puts a real one there. */
function isFake({ secret }: Found): boolean {
  const [, password = ''] = /:\/\/[^:]+:([^@]+)@/.exec(secret) ?? [];
  return fakePasswords.includes(password) || password.startsWith('${');
}

const planted = 'tests/security/planted.txt';
afterAll(() => rmSync(planted, { force: true }));

/** Tracked, or about to be. Pictures and fonts too: a token in a comment of theirs is one. */
function files(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
}

function left(): string[] {
  return files().flatMap((path) =>
    statSync(path, { throwIfNoEntry: false })?.isFile()
      ? secretsIn(readFileSync(path, 'latin1'))
          .filter((found) => !isFake(found))
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
