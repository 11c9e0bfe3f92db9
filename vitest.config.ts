import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    env: { TZ: process.env.TZ ?? 'UTC' },
    testTimeout: 60_000,
    // Half of the time is waiting for processes and servers.
    maxWorkers: 2,
  },
});
