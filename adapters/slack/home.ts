// The home tab: the person's front page, published when it is opened and after what is done on it.
import { languages } from '../../src/index.ts';
import type { Asking, Desk } from './desk.ts';
import { unnamedCause } from './gate.ts';
import type { SlackMessenger } from './messenger.ts';
import type { Outbound } from './outbound.ts';
import { plainText } from './piece.ts';
import { renderSurface } from './render.ts';
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
      const { blocks, rest } = renderSurface(shown.view, desk.drawing(shown.locale));
      const more = rest === null ? [] : [plainText(languages[shown.locale].cards.restOnList)];
      const view = {
        type: 'home',
        blocks: [
          ...blocks.slice(0, 99),
          ...more.map((text) => ({ type: 'section', block_id: 'rest', text })),
        ],
      };
      await outbound.call('views.publish', { user_id: user, view });
    },
    async directly(asking) {
      const channel = await messenger.directWith(asking.user);
      return replies.byMessage({ ...asking, channel, isDirect: true }, undefined);
    },
  };
}
