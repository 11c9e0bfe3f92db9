// Files to Slack in one message, and a private file from Slack's host alone.
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createOutbound } from '../../../adapters/slack/outbound.ts';
import type { Fault } from './faulty-slack.ts';
import { createSender } from './sender.ts';

const file = (name: string, content = name) => ({
  name,
  mediaType: 'application/pdf',
  bytes: new TextEncoder().encode(content),
});
const two = {
  channel: 'C1',
  thread: '1.000001',
  comment: 'Svar',
  files: [file('brev.docx'), file('brev.pdf', 'æøå')],
};
const unavailable: Fault = { made: false, reply: { status: 503 } };

describe('an upload', () => {
  test('puts all files into the thread in one message', async () => {
    const { time, slack, outbound } = await createSender();
    const posted = await time.until(outbound.upload(two));
    expect(slack.made).toMatchObject([
      {
        channel: 'C1',
        thread_ts: '1.000001',
        text: 'Svar',
        files: [
          { name: 'brev.docx', size: 9 },
          { name: 'brev.pdf', size: 6 },
        ],
      },
    ]);
    expect(posted).toEqual({ outcome: 'delivered', channel: 'C1', ts: slack.made[0]?.ts });
  });

  test('sends again only the file whose bytes did not arrive', async () => {
    const { time, slack, outbound } = await createSender();
    let failed = false;
    slack.fault = (method) => {
      if (!method.startsWith('/upload/') || failed) return undefined;
      failed = true;
      return unavailable;
    };
    expect((await time.until(outbound.upload(two))).outcome).toBe('delivered');
    expect(slack.count('files.getUploadURLExternal')).toBe(3);
    expect(slack.requests.filter(({ method }) => method.startsWith('/upload/'))).toHaveLength(3);
    expect(slack.made).toHaveLength(1);
  });

  test.each<[string, Fault['reply']]>([
    ['5xx', { status: 503 }],
    ['reset', 'reset'],
    ['no answer', 'hang'],
  ])('whose completion was done and went unanswered is found, not completed again: %s', async (_, reply) => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) => (method === 'files.completeUploadExternal' ? { made: true, reply } : undefined);
    const posted = await time.until(outbound.upload(two));
    expect(posted).toEqual({ outcome: 'delivered', channel: 'C1', ts: slack.made[0]?.ts });
    expect(slack.count('files.completeUploadExternal')).toBe(1);
  });

  test('whose completion was lost is completed again with the same files', async () => {
    const { time, slack, outbound } = await createSender();
    slack.fault = (method) =>
      method === 'files.completeUploadExternal' && slack.count(method) === 1 ? unavailable : undefined;
    expect((await time.until(outbound.upload(two))).outcome).toBe('delivered');
    expect(slack.count('files.getUploadURLExternal')).toBe(2);
    expect(slack.made).toHaveLength(1);
  });

  test('is delivered when Slack shares it seconds after its answer, and unknown when it never does', async () => {
    const { time, slack, outbound } = await createSender();
    slack.shareAfter = 4_000;
    expect((await time.until(outbound.upload(two))).outcome).toBe('delivered');
    slack.shareAfter = null;
    expect(await time.until(outbound.upload(two))).toEqual({ outcome: 'unknown' });
    expect(slack.count('files.completeUploadExternal')).toBe(2);
  });

  test('is not taken for an earlier one with the same names and sizes', async () => {
    const { time, slack, outbound } = await createSender();
    await time.until(outbound.upload(two));
    slack.shareAfter = null;
    expect(await time.until(outbound.upload(two))).toEqual({ outcome: 'unknown' });
  });

  test('has failed, with nothing to see, when a file is refused or goes to a foreign host', async () => {
    const { time, slack, outbound } = await createSender();
    const refused = '{"ok":false,"error":"file_uploads_disabled"}';
    slack.fault = () => ({ made: false, reply: { status: 200, body: refused } });
    expect(await time.until(outbound.upload(two))).toEqual({
      outcome: 'failed',
      reason: 'file_uploads_disabled',
    });
    const foreign = '{"ok":true,"file_id":"F1","upload_url":"https://files.slack.com.evil.example/u"}';
    slack.fault = () => ({ made: false, reply: { status: 200, body: foreign } });
    expect(await time.until(outbound.upload(two))).toEqual({ outcome: 'failed', reason: 'foreign_host' });
    expect(await time.until(outbound.upload({ ...two, files: [] }))).toEqual({
      outcome: 'failed',
      reason: 'no_files',
    });
    expect(slack.made).toEqual([]);
    expect(slack.count('files.completeUploadExternal')).toBe(0);
  });
});

test('files that would fill the memory are refused, and taken again when the others are through', async () => {
  const { time, slack, outbound } = await createSender();
  const large = { ...file('stor.pdf'), bytes: new Uint8Array(20 * 1024 * 1024) };
  slack.fault = (method) => (method === 'files.getUploadURLExternal' ? unavailable : undefined);
  const waiting = Array.from({ length: 6 }, () => outbound.upload({ ...two, files: [large] }));
  expect(await outbound.upload({ ...two, files: [large] })).toEqual({
    outcome: 'failed',
    reason: 'queue_full',
  });
  await time.until(Promise.all(waiting));
  slack.fault = () => undefined;
  expect((await time.until(outbound.upload({ ...two, files: [large] }))).outcome).toBe('delivered');
});

describe('a download', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  async function host(handle: (path: string, response: ServerResponse, token?: string) => void) {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      handle(request.url ?? '', response, request.headers.authorization);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const waits: number[] = [];
    const outbound = createOutbound({
      token: 'xoxb-test',
      filesHost: url,
      now: () => 0,
      wait: async (ms) => void waits.push(ms),
    });
    return { url, outbound, asked, waits };
  }

  test('brings the bytes, with the token', async () => {
    const { url, outbound, asked } = await host((_, response) => response.end('bytes'));
    const done = await outbound.download(`${url}/f.pdf`, 5);
    expect(done).toEqual({ outcome: 'done', bytes: new TextEncoder().encode('bytes') });
    expect(asked).toEqual(['Bearer xoxb-test']);
  });

  test('stops at the bound, whether the length is said or not', async () => {
    const { url, outbound } = await host((path, response) => {
      // The bytes never come: only the length can have been read.
      if (path === '/said') response.writeHead(200, { 'content-length': 6 }).flushHeaders();
      else {
        const more = setInterval(() => response.write('x'.repeat(1_000)), 1);
        response.on('close', () => clearInterval(more));
      }
    });
    const refused = { outcome: 'refused', error: 'too_large' };
    expect(await outbound.download(`${url}/said`, 5)).toEqual(refused);
    expect(await outbound.download(`${url}/endless`, 5)).toEqual(refused);
  });

  test('follows no redirect, not even on the same host', async () => {
    const { url, outbound, asked } = await host((_, response) =>
      response.writeHead(302, { location: '/sign-in' }).end(),
    );
    expect(await outbound.download(`${url}/f`, 5)).toEqual({ outcome: 'refused', error: 'redirected' });
    expect(asked).toHaveLength(1);
  });

  test('is never asked of a foreign host', async () => {
    const { url, outbound, asked } = await host((_, response) => response.end('bytes'));
    const { port } = new URL(url);
    const foreign = [
      'https://files.slack.com.evil.example/f',
      `http://localhost:${port}/f`,
      `https://127.0.0.1:${port}/f`,
      `http://127.0.0.1:${port.slice(0, -1)}/f`,
      `http://user:word@127.0.0.1:${port}/f`,
      `file:///etc/passwd`,
      'not a url',
      '',
    ];
    for (const each of foreign)
      expect(await outbound.download(each, 5), each).toEqual({ outcome: 'refused', error: 'foreign_host' });
    expect(asked).toEqual([]);
  });

  test('is tried again after 429 and 5xx, and refused at 404', async () => {
    let asked = 0;
    const { url, outbound, waits } = await host((path, response) => {
      if (path === '/gone') response.writeHead(404).end();
      else if (++asked === 1) response.writeHead(429, { 'retry-after': '4' }).end();
      else if (asked === 2) response.writeHead(503).end();
      else response.end('bytes');
    });
    expect((await outbound.download(`${url}/f`, 5)).outcome).toBe('done');
    expect(waits).toEqual([4_000, 3_000]);
    expect(await outbound.download(`${url}/gone`, 5)).toEqual({ outcome: 'refused', error: 'http_404' });
  });
});
