// `npm run manifest` writes manifest/slack.json; with the bot's host or the word `socket` it prints one that is ready for Slack.
import { mkdirSync, writeFileSync } from 'node:fs';
import { manifestText } from './manifest.ts';

const [reach] = process.argv.slice(2);
if (reach === undefined) {
  const folder = new URL('../../manifest/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('slack.json', folder), manifestText());
} else if (reach === 'socket') process.stdout.write(manifestText(reach));
else process.stdout.write(manifestText({ host: reach.replace(/^https:\/\/|\/.*$/g, '') }));
