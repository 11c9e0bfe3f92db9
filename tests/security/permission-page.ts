// docs/permissions.md: who may use which command, from the commands' own declarations.
import type { Command } from '../../src/command.ts';
import { commands } from '../../src/commands/index.ts';
import { forbidden, roles } from '../../src/permission.ts';
import type { Person } from '../../src/ports.ts';

/** Every role, and somebody in the directory who has none. */
export const everyRole: readonly string[] = [...roles, 'ingen rolle'];

export function personWith(role: string): Person {
  return {
    id: role,
    name: role,
    roles: roles.some((each) => each === role) ? [role] : [],
    locale: 'da',
    leader: null,
  };
}

/** What a cell says: it records, it reads, or it is refused. */
export type Cell = 'ja' | 'læser' | '–';

function cellOf(command: Command, role: string): Cell {
  if (forbidden(command, personWith(role))) return '–';
  return command.reads ? 'læser' : 'ja';
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function permissionPage(): string {
  const sorted = [...commands].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  return [
    '# Hvem må hvad',
    '',
    'Siden er lavet ud fra kommandoernes egne erklæringer (`npx vitest run tests/security -u`). En test kører hver kommando som hver',
    'rolle og holder svaret op mod tabellen. Rollerne står i personlisten; en besked fra Slack eller Teams kan ikke give nogen en rolle.',
    '',
    '- **ja**: må bruge kommandoen. Den kan stadig sige nej, fordi sagen ikke er der, hvor den skal være.',
    '- **læser**: må bruge den; den registrerer ikke noget. Alle i personlisten må læse alt, også udkast.',
    '- **–**: får nej, og intet bliver registreret.',
    '',
    '## Kommandoer',
    '',
    row(['Kommando', ...everyRole]),
    row(['---', ...everyRole.map(() => ':-:')]),
    ...sorted.map((command) =>
      row([`\`${command.name}\``, ...everyRole.map((role) => cellOf(command, role))]),
    ),
    '',
    '## Ud over rollen',
    '',
    '| Hvad | Hvem |',
    '| --- | --- |',
    '| Godkende eller returnere et trin (`godkend`, `returnér`) | Den, trinnet tilhører, eller dagens stedfortræder. Aldrig den, der har skrevet en udgave af brevet, heller ikke som stedfortræder |',
    '| Registrere en godkendelse, der er givet uden for botten (`godkend … af=`) | Sekretariatet og ministersekretariatet, med bevis; historikken viser, hvem der registrerede den |',
    '| Bekræfte (`bekræft`) | Den, der blev spurgt, og kun hvis vedkommende stadig må bruge linjen |',
    '| Fortryde (`fortryd`) | Den, der registrerede det |',
    '| Flytte, lukke eller overdrage en frist | Den ansvarlige, en stedfortræder eller en leder over den ansvarlige |',
    '| Registrere fravær | Personen selv eller en leder over personen |',
    '',
  ].join('\n');
}
