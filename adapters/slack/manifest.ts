// The app as Slack is to set it up: commands, shortcuts, events and scopes, made of what the code has.
// `npm run manifest` writes it to manifest/slack.json; docs/slack.md tells what to do with it.
import { commands } from '../../src/index.ts';
import { botScopes, eventScopes } from './scopes.ts';
import { shortcuts } from './shortcuts.ts';

/** To be replaced by the bot's own host: `.example` belongs to nobody (RFC 2606). */
export const placeholderHost = 'erstat-mig.example';

/** Where Slack reaches the bot; `socket`: nowhere, the bot calls out. */
export type Reach = { readonly host: string } | 'socket';

/** The lines that are shown while somebody types the command. */
const hinted = ['svar', 'brev', 'frister', 'overblik', 'hjælp'];

export function slackManifest(reach: Reach = { host: placeholderHost }) {
  const url = reach === 'socket' ? undefined : `https://${reach.host}/slack/events`;
  const at = <Key extends string>(key: Key) => (url === undefined ? {} : { [key]: url });
  const names = commands.map(({ name }) => name);
  return {
    display_information: {
      name: 'Forløbsvagten',
      description: 'Holder styr på tilbud, svar, breve og frister for taskforce-forløb i kommunerne.',
      long_description: `Forløbsvagten hjælper sekretariatet med taskforce-forløb: hvem der har fået tilbud, hvad kommunerne har svaret, hvilke breve der skal skrives og godkendes, og hvilke frister der løber. Skriv /taskforce for at se en menu, eller /taskforce efterfulgt af en kommando. Skriver du en halv linje, får du en formular. Svarene kan kun du se, og botten skriver på dansk eller engelsk (sprog).\n\nKommandoer: ${names.join(', ')}.`,
      background_color: '#1c3f60',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      // Letters, digits, `-`, `_` and `.` alone: @slack/web-api, ManifestBotUser.
      bot_user: { display_name: 'forloebsvagten', always_online: true },
      shortcuts: [
        {
          name: 'Registrér svar',
          type: 'global',
          callback_id: shortcuts.recordAnswer,
          description: 'Registrér en kommunes svar på et tilbud i en formular.',
        },
        {
          name: 'Gem som kommunens svar',
          type: 'message',
          callback_id: shortcuts.saveLetter,
          description: 'Registrér svaret med beskedens fil som kommunens brev.',
        },
      ],
      slash_commands: [
        {
          command: '/taskforce',
          ...at('url'),
          description: 'Registrér og slå op: tilbud, svar, breve og frister. Alene viser den en menu.',
          usage_hint: hinted.map((each) => `[${names.find((name) => name === each)}]`).join(' '),
          should_escape: true,
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { ...at('request_url'), bot_events: Object.keys(eventScopes).sort() },
      interactivity: { is_enabled: true, ...at('request_url'), ...at('message_menu_options_url') },
      org_deploy_enabled: false,
      socket_mode_enabled: reach === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** As it is written to a file. */
export function manifestText(reach?: Reach): string {
  return `${JSON.stringify(slackManifest(reach), null, 2)}\n`;
}
