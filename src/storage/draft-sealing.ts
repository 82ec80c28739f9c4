import { randomBytes } from 'node:crypto';
import { createSeal, type Seal } from '../config/seal.ts';
import type { Sealing } from '../core/assessments/drafts.ts';
import type { KeyStore } from '../core/model/store.ts';
import { keyPeriod } from './pseudonym.ts';

interface SealingParts {
  /** Secrets of the configuration, the same in every replica, and those that were replaced. */
  secrets: readonly string[];
  previousSecrets: readonly string[];
  keys: KeyStore;
  now: () => number;
}

/**
 * Creates the seal of half-filled forms. Its key is made of the secrets of the configuration. Where the bot runs without
 * any, as on one machine for a trial, it is made of the random half that the store holds for votes: the seal then lasts as
 * long as that, 30 days at most.
 */
export function createDraftSealing({ secrets, previousSecrets, keys, now }: SealingParts): Sealing {
  let made: Promise<Seal> | undefined;
  const seal = (): Promise<Seal> => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
  const make = async (): Promise<Seal> => {
    const [secret = await keys.keep(keyPeriod(now()), randomBytes(32).toString('base64url'))] = secrets;
    return createSeal(secret, 'spread-bot/drafts', [...secrets.slice(1), ...previousSecrets]);
  };
  return {
    close: async (plain, label) => (await seal()).close(plain, label),
    open: async (sealed, label) => (await seal()).open(sealed, label)
  };
}
