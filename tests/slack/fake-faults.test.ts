// Faults on order: what the fake does when it is told to fail, with files and response URLs, and how a test waits.
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../support/slack/fake-slack.ts';
import { issueResponseUrl } from '../support/slack/response-urls.ts';
import { webClient } from '../support/slack/web-client.ts';

let fake: FakeSlack;
let web: webApi.WebClient;
let now = 0;

beforeEach(async () => {
  now = Date.parse('2025-03-03T08:00:00Z');
  fake = await startFakeSlack({
    now: () => now,
    users: [{ id: 'U1', name: 'Mette Holm' }],
    channels: [
      { id: 'C1', members: ['U1'] },
      { id: 'C2', members: ['U1'] },
    ],
  });
  web = webClient(fake.apiUrl);
});
afterEach(() => fake.close());

const post = (text: string, channel = 'C1') => web.chat.postMessage({ channel, text });
const texts = (channel = 'C1') => fake.posts(channel).map((one) => one.text);

describe('faults', () => {
  test('429 with its Retry-After, once, and only where told', async () => {
    fake.next(
      'chat.postMessage',
      { fault: 'ratelimited', retryAfter: 7 },
      { when: (args) => args.channel === 'C1' },
    );
    await post('goes on', 'C2');
    await expect(post('held')).rejects.toMatchObject({ retryAfter: 7 });
    await post('passes');
    expect([texts('C2'), texts()]).toEqual([['goes on'], ['passes']]);
  });

  test('429 without a Retry-After is what Slack’s client cannot name', async () => {
    fake.next('chat.postMessage', { fault: 'ratelimited', retryAfter: null });
    await expect(post('x')).rejects.not.toBeInstanceOf(webApi.WebAPIRateLimitedError);
    fake.next('auth.test', { fault: 'ratelimited', retryAfter: null });
    const answer = await fetch(`${fake.apiUrl}auth.test`, { method: 'POST' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
    expect(texts()).toEqual([]);
  });

  test('5xx before the work leaves nothing, 5xx after it leaves the post', async () => {
    fake.next('chat.postMessage', { fault: 'status', status: 503 });
    await expect(post('never')).rejects.toMatchObject({ statusCode: 503 });
    fake.next('chat.postMessage', { fault: 'status', status: 502, work: 'done' });
    await expect(post('made')).rejects.toMatchObject({ statusCode: 502 });
    expect(texts()).toEqual(['made']);
    expect(fake.calls.map((call) => call.outcome)).toEqual(['503', '502, work ok']);
  });

  test('a connection that breaks before or after', async () => {
    fake.next('chat.postMessage', { fault: 'reset' });
    await expect(post('never')).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    fake.next('chat.postMessage', { fault: 'reset', work: 'done' });
    await expect(post('made')).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    expect(texts()).toEqual(['made']);
  });

  test('a hanging call goes on when it is released, and is not settled before', async () => {
    const hanging = fake.next('chat.postMessage', { fault: 'hang' });
    let isSettled = false;
    const answer = post('late');
    await fake.until(() => hanging.struck() === 1);
    const settled = fake.settled().then(() => {
      isSettled = true;
    });
    await post('meanwhile', 'C2');
    expect([isSettled, texts(), fake.calls[0]?.outcome]).toEqual([false, [], 'open']);
    hanging.release();
    await Promise.all([answer, settled]);
    expect([isSettled, texts()]).toEqual([true, ['late']]);
  });

  test('for two calls, for all calls, for any method, until cleared', async () => {
    fake.next('chat.postMessage', { fault: 'error', error: 'restricted_action' }, { times: 2 });
    await expect(post('1')).rejects.toMatchObject({ data: { error: 'restricted_action' } });
    await expect(post('2')).rejects.toMatchObject({ data: { error: 'restricted_action' } });
    await post('3');
    const all = fake.next('*', { fault: 'status', status: 500 }, { times: 'all' });
    await expect(post('4')).rejects.toMatchObject({ statusCode: 500 });
    await expect(web.auth.test()).rejects.toMatchObject({ statusCode: 500 });
    expect(all.struck()).toBe(2);
    fake.clearFaults();
    await post('5');
    expect(texts()).toEqual(['3', '5']);
  });

  test('an error that the method does not document cannot be ordered', () => {
    expect(() => fake.next('chat.postMessage', { fault: 'error', error: 'hash_conflict' })).toThrow(
      'no documented error',
    );
  });

  test('while Slack is down nothing is answered, and everything is remembered', async () => {
    fake.down(true);
    await expect(post('x')).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    fake.down(false);
    await post('y');
    expect([texts(), fake.calls.map((call) => call.outcome)]).toEqual([['y'], ['down', 'ok']]);
  });

  test('waiting for what never comes ends with a printout of the calls', async () => {
    await post('x');
    const never = fake.until(() => false, 'the impossible', 20);
    await expect(never).rejects.toThrow(/the impossible[\s\S]*chat\.postMessage → ok/);
  });
});

describe('files', () => {
  const upload = (thread_ts: string) =>
    web.filesUploadV2({ channel_id: 'C1', thread_ts, file: Buffer.from('%PDF-1'), filename: 'Brev 12.pdf' });

  test('bytes go up, stand in the thread, and come down again for the right token only', async () => {
    const parent = (await post('Brev 12')).ts ?? '';
    await upload(parent);
    const file = fake.posts('C1', parent)[1]?.files[0];
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe('%PDF-1');
    const known = (await web.files.info({ file: file?.id ?? '' })).file;
    expect(known).toMatchObject({ name: 'Brev 12.pdf', size: 6, mimetype: 'application/pdf' });
    const get = (token: string) =>
      fetch(known?.url_private_download ?? '', { headers: { authorization: `Bearer ${token}` } });
    expect(await (await get('xoxb-1-test')).text()).toBe('%PDF-1');
    expect(await (await get('xoxb-wrong')).text()).toContain('Sign in');
    expect(fake.violations).toEqual([]);
  });

  test('an upload whose bytes never came is not completed', async () => {
    const { file_id } = await web.files.getUploadURLExternal({ filename: 'x.pdf', length: 3 });
    const complete = web.files.completeUploadExternal({ files: [{ id: file_id ?? '' }], channel_id: 'C1' });
    await expect(complete).rejects.toMatchObject({ data: { error: 'file_not_found' } });
    fake.next('upload', { fault: 'status', status: 500 });
    await expect(upload((await post('p')).ts ?? '')).rejects.toMatchObject({ statusCode: 500 });
    expect(texts()).toEqual(['p']);
  });
});

describe('response URLs', () => {
  const issue = () =>
    issueResponseUrl(fake.world, { team: 'T1', user: 'U1', channel: 'C1', origin: null }).url;
  const respond = (url: string, payload: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });

  test('five uses and no sixth', async () => {
    const url = issue();
    const statuses: number[] = [];
    for (let use = 1; use <= 6; use += 1) statuses.push((await respond(url, { text: `${use}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(fake.responses.map((one) => one.refused)).toEqual([null, null, null, null, null, 'used_url']);
    expect(fake.ephemerals).toHaveLength(5);
  });

  test('thirty minutes and no longer', async () => {
    const url = issue();
    now += 30 * 60_000;
    expect((await respond(url, { text: 'in time', response_type: 'in_channel' })).status).toBe(200);
    now += 1;
    expect((await respond(url, { text: 'late' })).status).toBe(404);
    expect([texts(), fake.ephemerals]).toEqual([['in time'], []]);
  });

  test('the original is replaced or deleted', async () => {
    await post('card');
    const [origin] = fake.posts('C1');
    if (origin === undefined) throw new Error('no post');
    const { url } = issueResponseUrl(fake.world, { team: 'T1', user: 'U1', channel: 'C1', origin });
    await respond(url, { text: 'decided', replace_original: true });
    expect([texts(), origin.edits.length]).toEqual([['decided'], 1]);
    await respond(url, { delete_original: true });
    expect([texts(), fake.responses.at(-1)?.deleteOriginal]).toEqual([[], true]);
  });

  test('blocks beyond the limits are refused there too', async () => {
    const answer = await respond(issue(), { text: 'x', blocks: [{ type: 'section' }] });
    expect([answer.status, fake.violations.length]).toEqual([400, 1]);
  });
});
