// Files into a channel or thread, all in one message: an address for each, its bytes, then one completion.
import type { NamedFile } from '../../../src/index.ts';
import type { Fetch } from '../../shared/http-outcomes.ts';
import { isAt, sendBytes, transferTime } from '../../shared/transfers.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import { backoff, type Call, type Sending } from './calls.ts';
import { deliver } from './deliver.ts';
import { isRecord, type Posted } from './outcomes.ts';
import { search } from './posts.ts';

export interface Upload {
  readonly channel: string;
  readonly thread?: string;
  readonly comment: string;
  readonly files: readonly NamedFile[];
}

type Placed = { readonly id: string; readonly name: string } | { readonly failed: string };

const mostTries = 3;

export async function upload(
  sending: Sending & { readonly fetch: Fetch; readonly filesHost: string },
  call: Call,
  { channel, thread, comment, files }: Upload,
  deadline: number,
): Promise<Posted> {
  const since = sending.now();
  if (files.length === 0) return { outcome: 'failed', reason: 'no_files' };
  const placed = await Promise.all(files.map((file) => place(wellFormed(file))));
  const ready = placed.flatMap((each) => ('id' in each ? [each] : []));
  const failed = placed.find((each) => 'failed' in each);
  // Nobody sees what was not completed, so that nothing has happened yet.
  if (failed) return { outcome: 'failed', reason: failed.failed };
  const ids = ready.map(({ id }) => id);

  return deliver(sending, {
    channel,
    deadline,
    async send() {
      const answer = await sending.attempt('files.completeUploadExternal', {
        files: ready.map(({ id, name }) => ({ id, title: name })),
        channel_id: channel,
        ...(thread && { thread_ts: thread }),
        ...(comment && { initial_comment: comment }),
      });
      const ts = answer.outcome === 'done' ? sharedAs(answer.response, channel) : undefined;
      return ts === undefined ? { answer } : { answer, ts };
    },
    // By id, as a letter of that name and size may have been in the thread before. Slack shares files after it has
    // answered, and at times never: slackapi/bolt-js#2115, paradigmxyz/centaur#311.
    look: () => search(call, { channel, ...(thread && { thread }), since }, holds(ids), deadline),
  });

  /** One file at Slack; again with a fresh address, as an address that failed may hold half a file. */
  async function place(file: NamedFile): Promise<Placed> {
    const time = transferTime(sending.timeout, file.bytes.length);
    for (let tries = 1; ; tries++) {
      const ticket = await call(
        'files.getUploadURLExternal',
        { filename: file.name, length: file.bytes.length },
        deadline - time - 2 * sending.timeout,
      );
      if (ticket.outcome !== 'done') return { failed: reasonOf(ticket) };
      const { upload_url: url, file_id: id } = ticket.response;
      if (typeof url !== 'string' || typeof id !== 'string') return { failed: 'unreadable_answer' };
      if (!isAt(url, sending.filesHost)) return { failed: 'foreign_host' };
      const sent = await sendBytes(sending.fetch, url, { method: 'POST', body: formOf(file) }, time);
      if (sent.outcome === 'done') return { id, name: file.name };
      if (sent.outcome === 'refused' || tries === mostTries) return { failed: reasonOf(sent) };
      const wait = sent.outcome === 'throttled' ? sent.retryAfter * 1_000 : backoff(tries);
      if (sending.now() + wait > deadline || !(await sending.pause(wait))) return { failed: reasonOf(sent) };
    }
  }
}

function formOf({ name, mediaType, bytes }: NamedFile): FormData {
  const form = new FormData();
  form.append('filename', new Blob([new Uint8Array(bytes)], { type: mediaType }), name);
  return form;
}

function reasonOf(answer: { outcome: string; error?: string; reason?: string }): string {
  return answer.error ?? answer.reason ?? 'ratelimited';
}

function holds(ids: readonly string[]): (message: Readonly<Record<string, unknown>>) => boolean {
  return ({ files }) => {
    if (!Array.isArray(files)) return false;
    const there = new Set(files.filter(isRecord).map((file) => file.id));
    return ids.every((id) => there.has(id));
  };
}

/** The message's ts where the answer has it: `files[].shares.<public|private>.<channel>[].ts`. */
function sharedAs(response: Readonly<Record<string, unknown>>, channel: string): string | undefined {
  const files = Array.isArray(response.files) ? response.files.filter(isRecord) : [];
  for (const { shares } of files) {
    if (!isRecord(shares)) continue;
    for (const kind of [shares.public, shares.private]) {
      const share: unknown = isRecord(kind) && Array.isArray(kind[channel]) ? kind[channel][0] : undefined;
      if (isRecord(share) && typeof share.ts === 'string') return share.ts;
    }
  }
  return undefined;
}
