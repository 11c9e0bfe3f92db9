// What the operator is told by every command: the help, a line that went wrong, and a store's fault with what to do.
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { StoreFault, StoreFaultCode } from '../ports.ts';
import type { AdminCommand } from './command.ts';

/** A container holds what was built, and neither the sources nor what runs them. */
const program = import.meta.url.endsWith('.ts') ? 'npm run -s admin --' : 'node dist/admin.js';

export function lineThatWorks(line: string): string {
  return `For eksempel: ${adminLine(line)}`;
}

/** `line` from the command's name on, as it is pasted. */
export function adminLine(line: string): string {
  return `${program} ${line}`;
}

const addressWithPassword = /^(--[a-z-]+=)?postgres(?:ql)?:(?:\/\/[^@/?]*:[^@/]+@|.*[?&]password=)/i;

/** The word as it is pasted into a shell: in quotes only where it needs them, and never a password. */
export function quoted(word: string): string {
  const [isSecret, option = ''] = addressWithPassword.exec(word) ?? [];
  if (isSecret !== undefined) return `${option}"$STORE"`;
  return /^[\p{L}\p{N}_./:=@%+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The first of `p-2.json`, `p-3.json` … that is not on the disk. */
export function freeName(path: string): string {
  const ending = extname(path);
  const stem = join(dirname(path), basename(path, ending));
  let number = 2;
  while (existsSync(`${stem}-${number}${ending}`)) number += 1;
  return `${stem}-${number}${ending}`;
}

/** `1 person`, `2 personer`; of a word that takes -er. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 'er'}`;
}

export function overview(commands: readonly AdminCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `${program} KOMMANDO …`,
    '',
    ...commands.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`),
    '',
    `Hjælp til én af dem: ${program} backup --help`,
  ].join('\n');
}

export function helpOf({ name, says, usage, example }: AdminCommand): string {
  return [
    `${says}.`,
    '',
    `${program} ${[name, usage].filter(Boolean).join(' ')}`,
    lineThatWorks(example),
    '',
    'Og hvor historikken er, hvis det ikke er det sted, indstillingerne nævner:',
    '  --data MAPPE          mappen med alle organisationer',
    '  --store postgres://…  PostgreSQL; en adgangskode i linjen kan andre på maskinen se, så sæt hellere STORE',
    '  --organisation ID     en anden organisation end standard',
    '  --settings FIL        en anden fil end forloebsvagten.env',
  ].join('\n');
}

/** `error` is what `parseArgs` throws at a line that does not fit. */
export function wrongLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [, option = ''] = /'(?:-\w, )?(-+[^\s'=]+)/.exec(text) ?? [];
  if (/^Unknown option/.test(text)) return `Jeg kender ikke ${option} her.`;
  return /does not take an argument/.test(text)
    ? `${option} står alene, uden værdi.`
    : `${option} mangler sin værdi.`;
}

const faults: Readonly<Record<StoreFaultCode, string>> = {
  locked: 'En anden proces bruger mappen. Stop botten, og kør linjen igen.',
  damaged: 'Noget i lageret er beskadiget. Jeg har ikke ændret det.',
  'disk-full': 'Der er ikke mere plads. Skaf plads, og kør linjen igen.',
  fenced: 'Nogen har skrevet i historikken imens. Stop alt, find ud af hvem, og kør verify.',
  'sync-failed':
    'Disken bekræftede ikke, hvad der blev skrevet. Se disken efter, og genstart maskinen først.',
  closed: 'Historikken lukkede sig selv efter en fejl. Kør linjen igen.',
  unavailable: 'Serveren svarer ikke. Se STORE og serveren efter, og kør linjen igen.',
  'not-permitted':
    'Det må kun den bruger, der ejer tabellerne. Læg ejerens adresse i STORE_OWNER, og kør linjen igen.',
  'not-empty':
    'Der ligger noget i forvejen, og jeg skriver aldrig oven i det. Vælg et tomt sted. Er det kun en personliste (people.json) fra init, så flyt den væk, og kør linjen igen.',
};

/** What another line, or the same one later, can do something about. */
const mendable: ReadonlySet<StoreFaultCode> = new Set(['locked', 'not-permitted', 'not-empty']);

export function faultWords({ code, message }: StoreFault): {
  readonly words: string;
  readonly canBeMended: boolean;
} {
  return { words: `${faults[code]}\n(${code}: ${message})`, canBeMended: mendable.has(code) };
}

/** What the operator's own machine refuses, by Node's code. */
const systemFaults: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} findes ikke.`,
  EACCES: (path) => `Jeg har ikke adgang til ${path}.`,
  EPERM: (path) => `Jeg har ikke adgang til ${path}.`,
  ENOTDIR: (path) => `${path} kan ikke bruges: en del af stien er en fil og ikke en mappe.`,
  EEXIST: (path) => `${path} findes allerede og er ikke rørt.`,
  EISDIR: (path) => `${path} er en mappe og ikke en fil.`,
  EROFS: (path) => `${path} kan ikke skrives: disken kan kun læses.`,
};

/** A file that is written under a name of its own first: durable-file.ts, backup.ts. */
const unfinished = /^\..+\.[0-9a-f]{12}\.\p{L}+$/u;

/** Undefined where it is no such fault. `path`: of what cannot be used. */
export function systemFault(fault: unknown): { readonly words: string; readonly path: string } | undefined {
  if (!(fault instanceof Error && 'code' in fault)) return undefined;
  const named = 'path' in fault ? String(fault.path) : 'Det';
  const path = unfinished.test(basename(named)) ? dirname(named) : named;
  const words = systemFaults[String(fault.code)]?.(path);
  return words === undefined ? undefined : { words, path };
}
