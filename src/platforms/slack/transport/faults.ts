import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { errorCodes, type NextStep } from './error-codes.ts';

/** Wait where Slack limits the rate without naming a time, in milliseconds. */
const defaultWaitMs = 30_000;

/** Matches an error code of Slack's. In place of one the SDK gives the whole page with which a proxy answered. */
const code = /^[a-z][a-z0-9_]{1,99}$/i;

/** Returns Slack's error code, or undefined when it never answered, or something else did. */
export function slackErrorName(error: unknown): string | undefined {
  const name: unknown = error instanceof WebAPIPlatformError ? error.data.error : undefined;
  return typeof name === 'string' && code.test(name) ? name : undefined;
}

/** Returns the next step after Slack's error code; undefined for one that is not listed, and where Slack gave none. */
function stepAfter(error: unknown): NextStep | undefined {
  return errorCodes[slackErrorName(error) ?? '']?.step;
}

/** Returns true where the token is at fault, not the request. */
export function refusesToken(error: unknown): boolean {
  return stepAfter(error) === 'no-token' || slackErrorName(error) === 'missing_scope';
}

/** Returns true where a plainer form of the same blocks may be accepted: nothing was posted. */
export function refusesBlocks(error: unknown): boolean {
  return stepAfter(error) === 'plainer';
}

/**
 * Returns true where Slack limits the rate. A 429 whose Retry-After cannot be read comes out of the SDK as a plain
 * Error.
 */
export function asksToWait(error: unknown): boolean {
  if (error instanceof WebAPIRateLimitedError || stepAfter(error) === 'wait') return true;
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
  if (slackErrorName(error) === undefined) return error instanceof WebAPIPlatformError;
  return stepAfter(error) === 'again';
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
