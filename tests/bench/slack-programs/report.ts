// Loaded before each program that is measured: says over IPC what the process has used so far.
export interface Usage {
  /** Microseconds of CPU, of all its threads, since it was spawned. */
  readonly cpu: number;
  /** Bytes. */
  readonly rss: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() } satisfies Usage);
});
// It is no reason to go on living.
process.channel?.unref();
