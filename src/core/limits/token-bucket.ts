import { createBoundedMap } from '../model/bounded-map.ts';

/** How fast something may be used: at once as often as `burst`, and `perMinute` over time. */
export interface Rate {
  perMinute: number;
  burst: number;
}

/** Token buckets by key. */
export interface Buckets {
  /**
   * Takes one token.
   *
   * @param now milliseconds since 1970
   * @returns false when there is none; nothing is taken then
   */
  take(key: string, now: number): boolean;
  /** Keys that are remembered at this moment. */
  readonly size: number;
}

/**
 * Makes token buckets, each full at first.
 *
 * @param most keys that are remembered; over it the one not used for longest is forgotten, and is full when it comes again
 */
export function createBuckets({ perMinute, burst }: Rate, most: number): Buckets {
  const buckets = createBoundedMap<string, { tokens: number; at: number }>(most);
  return {
    take(key, now) {
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
      // A clock that was put back neither fills nor empties a bucket.
      const filled = Math.min(burst, tokens + (Math.max(0, now - at) / 60_000) * perMinute);
      const taken = filled >= 1;
      buckets.set(key, { tokens: taken ? filled - 1 : filled, at: now });
      return taken;
    },
    get size() {
      return buckets.size;
    }
  };
}
