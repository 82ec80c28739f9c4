import { CodedError } from '../../../core/model/errors.ts';
import { asksToWait, isUnknown, refusesToken, slackErrorName } from '../transport/faults.ts';

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

/**
 * Next step by Slack's error code. Sources, read November 2026: the errors of
 * https://docs.slack.dev/reference/methods/chat.postMessage, chat.postEphemeral and chat.update. A code that is not
 * listed is treated as one about our arguments: plain text, then elsewhere.
 */
export const refusals: Readonly<Record<string, NextStep>> = {
  // about the blocks
  block_mismatch: 'plainer',
  invalid_blocks: 'plainer',
  invalid_blocks_format: 'plainer',
  msg_blocks_too_long: 'plainer',
  // about other arguments of ours
  attachment_payload_limit_exceeded: 'text',
  invalid_arguments: 'text',
  msg_too_long: 'text',
  no_text: 'text',
  slack_connect_canvas_sharing_blocked: 'text',
  slack_connect_file_link_sharing_blocked: 'text',
  too_many_attachments: 'text',
  too_many_contact_cards: 'text',
  duplicate_channel_not_found: 'without-id',
  duplicate_client_msg_id: 'without-id',
  duplicate_message_not_found: 'without-id',
  invalid_client_msg_id: 'without-id',
  // about the thread
  cannot_reply_to_message: 'other-thread',
  invalid_thread_ts: 'other-thread',
  restricted_action_non_threadable_channel: 'other-thread',
  restricted_action_thread_locked: 'other-thread',
  thread_not_found: 'other-thread',
  // about the place or the person
  access_denied: 'elsewhere',
  accesslimited: 'elsewhere',
  cannot_dm_bot: 'elsewhere',
  channel_is_limited_access: 'elsewhere',
  channel_not_found: 'elsewhere',
  channel_type_not_supported: 'elsewhere',
  ekm_access_denied: 'elsewhere',
  enterprise_is_restricted: 'elsewhere',
  is_archived: 'elsewhere',
  messages_tab_disabled: 'elsewhere',
  // About one method: others may need no scope.
  missing_scope: 'elsewhere',
  no_permission: 'elsewhere',
  not_in_channel: 'elsewhere',
  org_login_required: 'elsewhere',
  restricted_action: 'elsewhere',
  restricted_action_read_only_channel: 'elsewhere',
  restricted_action_thread_only_channel: 'elsewhere',
  team_access_not_granted: 'elsewhere',
  team_not_found: 'elsewhere',
  user_not_found: 'elsewhere',
  user_not_in_channel: 'elsewhere',
  // about a message or view that is to be changed, or the moment to open one. docs.slack.dev/reference/methods/views.push
  cant_update_message: 'elsewhere',
  duplicate_external_id: 'elsewhere',
  edit_window_closed: 'elsewhere',
  exchanged_trigger_id: 'elsewhere',
  expired_trigger_id: 'elsewhere',
  hash_conflict: 'elsewhere',
  invalid_trigger_id: 'elsewhere',
  message_not_found: 'elsewhere',
  not_found: 'elsewhere',
  not_enabled: 'elsewhere',
  push_limit_reached: 'elsewhere',
  trigger_exchanged: 'elsewhere',
  trigger_expired: 'elsewhere',
  view_too_large: 'text',
  // about the moment
  fatal_error: 'again',
  internal_error: 'again',
  message_limit_exceeded: 'wait',
  rate_limited: 'wait',
  ratelimited: 'wait',
  request_timeout: 'again',
  service_unavailable: 'again'
};

/** Stands for Slack's error code where something else answered in its place, such as a proxy. */
export const notSlack = 'not_slack';

/** Thrown where a response_url refuses a message. */
export class RefusedByUrlError extends CodedError {
  readonly code = 'SLACK_URL_REFUSED';
  /** Slack's error code, from the body of the answer; the body of a 200 may hold one too. */
  readonly reason: string;
  readonly status: number;
  constructor(reason: string, status: number) {
    super(`The response_url answered ${status} ${reason}.`);
    this.reason = reason;
    this.status = status;
  }
}

/**
 * Returns Slack's error code of a refusal, or a word for the fault where it gave none. Holds nothing of the message.
 */
export function refusalName(error: unknown): string {
  if (error instanceof RefusedByUrlError) return error.reason;
  const name = slackErrorName(error);
  if (name) return name;
  if (asksToWait(error)) return 'rate_limited';
  return isUnknown(error) ? 'no_clear_answer' : 'unreachable';
}

/** Returns the next step after a reply was refused. */
export function nextStep(error: unknown): NextStep {
  if (asksToWait(error)) return 'wait';
  if (error instanceof RefusedByUrlError) return afterUrl(error);
  const name = slackErrorName(error);
  if (refusesToken(error) && name !== 'missing_scope') return 'no-token';
  if (name) return refusals[name] ?? 'text';
  return isUnknown(error) ? 'again' : 'elsewhere';
}

/**
 * Returns the next step after a response_url's refusal: one that expired, is used up or rate limited will not work;
 * other refusals concern the message.
 */
function afterUrl({ reason, status }: RefusedByUrlError): NextStep {
  const known = refusals[reason];
  if (known && known !== 'wait') return known;
  if (status >= 500) return 'again';
  if (reason === notSlack) return 'elsewhere';
  return status === 400 || status === 200 ? 'plainer' : 'elsewhere';
}
