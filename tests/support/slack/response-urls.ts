// What posting to a response URL does: five uses in thirty minutes, replacing, deleting, or a new message.
import { type Answer, isRefused, refused } from './answers.ts';
import { type Json, textAt } from './json-reading.ts';
import { addEphemeral, addPost, type Content, readContent } from './messages.ts';
import type { Ephemeral, Post, Response, ResponseUrl, World } from './world.ts';

// python-slack-sdk#531: five times within thirty minutes.
const USES = 5;
const LIVES_MS = 30 * 60_000;

export function issueResponseUrl(
  world: World,
  about: Pick<ResponseUrl, 'team' | 'user' | 'channel' | 'origin'>,
): ResponseUrl {
  const kind = about.origin === null ? 'commands' : 'actions';
  const url = `${world.url}/${kind}/${about.team}/${10_000_000_000 + world.count()}/Kpv6AfGZG7ppH61gPa8Kpur7`;
  const made: ResponseUrl = { url, ...about, at: world.now(), uses: 0 };
  world.responseUrls.set(url, made);
  return made;
}

const known = new Set(
  `text blocks attachments response_type replace_original delete_original thread_ts mrkdwn
  unfurl_links unfurl_media metadata link_names parse`.split(/\s+/),
);

/** The refusal's code, or undefined when it was taken. */
export function useResponseUrl(world: World, target: ResponseUrl, payload: Json): string | undefined {
  target.uses += 1;
  const refusal =
    target.uses > USES ? 'used_url' : world.now() - target.at > LIVES_MS ? 'expired_url' : undefined;
  const message =
    refusal === undefined ? showResponse(world, target, payload, 'response_url') : refused(refusal);
  const why = isRefused(message) ? (textAt(message, 'error') ?? 'refused') : null;
  world.responses.push({
    kind: 'response',
    url: target.url,
    at: world.now(),
    user: target.user,
    channel: target.channel,
    payload,
    replaceOriginal: payload.replace_original === true || payload.replace_original === 'true',
    deleteOriginal: payload.delete_original === true || payload.delete_original === 'true',
    responseType: payload.response_type === 'in_channel' ? 'in_channel' : 'ephemeral',
    refused: why,
    message: isRefused(message) ? null : message,
  } satisfies Response);
  return why ?? undefined;
}

/** Also for what the bot answers a slash command with in its acknowledgement. */
export function showResponse(
  world: World,
  target: ResponseUrl,
  payload: Json,
  via: 'response_url' | 'ack',
): Post | Ephemeral | null | Answer {
  for (const name of Object.keys(payload))
    if (!known.has(name)) world.violations.push(`${via}: unknown field ${name}`);
  const origin = target.origin;
  if (payload.delete_original === true) {
    if (origin === null) return refused('no_original');
    origin.deleted = true;
    return origin;
  }
  const team = world.teams.get(target.team);
  if (team === undefined) return refused('invalid_url');
  const args: Json = { ...payload };
  const content = readContent({ world, team, args }, via);
  if (isRefused(content)) return content;
  if (payload.replace_original === true && origin !== null)
    return replaced(world, team.botUser, origin, content);
  const thread = textAt(payload, 'thread_ts') ?? null;
  if (payload.response_type === 'in_channel') {
    const channel = world.channels.get(target.channel);
    if (channel === undefined) return refused('channel_not_found');
    return addPost({ world, team, args }, channel, content, thread);
  }
  return addEphemeral(
    { world, team, args },
    { channel: target.channel, user: target.user, thread, via },
    content,
  );
}

function replaced(world: World, bot: string, origin: Post | Ephemeral, content: Content): Post | Ephemeral {
  origin.edits.push({ text: origin.text, blocks: origin.blocks });
  origin.text = content.text;
  origin.blocks = content.blocks;
  if (origin.kind === 'post') origin.edited = { user: bot, ts: world.ts() };
  return origin;
}
