// What Slack takes in a manifest, as far as ours goes: restated from its JSON Schema 2.0.0 (slackapi/manifest-schema, MIT).
import { z } from 'zod';

const text = (most: number, fewest = 1) => z.string().min(fewest).max(most);
const url = z.string().regex(/^https:\/\//);
const flag = z.boolean();

const shape = z.strictObject({
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#([0-9a-fA-F]{3}){1,2}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: flag,
      messages_tab_enabled: flag,
      messages_tab_read_only_enabled: flag,
    }),
    // The characters are not in the schema, but in @slack/web-api's ManifestBotUser.
    bot_user: z.strictObject({ display_name: text(80).regex(/^[a-z0-9._-]+$/), always_online: flag }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['message', 'global']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .min(1)
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32, 2).regex(/^\/\S+$/),
          url: url.max(3_000).optional(),
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: flag,
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(text(50)).max(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: url.max(3_500).optional(),
      bot_events: z.array(text(50)).max(100),
    }),
    interactivity: z.strictObject({
      is_enabled: flag,
      request_url: url.max(3_500).optional(),
      message_menu_options_url: url.max(3_500).optional(),
    }),
    org_deploy_enabled: flag,
    socket_mode_enabled: flag,
    token_rotation_enabled: flag,
  }),
});

/** One line for each thing that Slack would not take. */
export function manifestProblems(manifest: unknown): string[] {
  const read = shape.safeParse(manifest);
  return read.success ? [] : read.error.issues.map((each) => `${each.path.join('/')}: ${each.message}`);
}
