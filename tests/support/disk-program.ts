// Turns a TypeScript program into plain JavaScript once, because hundreds of starts through tsx would take minutes.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Program {
  /** What to hand to `node`. */
  readonly file: string;
  remove(): Promise<void>;
}

/** Compiles `entry` (absolute) and the project files it imports, types unchecked. */
export async function compileProgram(entry: string): Promise<Program> {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  // Inside the project, so that packages are found from there.
  const folder = await mkdtemp(join(cache, 'program-'));
  const output = (path: string): string => join(folder, relative(root, path).replace(/\.ts$/, '.js'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const waiting = [entry];
  const known = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const code = compile(await readFile(path, 'utf8'));
    await mkdir(dirname(output(path)), { recursive: true });
    await writeFile(output(path), code);
    for (const [, imported = ''] of code.matchAll(/ from ["'](\.[^"']+)\.js["']/g)) {
      const next = join(dirname(path), `${imported}.ts`);
      if (!known.has(next)) waiting.push(next);
      known.add(next);
    }
  }
  return { file: output(entry), remove: () => rm(folder, { recursive: true, force: true }) };
}

function compile(source: string): string {
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
  };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}
