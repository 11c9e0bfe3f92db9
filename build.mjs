// `npm run build`: the program as plain JavaScript in dist/, for `node dist/main.js`. What it is built from stays the truth.
import { cp, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const out = 'dist';

await rm(out, { recursive: true, force: true });
await build({
  // The second is a program of its own: what sets letters and reads files runs apart.
  entryPoints: ['src/main.ts', 'src/documents/child-main.ts'],
  outdir: out,
  entryNames: '[name]',
  bundle: true,
  // What is imported by need is a file by itself, and costs a start nothing.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Node has them; made plain, each such expression is compiled anew at every call.
  supported: { 'regexp-unicode-property-escapes': true },
  // Native: it is loaded from node_modules, where npm has put the machine's own.
  external: ['@myriaddreamin/typst-ts-node-compiler'],
  // Bolt is CommonJS and asks for Node's modules by `require`, which an ES module lacks.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'info',
});
// Found beside the code, as in src/documents.
await cp('src/documents/letter.typ', `${out}/letter.typ`);
await cp('src/documents/fonts', `${out}/fonts`, { recursive: true });
