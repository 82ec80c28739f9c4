import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyStore } from '../core/model/store.ts';
import { dayMs } from '../core/time/calendar.ts';

/**
 * Lifetime of a key, in milliseconds: 30 days, long enough to change a vote, short enough to prevent long-term
 * tracking.
 */
const keyMs = 30 * dayMs;

/** Turns a person's id into a name that cannot be traced back to a person. */
const nameOf = (key: Uint8Array, personId: string): string =>
  createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22);

/**
 * Creates names for counting requests of one person to this process. The key lives in memory only and changes every 30
 * days.
 */
export function createPseudonym(): (personId: string, now: number) => string {
  let key = randomBytes(32);
  let made = Number.NEGATIVE_INFINITY;
  return (personId, now) => {
    if (now - made > keyMs) {
      key = randomBytes(32);
      made = now;
    }
    return nameOf(key, personId);
  };
}

/** Returns the number of the key in use at a moment: the same in every replica. */
export function keyPeriod(now: number): number {
  return Math.floor(now / keyMs);
}

/**
 * Creates names that distinguish people within one shared assessment, for as long as it lasts. The key is made of a
 * random half that is stored with it, and of the secrets of the configuration, which are never in the store.
 */
export function createRoundNames(secrets: readonly string[]) {
  const secret = secrets.join('\n');
  return {
    newKey: (): string => randomBytes(32).toString('base64url'),
    nameOf: (half: string, personId: string): string =>
      nameOf(new Uint8Array(hkdfSync('sha256', half, secret, 'spread-bot/rounds', 32)), personId)
  };
}

/**
 * Creates keyed hashes under which a person's own data is found again, the same in every replica and after a restart. The
 * key is made of the secrets of the configuration, which are never in the store.
 */
export function createOwnerNames(secrets: readonly string[]): (personId: string) => string {
  const key = new Uint8Array(hkdfSync('sha256', secrets.join('\n'), '', 'spread-bot/owners', 32));
  return (personId) => nameOf(key, personId);
}

interface VoterNamesParts {
  keys: KeyStore;
  /** Secrets that are the same in every replica; without them names cannot be derived from the store alone. */
  secrets: readonly string[];
  /** Called when the store could not be reached. */
  onFailure: (what: string, error: unknown) => void;
}

/**
 * Creates names for counting one vote a person, the same in every replica and after a restart. The key is made of two
 * halves: a random one in the store, created on first use and deleted after its 30 days, and the secrets of the
 * configuration, which are never in the store. While the store is unavailable a half in memory is used.
 */
export function createVoterNames({ keys, secrets, onFailure }: VoterNamesParts) {
  const secret = secrets.join('\n');
  const spare = randomBytes(32).toString('base64url');
  let current: { period: number; key: Uint8Array } | undefined;

  const keyOf = (half: string): Uint8Array => new Uint8Array(hkdfSync('sha256', half, secret, 'spread-bot/voters', 32));

  return async (personId: string, now: number): Promise<string> => {
    const period = keyPeriod(now);
    if (current?.period !== period) {
      try {
        current = { period, key: keyOf(await keys.keep(period, randomBytes(32).toString('base64url'))) };
        await keys.destroy(period);
      } catch (error) {
        onFailure('store.voterKeys', error);
      }
    }
    return nameOf(current?.period === period ? current.key : keyOf(spare), personId);
  };
}
