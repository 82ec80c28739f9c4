import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One thing that came in: a request, or an envelope on Slack's socket. */
export interface Delivery {
  /** Stands on every line logged in its course, and in the card of a fault. Made by us: it tells nothing of a person. */
  id: string;
  /** When it came, by the clock of `performance`, in milliseconds. */
  since: number;
}

const deliveries = new AsyncLocalStorage<Delivery>();

/** Runs everything that comes of one delivery, also what goes on after the acknowledgement, under a new id. */
export function beginRequest<T>(work: (delivery: Delivery) => T): T {
  const delivery = { id: randomUUID().slice(0, 8), since: performance.now() };
  return deliveries.run(delivery, () => work(delivery));
}

/** The delivery that is being worked on; undefined for what the program does of its own accord. */
export const currentRequest = (): Delivery | undefined => deliveries.getStore();
