// The boundaries hold, and the checker sees the code: a planted violation is reported.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';

const planted = 'src/register/planted.ts';
const plantedBeside = 'adapters/teams/planted.ts';

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

/** The sources that say this, tracked or not, as they stand. */
function sourcesWith(said: RegExp): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', 'src', 'adapters', 'store'];
  const paths = execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
  return paths.filter(
    (path) => path.endsWith('.ts') && existsSync(path) && said.test(readFileSync(path, 'utf8')),
  );
}

afterAll(() => {
  for (const path of [planted, plantedBeside]) rmSync(path, { force: true });
});

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

  it('a use of the archived SDK outside its fence is reported, of a type too', () => {
    writeFileSync(
      plantedBeside,
      "import { CloudAdapter } from 'botbuilder';\n" +
        "import type { ConnectorClient } from 'botframework-connector';\n" +
        'export const planted: [typeof CloudAdapter, ConnectorClient?] = [CloudAdapter];\n',
    );
    expect(cruise().violations).toEqual(['botbuilder-behind-its-fence', 'botbuilder-behind-its-fence']);
    rmSync(plantedBeside);
  });

  it('nothing in the core rolls dice', () => {
    // How long Teams is let be after a refusal; nothing that is recorded.
    expect(sourcesWith(/Math\.random/)).toEqual(['src/serve-platforms.ts']);
  });

  it('there is no code path that sends mail', () => {
    const senders =
      /createTransport\(|from 'nodemailer'|^import (?!type\b).*from 'node:(net|tls|http|https)'/m;
    // One listens for the platforms, the other locks a folder.
    expect(sourcesWith(senders)).toEqual(['adapters/shared/http-server.ts', 'store/lowdb/lock.ts']);
  });
});
