import { createBoundedMap } from '../model/bounded-map.ts';

/** Rate of use: `burst` times at once, and `perMinute` over time. */
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
   * @returns false when the bucket is empty; nothing is taken then
   */
  take(key: string, now: number): boolean;
  /** Number of keys remembered at this moment. */
  readonly size: number;
}

/**
 * Creates token buckets, each full at first.
 *
 * @param most maximum number of keys; above it the least recently used one is removed, and starts full when used again
 */
export function createBuckets({ perMinute, burst }: Rate, most: number): Buckets {
  const buckets = createBoundedMap<string, { tokens: number; at: number }>(most);
  return {
    take(key, now) {
      const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now };
      // A clock set back neither fills nor empties a bucket.
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
