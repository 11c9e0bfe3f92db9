// Microsoft's own client, a step of its own: `npm run test:playground`. Two browsers at once would only wait for each other.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/playground/*.play.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
});
