// A heap limit does not hold buffers, and a parser that is busy runs no timer of its own: so a thread keeps watch.
import { Worker } from 'node:worker_threads';

/** Reading a 20 MB file of the ordinary kind stays below 350 MB. */
const LARGEST_BYTES = 600 * 1024 * 1024;

const WATCH = `
  setInterval(() => {
    if (process.memoryUsage.rss() > ${LARGEST_BYTES}) process.kill(process.pid, 'SIGKILL');
  }, 50);
`;

/** Ends this process at once when it holds more than 600 MB. */
export function limitMemory(): void {
  // Without our execArgv: the thread is plain JavaScript and needs no loader.
  new Worker(WATCH, { eval: true, execArgv: [] }).unref();
}
