import { createBoundedMap } from '../model/bounded-map.ts';
import type { HandledStore } from '../model/store.ts';
import type { WithFallback } from './with-fallback.ts';

/** Makes sure that each message is handled once; by this process also while the store is away. */
export interface Deduplication {
  /** Returns true for the one caller that is to handle the message. */
  claim(key: string, now: number): Promise<boolean>;
  /** Marks it as handled once `sent` has settled; never rejects. */
  settle(key: string, now: number, sent?: Promise<unknown>): Promise<void>;
  /** Renews the claims of this process on messages it is still answering; never rejects. */
  renew(now: number): Promise<void>;
}

/**
 * How long a claim lasts that is neither settled nor renewed, in milliseconds: its holder counts as dead then, and the
 * platform's next delivery is answered. A live holder renews its claims every {@link renewMs}.
 */
const claimMs = 5_000;
/** How often {@link Deduplication.renew} is to be called, in milliseconds. */
export const renewMs = 2_000;
/** How many messages are remembered by this process, for when the store is away. */
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
      // Its holder may die: then it is claimed once more, perhaps by this process.
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
