// SECURITY.md says where each threat is met and which test shows it: all of that is there, under these names.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');

/** Paths in the tree, as they stand in code style or as a link's target. */
function pathsIn(page: string): string[] {
  const code = [...page.matchAll(/`((?:[\w.-]+\/)+[\w.-]+|[\w-]+\.(?:json|md))`/g)];
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)];
  return [...new Set([...code, ...links].map(([, path = '']) => path))];
}

/** Tests by file and name. */
function testsIn(page: string): { readonly path: string; readonly name: string }[] {
  return [...page.matchAll(/`(tests\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, path = '', name = '']) => ({
    path,
    name,
  }));
}

/** The tables' rows, without their heads. */
function threatsIn(page: string): string[] {
  return page.split('\n').filter((line) => /^\| (?!Threat|---)/.test(line));
}

function missing(page: string): string[] {
  const files = pathsIn(page).filter((path) => !existsSync(path));
  const tests = testsIn(page).filter(({ path, name }) => {
    const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // As a name, not in the midst of a sentence.
    return ![`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(quoted));
  });
  return [...files, ...tests.map(({ path, name }) => `${path}: ${name}`)];
}

it('every file and every test that SECURITY.md names is there', () => {
  expect(pathsIn(text).length).toBeGreaterThan(50);
  expect(testsIn(text).length).toBeGreaterThan(40);
  expect(missing(text)).toEqual([]);
});

it('every threat has a test, or is said not to be defended', () => {
  const bare = threatsIn(text).filter(
    (row) => testsIn(row).length === 0 && !row.includes('**not defended**'),
  );
  expect(threatsIn(text).length).toBeGreaterThan(40);
  expect(bare).toEqual([]);
});

it('a file or a test that was renamed is noticed', () => {
  expect(missing('`src/permission.ts` and `src/permissions.ts`, [here](docs/rights.md)')).toEqual([
    'src/permissions.ts',
    'docs/rights.md',
  ]);
  const named = (name: string) => `\`tests/architecture.test.ts\`: "${name}"`;
  expect(missing(named('there is no code path that sends mail'))).toEqual([]);
  expect(missing(named('there is no code path'))).toEqual([
    'tests/architecture.test.ts: there is no code path',
  ]);
});
