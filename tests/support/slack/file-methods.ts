// files.*: the external upload in three steps, reading what a file is. The bytes go through upload.ts's routes.
import { type Call, done, type Handler, isRefused, refused } from './answers.ts';
import { blockFaults } from './block-rules.ts';
import { at, numberAt, objectsAt, textAt } from './json-reading.ts';
import { addPost, threadOf } from './messages.ts';
import { completedBlocks, fileJson } from './shapes.ts';
import type { Channel, StoredFile, World } from './world.ts';

const getUploadURLExternal: Handler = ({ world, args }) => {
  const id = `F0${String(world.count()).padStart(8, '0')}`;
  const length = numberAt(args, 'length') ?? 0;
  if (length < 1) return refused('missing_argument');
  world.uploads.set(id, { name: textAt(args, 'filename') ?? id, length, bytes: null });
  return done({ upload_url: `${world.url}/upload/v1/${id}`, file_id: id });
};

const completeUploadExternal: Handler = (call) => {
  const { world, args, team } = call;
  const asked = objectsAt(args, 'files');
  const files = asked.map((one) => uploaded(call, textAt(one, 'id') ?? '', textAt(one, 'title')));
  if (files.length === 0 || files.some((file) => file === undefined)) return refused('file_not_found');
  const whole = files.filter((file) => file !== undefined);
  const ids = [textAt(args, 'channel_id'), ...(textAt(args, 'channels') ?? '').split(',')].filter(Boolean);
  if (ids.length > 100) return refused('channels_limit_exceeded');
  const channels: Channel[] = [];
  for (const id of ids) {
    const channel = world.channels.get(id ?? '');
    if (channel === undefined || (channel.kind !== 'public' && !channel.members.has(team.botUser)))
      return refused('channel_not_found');
    if (!channel.members.has(team.botUser)) return refused('not_in_channel');
    channels.push(channel);
  }
  const faults = blockFaults(at(args, 'blocks') ?? [], 'message');
  if (faults.length > 0) {
    world.violations.push(`files.completeUploadExternal: invalid_blocks ${faults.join('; ')}`);
    return refused('invalid_blocks', faults);
  }
  for (const channel of channels) {
    const thread = threadOf(call, channel);
    if (isRefused(thread)) return refused('invalid_channel');
    const blocks = completedBlocks(world, objectsAt(args, 'blocks'));
    const text = textAt(args, 'initial_comment') ?? '';
    const post = addPost(
      call,
      channel,
      { text, blocks, attachments: [], metadata: null, cut: false },
      thread,
    );
    post.files = whole;
    for (const file of whole) file.channels.add(channel.id);
  }
  for (const file of whole) {
    world.files.set(file.id, file);
    world.uploads.delete(file.id);
  }
  return done({ files: whole.map((file) => fileJson(world, file)) });
};

/** Undefined when the bytes have not come, or not all of them. */
function uploaded({ world, team }: Call, id: string, title: string | undefined): StoredFile | undefined {
  const upload = world.uploads.get(id);
  if (upload === undefined || upload.bytes === null || upload.bytes.length !== upload.length)
    return undefined;
  const about = { id, name: upload.name, title: title ?? upload.name, bytes: upload.bytes };
  return newFile(world, { ...about, user: team.botUser, team: team.id });
}

const mimetypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
};

export function newFile(
  world: World,
  about: Pick<StoredFile, 'id' | 'name' | 'bytes' | 'user' | 'team'> & { title?: string; mimetype?: string },
): StoredFile {
  const ending = about.name.split('.').at(-1)?.toLowerCase() ?? '';
  return {
    title: about.name,
    mimetype: mimetypes[ending] ?? 'application/octet-stream',
    created: Math.floor(world.now() / 1000),
    channels: new Set(),
    deleted: false,
    ...about,
  };
}

const info: Handler = ({ world, args, team }) => {
  const file = world.files.get(textAt(args, 'file') ?? '');
  if (file === undefined || file.team !== team.id) return refused('file_not_found');
  if (file.deleted) return refused('file_deleted');
  return done({ file: fileJson(world, file), comments: [], response_metadata: { next_cursor: '' } });
};

const openConnection: Handler = ({ world }) =>
  done({ url: `${world.url.replace('http', 'ws')}/link/?ticket=${world.count()}` });

export const fileMethods: Readonly<Record<string, Handler>> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
  'files.info': info,
  'apps.connections.open': openConnection,
};
