import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../../../core/model/errors.ts';
import { ConnectorError } from './sdk.ts';

interface Seen {
  /** False where the fault came before the call to the connector, as in requesting an access token. */
  fromConnector: boolean;
  status?: number;
  /** Node's code of a broken connection. */
  systemCode?: string;
  body?: unknown;
  retryAfter?: string | null | undefined;
}

/** Codes of connections that were never opened, so that nothing can have arrived. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'CERT_HAS_EXPIRED'
]);

/**
 * Waits in milliseconds where no Retry-After is given: for a busy connector, and for credentials that a person has to
 * fix.
 */
const busyMs = 30_000;
const credentialsMs = 5 * 60_000;
const waitMaxMs = 60 * 60_000;

/** Converts an SDK's fault in calling the Bot Connector to one kind of error. */
export function connectorFault(
  cause: unknown,
  { fromConnector, status, systemCode, body, retryAfter }: Seen
): ConnectorError {
  const code = codeOf(body) ?? (status === undefined ? systemCode : undefined);
  const unsent = !fromConnector || (status === undefined && neverConnected.has(systemCode ?? ''));
  const details = {
    unsent,
    ...(status !== undefined && { status }),
    ...(code && { code }),
    ...(retryAfter && { retryAfter })
  };
  let what = `no access token for the Bot Connector: ${firstLine(cause)}`;
  if (fromConnector) what = `the Bot Connector gave no answer${systemCode ? ` (${systemCode})` : ''}`;
  if (status) what = `the Bot Connector answered ${status}${code ? ` ${code}` : ''}`;
  return new ConnectorError(what, details, { cause });
}

/** Plain words for the refusals of a closed conversation (msteams-docs, conversation-messages.md). */
const goneBy: Readonly<Record<string, string>> = {
  BotDisabledByAdmin: 'An administrator has switched me off in Teams.',
  ConversationBlockedByUser: 'Somebody has blocked me there.',
  ConversationNotFound: 'That conversation does not exist any more.',
  MessageWritesBlocked: 'Somebody has blocked me there.'
};
const notLetIn = 'I am not a member there any more, or may not write there.';

/**
 * Returns the error of the core for a fault in sending a proactive message (msteams-docs, rate-limit.md and
 * send-proactive-messages.md).
 * Refused (429, 412, 401, or never sent): try again later. Blocked, removed or unknown conversation (403, 404): gone. A
 * server error or no answer: unknown whether it arrived. Anything else (400, 413) is an internal error.
 *
 * @param now milliseconds since 1970
 */
export function outcomeOf(error: unknown, now: number): Error {
  if (!(error instanceof ConnectorError)) return error instanceof Error ? error : new Error(String(error));
  const { status, message } = error;
  const because = { cause: error };
  if (status === 429 || status === 412) return new RetryLaterError(message, waitMs(error.retryAfter, now), because);
  if (status === 401 || (status === undefined && error.unsent))
    return new RetryLaterError(message, credentialsMs, because);
  if (status === 403 || status === 404) {
    const refusal = `${status}${error.faultCode ? ` ${error.faultCode}` : ''}`;
    return new ConversationGoneError(goneBy[error.faultCode ?? ''] ?? notLetIn, { ...because, refusal });
  }
  if (status === undefined || status >= 500) return new UnknownOutcomeError(message, because);
  return error;
}

/** Returns `Retry-After` in milliseconds: seconds or a date, within an hour; half a minute where it cannot be read. */
export function waitMs(retryAfter: string | undefined, now: number): number {
  if (!retryAfter) return busyMs;
  const seconds = Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 1000), waitMaxMs) : busyMs;
}

/**
 * Returns the wait that a refusal asks for, in milliseconds.
 *
 * @param unsaidMs the wait where it names none
 */
export function askedWait({ retryAfter }: ConnectorError, unsaidMs: number, now: number): number {
  return retryAfter ? waitMs(retryAfter, now) : unsaidMs;
}

/** Returns the connector's code, from `error.code`, `code`, or the `subCode` of a JSON text inside `message`. */
function codeOf(body: unknown): string | undefined {
  const text = typeof body === 'string' ? body : (JSON.stringify(body ?? '') ?? '');
  return /\\*"(?:subCode|code)\\*":\s*\\*"([A-Za-z0-9_]{1,80})\\*"/.exec(text)?.[1];
}

/** Returns the first line only: Microsoft's sign-in errors begin with their number and end with ids of the request. */
function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split(/[\r\n]/)[0]!.slice(0, 300);
}
