// Files from elsewhere, to elsewhere, and of somebody else: nothing is fetched or put where no file of Teams is, nobody gets
// what the bot does not hand them, and the bot goes on.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { languages } from '../../src/language/index.ts';
import { letterInApproval, round } from '../support/round.ts';
import type { Message } from '../support/teams/fake-connector-world.ts';
import { registerChannel } from '../support/teams/teams-office.ts';
import { wordsOf } from '../support/teams/teams-screen.ts';
import { attackedOffice } from '../support/teams/watched-office.ts';

const { cards: said } = languages.da;

/** Every address that is asked for, but for those of the fakes; before the office opens, which keeps hold of `fetch`. */
let foreign: string[] = [];
const { fetch } = globalThis;
beforeEach(() => {
  foreign = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, how) => {
    const { fake, files } = s.office;
    if (![fake.url, files.url].some((url) => String(input).startsWith(url))) foreign.push(String(input));
    return fetch(input, how);
  });
});
afterEach(() => void vi.restoreAllMocks());

const s = attackedOffice();
const anna = () => s.as('sagsbehandler');
const { seal } = s;

async function withLetter(): Promise<void> {
  await s.tell(...round);
  await anna().mentions(registerChannel, 'opsæt kanal');
  await s.tell(...letterInApproval);
}

describe('a file', () => {
  const sentFile = (downloadUrl: unknown, name: unknown = 'brev.pdf') => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content: { downloadUrl },
  });
  const elsewhere: readonly (readonly [string, string])[] = [
    ['of a stranger’s host', 'https://evil.dk/brev.pdf'],
    ['of a host that ends almost like OneDrive’s', 'https://evilsharepoint.com/brev.pdf'],
    ['of a host that begins like OneDrive’s', 'https://ministeriet.sharepoint.com.evil.dk/brev.pdf'],
    ['with OneDrive’s host as a user name', 'https://ministeriet.sharepoint.com@evil.dk/brev.pdf'],
    ['with a password to OneDrive’s host', 'https://anna:kode@ministeriet.sharepoint.com/brev.pdf'],
    ['at another port of OneDrive’s host', 'https://ministeriet.sharepoint.com:8443/brev.pdf'],
    ['without TLS', 'http://ministeriet.sharepoint.com/brev.pdf'],
    ['of the cloud’s metadata', 'http://169.254.169.254/metadata/identity/oauth2/token'],
    ['of the cloud’s metadata by name', 'http://metadata.google.internal/'],
    ['of this machine by name', 'http://localhost:3000/health'],
    ['of this machine in six', 'http://[::1]:3000/health'],
    ['of this machine in one number', 'http://2130706433/'],
    ['on the disk', 'file:///etc/passwd'],
    ['that is data', 'data:text/plain,Brev'],
    ['that is a script', 'javascript:alert(1)'],
    ['that is no address', '//evil.dk/brev.pdf'],
  ];

  it.each(elsewhere)('%s is not fetched, and its sender hears so', async (_, url) => {
    await s.tell(...round);
    await anna().says('svar Vejen nej brev=brev.pdf', { attachments: [sentFile(url)] });
    expect(foreign).toEqual([]);
    expect(s.seenBy('sagsbehandler')).toContain('brev.pdf');
    expect(s.times('answer-recorded')).toBe(0);
  });

  it('that is moved elsewhere is not followed there', async () => {
    await s.tell(...round);
    const trap = s.office.files.addFile(Buffer.from('indre'));
    const moved = { fault: 'status', status: 302, headers: { location: trap } } as const;
    s.office.files.next('download', moved, { times: 'all', when: ({ path }) => !trap.endsWith(path) });
    const url = s.office.files.addFile(Buffer.from('Brev'));
    await anna().says('svar Vejen nej brev=brev.pdf', { attachments: [sentFile(url)] });
    expect(s.office.files.requests.map(({ path }) => trap.endsWith(path))).toEqual([false]);
    expect(s.times('answer-recorded')).toBe(0);
  });

  it('of ours is taken, so that the others are refused for what is wrong with them', async () => {
    await s.tell(...round);
    const url = s.office.files.addFile(Buffer.from('Brev'));
    await anna().says('svar Vejen nej grund=overlap brev=brev.pdf', { attachments: [sentFile(url)] });
    expect(s.times('answer-recorded')).toBe(1);
  });

  it('is fetched with the first nine others of its message, and no more', async () => {
    await s.tell(...round);
    const attachments = Array.from({ length: 40 }, () =>
      sentFile(s.office.files.addFile(Buffer.from('Brev'))),
    );
    await anna().says('overblik 2025', { attachments });
    expect(s.office.files.requests).toHaveLength(10);
  });

  it.each([
    ['attachments that are a text', 'alle'],
    ['attachments that are an object', { 0: sentFile('https://evil.dk') }],
    ['an attachment that is null', [null, 7, 'x', []]],
    ['an address that is a list', [sentFile(['https://ministeriet.sharepoint.com/x'])]],
    ['a name that is an object', [sentFile('https://evil.dk', { toString: 'x' })]],
    [
      'an attachment without anything',
      [{ contentType: 'application/vnd.microsoft.teams.file.download.info' }],
    ],
    ['a card of the sender’s', [{ contentType: 'application/vnd.microsoft.card.adaptive', content: {} }]],
    ['a thousand files', Array.from({ length: 500 }, () => sentFile('https://evil.dk/x'))],
  ])('message with %s is answered, and nothing is fetched', async (_, attachments) => {
    await s.tell(...round);
    const seen = s.seenBy('sagsbehandler').length;
    expect((await anna().says('overblik 2025', { attachments })).status).toBe(200);
    expect(s.seenBy('sagsbehandler').slice(seen)).toContain('2025');
    expect(foreign).toEqual([]);
  });
});

describe('a message extension', () => {
  const opened = (messagePayload: unknown, changed = {}, as = anna()) =>
    as.invokes('composeExtension/fetchTask', { commandId: 'registrerSvar', messagePayload }, changed);

  it('in a conversation where the bot is not opens its form, and posts nothing there', async () => {
    await s.tell(...round);
    const id = '19:fremmed@thread.v2';
    s.office.fake.addConversation({ id, kind: 'groupChat', members: [], hasBot: false });
    const conversation = { id, conversationType: 'groupChat', tenantId: s.office.fake.tenant };
    const there = { conversation };
    const { body } = await opened({}, there);
    expect(JSON.stringify(body)).toContain('Odsherred');
    const state = tokenIn(body);
    const sent = {
      commandId: 'registrerSvar',
      data: { t: state, verb: 'form', municipality: 'Odsherred', says: 'ja' },
    };
    const answer = await anna().invokes('composeExtension/submitAction', sent, there);
    expect(JSON.stringify(answer.body)).toContain('Odsherred har sagt ja');
    expect(s.office.fake.requests.map(({ path }) => decodeURIComponent(path)).join()).not.toContain(id);
    expect([...(await s.office.memory.all()).keys()]).not.toContain(id);
    expect(s.times('answer-recorded')).toBe(1);
  });

  it.each([
    [
      'html',
      { body: { contentType: 'html', content: '<script>alert(1)</script><img src="https://evil.dk/x">' } },
    ],
    [
      'a link to a file elsewhere',
      { attachments: [{ contentType: 'reference', contentUrl: 'https://evil.dk/x', name: '<b>x</b>' }] },
    ],
    [
      'a file’s download elsewhere',
      {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name: 'x',
            content: { downloadUrl: 'http://169.254.169.254/' },
          },
        ],
      },
    ],
    ['a sender’s claims', { from: { user: { id: 'minister' } }, replyToId: 'x', attachments: null }],
    ['a text for a message', 'svar Vejen ja'],
    ['a list for a message', [[]]],
  ])('on a message with %s opens the form and fetches nothing', async (_, payload) => {
    await s.tell(...round);
    const before = s.recorded();
    const { status, body } = await opened(payload);
    expect(status).toBe(200);
    expect(tokenIn(body)).toBeDefined();
    expect(foreign).toEqual([]);
    expect(s.recorded()).toEqual(before);
  });

  it('of a command that there is none of is not answered', async () => {
    const { status } = await anna().invokes('composeExtension/fetchTask', { commandId: 'constructor' });
    expect(status).toBe(501);
  });
});

describe('a consent', () => {
  const place = (uploadUrl: unknown) => ({
    uploadUrl,
    contentUrl: 'https://ministeriet-my.sharepoint.com/personal/brev.pdf',
    name: 'brev.pdf',
    uniqueId: 'x',
    fileType: 'pdf',
  });
  const consents = (t: unknown, uploadUrl: unknown, changed = {}, as = anna()) =>
    as.invokes(
      'fileConsent/invoke',
      { action: 'accept', context: { t }, uploadInfo: place(uploadUrl) },
      changed,
    );

  /** The token of a file that was really offered, and the question in which it was. */
  async function offered(): Promise<{ readonly t: string; readonly question: Message }> {
    await withLetter();
    await anna().says('vis Brev-1');
    const question = s.office.fake.messages(anna().chat).find((each) => wordsOf(each).includes('consent'));
    if (!question) throw new Error('no file was offered');
    return { t: tokenIn(question.activity) ?? '', question };
  }

  it('of ours brings the file, so that the others are refused for what is wrong with them', async () => {
    const { t, question } = await offered();
    const url = s.office.files.uploadUrl();
    await consents(t, url, { replyToId: question.id });
    expect(s.office.files.uploaded(url)?.length).toBeGreaterThan(100);
    expect(question.isDeleted).toBe(true);
  });

  it('that OneDrive leaves in doubt is told as doubtful, and can be given once more', async () => {
    const { t, question } = await offered();
    const url = s.office.files.uploadUrl();
    s.office.files.next('upload', { fault: 'reset', work: 'done' }, { times: 'all' });
    await consents(t, url, { replyToId: question.id });
    expect(wordsOf(s.last(anna().chat))).toBe(said.teams.fileDoubtful);
    expect(question.isDeleted).toBe(false);
  });

  it.each([
    'https://evil.dk/upload',
    'http://169.254.169.254/upload',
    'http://ministeriet-my.sharepoint.com/upload',
    'https://ministeriet-my.sharepoint.com@evil.dk/upload',
    'file:///tmp/x',
    { toString: 'https://ministeriet.sharepoint.com' },
    undefined,
  ])('with the place %o puts nothing there', async (uploadUrl) => {
    const { t } = await offered();
    await consents(t, uploadUrl);
    expect(foreign).toEqual([]);
  });

  it('to a file that nobody offered puts nothing, and takes no message away', async () => {
    const { t, question } = await offered();
    const forged = [`${t}xx`, t.slice(0, -3), 'x.y', undefined, seal('svar Vejen ja'), { t }];
    for (const each of forged) {
      const url = s.office.files.uploadUrl();
      await consents(each, url, { replyToId: question.id });
      expect(s.office.files.uploaded(url), String(each)).toBeUndefined();
    }
    expect(question.isDeleted).toBe(false);
  });

  it('of somebody whom the bot does not serve brings no file, though the token is good', async () => {
    const { t } = await offered();
    const url = s.office.files.uploadUrl();
    await consents(t, url, {}, s.as('fremmed'));
    expect(s.office.files.uploaded(url)).toBeUndefined();
    expect(s.seenBy('fremmed')).toContain(said.stranger('Leder'));
  });

  it('in a channel brings no file there, and takes no card away', async () => {
    const { t } = await offered();
    const card = s.card('Brev-1, version 1');
    const url = s.office.files.uploadUrl();
    const value = { action: 'accept', context: { t }, uploadInfo: place(url) };
    const all = s.office.fake.messages(registerChannel).length;
    await anna().invokes('fileConsent/invoke', value, { replyToId: card.id }, registerChannel);
    expect(s.office.files.uploaded(url)).toBeUndefined();
    expect(card.isDeleted).toBe(false);
    expect(s.office.fake.messages(registerChannel)).toHaveLength(all);
  });
});

/** What the form in a window, or an offer, carries. */
const tokenIn = (body: unknown) => /"t":"([^"]+)"/.exec(JSON.stringify(body))?.[1];
