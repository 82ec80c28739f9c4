import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One inbound request: over HTTP, or an envelope on Slack's socket. */
export interface InboundRequest {
  /** Stands on every line logged in its course, and in the card of a fault. Made by us: it tells nothing of a person. */
  id: string;
  /** When it came, by the clock of `performance`, in milliseconds. */
  since: number;
}

const requests = new AsyncLocalStorage<InboundRequest>();

/** Runs all work that one request causes, also after its acknowledgement, under a new id. */
export function beginRequest<T>(work: (request: InboundRequest) => T): T {
  const request = { id: randomUUID().slice(0, 8), since: performance.now() };
  return requests.run(request, () => work(request));
}

/** Returns the request that is being worked on; undefined for what the program does by itself. */
export const currentRequest = (): InboundRequest | undefined => requests.getStore();
