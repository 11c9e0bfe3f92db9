// What the operator is told by every command: the help, a line that went wrong, and a store's fault with what to do.
import type { StoreFault, StoreFaultCode } from '../ports.ts';
import type { AdminCommand } from './command.ts';

const program = 'npm run -s admin --';

export function lineThatWorks(line: string): string {
  return `For eksempel: ${program} ${line}`;
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
  'not-permitted': 'Det må brugeren i STORE ikke. Sæt STORE_OWNER til den bruger, der ejer tabellerne.',
  'not-empty': 'Der ligger noget i forvejen, og jeg skriver aldrig oven i det. Vælg et tomt sted.',
};

/** What another line, or the same one later, can do something about. */
const mendable: ReadonlySet<StoreFaultCode> = new Set(['locked', 'not-permitted', 'not-empty']);

export function faultWords({ code, message }: StoreFault): {
  readonly words: string;
  readonly canBeMended: boolean;
} {
  return { words: `${faults[code]}\n(${code}: ${message})`, canBeMended: mendable.has(code) };
}
