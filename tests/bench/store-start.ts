// One start in a process of its own: prints seconds and megabytes as JSON.
import { openAnswers } from './subjects.ts';

const begin = performance.now();
const ledger = await openAnswers(process.argv[2] ?? '');
const seconds = (performance.now() - begin) / 1000;
const rss = process.memoryUsage.rss() / 1e6;
const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
await ledger.close();
console.log(JSON.stringify({ seconds, rss, peak }));
