import { createHash } from 'node:crypto';
import { createBoundedMap } from '../../../core/model/bounded-map.ts';

/** Remembers what was found good, for some time. */
export interface Remembered<T> {
  /** @returns undefined for what is not remembered, or no longer */
  recall(secret: string, now: number): T | undefined;
  /** @param until the moment from which it is not recalled, by the same clock as `now` */
  remember(secret: string, value: T, until: number): void;
}

/**
 * Remembers values by a secret that must not be kept, such as a token: only its SHA-256 is.
 *
 * @param most that are remembered; the oldest goes first
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
