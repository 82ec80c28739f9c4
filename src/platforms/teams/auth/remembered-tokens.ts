import { createHash } from 'node:crypto';
import { createBoundedMap } from '../../../core/model/bounded-map.ts';

/** Cache of verified values with an expiry time. */
export interface Remembered<T> {
  /** @returns undefined for what is not remembered, or no longer */
  recall(secret: string, now: number): T | undefined;
  /** @param until the moment from which it is not recalled, by the same clock as `now` */
  remember(secret: string, value: T, until: number): void;
}

/**
 * Creates a cache of values by a secret that must not be kept, such as a token: only its SHA-256 is stored.
 *
 * @param most maximum number of entries; the oldest is dropped first
 */
export function createRemembered<T>(most = 100): Remembered<T> {
  const kept = createBoundedMap<string, { value: T; until: number }>(most);
  const nameOf = (secret: string): string => createHash('sha256').update(secret).digest('base64');
  return {
    recall(secret, now) {
      const found = kept.get(nameOf(secret));
      return found && now < found.until ? found.value : undefined;
    },
    remember(secret, value, until) {
      kept.set(nameOf(secret), { value, until });
    }
  };
}
