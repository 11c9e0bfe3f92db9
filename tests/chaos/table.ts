// A run as a table in the terminal: what was broken, and what came of it.
import type { Result } from './run.ts';
import { isGood } from './verdict.ts';

/** How many of a kind are named. */
const examples = 5;

export function table(
  title: string,
  { injected, verdict, asked, endings, logged, farewells, folder }: Result,
): string {
  const { lost, doubled, unanswered, denied, remindersDoubled, violations } = verdict;
  const rows: (readonly [string, number | string])[] = [
    ...[...injected].sort().map(([kind, times]) => [`  ${kind}`, times] as const),
    ['asked for', asked],
    ['acknowledged decisions', verdict.acknowledged],
    ['  lost', lost.length],
    ['  doubled', doubled.length],
    ['accepted, unanswered', unanswered.length],
    ['said not to be recorded, but is', denied.length],
    ['answer lost in the platform’s fault', verdict.doubtful],
    ['reminders and cards', verdict.reminders],
    ['  doubled', remindersDoubled.length],
    ['events in the chain, verified', verdict.chain],
    ['copies of files, intact', verdict.files],
    ['wrong calls to a platform', violations.length],
    ['endings of instances', listed(endings)],
    ['exit codes of the last stop', farewells.join(', ')],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width + 2)}${String(value).padStart(6)}`);
  const wrong = Object.entries({ lost, doubled, unanswered, denied, remindersDoubled, violations });
  const named = wrong.flatMap(([kind, list]) => list.slice(0, examples).map((each) => `${kind}: ${each}`));
  const faults = [...logged].sort(([, one], [, other]) => other - one).slice(0, 2 * examples);
  return [
    title,
    'injected',
    ...lines,
    ...named,
    ...(isGood(verdict) ? [] : [`logs, and what happened when: ${folder}`]),
    'logged as faults, most often first',
    ...faults.map(([fault, times]) => `${String(times).padStart(6)}  ${fault}`),
  ].join('\n');
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, times]) => `${what}: ${times}`).join(', ');
}
