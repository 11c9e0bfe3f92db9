// A file that somebody has put into Slack, fetched when a line names it.
import type { Opened } from '../../src/index.ts';
import type { UploadedFile } from '../shared/carried.ts';
import { field } from '../shared/payload.ts';
import type { Outbound } from './outbound.ts';

/** The largest file that is fetched; the core refuses from 20 MB on. */
const mostBytes = 21 * 1024 * 1024;

export async function openFile(outbound: Outbound, { id, name }: UploadedFile): Promise<Opened> {
  const info = await outbound.call('files.info', { file: id });
  const about = info.outcome === 'done' ? info.response.file : undefined;
  const url = field(about, 'url_private_download') ?? field(about, 'url_private');
  if (url === undefined) return { reason: 'not-fetched' };
  const fetched = await outbound.download(url, mostBytes);
  if (fetched.outcome !== 'done') {
    const isTooLarge = fetched.outcome === 'refused' && fetched.error === 'too_large';
    return { reason: isTooLarge ? 'too-large' : 'not-fetched' };
  }
  return {
    name: field(about, 'name') ?? name,
    mediaType: field(about, 'mimetype') ?? '',
    bytes: fetched.bytes,
  };
}
