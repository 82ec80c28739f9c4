import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../core/model/errors.ts';

/** Wait where Slack limits the rate without naming a time, in milliseconds. */
const defaultWaitMs = 30_000;

const mayNotWrite = 'I may not write there.';
const noPerson = 'That person has no account there any more.';
const noWorkspace = 'I am not let into that workspace any more.';

/**
 * Errors after which the conversation is closed to the bot for good, each with plain words for people.
 * docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const gone: ReadonlyMap<string | undefined, string> = new Map([
  ['channel_not_found', 'The channel is gone, or I am not a member there.'],
  ['is_archived', 'The channel is archived.'],
  ['not_in_channel', 'I am not a member there.'],
  ['user_not_found', noPerson],
  ['user_disabled', noPerson],
  ['cannot_dm_bot', 'Apps cannot be written to.'],
  ['messages_tab_disabled', 'Direct messages to me are switched off.'],
  ['no_permission', mayNotWrite],
  ['restricted_action', mayNotWrite],
  ['restricted_action_thread_only_channel', mayNotWrite],
  ['restricted_action_read_only_channel', mayNotWrite],
  ['team_not_found', noWorkspace],
  ['org_login_required', noWorkspace]
]);

/** Errors after which Slack never accepts this token again. docs.slack.dev/reference/methods/auth.test#errors */
const deadToken = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'user_removed_from_team',
  'team_disabled'
]);

/** Errors after which part of the call may have worked, as Slack says. Same page, and its general errors. */
const unknown = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

/** Errors about the blocks, not the message: the same may be accepted in a plainer form. */
const refusedBlocks = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'block_mismatch']);

const slowDown: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** Returns Slack's error code, or undefined when it never answered. */
export function slackErrorName(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/** Returns true where the token is at fault, not the request. */
export function refusesToken(error: unknown): boolean {
  return deadToken.has(slackErrorName(error) ?? '');
}

/** Returns true where a plainer form of the same blocks may be accepted. */
export function refusesBlocks(error: unknown): boolean {
  return refusedBlocks.has(slackErrorName(error) ?? '');
}

/**
 * Returns true where Slack limits the rate. A 429 whose Retry-After cannot be read comes out of the SDK as a plain
 * Error.
 */
export function asksToWait(error: unknown): boolean {
  if (error instanceof WebAPIRateLimitedError || slowDown.has(slackErrorName(error) ?? '')) return true;
  return error instanceof Error && /^Retry header did not contain/.test(error.message);
}

/**
 * Returns the wait that Slack asks for, in milliseconds; undefined where it asks for none.
 *
 * @param unsaidMs the wait where Slack names no time
 */
export function waitAsked(error: unknown, unsaidMs = defaultWaitMs): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  return asksToWait(error) ? unsaidMs : undefined;
}

/** Returns true where it is unknown whether Slack carried out the call. */
export function isUnknown(error: unknown): boolean {
  if (error instanceof WebAPIHTTPError) return error.statusCode >= 500;
  if (error instanceof WebAPIRequestError) return !neverSent(error.original);
  return unknown.has(slackErrorName(error) ?? '');
}

/**
 * Converts an error of the SDK to one of the core's; one after which nothing can have arrived stays as it is, without
 * its payload.
 */
export function coreError(error: unknown): Error {
  const wait = waitAsked(error);
  if (wait !== undefined) return new RetryLaterError(`Slack asks to wait ${wait / 1000} s.`, wait, { cause: error });
  const name = slackErrorName(error);
  const why = gone.get(name);
  if (name && why) {
    const advice = adviceFor[name];
    return new ConversationGoneError(why, { cause: error, refusal: name, ...(advice && { advice }) });
  }
  if (isUnknown(error)) return new UnknownOutcomeError('Slack gave no clear answer.', { cause: error });
  const reason = name ?? (error instanceof Error ? error.message : 'no reason given');
  return new Error(`Slack did not take the message: ${reason}.`, { cause: error });
}

/** Advice to a person where the bot may not post. For a conversation of two people Slack says `channel_not_found`. */
const adviceFor: Readonly<Record<string, string>> = {
  not_in_channel: 'Write `/invite @spread-bot` in this channel first, then the same again.',
  channel_not_found:
    'Write `/invite @spread-bot` in this channel first, then the same again. In a conversation of two people I cannot be added; write to me directly.'
};

const neverSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT'
]);

/** Returns true where the connection was never opened, so nothing can have arrived. */
function neverSent(error: Error): boolean {
  const { code } = (error.cause ?? error) as { code?: unknown };
  return neverSentCodes.has(String(code));
}
