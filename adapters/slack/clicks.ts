// Buttons, menus and fields that answer at once: each stands for a line, wherever it is pressed.
import { languages } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import { carried } from '../shared/carried.ts';
import type { Desk, Shown } from '../shared/desk.ts';
import { entries, field, type Payload, record } from '../shared/payload.ts';
import type { Tokens } from '../shared/sealed-lines.ts';
import { sharing } from '../shared/share.ts';
import { no, shareMark } from '../shared/told.ts';
import { askingOf } from './asking.ts';
import { formId } from './form.ts';
import type { Forms, Window } from './forms.ts';
import type { Home } from './home.ts';
import type { Outbound } from './outbound.ts';
import type { People } from './people.ts';
import { renderMessages } from './render.ts';
import type { Replies } from './replies.ts';

export interface ClickParts {
  readonly desk: Desk;
  readonly forms: Forms;
  readonly replies: Replies;
  readonly outbound: Outbound;
  readonly people: People;
  readonly tokens: Tokens;
  readonly home: Home;
  now(): number;
}

/** Where it was pressed: in a message, in a window, or on the home tab. */
interface Pressed {
  readonly asking: Asking;
  readonly trigger: string | undefined;
  readonly window: Window | undefined;
  readonly isHome: boolean;
  readonly url: string | undefined;
  readonly receivedAt: number;
  /** The message is the asker's alone, and may be replaced by what came of it. */
  readonly isEphemeral: boolean;
}

export async function onClick(body: Payload, cause: string, parts: ClickParts): Promise<void> {
  const pressed = readClick(body, cause, parts.now());
  const [action] = entries(body.actions);
  // A reason was chosen in a form: its words get a field each.
  if (field(body, 'view', 'callback_id') === formId) return redraw(pressed, body.view, parts);
  const token = field(action, 'value') ?? field(action, 'selected_option', 'value');
  const line = token === undefined ? undefined : parts.tokens.lineOf(token);
  if (line === undefined) return show(await parts.desk.stale(pressed.asking), pressed, parts);
  if (line.startsWith(shareMark)) return share(pressed, line.slice(shareMark.length), parts);
  const { line: wanted, files } = carried(line);
  const given = await parts.desk.answer({ ...pressed.asking, files }, wanted);
  if (!('half' in given)) return show(given, pressed, parts);
  const { channel } = pressed.asking;
  const state = { ...(channel === undefined ? {} : { channel }), ...(files.length > 0 ? { files } : {}) };
  const view = await parts.forms.viewOf(given, state);
  const { window, trigger } = pressed;
  const isOpen =
    window && !pressed.isHome
      ? await parts.forms.show({ id: window.id }, view)
      : trigger !== undefined && (await parts.forms.open(trigger, view));
  if (!isOpen) await show(parts.desk.toFillIn(given, files), pressed, parts);
}

function readClick(body: Payload, cause: string, receivedAt: number): Pressed {
  const id = field(body, 'view', 'id');
  return {
    asking: askingOf(body, cause),
    trigger: field(body, 'trigger_id'),
    window: id === undefined ? undefined : { id, hash: field(body, 'view', 'hash') },
    isHome: field(body, 'view', 'type') === 'home',
    url: field(body, 'response_url'),
    receivedAt,
    isEphemeral: record(body.container).is_ephemeral === true,
  };
}

async function show(shown: Shown, pressed: Pressed, parts: ClickParts): Promise<void> {
  const { asking, url, receivedAt, window, isHome, trigger, isEphemeral } = pressed;
  const { forms, replies, home } = parts;
  if (window === undefined) {
    const isPublic = shown.answer?.public ?? false;
    // What was confirmed cannot be confirmed again: its question goes.
    const replace = isEphemeral && (shown.answer?.events.length ?? 0) > 0;
    const instead = replies.byMessage(asking, undefined);
    const send = url === undefined ? instead : replies.byUrl(url, receivedAt, { isPublic, replace, instead });
    return replies.give(shown, asking, send);
  }
  const view = forms.answerView(shown);
  const isSeen = isHome
    ? trigger !== undefined && (await forms.open(trigger, view))
    : await forms.show({ id: window.id }, view);
  if (isSeen) await replies.handOut(shown, asking, forms.isCut(shown));
  else await replies.give(shown, asking, await home.directly(asking));
  if (isHome) await home.publish(asking.user, asking.team);
}

/** Two reasons chosen at once: the form of the one that was seen last stands. */
async function redraw({ asking, window }: Pressed, view: unknown, { forms }: ClickParts): Promise<void> {
  const drawn = await forms.redraw(asking, view);
  if (drawn && window) await forms.show(window, drawn);
}

/** The answer anew, for everybody in the channel, with who shares it. */
async function share(pressed: Pressed, line: string, parts: ClickParts): Promise<void> {
  const { asking } = pressed;
  const { channel, cause } = asking;
  const who = await parts.desk.identify(asking);
  if ('no' in who || channel === undefined) return 'no' in who ? show(who.no, pressed, parts) : undefined;
  const { everybody, ...shared } = await sharing(
    parts.desk,
    asking,
    who.person,
    line,
    await parts.people.guests(channel),
  );
  if (!everybody) return show(shared, pressed, parts);
  const messages = renderMessages(shared.view, parts.desk.drawing(shared.locale));
  for (const [index, { text, blocks }] of messages.entries()) {
    const posted = await parts.outbound.post({ id: `${cause}.${index + 1}`, channel, text, blocks });
    if (posted.outcome !== 'failed') continue;
    const view = [no(languages[shared.locale].cards.inviteMe)];
    return show({ ...shared, view }, pressed, parts);
  }
}
