import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/** Wait where Slack limits the rate without naming a time, in milliseconds. */
const defaultWaitMs = 30_000;

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

/** Matches an error code of Slack's. In place of one the SDK gives the whole page with which a proxy answered. */
const code = /^[a-z][a-z0-9_]{1,99}$/i;

/** Returns Slack's error code, or undefined when it never answered, or something else did. */
export function slackErrorName(error: unknown): string | undefined {
  const name: unknown = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  return typeof name === 'string' && code.test(name) ? name : undefined;
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
  const name = slackErrorName(error);
  return name === undefined ? error instanceof WebAPIPlatformError : unknown.has(name);
}

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
