import { createPublicKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { CodedError } from '../../../core/model/errors.ts';
import { createRemembered } from './remembered-tokens.ts';

/** A request that did not come from Teams, or not for this bot. `message` says which check failed, never the token. */
export class UnauthorizedError extends CodedError {
  override name = 'UnauthorizedError';
  readonly code = 'UNAUTHORIZED';
}

/** Microsoft's signing keys cannot be had now, so nothing can be checked. */
export class KeysUnavailableError extends CodedError {
  override name = 'KeysUnavailableError';
  readonly code = 'KEYS_UNAVAILABLE';
}

/** Where the Bot Connector publishes its keys, and the issuer of its tokens (bot-docs, connector authentication, step 2). */
export const connectorKeys = {
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com'
};

interface TokenOptions {
  /** Application id the token must be meant for. */
  appId: string;
  metadataUrl: string;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What the token must agree with. */
interface Claimed {
  channelId: string;
  serviceUrl: string;
}

interface Key {
  key: KeyObject;
  endorsements: readonly string[];
}

/** A token whose signature and claims were found good, and the key they were found good with. */
interface Good {
  kid: string;
  key: KeyObject;
  claims: Claims;
}

type Claims = jwt.JwtPayload & { exp: number };

const clockToleranceSeconds = 300;
const keysFreshMs = 24 * 60 * 60_000;
/** An unknown key id asks Microsoft again, but a flood of forged tokens must not. */
const keysAgainMs = 5 * 60_000;
const fetchMs = 5_000;
/** Teams sends the same token for an hour: its signature is checked once in so many milliseconds, and at once with a new key. */
export const goodMs = 5 * 60_000;

const metadata = z.object({ jwks_uri: z.url() });
const keySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).optional() }))
});

/**
 * Makes the check of inbound tokens: the seven rules of "Authenticate requests from the Connector service to your bot"
 * (bot-docs, bot-framework-rest-connector-authentication.md), before either SDK sees the request. The SDK of the Bot
 * Framework checks again; its own refusals print keys to the console, so it should never need to refuse.
 *
 * @returns resolves for a good token; rejects with UnauthorizedError or KeysUnavailableError
 */
export function createTokenCheck({ appId, metadataUrl, now }: TokenOptions) {
  let keys = new Map<string, Key>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;
  const good = createRemembered<Good>();

  const refresh = async () => {
    fetching ??= fetchKeys(metadataUrl)
      .then((found) => {
        keys = found;
        fetchedAt = now();
      })
      .finally(() => {
        fetching = undefined;
      });
    await fetching;
  };

  const keyFor = async (kid: string): Promise<Key> => {
    const age = now() - fetchedAt;
    if (age > keysFreshMs || (!keys.has(kid) && age > keysAgainMs)) {
      await refresh().catch((cause: unknown) => {
        if (keys.size === 0) throw new KeysUnavailableError('the signing keys of Microsoft cannot be read', { cause });
      });
    }
    const key = keys.get(kid);
    if (!key) throw new UnauthorizedError('the signing key is unknown');
    return key;
  };

  return async (authorization: string | undefined, { channelId, serviceUrl }: Claimed): Promise<void> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new UnauthorizedError(authorization ? 'there is no bearer token' : 'there is no token');
    const known = good.recall(token, now());
    const kid = known?.kid ?? signedWith(token);
    const { key, endorsements } = await keyFor(kid);
    const claims = known?.key === key ? known.claims : verified(token, key, appId, now());
    if (claims !== known?.claims) {
      const goneAt = (claims.exp + clockToleranceSeconds) * 1000;
      good.remember(token, { kid, key, claims }, Math.min(now() + goodMs, goneAt));
    }
    if (!endorsements.includes(channelId)) throw new UnauthorizedError('the signing key is not for this channel');
    if (!serviceUrl || (claims.serviceurl ?? claims.serviceUrl) !== serviceUrl) {
      throw new UnauthorizedError('the token is for another service URL');
    }
  };
}

/** The id of the key that a token says it is signed with. */
function signedWith(token: string): string {
  const header = decode(token)?.header;
  if (header?.alg !== 'RS256') throw new UnauthorizedError('the signature is not RS256');
  return String(header.kid);
}

function decode(token: string): jwt.Jwt | null {
  try {
    return jwt.decode(token, { complete: true });
  } catch {
    return null;
  }
}

function verified(token: string, key: KeyObject, audience: string, now: number): Claims {
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ['RS256'],
      issuer: connectorKeys.issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      clockTimestamp: Math.floor(now / 1000)
    });
    if (typeof claims === 'string' || typeof claims.exp !== 'number') throw new Error('the token never expires');
    return { ...claims, exp: claims.exp };
  } catch (error) {
    throw new UnauthorizedError(error instanceof Error ? error.message : 'the token cannot be read');
  }
}

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
