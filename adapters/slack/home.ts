// The home tab: the person's front page, published when it is opened and after what is done on it.
import { languages } from '../../src/index.ts';
import type { Asking } from '../shared/asking.ts';
import type { Desk } from '../shared/desk.ts';
import { unnamedCause } from './gate.ts';
import type { SlackMessenger } from './messenger.ts';
import type { Outbound } from './outbound.ts';
import { notedSurface } from './render.ts';
import type { Replies, Send } from './replies.ts';

export interface Home {
  publish(user: string, team: string | undefined): Promise<void>;
  /** To the asker's direct conversation: the home tab has no place for an answer. */
  directly(asking: Asking): Promise<Send>;
}

export function createHome(parts: {
  readonly desk: Desk;
  readonly outbound: Outbound;
  readonly messenger: SlackMessenger;
  readonly replies: Replies;
}): Home {
  const { desk, outbound, messenger, replies } = parts;
  return {
    async publish(user, team) {
      // A refusal is remembered by its cause: each opening is a new one.
      const asking = { user, team, cause: unnamedCause(), channel: undefined, isDirect: true, files: [] };
      const shown = await desk.answer(asking, 'forside');
      if ('half' in shown) return;
      const { view, locale } = shown;
      const blocks = notedSurface(view, desk.drawing(locale), languages[locale].cards.restOnList);
      await outbound.call('views.publish', { user_id: user, view: { type: 'home', blocks } });
    },
    async directly(asking) {
      const channel = await messenger.directWith(asking.user);
      return replies.byMessage({ ...asking, channel, isDirect: true }, undefined);
    },
  };
}
