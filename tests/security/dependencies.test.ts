// The review of the dependencies names each that the product runs with, in the version that is locked.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { lockedPackages } from './licences.ts';

const rows = readFileSync('docs/dependencies.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, version] = /^\| `([^`]+)` \| ([\d.]+) \|/.exec(line) ?? [];
    return name === undefined || version === undefined ? [] : [`${name} ${version}`];
  });

it('every direct dependency is reviewed in the version that we use', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const used = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((each) => !rows.includes(each))).toEqual([]);
});

it('what is reviewed is still what is locked', () => {
  const locked = lockedPackages().map(({ name, version }) => `${name} ${version}`);
  expect(rows.filter((each) => !locked.includes(each))).toEqual([]);
});
