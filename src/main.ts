// The door of the program: what it was started for, and the process that does it. Nothing imports it.
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Options, readOptions, usage } from './config/options.ts';
import { defaultOrganisation } from './config/settings.ts';
import { StoreFault } from './ports.ts';
import { serveConsole } from './serve-console.ts';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if ('wrong' in options) {
    process.stderr.write(`${options.wrong}\n${usage}\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (options.serve) {
    const { serveProcess } = await import('./serve-process.ts');
    // What a platform or a server that is gone holds open must not keep it.
    process.exit(await serveProcess(options));
  }
  return options.demo ? demo(options) : serveConsole(options, process.stdin);
}

/** Replays the round of 2025 in a folder of its own, made anew each time. */
async function demo(options: Options): Promise<number> {
  const data = resolve('demo');
  await rm(data, { recursive: true, force: true });
  const story = createReadStream('tests/stories/2025.txt');
  // The story shows refusals, too: they are no failure of the demo.
  await serveConsole({ ...options, data }, story);
  process.stdout.write(`\nBrevets filer ligger i ${join(data, defaultOrganisation, 'breve')}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (fault) {
  const text =
    fault instanceof StoreFault
      ? fault.message
      : fault instanceof Error
        ? (fault.stack ?? fault.message)
        : String(fault);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
