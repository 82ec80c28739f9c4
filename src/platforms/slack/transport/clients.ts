import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { request } from 'undici';
import { memoize } from '../../../core/model/bounded-map.ts';
import { hideSecrets, type Logger } from '../../../observability/logger.ts';
import { type CallResult, noPlatformMetrics, type PlatformMetrics } from '../../../observability/platform-metrics.ts';

/** Settings of every client; `fetch` is for calls to Slack outside the clients. */
export type ClientOptions = WebClientOptions & { fetch: typeof fetch };

/** Called with Slack's answer to a call with a token: its error code, or undefined where the call succeeded. */
export type TokenAnswered = (token: string, error: string | undefined) => void;

/**
 * Returns the settings of every client. The SDK's own retries are off: after a lost answer they would post twice. A 429
 * is handed to us, so that one slow channel does not hold up the others.
 *
 * @param timeout for one call, in milliseconds; Bolt's `respond` has none of its own
 */
export function clientOptions(
  apiUrl: string | undefined,
  logger: SdkLogger,
  timeout: number,
  watch: PlatformMetrics = noPlatformMetrics,
  answered: TokenAnswered = () => {}
): ClientOptions {
  return {
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    fetch: watched(timeout, watch, answered),
    ...(apiUrl && { slackApiUrl: apiUrl })
  };
}

/** Returns fetch with a time limit in milliseconds, which reports each call by its method and result. */
function watched(timeout: number, watch: PlatformMetrics, answered: TokenAnswered): typeof fetch {
  return async (url, init) => {
    const call = () => fetchWhole(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeout) });
    // Addresses that come with a press have no method, and hold secrets.
    const method = /\/api\/([a-z]+(?:\.[a-zA-Z]+)+)$/.exec(String(url))?.[1] ?? 'response_url';
    const response = await watch.call(method, call, resultOf);
    const token = /^Bearer (.+)$/.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1];
    if (token && response.ok) answered(token, errorCode.exec(response.whole)?.[1]);
    return response as unknown as Response;
  };
}

/** Finds Slack's error code in the body of an answer; there is none where the call succeeded. */
const errorCode = /^\s*\{\s*"ok"\s*:\s*false\s*,\s*"error"\s*:\s*"([a-z_]+)"/;

/** Returns the result of a call; Slack names refusals in the body of a 200. */
function resultOf(end: { value: WholeResponse } | { error: unknown }): CallResult {
  if ('error' in end) return 'silent';
  const { status, whole } = end.value;
  if (status === 429) return 'limited';
  if (status >= 500) return 'failed';
  return status >= 400 || /^\s*\{\s*"ok"\s*:\s*false/.test(whole) ? 'refused' : 'ok';
}

/** Maximum number of tokens with a cached client. */
const kept = 500;

/** Creates one client a token; for tips, apart from the clients of answers, so that neither waits for the other. */
export function createClients(options: WebClientOptions): (token: string) => WebClient {
  return memoize((token) => new WebClient(token, { ...options }), kept);
}

export type SdkLogger = BoltLogger;

/**
 * Creates the SDK's logger over ours. Its debug lines hold payloads and are dropped; of the others the first 200
 * characters are kept, without secrets.
 */
export function createSdkLogger(logger: Logger): SdkLogger {
  const textOf = (parts: readonly unknown[]): string =>
    hideSecrets(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')).slice(0, 200);
  return {
    debug: () => {},
    info: (...parts) => logger.debug('slack.sdk', { said: textOf(parts) }),
    warn: (...parts) => logger.debug('slack.sdk.warning', { said: textOf(parts) }),
    error: (...parts) => logger.warn('slack.sdk.error', { said: textOf(parts) }),
    setLevel: () => {},
    getLevel: () => 'info' as LogLevel,
    setName: () => {}
  };
}

/** Parts of an answer that Slack's SDK and this folder read. */
export type WholeResponse = Pick<Response, 'status' | 'statusText' | 'ok' | 'url' | 'headers' | 'text' | 'json'> & {
  /** The whole body as text. */
  whole: string;
};

/**
 * Replaces `fetch` for calls to Slack: short texts both ways, no redirects. It takes a third of the CPU time of
 * `fetch`, which sends every byte through web streams. It uses the outbound connection of the process, a proxy
 * included.
 */
export async function fetchWhole(url: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<WholeResponse> {
  const { method = 'GET', headers, body, signal } = init;
  const answer = await request(String(url), {
    method,
    headers: headers as Record<string, string>,
    body: body as string,
    signal
  });
  const { statusCode: status, statusText } = answer;
  const whole = await answer.body.text();
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    url: String(url),
    whole,
    headers: new Headers(answer.headers as Record<string, string>),
    text: async () => whole,
    json: async () => JSON.parse(whole)
  };
}
