// Messages on the console: they stand in the answer to the clock line that let their time come.
import type { Messenger } from '../../src/index.ts';

export const consoleMessenger: Messenger = {
  via: 'console',
  post: async () => ({ outcome: 'delivered', reference: null }),
  // What was printed before a crash cannot be asked for.
  find: async () => 'unknown',
};
