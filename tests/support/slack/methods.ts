// The Web API methods that the bot uses: arguments (`!` required), documented errors, rate tier, scopes of a bot token.
// Restated from slack_kit's scrape of docs.slack.dev (MIT, 2026-05-26); fake.test.ts compares with it where it is at hand.

export type Tier = 'special' | 'T1' | 'T2' | 'T3' | 'T4';
export type ArgumentKind = 'text' | 'boolean' | 'integer' | 'json';

export interface Method {
  readonly tier: Tier;
  /** Any one of them will do; which one for conversations depends on the channel's kind. */
  readonly scopes: readonly string[];
  readonly args: ReadonlyMap<string, { readonly kind: ArgumentKind; readonly required: boolean }>;
  readonly errors: ReadonlySet<string>;
}

/** What any method can answer (docs.slack.dev, "common errors"; slack_kit lists only what is a method's own). */
export const commonErrors: ReadonlySet<string> = new Set(
  words(`access_denied account_inactive fatal_error internal_error invalid_arg_name invalid_arguments invalid_auth
    invalid_form_data invalid_json missing_scope not_allowed_token_type not_authed ratelimited request_timeout
    service_unavailable team_added_to_org token_expired token_revoked unknown_method`),
);

function words(list: string): string[] {
  return list.split(/\s+/).filter(Boolean);
}

function method(tier: Tier, scopes: string, args: string, errors: string): Method {
  const entries = words(args).map((word) => {
    const [, name = '', required, kind] = /^(\w+)(!?)(?::(\w+))?$/.exec(word) ?? [];
    const known = kind === 'boolean' || kind === 'integer' || kind === 'json' ? kind : 'text';
    return [name, { kind: known, required: required === '!' }] as const;
  });
  return { tier, scopes: words(scopes), args: new Map(entries), errors: new Set(words(errors)) };
}

const catalogue: Readonly<Record<string, Method>> = {
  'auth.test': method('special', '', '', ''),
  'chat.postMessage': method(
    'special',
    'chat:write',
    `
      as_user:boolean attachments:json blocks:json channel! current_draft_last_updated_ts icon_emoji
      icon_url link_names:boolean markdown_text metadata:json mrkdwn:boolean parse reply_broadcast:boolean
      text thread_ts unfurl_links:boolean unfurl_media:boolean username`,
    `
      as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message channel_not_found
      draft_already_deleted draft_already_sent draft_has_conflict draft_not_found
      duplicate_channel_not_found duplicate_message_not_found invalid_blocks invalid_blocks_format
      invalid_metadata_format invalid_metadata_schema is_archived markdown_text_conflict
      message_limit_exceeded messages_tab_disabled metadata_must_be_sent_from_app metadata_too_large
      missing_file_data msg_blocks_too_long no_text not_in_channel rate_limited restricted_action
      restricted_action_non_threadable_channel restricted_action_read_only_channel
      restricted_action_thread_locked restricted_action_thread_only_channel
      slack_connect_canvas_sharing_blocked slack_connect_file_link_sharing_blocked
      slack_connect_lists_sharing_blocked team_not_found too_many_attachments too_many_contact_cards`,
  ),
  'chat.postEphemeral': method(
    'T4',
    'chat:write',
    `
      as_user:boolean attachments:json blocks:json channel! icon_emoji icon_url link_names:boolean
      markdown_text parse text thread_ts user! username`,
    `
      cannot_reply_to_message channel_not_found invalid_attachments invalid_blocks invalid_blocks_format
      is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled msg_too_long no_text
      not_in_channel restricted_action too_many_attachments user_not_in_channel`,
  ),
  'chat.update': method(
    'T3',
    'chat:write',
    `
      as_user attachments:json blocks:json channel! file_ids:json link_names markdown_text metadata:json
      parse reply_broadcast:boolean text ts! unfurled_attachments:json`,
    `
      as_user_not_supported block_mismatch blocked_file_type cant_broadcast_message cant_update_message
      channel_not_found edit_window_closed external_channel_migrating file_deleted file_is_deleted
      file_not_found file_share_limit_reached invalid_attachments invalid_blocks invalid_blocks_format
      invalid_metadata_format invalid_metadata_schema is_inactive markdown_text_conflict
      max_file_sharing_exceeded message_limit_exceeded message_not_found metadata_must_be_sent_from_app
      metadata_too_large msg_too_long no_dual_broadcast_content_update no_text posting_to_channel_denied
      slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked
      slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked
      slack_connect_file_upload_sharing_blocked streaming_state_conflict team_not_found
      too_many_attachments unable_to_share_files update_failed`,
  ),
  'chat.getPermalink': method('special', '', 'channel! message_ts!', 'channel_not_found message_not_found'),
  'conversations.info': method(
    'T3',
    'channels:read groups:read im:read mpim:read',
    'channel! include_locale:boolean include_num_members:boolean',
    'channel_is_limited_access channel_not_found',
  ),
  'conversations.history': method(
    'T3',
    'channels:history groups:history im:history mpim:history',
    `
      channel! cursor include_all_metadata:boolean inclusive:boolean latest limit:integer oldest`,
    `
      channel_is_limited_access channel_not_found invalid_cursor invalid_metadata_filter_keys
      invalid_ts_latest invalid_ts_oldest not_in_channel`,
  ),
  'conversations.replies': method(
    'T3',
    'channels:history groups:history im:history mpim:history',
    `
      channel! cursor include_all_metadata:boolean inclusive:boolean latest limit:integer oldest ts!`,
    `
      channel_not_found invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest
      list_record_comment_fetch_failed method_not_supported_for_channel_type thread_not_found`,
  ),
  'conversations.members': method(
    'T4',
    'channels:read groups:read im:read mpim:read',
    'channel! cursor limit:integer',
    `
      channel_not_found fetch_members_failed invalid_cursor invalid_limit
      method_not_supported_for_channel_type`,
  ),
  'conversations.open': method(
    'T3',
    'channels:manage groups:write im:write mpim:write',
    'channel prevent_creation:boolean return_im:boolean users',
    `
      channel_not_found invalid_user_combination method_not_supported_for_channel_type not_enough_users
      too_many_users user_disabled user_not_found user_not_visible users_list_not_supplied`,
  ),
  'files.getUploadURLExternal': method(
    'T4',
    'files:write',
    'alt_txt filename! length!:integer snippet_type',
    `
      alt_txt_too_large file_type_not_allowed file_upload_size_restricted file_uploads_disabled
      file_uploads_except_images_disabled missing_argument snippet_too_large storage_limit_reached
      unknown_snippet_type unknown_subtype`,
  ),
  'files.completeUploadExternal': method(
    'T4',
    'files:write',
    'blocks:json channel_id channels files!:json initial_comment thread_ts',
    `
      channel_not_found channels_limit_exceeded file_not_found file_type_not_allowed file_update_failed
      file_uploads_except_images_disabled invalid_blocks invalid_channel not_in_channel
      posting_to_channel_denied`,
  ),
  'files.info': method(
    'T4',
    'files:read',
    'count:integer cursor file! limit:integer page:integer',
    `
      canvas_disabled_file_team canvas_disabled_user_team canvas_globally_disabled file_deleted
      file_not_found not_visible slack_connect_canvas_sharing_blocked template_not_visible`,
  ),
  'users.info': method(
    'T4',
    'users:read',
    'include_locale:boolean user!',
    'too_many_users user_not_found user_not_visible',
  ),
  'users.lookupByEmail': method('T3', 'users:read.email', 'email!', 'users_not_found'),
  'views.open': method(
    'T4',
    '',
    'interactivity_pointer trigger_id view!:json',
    `
      duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id view_too_large`,
  ),
  'views.push': method(
    'T4',
    '',
    'interactivity_pointer trigger_id view!:json',
    `
      duplicate_external_id exchanged_trigger_id expired_trigger_id invalid_trigger_id not_found
      push_limit_reached view_too_large`,
  ),
  'views.update': method(
    'T4',
    '',
    'external_id hash view!:json view_id',
    'duplicate_external_id hash_conflict not_found view_too_large',
  ),
  'views.publish': method(
    'T4',
    '',
    'hash user_id! view!:json',
    `
      duplicate_external_id hash_conflict missing_profile_id not_enabled not_implemented view_too_large`,
  ),
  'apps.connections.open': method('T3', '', '', 'forbidden_team insecure_request missing_args'),
};

export const methods: ReadonlyMap<string, Method> = new Map(Object.entries(catalogue));
