// Links to files, over real HTTP: who has one gets the file for ten minutes, and nobody can make or bend one.
import { createHash } from 'node:crypto';
import { createServer, request as open, type Server } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDownloads, type DownloadOptions, linkLife } from '../../adapters/shared/downloads.ts';

const bytes = Buffer.from('%PDF-1.7 brevet fra Vejen');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const letter = { name: 'Bilag 1 - Vejen Kommunes brev.pdf', mediaType: 'application/pdf', sha256 };
const words = { expired: 'Linket er udløbet. Bed om filen igen.', unknown: 'Linket virker ikke.' };

const start = Date.parse('2025-02-03T09:00:00.000Z');
let time = start;
let asked: string[] = [];
let server: Server;
let origin = '';
let downloads: ReturnType<typeof createDownloads>;

const options = (): DownloadOptions => ({
  secret: 'en hemmelighed på mere end 32 tegn',
  register: 'standard',
  publicUrl: origin,
  words,
  now: () => time,
  contentOf: async (hash) => {
    asked.push(hash);
    return hash === sha256 ? bytes : undefined;
  },
});

/** Asked for byte by byte as it stands: fetch would tidy the path up. */
function ask(path: string, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      open(`${origin}/`, { path, method }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
      })
        .on('error', reject)
        .end();
    },
  );
}
const pathOf = (url: string) => new URL(url).pathname;
const linkTo = (file: Partial<typeof letter> = {}) => pathOf(downloads.urlOf({ ...letter, ...file }));

beforeAll(async () => {
  server = createServer((request, response) => {
    downloads.handle(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  downloads = createDownloads(options());
});
afterAll(() => server.close());

describe('who has the link', () => {
  it('gets the file with its name, its length and its media type, and nothing of it stays on the way', async () => {
    time = start;
    const { status, headers, body } = await ask(linkTo());
    expect([status, body]).toEqual([200, bytes]);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition':
        'attachment; filename="Bilag 1 - Vejen Kommunes brev.pdf"; filename*=UTF-8\'\'Bilag%201%20-%20Vejen%20Kommunes%20brev.pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store, private',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('may open it again as often as it works: it is no ticket for one time', async () => {
    time = start;
    const link = linkTo();
    for (const later of [0, 1, linkLife - 1]) {
      time = start + later;
      expect((await ask(link)).status).toBe(200);
    }
    time = start;
  });

  it('finds it expired where the server’s clock has gone on, and good again where it was set back', async () => {
    time = start;
    const link = linkTo();
    time = start + 24 * 3_600_000;
    expect((await ask(link)).status).toBe(410);
    time = start - 60_000;
    expect((await ask(link)).status).toBe(200);
    time = start;
  });

  it('can ask for the headers alone', async () => {
    const head = await ask(linkTo(), 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(bytes.length),
      0,
    ]);
  });

  it('has it for ten minutes and is then told what to do, not one millisecond later', async () => {
    time = start;
    const link = linkTo();
    time = start + linkLife - 1;
    expect((await ask(link)).status).toBe(200);
    time = start + linkLife;
    asked = [];
    const late = await ask(link);
    expect([late.status, late.body.toString(), asked]).toEqual([410, `${words.expired}\n`, []]);
    expect(late.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store, private',
    });
    time = start;
    expect(linkLife).toBe(600_000);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'can do nothing else with it: %s',
    async (method) => {
      const { status, headers } = await ask(linkTo(), method);
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );

  it('is told that there is none where the file is gone', async () => {
    const gone = await ask(linkTo({ sha256: 'ab'.repeat(32) }));
    expect([gone.status, gone.body.toString()]).toEqual([404, `${words.unknown}\n`]);
  });

  it('hears of a store that fails as a fault, not as a missing file', async () => {
    const failing = createDownloads({ ...options(), contentOf: () => Promise.reject(new Error('damaged')) });
    const before = downloads;
    downloads = failing;
    expect((await ask(linkTo())).status).toBe(500);
    downloads = before;
  });
});

describe('nobody else', () => {
  it('makes a link: another secret’s and another register’s are unknown here, and ours is unknown there', async () => {
    const others = [
      createDownloads({ ...options(), secret: 'en anden hemmelighed' }),
      createDownloads({ ...options(), register: 'prøve' }),
    ];
    asked = [];
    for (const other of others) expect((await ask(pathOf(other.urlOf(letter)))).status).toBe(404);
    const ours = linkTo();
    const before = downloads;
    for (const other of others) {
      downloads = other;
      expect((await ask(ours)).status).toBe(404);
    }
    downloads = before;
    expect(asked).toEqual([]);
  });

  it('bends one: a link with any character changed, added or left out is unknown and reaches no file', async () => {
    const link = linkTo();
    asked = [];
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=/%+~'];
    const bent = fc
      .tuple(fc.nat(link.length - 8), fc.constantFrom(...alphabet), fc.constantFrom(0, 1))
      .map(([at, put, cut]) => `/filer/${link.slice(7, 7 + at)}${put}${link.slice(7 + at + cut)}`)
      .filter((path) => path !== link);
    await fc.assert(
      fc.asyncProperty(bent, async (path) => {
        expect((await ask(path)).status).toBe(404);
      }),
      { seed: 20250203, numRuns: 1_500 },
    );
    for (let at = 7; at < link.length; at++) {
      const other = link[at] === 'A' ? 'B' : 'A';
      for (const put of ['', other])
        expect((await ask(link.slice(0, at) + put + link.slice(at + 1))).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('writes the same seal another way: the unused bits of its last character count too', async () => {
    const link = linkTo();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = link.at(-1) ?? '';
    const twins = [...alphabet].filter(
      (each) =>
        each !== last &&
        Buffer.from(`${link.slice(-43, -1)}${each}`, 'base64url').equals(
          Buffer.from(link.slice(-43), 'base64url'),
        ),
    );
    expect(twins.length).toBeGreaterThan(0);
    for (const twin of twins) expect((await ask(`${link.slice(0, -1)}${twin}`)).status).toBe(404);
  });

  it.each([
    '/filer/',
    '/filer/.',
    `/filer/.${'A'.repeat(43)}`,
    `/filer/${'A'.repeat(43)}`,
    '/filer/../people.json',
    '/filer/..%2f..%2fpeople.json',
    `/filer/${sha256}`,
    '/filer/%00',
    '/',
    '//filer/x.y',
    'http://evil.example/filer/x.y',
    `/filer/${'A'.repeat(8_000)}.${'A'.repeat(43)}`,
  ])('asks for %s', async (path) => {
    asked = [];
    expect((await ask(path)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  it('puts a link below another path, behind a query or twice', async () => {
    const link = linkTo();
    for (const path of [`/x${link}`, `${link}?a=1`, `${link}/`, `${link}${link}`])
      expect((await ask(path)).status).toBe(404);
  });
});

describe('a file', () => {
  it.each([
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['text/plain\r\nx-evil: 1', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    ['text/plain', 'text/plain'],
    ['message/rfc822', 'message/rfc822'],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('that says it is %j is served as %s', async (mediaType, served) => {
    expect((await ask(linkTo({ mediaType }))).headers['content-type']).toBe(served);
  });

  it.each([
    ['Ærø Kommunes brev på å.pdf', 'Aeroe Kommunes brev paa aa.pdf', 'Ærø Kommunes brev på å.pdf'],
    ['Résumé.pdf', 'Resume.pdf', 'Résumé.pdf'],
    ['../../etc/passwd', '_.._etc_passwd', '_.._etc_passwd'],
    ['..\\..\\con.pdf', '_.._con.pdf', '_.._con.pdf'],
    ['a";filename="evil.exe', 'a_;filename=_evil.exe', 'a_;filename=_evil.exe'],
    ['a\r\nset-cookie: b=c.pdf', 'a__set-cookie_ b=c.pdf', 'a__set-cookie_ b=c.pdf'],
    ['brev\u202Efdp.exe', 'brev_fdp.exe', 'brev_fdp.exe'],
    ['brev\u0000.pdf', 'brev_.pdf', 'brev_.pdf'],
    ['halv \ud83d.pdf', 'halv _.pdf', 'halv _.pdf'],
    ["it's (100%) *.pdf", "it's (100_) _.pdf", "it's (100%) _.pdf"],
    ['.htaccess', 'htaccess', 'htaccess'],
    [' . ', 'fil', 'fil'],
    ['', 'fil', 'fil'],
    ['brev 📎.pdf', 'brev __.pdf', 'brev 📎.pdf'],
  ])('called %j is saved under a name that leads nowhere', async (name, ascii, full) => {
    const header = String((await ask(linkTo({ name }))).headers['content-disposition']);
    const [, plain = '', encoded = ''] =
      /^attachment; filename="([ -!#-[\]-~]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/.exec(header) ?? [];
    expect([plain, decodeURIComponent(encoded)]).toEqual([ascii, full]);
  });

  it('has whatever name: one header that reads back, without a path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (name) => {
        const { status, headers } = await ask(linkTo({ name }));
        expect(status).toBe(200);
        const encoded = /filename\*=UTF-8''(\S+)$/.exec(String(headers['content-disposition']))?.[1] ?? '';
        expect(decodeURIComponent(encoded)).toMatch(/^[^/\\:*?"<>|\p{C}]+$/u);
      }),
      { seed: 20250203, numRuns: 300 },
    );
  });
});

it('no bot starts with an empty secret', () => {
  expect(() => createDownloads({ ...options(), secret: '' })).toThrow('empty');
});
