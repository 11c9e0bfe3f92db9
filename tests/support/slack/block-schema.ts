// A JSON schema of Slack's own block types, made from @slack/types: what their compiler would say of a payload.
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const require = createRequire(import.meta.url);

/** What the types say against a block; empty when they allow it. */
export function typeProblems(block: unknown): string[] {
  const type = typeOf(block);
  const validate = type === undefined ? undefined : validators().get(type);
  if (!validate) return [`unknown block type ${String(type)}`];
  if (validate(block)) return [];
  return [...new Set((validate.errors ?? []).map(said))].slice(0, 8);
}

let known: Map<string, ValidateFunction> | undefined;

/** One for each block type: an error then names the field, not twenty types that it might have been. */
function validators(): Map<string, ValidateFunction> {
  if (known) return known;
  const schema = blockSchema();
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(schema, 'blocks');
  known = new Map();
  for (const name of Object.keys(schema.definitions).filter((each) => each.endsWith('Block'))) {
    const type = /"const":"([a-z_]+)"/.exec(JSON.stringify(schema.definitions[name]))?.[1];
    const validate = ajv.getSchema(`blocks#/definitions/${name}`);
    if (type && validate) known.set(type, validate);
  }
  return known;
}

function blockSchema(): { readonly definitions: Readonly<Record<string, unknown>> } {
  const types = require.resolve('@slack/types/package.json');
  const versions = [types, require.resolve('ts-json-schema-generator/package.json')].map(
    (path): string => JSON.parse(readFileSync(path, 'utf8')).version,
  );
  const kept = join(tmpdir(), `slack-blocks-${versions.join('-')}-${process.getuid?.() ?? 0}.schema.json`);
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    const schema = JSON.stringify(generated(join(types, '..', 'dist', 'index.d.ts')));
    // Renamed into place: another test file may be reading or making it at the same time.
    const made = join(mkdtempSync(join(tmpdir(), 'slack-blocks-')), 'schema.json');
    writeFileSync(made, schema);
    renameSync(made, kept);
    return JSON.parse(schema);
  }
}

function generated(path: string) {
  const generator = createGenerator({
    path,
    type: 'KnownBlock',
    skipTypeCheck: true,
    jsDoc: 'none',
    encodeRefs: false,
    topRef: false,
  });
  return generator.createSchema('KnownBlock');
}

function said({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` ${String(params.additionalProperty)}` : '';
  return `${instancePath || '/'} ${message ?? ''}${extra}`;
}

function typeOf(block: unknown): string | undefined {
  return typeof block === 'object' && block !== null && 'type' in block ? String(block.type) : undefined;
}
