// A small Web API over real HTTP that keeps messages and fails as it is told: before or after the work was done.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type PlayedTime, requestHeader } from './played-time.ts';

type Fields = Readonly<Record<string, string>>;

export interface Fault {
  /** Whether the work is done all the same; a number: so many milliseconds later. */
  readonly made: boolean | number;
  readonly reply:
    | 'reset'
    | 'hang'
    | { readonly status: number; readonly body?: string; readonly retryAfter?: string };
}

export interface Made {
  readonly channel: string;
  readonly ts: string;
  readonly at: number;
  readonly thread_ts?: string;
  readonly text: string;
  readonly metadata?: unknown;
  readonly files?: readonly { readonly id: string; readonly name: string; readonly size: number }[];
}

export interface Request {
  readonly method: string;
  readonly at: number;
  readonly fields: Fields;
}

export interface FaultySlack {
  readonly url: string;
  readonly made: Made[];
  readonly requests: Request[];
  /** Called for each request. */
  fault: (method: string, fields: Fields) => Fault | undefined;
  /** Answers for methods without a memory. */
  answer: (method: string, fields: Fields) => object | undefined;
  /** Files are shared so long after the completion was answered; null: never. */
  shareAfter: number | null;
  postsOf(id: string): Made[];
  count(method: string): number;
  close(): Promise<void>;
}

export const throttled = (retryAfter?: string): Fault => ({
  made: false,
  reply: { status: 429, ...(retryAfter && { retryAfter }) },
});

export async function startFaultySlack(time: PlayedTime, port = 0): Promise<FaultySlack> {
  const uploads = new Map<string, { readonly id: string; readonly name: string; size: number }>();
  let serial = 0;

  function make(message: Omit<Made, 'ts' | 'at'>): Made {
    const at = time.now();
    const made = { ...message, at, ts: `${Math.floor(at / 1_000)}.${String(++serial).padStart(6, '0')}` };
    slack.made.push(made);
    return made;
  }

  function work(method: string, fields: Fields): object {
    const { channel = '', thread_ts } = fields;
    const thread = thread_ts ? { thread_ts } : {};
    if (method === 'chat.postMessage') {
      const metadata: unknown = JSON.parse(fields.metadata ?? 'null');
      const made = make({ channel, ...thread, text: fields.text ?? '', metadata });
      return { ok: true, channel, ts: made.ts };
    }
    if (method === 'files.getUploadURLExternal') {
      const id = `F${++serial}`;
      uploads.set(id, { id, name: fields.filename ?? '', size: -1 });
      return { ok: true, file_id: id, upload_url: `${url}/upload/${id}` };
    }
    if (method === 'files.completeUploadExternal') return complete(fields);
    if (method === 'conversations.history' || method === 'conversations.replies') return page(method, fields);
    return slack.answer(method, fields) ?? { ok: true };
  }

  function complete(fields: Fields): object {
    const ids = (JSON.parse(fields.files ?? '[]') as { id: string }[]).map(({ id }) => id);
    const files = ids.flatMap((id) => uploads.get(id) ?? []);
    if (files.length !== ids.length || files.some(({ size }) => size < 0))
      return { ok: false, error: 'file_not_found' };
    for (const id of ids) uploads.delete(id);
    const thread = fields.thread_ts ? { thread_ts: fields.thread_ts } : {};
    const share = () =>
      make({ channel: fields.channel_id ?? '', ...thread, text: fields.initial_comment ?? '', files });
    if (slack.shareAfter === 0) share();
    else if (slack.shareAfter !== null) time.at(slack.shareAfter, share);
    return { ok: true, files: ids.map((id) => ({ id })) };
  }

  function page(method: string, fields: Fields): object {
    const { channel, ts, oldest = '0', limit = '100', cursor = '0', include_all_metadata } = fields;
    const all = slack.made
      .filter((each) => each.channel === channel && Number(each.ts) > Number(oldest))
      .filter((each) => (method === 'conversations.replies' ? each.thread_ts === ts : !each.thread_ts))
      .toReversed();
    const end = Number(cursor) + Number(limit);
    const has_more = end < all.length;
    const messages = all
      .slice(Number(cursor), end)
      .map(({ metadata, ...bare }) => (include_all_metadata === 'true' ? { ...bare, metadata } : bare));
    return { ok: true, messages, has_more, response_metadata: { next_cursor: has_more ? String(end) : '' } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    const body = Buffer.concat(chunks);
    const method = path.startsWith('/api/') ? path.slice(5) : path;
    const fields: Fields = path.startsWith('/api/')
      ? Object.fromEntries(new URLSearchParams(body.toString()))
      : {};
    slack.requests.push({ method, at: time.now(), fields });
    const fault = slack.fault(method, fields);
    const done = fault?.made === undefined || fault.made === true ? await result() : undefined;
    if (typeof fault?.made === 'number') time.at(fault.made, () => void result());
    if (!fault) return void response.setHeader('content-type', 'application/json').end(JSON.stringify(done));
    if (fault.reply === 'reset') return void request.socket.destroy();
    if (fault.reply === 'hang') return time.hang(String(request.headers[requestHeader]));
    const { status, body: said = '', retryAfter } = fault.reply;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end(said);

    async function result(): Promise<object> {
      if (!path.startsWith('/upload/')) return work(method, fields);
      const form = await new Response(body, {
        headers: { 'content-type': String(request.headers['content-type']) },
      }).formData();
      const [file] = [...form.values()];
      const upload = uploads.get(path.slice('/upload/'.length));
      if (upload && file instanceof Blob) upload.size = file.size;
      return { ok: true };
    }
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const slack: FaultySlack = {
    url,
    made: [],
    requests: [],
    fault: () => undefined,
    answer: () => undefined,
    shareAfter: 0,
    postsOf: (id) =>
      slack.made.filter(({ metadata }) => JSON.stringify(metadata) === JSON.stringify(metadataOf(id))),
    count: (method) => slack.requests.filter((each) => each.method === method).length,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return slack;
}

export const metadataOf = (id: string): object => ({
  event_type: 'forloebsvagten_message',
  event_payload: { message: id },
});
