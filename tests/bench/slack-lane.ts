// One kept connection that asks one thing at a time: Node's own client would cost more than the servers that are measured.
import { connect } from 'node:net';

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface Lane {
  /** A whole request, headers and body. */
  ask(request: Buffer): Promise<Answered>;
  close(): void;
}

export function openLane(port: number): Promise<Lane> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received: Buffer = Buffer.alloc(0);
    let waiting: { resolve(answered: Answered): void; reject(fault: unknown): void } | undefined;
    const fail = (fault: unknown) => {
      waiting?.reject(fault);
      reject(fault);
    };
    socket.on('error', fail).on('close', () => fail(new Error('the server closed the connection')));
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answered = readAnswer(received);
      if (answered === undefined) return;
      received = Buffer.alloc(0);
      const { resolve: answer } = waiting ?? {};
      waiting = undefined;
      answer?.(answered);
    });
    socket.once('connect', () =>
      resolve({
        ask(request) {
          return new Promise((answer, refuse) => {
            waiting = { resolve: answer, reject: refuse };
            socket.write(request);
          });
        },
        close: () => void socket.removeAllListeners('close').destroy(),
      }),
    );
  });
}

/** Undefined until all of it is there. */
function readAnswer(received: Buffer): Answered | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const body = received.subarray(end + 4);
  if (head.includes('transfer-encoding: chunked'))
    return body.subarray(-5).equals(lastChunk) ? { status, body: joined(body) } : undefined;
  const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  return body.length >= length ? { status, body: body.toString('utf8') } : undefined;
}

const lastChunk = Buffer.from('0\r\n\r\n');

function joined(body: Buffer): string {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(chunks).toString('utf8');
    chunks.push(body.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}
