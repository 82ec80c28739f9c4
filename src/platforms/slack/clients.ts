import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { SdkLogger } from './sdk-logger.ts';

/**
 * Settings for every client. The SDK's own retries are off: after a lost answer they would post twice. A 429 is handed to
 * us, so that one slow channel does not hold up the others.
 *
 * @param timeout for one call, in milliseconds
 */
export function clientOptions(apiUrl: string | undefined, logger: SdkLogger, timeout: number): WebClientOptions {
  return {
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    ...(apiUrl && { slackApiUrl: apiUrl })
  };
}

/** fetch with a time limit in milliseconds, which Bolt's `respond` has not. */
export function timely(timeout: number): typeof fetch {
  return (url, init) => fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(timeout) });
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
