// What is counted while the process runs, for Prometheus. Labels have few values, none of them a person's or a text.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  command(
    labels: Readonly<Record<'organisation' | 'via' | 'command' | 'outcome', string>>,
    seconds: number,
  ): void;
  /** `version`: of the ledger, after it. */
  commit(organisation: string, version: number): void;
  post(labels: Readonly<Record<'organisation' | 'platform' | 'kind' | 'outcome', string>>): void;
  fault(kind: string): void;
  /** A tick or a look over the channels has ended well. */
  ticked(organisation: string, atSeconds: number): void;
  /** The text that Prometheus reads, and its media type. */
  page(): Promise<{ readonly text: string; readonly mediaType: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const named = (name: string) => `forloebsvagten_${name}`;
  collectDefaultMetrics({ register: registry });
  const commands = new Histogram({
    name: named('command_seconds'),
    help: 'Seconds from a command’s arrival to its answer.',
    labelNames: ['organisation', 'via', 'command', 'outcome'] as const,
    buckets: [0.002, 0.01, 0.05, 0.25, 1, 2.5, 10],
    registers,
  });
  const commits = new Counter({
    name: named('commits_total'),
    help: 'Commits seen, whichever instance made them.',
    labelNames: ['organisation'] as const,
    registers,
  });
  const version = new Gauge({
    name: named('ledger_version'),
    help: 'Events in the history.',
    labelNames: ['organisation'] as const,
    registers,
  });
  const posts = new Counter({
    name: named('posts_total'),
    help: 'Messages, cards and files handed to a platform, by what became of them.',
    labelNames: ['organisation', 'platform', 'kind', 'outcome'] as const,
    registers,
  });
  const faults = new Counter({
    name: named('faults_total'),
    help: 'Faults that were logged.',
    labelNames: ['kind'] as const,
    registers,
  });
  const tick = new Gauge({
    name: named('last_tick_timestamp_seconds'),
    help: 'When reminders were last looked over without a fault.',
    labelNames: ['organisation'] as const,
    registers,
  });
  return {
    command: (labels, seconds) => commands.observe(labels, seconds),
    commit(organisation, after) {
      commits.inc({ organisation });
      version.set({ organisation }, after);
    },
    post: (labels) => posts.inc(labels),
    fault: (kind) => faults.inc({ kind }),
    ticked: (organisation, atSeconds) => tick.set({ organisation }, atSeconds),
    page: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  };
}
