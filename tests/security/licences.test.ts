// Every package may be used as we use it: its licence is known, and asks for nothing but its own text.
import { expect, it } from 'vitest';
import { type Licensed, licencePage, licensed, lockedPackages } from './licences.ts';

/** Permissive. */
const anywhere = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  'MIT OR Apache-2.0',
]);

/** Used on the way and never handed on: weak copyleft, and Microsoft's own client under its own terms. */
const onTheWay = new Set(['MPL-2.0']);
const byName = new Set(['@microsoft/m365agentsplayground: SEE LICENSE IN LICENSE']);

function refused(all: readonly Licensed[]): string[] {
  return all.flatMap(({ name, licence = 'none', isShipped }) => {
    const may =
      anywhere.has(licence) || (!isShipped && (onTheWay.has(licence) || byName.has(`${name}: ${licence}`)));
    return may ? [] : [`${name}: ${licence}`];
  });
}

it('every package has a licence that we may use', () => {
  const all = lockedPackages();
  expect(all.length).toBeGreaterThan(400);
  expect(refused(all)).toEqual([]);
});

it('a package under another licence, or under none, is named', () => {
  const of = (license: string | undefined, dev: boolean) => ({ version: '1.0.0', license, dev });
  const lock = {
    packages: {
      '': {},
      'node_modules/a': of('GPL-3.0-only', false),
      'node_modules/a/node_modules/@b/c': of(undefined, true),
      'node_modules/d': of('MPL-2.0', false),
      'node_modules/e': of('MPL-2.0', true),
      'node_modules/f': of('SEE LICENSE IN LICENSE', true),
      'node_modules/@oxc-parser/binding-vax': of(undefined, true),
    },
  };
  expect(refused(licensed(lock))).toEqual([
    'a: GPL-3.0-only',
    '@b/c: none',
    'd: MPL-2.0',
    'f: SEE LICENSE IN LICENSE',
    '@oxc-parser/binding-vax: none',
  ]);
});

it('the page lists what the product runs with, as it is locked now', async () => {
  await expect(licencePage(lockedPackages())).toMatchFileSnapshot('../../docs/licences.md');
});
