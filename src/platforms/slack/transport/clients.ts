import { WebClient, type WebClientOptions } from '@slack/web-api';
import { type CallResult, noPlatformMetrics, type PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { fetchWhole, type WholeResponse } from './fetch-whole.ts';
import type { SdkLogger } from './sdk-logger.ts';

/** What every client is made with; `fetch` is for whatever calls Slack beside the clients. */
export type ClientOptions = WebClientOptions & { fetch: typeof fetch };

/**
 * Settings for every client. The SDK's own retries are off: after a lost answer they would post twice. A 429 is handed to
 * us, so that one slow channel does not hold up the others.
 *
 * @param timeout for one call, in milliseconds; Bolt's `respond` has none of its own
 */
export function clientOptions(
  apiUrl: string | undefined,
  logger: SdkLogger,
  timeout: number,
  watch: PlatformMetrics = noPlatformMetrics
): ClientOptions {
  return {
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    fetch: watched(timeout, watch),
    ...(apiUrl && { slackApiUrl: apiUrl })
  };
}

/** fetch with a time limit in milliseconds, and each call told by its method and result. */
function watched(timeout: number, watch: PlatformMetrics): typeof fetch {
  return async (url, init) => {
    const call = () => fetchWhole(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeout) });
    return (await watch.call(methodOf(String(url)), call, resultOf)) as unknown as Response;
  };
}

/** `chat.postMessage`; `response_url` for the addresses that come with a press, which hold secrets. */
function methodOf(url: string): string {
  return /\/api\/([a-z]+(?:\.[a-zA-Z]+)+)$/.exec(url)?.[1] ?? 'response_url';
}

/** Slack names what it refuses in the body of a 200. */
function resultOf(end: { value: WholeResponse } | { error: unknown }): CallResult {
  if ('error' in end) return 'silent';
  const { status, whole } = end.value;
  if (status === 429) return 'limited';
  if (status >= 500) return 'failed';
  return status >= 400 || /^\s*\{\s*"ok"\s*:\s*false/.test(whole) ? 'refused' : 'ok';
}

/** How many tokens a client is kept for. */
const kept = 500;

/** One client a token; for tips, apart from the clients of answers, so that neither waits for the other. */
export function createClients(options: WebClientOptions): (token: string) => WebClient {
  const clients = new Map<string, WebClient>();
  return (token) => {
    const client = clients.get(token) ?? new WebClient(token, { ...options });
    clients.delete(token);
    clients.set(token, client);
    for (const oldest of clients.keys()) {
      if (clients.size <= kept) break;
      clients.delete(oldest);
    }
    return client;
  };
}
