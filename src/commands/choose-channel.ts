import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { refuse } from '../register/refusal.ts';
import { text } from '../view/nodes.ts';

export const chooseChannel = defineCommand({
  name: 'opsæt kanal',
  alias: 'set channel',
  help: {
    da: 'Vis nye svar og breve i den kanal, du skriver i',
    en: 'Show new answers and letters in the channel you are writing in',
  },
  example: 'opsæt kanal',
  public: true,
  args: z.object({}),
  handle(_args, { place, register, t }) {
    if (!place?.isChannel) return refuse('no-channel-here', {}, 'opsæt kanal');
    const { platform, channel } = place;
    if (register.channels.get(platform)?.channel === channel)
      return { view: [text(t.cards.channelIsSet)], data: { channel } };
    return {
      view: [text(t.cards.channelShows)],
      events: [{ type: 'channel-chosen', data: { platform, channel } }],
      data: { channel },
    };
  },
});
