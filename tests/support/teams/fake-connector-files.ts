// The file host behind Teams' consent cards and attachments: pre-authenticated addresses that run out, one upload each.
import { json, type Reply, type Requested, type Served, startServer } from './fake-connector-server.ts';

/** Requests by `operation`: download, upload, unknown. A redirect is a `status` fault with a `location` header. */
export interface FakeFiles extends Served {
  /** The `downloadUrl` of such a file. */
  addFile(bytes: Uint8Array): string;
  /** From now on an address answers so: 401, 403 and 404 were all seen of run-out ones. */
  expire(url: string, status: 401 | 403 | 404): void;
  /** A fresh `uploadUrl`. */
  uploadUrl(): string;
  /** What was put to such an address as a whole. */
  uploaded(url: string): Uint8Array | undefined;
  readonly violations: readonly string[];
}

export async function startFakeFiles(
  options: { readonly now?: () => number; readonly onHang?: (request: string) => void } = {},
): Promise<FakeFiles> {
  const { now = Date.now, onHang } = options;
  const files = new Map<string, Uint8Array>();
  const sessions = new Map<string, Buffer>();
  const whole = new Map<string, Uint8Array>();
  const expired = new Map<string, number>();
  const violations: string[] = [];
  let count = 0;

  function work(request: Requested): Reply {
    const { path, operation, headers } = request;
    if (headers.authorization !== undefined) violations.push(`a token went to ${path}`);
    const status = expired.get(path);
    if (status !== undefined) return json(status, { error: { code: 'accessDenied' } });
    if (operation === 'download') {
      const body = files.get(path);
      return body ? { status: 200, body, headers: { 'content-type': 'application/octet-stream' } } : gone();
    }
    return operation === 'upload' ? put(request) : gone();
  }

  /** An upload session of OneDrive: ranges in their order, and gone once the file is whole. */
  function put({ path, headers, body }: Requested): Reply {
    const session = sessions.get(path);
    if (!session) return gone();
    const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
    if (
      from === undefined ||
      Number(to) - Number(from) + 1 !== body.length ||
      headers['content-length'] !== String(body.length)
    ) {
      violations.push(`${path}: content-range ${headers['content-range']} for ${body.length} bytes`);
      return json(400, { error: { code: 'invalidRequest' } });
    }
    if (Number(from) !== session.length) return json(416, { error: { code: 'invalidRange' } });
    const so = Buffer.concat([session, body]);
    sessions.set(path, so);
    if (so.length < Number(size)) return json(202, { nextExpectedRanges: [`${so.length}-`] });
    sessions.delete(path);
    whole.set(path, new Uint8Array(so));
    return json(201, { id: `item-${path}`, size: so.length });
  }

  const gone = (): Reply => json(404, { error: { code: 'itemNotFound' } });
  const served = await startServer({
    now,
    onHang,
    work,
    address: (verb, path) => {
      if (verb === 'GET' && path.startsWith('/download/')) return { operation: 'download' };
      return { operation: verb === 'PUT' && path.startsWith('/upload/') ? 'upload' : 'unknown' };
    },
  });
  const pathOf = (url: string): string => url.slice(served.url.length);

  return {
    ...served,
    violations,
    addFile(bytes) {
      const path = `/download/${++count}?tempauth=secret`;
      files.set(path, bytes);
      return `${served.url}${path}`;
    },
    expire: (url, status) => void expired.set(pathOf(url), status),
    uploadUrl() {
      const path = `/upload/${++count}/uploadSession?guid=secret`;
      sessions.set(path, Buffer.alloc(0));
      return `${served.url}${path}`;
    },
    uploaded: (url) => whole.get(pathOf(url)),
  };
}
