// Files of a personal chat: bounded, from and to the organisation alone, and without a token.
import { afterEach, describe, expect, test } from 'vitest';
import { createOutbound } from '../../adapters/teams/outbound.ts';
import { createConnector } from '../../adapters/teams/sdk/connector.ts';
import { startFakeFiles } from '../support/teams/fake-connector-files.ts';
import { createSender } from '../support/teams/outbound-sender.ts';

const letter = new TextEncoder().encode('Orientering om forløb 2026-114');

describe('a file that somebody sent', () => {
  test('is fetched, without a token', async () => {
    const { time, files, outbound } = await createSender();
    const fetched = await time.until(outbound.download(files.addFile(letter), 1_000));
    expect(fetched).toEqual({ outcome: 'done', bytes: letter });
    expect(files.violations).toEqual([]);
  });

  test.each([401, 403, 404] as const)(
    'whose address has run out with %i is asked for once',
    async (status) => {
      const { time, files, outbound } = await createSender();
      const url = files.addFile(letter);
      files.expire(url, status);
      expect(await time.until(outbound.download(url, 1_000))).toEqual({
        outcome: 'refused',
        error: `http_${status}`,
      });
      expect(files.requests).toHaveLength(1);
    },
  );

  test('is not fetched along a redirect', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.addFile(letter);
    files.next('download', { fault: 'status', status: 302, headers: { location: url } });
    expect(await time.until(outbound.download(url, 1_000))).toEqual({
      outcome: 'refused',
      error: 'redirected',
    });
    expect(files.requests).toHaveLength(1);
  });

  test('from elsewhere is not asked for', async () => {
    const { outbound, files, teams } = await createSender();
    const url = `${teams.url}/download/1`;
    expect(await outbound.download(url, 1_000)).toEqual({ outcome: 'refused', error: 'foreign_host' });
    expect([files.requests.length, teams.requests.length]).toEqual([0, 0]);
  });

  test('larger than it may be is refused, whether it says so or not', async () => {
    const { time, files, outbound } = await createSender();
    expect(await time.until(outbound.download(files.addFile(letter), letter.length - 1))).toEqual({
      outcome: 'refused',
      error: 'too_large',
    });
    expect((await time.until(outbound.download(files.addFile(letter), letter.length))).outcome).toBe('done');
  });

  test('is asked for again when no answer came', async () => {
    const { time, files, outbound } = await createSender();
    files.next('download', { fault: 'status', status: 503 });
    files.next('download', { fault: 'reset' });
    expect((await time.until(outbound.download(files.addFile(letter), 1_000))).outcome).toBe('done');
    expect(files.requests).toHaveLength(3);
  });
});

describe('over sockets as they are', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  test('bytes without end are given up as soon as they are too many', async () => {
    const files = await startFakeFiles();
    const outbound = createOutbound({
      connector: createConnector({ credentials: { kind: 'token', token: async () => '' } }),
      now: Date.now,
      wait: async () => undefined,
      jitter: () => 0,
      onState: () => undefined,
      onUnsent: () => undefined,
      fileOrigins: [files.url],
    });
    open.push(files, outbound);
    files.next('download', { fault: 'endless' });
    expect(await outbound.download(files.addFile(letter), 300_000)).toEqual({
      outcome: 'refused',
      error: 'too_large',
    });
    await files.settled();
  });
});

describe('a file after a consent', () => {
  test('is put whole, and nothing of ours goes with it', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.uploadUrl();
    expect(await time.until(outbound.upload(url, letter))).toEqual({ outcome: 'done' });
    expect(files.uploaded(url)).toEqual(letter);
    expect(files.violations).toEqual([]);
    expect(files.requests[0]?.headers['content-range']).toBe(`bytes 0-${letter.length - 1}/${letter.length}`);
  });

  test('is put again when no answer came', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.uploadUrl();
    files.next('upload', { fault: 'status', status: 503 });
    files.next('upload', { fault: 'hang' });
    expect(await time.until(outbound.upload(url, letter))).toEqual({ outcome: 'done' });
    expect(files.uploaded(url)).toEqual(letter);
    expect(files.requests).toHaveLength(3);
  });

  test('may be there when the answer was lost and the address is gone afterwards', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.uploadUrl();
    files.next('upload', { fault: 'reset', work: 'done' });
    expect(await time.until(outbound.upload(url, letter))).toEqual({
      outcome: 'unknown',
      reason: 'http_404',
    });
    expect(files.uploaded(url)).toEqual(letter);
  });

  test('whose address has run out is refused, and put once', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.uploadUrl();
    files.expire(url, 403);
    expect(await time.until(outbound.upload(url, letter))).toEqual({ outcome: 'refused', error: 'http_403' });
    expect(files.requests).toHaveLength(1);
  });

  test('waits as long as it is told, three times', async () => {
    const { time, files, outbound } = await createSender();
    const url = files.uploadUrl();
    const start = time.now();
    files.next('upload', { fault: 'status', status: 429, retryAfter: 6 }, { times: 'all' });
    expect(await time.until(outbound.upload(url, letter))).toEqual({
      outcome: 'refused',
      error: 'ratelimited',
    });
    expect(files.requests.map(({ at }) => at - start)).toEqual([0, 6_000, 12_000]);
  });

  test('goes to no other host, and never empty', async () => {
    const { outbound, files, teams } = await createSender();
    expect(await outbound.upload(`${teams.url}/upload/1`, letter)).toEqual({
      outcome: 'refused',
      error: 'foreign_host',
    });
    expect(await outbound.upload(files.uploadUrl(), new Uint8Array())).toEqual({
      outcome: 'refused',
      error: 'empty',
    });
    expect([files.requests.length, teams.requests.length]).toEqual([0, 0]);
  });

  test('that would fill the memory is refused, and taken when the others are through', async () => {
    const { time, files, outbound } = await createSender();
    const large = new Uint8Array(50 * 1024 * 1024);
    const [one, two, three] = [files.uploadUrl(), files.uploadUrl(), files.uploadUrl()];
    const putting = [outbound.upload(one, large), outbound.upload(two, large)];
    expect(await outbound.upload(three, large)).toEqual({ outcome: 'refused', error: 'queue_full' });
    await time.until(Promise.all(putting));
    expect(await time.until(outbound.upload(three, letter))).toEqual({ outcome: 'done' });
  });
});
