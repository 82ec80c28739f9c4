/**
 * Next step after Slack refused a reply:
 *
 * - `wait`: send the same again after the time that Slack asked for
 * - `again`: send the same once more, since it is unknown whether it arrived
 * - `without-id`: send the same without its `client_msg_id`
 * - `plainer`: draw the card in a plainer form: older blocks, then no blocks
 * - `text`: send plain text without blocks
 * - `other-thread`: the thread is closed to the bot, the place may not be
 * - `elsewhere`: the whole place is closed to the bot
 * - `no-token`: no call with this token will work
 */
export type NextStep = 'wait' | 'again' | 'without-id' | 'plainer' | 'text' | 'other-thread' | 'elsewhere' | 'no-token';

/** One of Slack's error codes. */
interface ErrorCode {
  step: NextStep;
  /** Meaning for a message that the bot sends by itself, in plain words for people. */
  why?: string;
  /** True where the conversation is closed to the bot for good, and not to this message only. */
  gone?: true;
  /** True where it passes, or the operator ends it for every call at once: the same is sent again later. */
  passes?: true;
  /** The operator's next step. */
  fix?: string;
  /** Advice to a person where the bot may not post. */
  advice?: string;
}

const coded = (step: NextStep, ...codes: string[]): Record<string, ErrorCode> =>
  Object.fromEntries(codes.map((code) => [code, { step }]));

const invite = 'Add the app to the channel: write `/invite` and its name there.';
const inviteFirst = 'Write `/invite` and my name in this channel first, then the same again.';
const posting =
  "Ask the channel's owner or the workspace's administrators to let the app post: channel settings, posting permissions.";
const intoWorkspace = "Ask the organisation's administrator to add the app to the workspace.";

const noPerson: ErrorCode = {
  step: 'elsewhere',
  why: 'That person has no account there any more.',
  gone: true,
  fix: 'Nothing can be done: the account is no longer there.'
};
const mayNotWrite: ErrorCode = { step: 'elsewhere', why: 'I may not write there.', gone: true, fix: posting };
const closedThread: ErrorCode = {
  step: 'other-thread',
  why: 'The thread is closed to me.',
  fix: 'Ask a channel manager to open the thread; until then such answers come another way.'
};

/**
 * Slack's error codes. Sources, read November 2026: the errors of https://docs.slack.dev/reference/methods/chat.postMessage,
 * chat.postEphemeral, chat.update, views.push and auth.test. A code that is not listed is treated as one about our arguments:
 * plain text, then elsewhere.
 */
export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  // about the blocks
  ...coded('plainer', 'block_mismatch', 'invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'),
  // about other arguments of ours
  ...coded('text', 'attachment_payload_limit_exceeded', 'invalid_arguments', 'msg_too_long', 'no_text'),
  ...coded('text', 'slack_connect_canvas_sharing_blocked', 'slack_connect_file_link_sharing_blocked'),
  ...coded('text', 'too_many_attachments', 'too_many_contact_cards', 'view_too_large'),
  ...coded('without-id', 'duplicate_channel_not_found', 'duplicate_client_msg_id', 'duplicate_message_not_found'),
  ...coded('without-id', 'invalid_client_msg_id'),
  // about the thread
  cannot_reply_to_message: closedThread,
  invalid_thread_ts: closedThread,
  restricted_action_non_threadable_channel: closedThread,
  restricted_action_thread_locked: closedThread,
  thread_not_found: closedThread,
  // about the place or the person
  access_denied: {
    step: 'elsewhere',
    why: 'Slack denies me access there.',
    fix: "Ask the workspace's administrators whether they have restricted the app: Manage apps, the app, permissions."
  },
  accesslimited: {
    step: 'elsewhere',
    passes: true,
    fix: "Ask the workspace's administrators to allow the address of this machine."
  },
  cannot_dm_bot: { step: 'elsewhere', why: 'Apps cannot be written to.', gone: true },
  channel_is_limited_access: { step: 'elsewhere', why: 'The channel has limited access.', fix: posting },
  // Also for a conversation of two people.
  channel_not_found: {
    step: 'elsewhere',
    why: 'The channel is gone, or I am not a member there.',
    gone: true,
    fix: invite,
    advice: `${inviteFirst} In a conversation of two people I cannot be added; write to me directly.`
  },
  channel_type_not_supported: { step: 'elsewhere', why: 'Apps cannot write in such a conversation.' },
  ekm_access_denied: {
    step: 'elsewhere',
    why: "The workspace's administrators have suspended posting.",
    fix: "Ask the workspace's administrators to allow posting again (Enterprise Key Management)."
  },
  enterprise_is_restricted: {
    step: 'elsewhere',
    why: 'The organisation does not let me write.',
    fix: intoWorkspace
  },
  is_archived: {
    step: 'elsewhere',
    why: 'The channel is archived.',
    gone: true,
    fix: 'Restore the channel, or name another one.'
  },
  messages_tab_disabled: {
    step: 'elsewhere',
    why: 'Direct messages to me are switched off.',
    gone: true,
    fix: 'In the app’s settings choose App Home and switch on the Messages tab.'
  },
  // About one method: others may need no scope.
  missing_scope: {
    step: 'elsewhere',
    fix: 'Reinstall the app with the manifest of this version, so that Slack asks for its scopes.'
  },
  no_permission: mayNotWrite,
  not_in_channel: {
    step: 'elsewhere',
    why: 'I am not a member there.',
    gone: true,
    fix: invite,
    advice: inviteFirst
  },
  org_login_required: {
    step: 'elsewhere',
    passes: true,
    fix: 'Wait until the move of the workspace is over, then reinstall the app.'
  },
  restricted_action: mayNotWrite,
  restricted_action_read_only_channel: mayNotWrite,
  restricted_action_thread_only_channel: mayNotWrite,
  team_access_not_granted: { step: 'elsewhere', why: 'I am not let into that workspace.', fix: intoWorkspace },
  team_not_found: {
    step: 'elsewhere',
    why: 'I am not let into that workspace any more.',
    gone: true,
    fix: intoWorkspace
  },
  user_disabled: noPerson,
  user_not_found: noPerson,
  user_not_in_channel: { step: 'elsewhere', why: 'That person is not in the channel.' },
  // about a message or view that is to be changed, or the moment to open one
  ...coded('elsewhere', 'cant_update_message', 'duplicate_external_id', 'edit_window_closed', 'exchanged_trigger_id'),
  ...coded('elsewhere', 'expired_trigger_id', 'hash_conflict', 'invalid_trigger_id', 'message_not_found', 'not_found'),
  ...coded('elsewhere', 'not_enabled', 'push_limit_reached', 'trigger_exchanged', 'trigger_expired'),
  // about the moment; after `again` part of the call may have worked, as Slack says
  ...coded('again', 'fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'),
  ...coded('wait', 'message_limit_exceeded', 'rate_limited', 'ratelimited'),
  // about the token, which Slack never accepts again
  ...coded('no-token', 'account_inactive', 'invalid_auth', 'not_allowed_token_type', 'not_authed', 'team_disabled'),
  ...coded('no-token', 'token_expired', 'token_revoked', 'user_removed_from_team')
};
