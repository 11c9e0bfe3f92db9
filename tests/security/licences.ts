// The licences of everything that package-lock.json brings in, and the page that lists what the product runs with.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

export interface Licensed {
  readonly name: string;
  readonly version: string;
  /** By SPDX; undefined where nobody says. */
  readonly licence: string | undefined;
  /** The product runs with it; else it is for building and testing. */
  readonly isShipped: boolean;
  /** A build for another machine than most. */
  readonly isOptional: boolean;
}

/** Builds for machines that this registry lacks (DECISIONS 0003) stand in the lock file without a licence: it is their package's. */
const builds: Readonly<Record<string, string>> = {
  '@biomejs/cli-': '@biomejs/biome',
  '@myriaddreamin/typst-ts-node-compiler-': '@myriaddreamin/typst-ts-node-compiler',
  '@oxc-parser/binding-': 'oxc-parser',
};

export function licensed(lock: unknown): Licensed[] {
  const { packages } = lockFile.parse(lock);
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licenceOf = (name: string, own: string | undefined): string | undefined => {
    const [, whole] = Object.entries(builds).find(([prefix]) => name.startsWith(prefix)) ?? [];
    return own ?? (whole === undefined ? undefined : packages[`node_modules/${whole}`]?.license);
  };
  return Object.entries(packages).flatMap(([path, { version = '', license, dev, devOptional, optional }]) =>
    path === ''
      ? []
      : [
          {
            name: nameOf(path),
            version,
            licence: licenceOf(nameOf(path), license),
            isShipped: !(dev || devOptional),
            isOptional: optional === true,
          },
        ],
  );
}

export function lockedPackages(): Licensed[] {
  return licensed(JSON.parse(readFileSync('package-lock.json', 'utf8')));
}

/** docs/licences.md: each package once, by licence; builds for one kind of machine go with their package. */
export function licencePage(all: readonly Licensed[]): string {
  const shipped = all.filter(({ isShipped, isOptional }) => isShipped && !isOptional);
  const licences = [...new Set(shipped.map(({ licence }) => licence ?? 'ukendt'))].sort();
  const lines = licences.flatMap((licence) => {
    const under = shipped.filter((each) => each.licence === licence);
    const names = [...new Set(under.map(({ name, version }) => `${name} ${version}`))].sort();
    return [`## ${licence} (${names.length})`, '', `${names.join(', ')}`, ''];
  });
  return [
    '# Licenser',
    '',
    'De pakker, som Forløbsvagten kører med, efter licens. Siden er lavet ud fra `package-lock.json` (`npx vitest run tests/security -u`);',
    'en test holder den ajour og afviser licenser, som ikke er på listen i `tests/security/licences.test.ts`.',
    'Skriften Source Sans 3 ligger i `src/documents/fonts` under OFL 1.1.',
    '',
    ...lines,
  ].join('\n');
}
