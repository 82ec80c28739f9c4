import type { HandledStore } from '../model/store.ts';
import type { WithFallback } from './with-fallback.ts';

/** Sees to it that each message is handled once, by this process also while the store is away. */
export interface Deduplication {
  /** True for whoever is to handle the message. */
  claim(key: string, now: number): Promise<boolean>;
  /** Marks it as done, once what was said has arrived; never rejects. */
  settle(key: string, now: number, said?: Promise<unknown>): Promise<void>;
}

/**
 * A claim not settled within this time died with its process; the platform's next delivery is answered. With fifteen seconds,
 * which would cover the slowest saying of an answer, Teams' repeats after a kill met the claim and got no answer.
 */
const claimMs = 5_000;
/** How many deliveries are remembered while the store is away. */
const spareMemory = 5_000;

export function createDeduplication(
  store: Pick<HandledStore, 'claim' | 'settle'>,
  withFallback: WithFallback
): Deduplication {
  const here = new Set<string>();
  return {
    async claim(key, now) {
      if (here.has(key)) return false;
      here.add(key);
      for (const oldest of here) {
        if (here.size <= spareMemory) break;
        here.delete(oldest);
      }
      const mine = await withFallback('store.claim', () => store.claim(key, now, claimMs), true);
      // whoever has it may die: then it is claimed once more, maybe by this process
      if (!mine) here.delete(key);
      return mine;
    },
    async settle(key, now, said = Promise.resolve()) {
      await said.catch(() => undefined);
      await withFallback('store.settle', () => store.settle(key, now), undefined);
    }
  };
}
