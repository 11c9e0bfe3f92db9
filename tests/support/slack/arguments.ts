// A request's arguments, from form or JSON, checked against the method's list. What does not fit is a violation.
import { type Answer, refused } from './answers.ts';
import { isObject, type Json, parsed } from './json-reading.ts';
import type { ArgumentKind, Method } from './methods.ts';

/** As sent: form fields stay text. Undefined when the body is not what its type says. */
export function readBody(type: string, body: Buffer): Json | undefined {
  if (body.length === 0) return {};
  if (type.startsWith('application/json')) {
    const value = parsed(body.toString());
    return isObject(value) ? value : undefined;
  }
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

// `team_id` is taken by every method under an org-wide token, `token` by every method in the body.
const everywhere = new Set(['token', 'team_id']);

export type Checked = { readonly args: Json } | { readonly refusal: Answer; readonly violation: string };

export function checkArguments(name: string, method: Method, sent: Json): Checked {
  const args: Json = {};
  for (const [key, value] of Object.entries(sent)) {
    if (everywhere.has(key)) continue;
    const kind = method.args.get(key)?.kind;
    if (kind === undefined) return wrong(name, 'invalid_arguments', `unknown argument ${key}`);
    const read = readArgument(kind, value);
    if (read === undefined) {
      const code = key === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments';
      return wrong(name, method.errors.has(code) ? code : 'invalid_arguments', `${key} is not ${kind}`);
    }
    args[key] = read;
  }
  for (const [key, { required }] of method.args)
    if (required && (args[key] === undefined || args[key] === ''))
      return wrong(name, 'invalid_arguments', `missing required field: ${key}`);
  return { args };
}

function wrong(name: string, code: string, what: string): Checked {
  return { refusal: refused(code, [`[ERROR] ${what}`]), violation: `${name}: ${what}` };
}

function readArgument(kind: ArgumentKind, value: unknown): unknown {
  if (kind === 'text')
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  if (kind === 'json') return typeof value === 'string' ? parsed(value) : value;
  if (kind === 'integer') {
    const number = Number(value);
    return Number.isInteger(number) ? number : undefined;
  }
  if (value === true || value === 'true' || value === '1' || value === 1) return true;
  return value === false || value === 'false' || value === '0' || value === 0 ? false : undefined;
}
