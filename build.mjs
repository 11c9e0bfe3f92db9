// `npm run build`: the program as plain JavaScript in dist/, for `node dist/main.js`. What it is built from stays the truth.
import { cp, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const out = 'dist';

await rm(out, { recursive: true, force: true });
await build({
  // What sets letters and reads files runs apart, as a program of its own.
  entryPoints: {
    main: 'src/main.ts',
    admin: 'src/admin/main.ts',
    'child-main': 'src/documents/child-main.ts',
  },
  outdir: out,
  bundle: true,
  // What is imported by need is a file by itself, and costs a start nothing.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Node has them; made plain, each such expression is compiled anew at every call.
  supported: { 'regexp-unicode-property-escapes': true },
  // Native: loaded from node_modules, where npm has put the machine’s own; pg does without its.
  external: ['@myriaddreamin/typst-ts-node-compiler', 'pg-native'],
  // Bolt is CommonJS and asks for Node's modules by `require`, which an ES module lacks.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'info',
});
// Found beside the code, as in src/documents.
await cp('src/documents/letter.typ', `${out}/letter.typ`);
await cp('src/documents/fonts', `${out}/fonts`, { recursive: true });
