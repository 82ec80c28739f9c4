import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { comparableUrl } from './service-url.ts';
import { type Keys, UnauthorizedError } from './signing-keys.ts';

/** Address of the Bot Connector's keys, and the issuer of its tokens (bot-docs, connector authentication, step 2). */
export const connectorKeys = {
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com'
};

interface TokenOptions {
  /** Application id that the token must be issued for. */
  appId: string;
  keys: Pick<Keys, 'find'>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Values that the token's claims must match. */
interface Claimed {
  channelId: string;
  serviceUrl: string;
}

type Claims = jwt.JwtPayload & { exp: number };

const clockToleranceSeconds = 300;
/**
 * Creates the check of inbound tokens: the seven rules of "Authenticate requests from the Connector service to your bot"
 * (bot-docs, bot-framework-rest-connector-authentication.md). The SDKs check less: that of the Agents ignores
 * endorsements and accepts further issuers, and that of the Bot Framework prints keys to the console when it refuses.
 *
 * @returns a function that resolves for a good token; rejects with UnauthorizedError or KeysUnavailableError
 */
export function createTokenCheck({ appId, keys, now }: TokenOptions) {
  return async (authorization: string | undefined, { channelId, serviceUrl }: Claimed): Promise<void> => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw new UnauthorizedError(authorization ? 'there is no bearer token' : 'there is no token');
    const { key, endorsements } = await keys.find(signedWith(token));
    const claims = verified(token, key, appId, now());
    if (!endorsements.includes(channelId)) throw new UnauthorizedError('the signing key is not for this channel');
    const claimed = comparableUrl(claims.serviceurl ?? claims.serviceUrl);
    if (!serviceUrl || claimed !== comparableUrl(serviceUrl)) {
      throw new UnauthorizedError('the token is for another service URL');
    }
  };
}

/** Returns the id of the key that a token names as its signing key. */
function signedWith(token: string): string {
  const header = decode(token)?.header;
  if (header?.alg !== 'RS256') throw new UnauthorizedError('the signature is not RS256');
  if (typeof header.kid !== 'string') throw new UnauthorizedError('the token names no signing key');
  return header.kid;
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
