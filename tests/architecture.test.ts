// The boundaries hold, and the checker sees the code: a planted violation is reported.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';

const planted = 'src/register/planted.ts';

function cruise(): { modules: number; violations: string[] } {
  const args = [
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'json',
    'src',
    'adapters',
    'store',
  ];
  const { stdout } = spawnSync('npx', args, { encoding: 'utf8', maxBuffer: 100_000_000 });
  const { summary } = JSON.parse(stdout);
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map((each: { rule: { name: string } }) => each.rule.name),
  };
}

afterAll(() => rmSync(planted, { force: true }));

describe('the architecture', () => {
  it('is kept, and all of it is seen', () => {
    const { modules, violations } = cruise();
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(100);
  });

  it('a register that reads the disk is reported', () => {
    writeFileSync(planted, "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n");
    expect(new Set(cruise().violations)).toEqual(new Set(['core-is-pure', 'register-stands-alone']));
    rmSync(planted);
  });

  it('nothing in the core rolls dice', () => {
    const sources = execFileSync('git', ['ls-files', 'src', 'adapters', 'store'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const dice = sources.filter(
      (path) => path.endsWith('.ts') && readFileSync(path, 'utf8').includes('Math.random'),
    );
    expect(dice).toEqual([]);
  });

  it('there is no code path that sends mail', () => {
    const sources = execFileSync('git', ['ls-files', 'src', 'adapters', 'store'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const senders = sources.filter(
      (path) =>
        path.endsWith('.ts') &&
        /createTransport\(|from 'nodemailer'|^import (?!type\b).*from 'node:(net|tls|http|https)'/m.test(
          readFileSync(path, 'utf8'),
        ),
    );
    // One listens for Slack, the other locks a folder.
    expect(senders).toEqual(['adapters/slack/http-door.ts', 'store/lowdb/lock.ts']);
  });
});
