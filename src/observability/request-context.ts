import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One inbound request: over HTTP, or an envelope on Slack's socket. */
export interface InboundRequest {
  /** Random id that stands on every log line of the request, and in the card of a fault. Holds no personal data. */
  id: string;
  /** Time of arrival by the clock of `performance`, in milliseconds. */
  since: number;
}

const requests = new AsyncLocalStorage<InboundRequest>();

/** Runs all work that one request causes, also after its acknowledgement, under a new id. */
export function beginRequest<T>(work: (request: InboundRequest) => T): T {
  const request = { id: randomUUID().slice(0, 8), since: performance.now() };
  return requests.run(request, () => work(request));
}

/** Returns the current request; undefined for work that no request caused. */
export const currentRequest = (): InboundRequest | undefined => requests.getStore();
