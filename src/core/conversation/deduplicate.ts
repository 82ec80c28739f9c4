import { createBoundedMap } from '../model/bounded-map.ts';
import type { HandledStore } from '../model/store.ts';

/** Ensures that each message is handled once; within this process also while the store is unavailable. */
export interface Deduplication {
  /** Claims a message; returns true for exactly one caller, which then handles it. */
  claim(key: string, now: number): Promise<boolean>;
  /** Marks a message as handled once `sent` has settled; never rejects. */
  settle(key: string, now: number, sent?: Promise<unknown>): Promise<void>;
  /** Renews the claims of this process on messages it is still answering; never rejects. */
  renew(now: number): Promise<void>;
}

/**
 * Time after which an unsettled claim without renewal expires, in milliseconds: its holder is assumed dead, and the
 * platform's next delivery is answered. A live holder renews its claims every {@link renewMs}.
 */
const claimMs = 5_000;
/** Interval between calls of {@link Deduplication.renew}, in milliseconds. */
export const renewMs = 2_000;
/** Number of messages that this process remembers while the store is unavailable. */
const spareMemory = 5_000;

/** Creates the deduplication over a store of claims. */
export function createDeduplication(
  store: Pick<HandledStore, 'claim' | 'renew' | 'settle'>,
  withFallback: WithFallback
): Deduplication {
  const here = createBoundedMap<string, true>(spareMemory);
  const open = new Set<string>();
  return {
    async claim(key, now) {
      if (here.has(key)) return false;
      here.set(key, true);
      const won = await withFallback('store.claim', () => store.claim(key, now, claimMs), true);
      if (won) open.add(key);
      // The holder may die: then the message is claimed once more, perhaps by this process.
      else here.delete(key);
      return won;
    },
    async settle(key, now, sent = Promise.resolve()) {
      await sent.catch(() => undefined);
      await withFallback('store.settle', () => store.settle(key, now), undefined);
      open.delete(key);
    },
    async renew(now) {
      if (open.size > 0) await withFallback('store.renew', () => store.renew([...open], now), undefined);
    }
  };
}

/** Runs an operation of the store; on failure reports it and returns `otherwise`. */
export type WithFallback = <T>(what: string, work: () => Promise<T>, otherwise: T) => Promise<T>;

/**
 * Creates the function that allows answers while the database is unavailable.
 *
 * @param failed called with every failure
 */
export function createWithFallback(failed: (what: string, error: unknown) => void): WithFallback {
  return async (what, work, otherwise) => {
    try {
      return await work();
    } catch (error) {
      failed(what, error);
      return otherwise;
    }
  };
}
