// `/taskforce <line>`: the answer in Slack's own acknowledgement, or a form for the rest of a half line.
import type { RespondArguments } from '@slack/bolt';
import { languages } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import type { Desk } from '../shared/desk.ts';
import { field, type Payload } from '../shared/payload.ts';
import type { Forms } from './forms.ts';
import { whenLate } from './gate.ts';
import type { Replies } from './replies.ts';
import { typedText } from './typed-text.ts';

export interface SlashParts {
  readonly desk: Desk;
  readonly forms: Forms;
  readonly replies: Replies;
  now(): number;
}

export async function onSlash(
  body: Payload,
  cause: string,
  ack: (response?: RespondArguments) => Promise<void>,
  { desk, forms, replies, now }: SlashParts,
): Promise<void> {
  const receivedAt = now();
  const url = field(body, 'response_url');
  const channel = field(body, 'channel_id');
  const asking: Asking = {
    user: field(body, 'user_id') ?? '',
    team: field(body, 'team_id'),
    cause,
    channel,
    isDirect: field(body, 'channel_name') === 'directmessage',
    files: [],
  };
  let acknowledged = false;
  whenLate(body, () => {
    acknowledged = true;
    return { response_type: 'ephemeral', text: languages.da.cards.working };
  });
  const line = typedText(field(body, 'text') ?? '');
  const given = await desk.answer(asking, line === '' ? 'menu' : line);
  const trigger = field(body, 'trigger_id');
  if ('half' in given) {
    const view = await forms.viewOf(given, channel === undefined ? {} : { channel });
    const isOpen = trigger !== undefined && (await forms.open(trigger, view));
    if (isOpen) {
      if (!acknowledged) await ack();
      return;
    }
  }
  const shown = 'half' in given ? desk.toFillIn(given) : given;
  const isPublic = shown.answer?.public ?? false;
  const instead = replies.byMessage(asking, undefined);
  const byUrl =
    url === undefined
      ? instead
      : replies.byUrl(url, receivedAt, { isPublic, replace: acknowledged, instead });
  await replies.give(shown, asking, async (message, isFirst) => {
    const { text, blocks } = message;
    if (!isFirst || acknowledged) await byUrl(message, isFirst);
    else {
      acknowledged = true;
      await ack({ response_type: isPublic ? 'in_channel' : 'ephemeral', text, blocks: [...blocks] });
    }
  });
}
