// Where Slack takes no files from the bot, an answer's files come as links of ours in a direct message; only where we have an address.
import { NodeType, parse } from 'slack-message-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { oneLine } from '../../adapters/shared/text.ts';
import { botScopes } from '../../adapters/slack/scopes.ts';
import { languages } from '../../src/language/index.ts';
import type { Documents, NamedFile } from '../../src/ports.ts';
import { unevenText } from '../support/hostile.ts';
import { consoleOf, letterInApproval, round } from '../support/round.ts';
import { mrkdwnAttacks } from '../support/slack/hostile.ts';
import type { Person } from '../support/slack/slack-client.ts';
import {
  type OfficeOptions,
  type SlackOffice,
  slackIdOf,
  slackOffice,
} from '../support/slack/slack-office.ts';
import type { Post } from '../support/slack/world.ts';

const { cards: said } = languages.da;
const publicUrl = 'https://bot.example';
const all = { times: 'all' } as const;

let office: SlackOffice;
afterEach(async () => {
  await office.close();
  expect(office.fake.violations).toEqual([]);
  expect(office.faults).toEqual([]);
});

/** Slack refuses the bot's uploads with missing_scope; a letter is in approval. */
async function officeWithoutFiles(options: OfficeOptions): Promise<void> {
  office = await slackOffice(options);
  const team = office.fake.world.teams.get('T1');
  if (team === undefined) throw new Error('no workspace');
  team.scopes = botScopes.filter((scope) => scope !== 'files:write');
  await consoleOf(() => office.bot)(...round, ...letterInApproval);
}

const lead = (): Person => office.client.as(slackIdOf('kontorchef'));
const toLead = (): readonly Post[] => office.fake.posts(lead().dmChannel).filter(({ bot }) => bot !== null);
const withLinks = (): readonly Post[] => toLead().filter(({ text }) => text.includes(said.filesHere));

function onlyOne(posts: readonly Post[]): Post {
  expect(posts).toHaveLength(1);
  const [post] = posts;
  if (post === undefined) throw new Error('no post');
  return post;
}

interface Link {
  readonly url: string;
  /** As a reader sees it. */
  readonly words: string;
  /** What Slack would make of its words besides showing them. */
  readonly inside: readonly NodeType[];
}

/** The links of a mrkdwn text; all else that Slack would make of it is thrown as a fault. */
function linksIn(mrkdwn: string): readonly Link[] {
  return parse(mrkdwn).children.flatMap((node) => {
    if (node.type === NodeType.Text) return [];
    if (node.type !== NodeType.URL) throw new Error(`not only links: ${node.source}`);
    const { url, label = [] } = node;
    const words = label.map(({ source }) => source).join('');
    return [{ url, words: shown(words), inside: label.map(({ type }) => type).filter(isMore) }];
  });
}

/** The parser takes a name with a joiner in it for an emoji; Slack does not. */
const isMore = (type: NodeType): boolean => type !== NodeType.Text && type !== NodeType.Emoji;

function shown(words: string): string {
  return words
    .replaceAll('\u2060', '')
    .replace(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/** As whoever presses the link: the outside's address is this server. */
const press = (url: string): Promise<Response> => fetch(url.replace(publicUrl, office.address));

async function asked(act: Promise<unknown>): Promise<void> {
  await act;
  await office.quiet();
}

/** A process that ends waits for all it has under way: what has not come by then does not come. */
const everythingDone = (): Promise<void> => office.restart();

const refused = (): readonly string[] =>
  office.fake.calls.flatMap(({ method, outcome }) => (outcome === 'missing_scope' ? [method] : []));

describe('where Slack takes no files', () => {
  it.each([
    ['slash in a channel', () => lead().slash('/taskforce', 'vis Brev-1', { channel: 'CREGISTER' })],
    ['direct message', () => lead().dm('vis Brev-1')],
    ['mention', () => lead().mention('CREGISTER', 'vis Brev-1')],
  ])('a letter asked for by %s comes as a link that works, to the asker alone', async (_, ask) => {
    await officeWithoutFiles({ publicUrl });
    await asked(ask());
    expect(refused()).toEqual(['files.getUploadURLExternal']);
    const { text } = onlyOne(withLinks());
    expect(text.split('\n').at(0)).toBe(said.filesHere);
    expect(text.split('\n').at(-1)).toBe(said.teams.linkLasts);
    const links = linksIn(text);
    expect(links.map(({ words }) => words)).toEqual(['Brev-1 v1.txt']);
    const [{ url } = { url: '' }] = links;
    expect(url).toMatch(/^https:\/\/bot\.example\/filer\//);
    const file = await press(url);
    expect(file.headers.get('content-disposition')).toContain('Brev-1 v1.txt');
    expect(await file.text()).toContain('Vejen');
    expect(office.fake.posts('CREGISTER').filter(({ bot }) => bot !== null)).toEqual([]);
    expect(JSON.stringify([office.fake.ephemerals, office.fake.responses])).not.toContain('/filer/');
  });

  it('the link works for ten minutes, and then says so', async () => {
    await officeWithoutFiles({ publicUrl });
    await asked(lead().dm('vis Brev-1'));
    const [link] = linksIn(onlyOne(withLinks()).text);
    await office.at('2025-01-02 09:09');
    expect((await press(link?.url ?? '')).status).toBe(200);
    await office.at('2025-01-02 09:11');
    const late = await press(link?.url ?? '');
    expect([late.status, (await late.text()).trim()]).toEqual([410, said.linkExpired]);
  });

  it('whoever reads English gets English words', async () => {
    await officeWithoutFiles({ publicUrl });
    await asked(lead().dm('sprog engelsk'));
    await asked(lead().dm('show Brev-1'));
    const { cards: words } = languages.en;
    const { text } = onlyOne(toLead().filter((post) => post.text.includes(words.filesHere)));
    expect(text).toContain(words.teams.linkLasts);
    expect(linksIn(text)).toHaveLength(1);
  });

  it('names that would be mentions, links or formatting are words in the link, and nothing more', async () => {
    const names = [
      ...mrkdwnAttacks,
      ...unevenText.filter((text) => oneLine(text).replace(/[\p{Cf}\p{Z}]/gu, '') !== ''),
      'brev|http://evil.dk>.pdf',
      '|<!channel>|.pdf',
      'a>\n<http://evil.dk|klik her>\n.pdf',
    ];
    const files = names.map((name, index) => ({
      name,
      mediaType: 'text/plain',
      bytes: Buffer.from(`brev ${index}`),
    }));
    await officeWithoutFiles({ publicUrl, documents: handing(files) });
    await asked(lead().dm('vis Brev-1'));
    const { text } = onlyOne(withLinks());
    const links = linksIn(text);
    expect(links.flatMap(({ inside }) => inside)).toEqual([]);
    expect(links.map(({ words }) => words)).toEqual(names.map((name) => oneLine(name).replaceAll('|', '¦')));
    expect(links.filter(({ url }) => !url.startsWith(`${publicUrl}/filer/`))).toEqual([]);
    const read = await Promise.all(links.map(async ({ url }) => (await press(url)).text()));
    expect(read).toEqual(names.map((_, index) => `brev ${index}`));
  });
});

/** Hands out these as every letter. */
function handing(files: readonly NamedFile[]): Documents {
  return {
    render: async () => ({ ok: true, files }),
    receive: async (_as, name, bytes) => ({
      ok: true,
      file: { name, mediaType: 'text/plain', text: Buffer.from(bytes).toString('utf8') },
    }),
    close: async () => {},
  };
}

describe('no links come', () => {
  it('where the bot has no address of its own: nothing is promised', async () => {
    await officeWithoutFiles({});
    await lead().dm('vis Brev-1');
    await everythingDone();
    expect(refused()).toEqual(['files.getUploadURLExternal']);
    expect(toLead()).not.toEqual([]);
    expect(withLinks()).toEqual([]);
    const all = JSON.stringify(toLead());
    for (const promise of [said.filesHere, said.restInFile, said.teams.linkLasts, '/filer/'])
      expect(all).not.toContain(promise);
  });

  it.each([
    ['', false],
    [', nor whether it took them can be learnt', true],
  ])('where Slack takes the files and its answer gets lost%s', async (_, isBlind) => {
    office = await slackOffice({ publicUrl });
    await consoleOf(() => office.bot)(...round, ...letterInApproval);
    office.fake.next('files.completeUploadExternal', { fault: 'reset', work: 'done' });
    const look = isBlind && office.fake.next('conversations.history', { fault: 'status', status: 500 }, all);
    await lead().dm('vis Brev-1');
    await everythingDone();
    const { files, text } = onlyOne(withLinks());
    expect(files.map(({ name }) => name)).toEqual(['Brev-1 v1.txt']);
    expect(JSON.stringify(toLead())).not.toContain('/filer/');
    expect(text).toBe(said.filesHere);
    if (look) expect(look.struck()).toBeGreaterThan(0);
  });
});
