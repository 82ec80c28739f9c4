import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { CodedError } from '../../../core/model/errors.ts';
import { dayMs } from '../../../core/time/calendar.ts';

/**
 * Thrown for a request that did not come from Teams, or not for this bot. `message` says which check failed, never the
 * token.
 */
export class UnauthorizedError extends CodedError {
  readonly code = 'UNAUTHORIZED';
}

/** Thrown where Microsoft's signing keys cannot be fetched, so that no token can be checked. */
export class KeysUnavailableError extends CodedError {
  readonly code = 'KEYS_UNAVAILABLE';
}

export interface Key {
  key: KeyObject;
  endorsements: readonly string[];
}

/**
 * Time after which keys are fetched again, in milliseconds: once a day, as Microsoft asks; old ones are used for at most
 * a week while new ones cannot be fetched.
 */
const freshMs = dayMs;
const usableMs = 7 * dayMs;
/** Interval of fetches for unknown key ids, in milliseconds: a flood of forged tokens must not cause one each. */
const againMs = 5 * 60_000;
/** Wait after a failed fetch, in milliseconds. */
const backOffMs = 60_000;
const fetchMs = 5_000;

const metadata = z.object({ jwks_uri: z.url() });
const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).optional() }))
});

export interface Keys {
  /** Returns a key; rejects with UnauthorizedError for an unknown id, and with KeysUnavailableError without any keys. */
  find(kid: string): Promise<Key>;
  /** Fetches keys that are more than a day old; rejects with KeysUnavailableError where there are none to use. */
  load(): Promise<void>;
}

/**
 * Creates the look-up of Microsoft's signing keys by their id. Expired keys are used while new ones are fetched in the
 * background, so that no request waits for a hanging endpoint; a failed fetch is not repeated for a minute. A time that is
 * ahead of the clock, which was set back, counts as one that is as far behind it.
 */
export function createKeys({ metadataUrl, now }: { metadataUrl: string; now: () => number }): Keys {
  let keys = new Map<string, Key>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;

  const refresh = async (waitMs = backOffMs): Promise<void> => {
    const startedAt = now();
    if (!fetching && Math.abs(startedAt - failedAt) < waitMs) return;
    fetching ??= fetchKeys(metadataUrl)
      .then((found) => {
        keys = found;
        fetchedAt = startedAt;
      })
      .catch(() => {
        failedAt = now();
      })
      .finally(() => {
        fetching = undefined;
      });
    await fetching;
  };

  return {
    async find(kid) {
      const age = Math.abs(now() - fetchedAt);
      if (age > usableMs) await refresh();
      else if (!keys.has(kid) && age > againMs) await refresh();
      else if (age > freshMs) void refresh();
      if (Math.abs(now() - fetchedAt) > usableMs) throw new KeysUnavailableError(unavailable);
      const key = keys.get(kid);
      if (!key) throw new UnauthorizedError('the signing key is unknown');
      return key;
    },
    async load() {
      if (Math.abs(now() - fetchedAt) > freshMs) await refresh(0);
      if (Math.abs(now() - fetchedAt) > usableMs) throw new KeysUnavailableError(unavailable);
    }
  };
}

const unavailable = 'the signing keys of Microsoft cannot be read';

async function fetchKeys(metadataUrl: string): Promise<Map<string, Key>> {
  const { jwks_uri } = metadata.parse(await fetchJson(metadataUrl));
  const { keys } = keySet.parse(await fetchJson(jwks_uri));
  const rsa = keys.filter(({ kty }) => kty === 'RSA');
  return new Map(
    rsa.map(({ kid, endorsements = [], ...jwk }) => [
      kid,
      { key: createPublicKey({ key: jwk, format: 'jwk' }), endorsements }
    ])
  );
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
