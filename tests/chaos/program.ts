// The product as plain JavaScript, as build.mjs makes it but in a folder of its own: a run starts it dozens of times.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

export interface BuiltProgram {
  /** What to hand to `node`. */
  readonly arguments: readonly string[];
  remove(): Promise<void>;
}

/** `preload`: what is loaded before it, in its process. */
export async function buildProgram(preload: string): Promise<BuiltProgram> {
  const cache = resolve('node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  // Inside the project, so that packages are found from there.
  const folder = await mkdtemp(join(cache, 'chaos-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: {
      main: 'src/main.ts',
      'child-main': 'src/documents/child-main.ts',
      preload,
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['@myriaddreamin/typst-ts-node-compiler', 'pg-native'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
  });
  await cp('src/documents/letter.typ', join(folder, 'letter.typ'));
  await cp('src/documents/fonts', join(folder, 'fonts'), { recursive: true });
  return {
    arguments: ['--import', join(folder, 'preload.js'), join(folder, 'main.js')],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
