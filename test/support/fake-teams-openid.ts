import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

/** One pair for the whole process: making it takes a tenth of a second. */
const connectorPair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangerPair = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface FakeOpenId {
  metadataUrl: string;
  /** Number of reads of the keys. */
  readonly reads: number;
  /** Number of requests, faults included. */
  readonly asked: number;
  /** Leaves requests unanswered from now on, or answers again. */
  hang(hanging: boolean): void;
  /** Makes a token as the Bot Connector does; `claims` and `how` change what is to be wrong with it. */
  token(claims: Record<string, unknown>, how?: TokenMake): string;
  /** Answers with a fault from now on, or again with the keys. */
  breakDown(broken: boolean): void;
  /** Publishes the key of this id no more; with `other`, another one under the same id. */
  withdraw(kid: string, other?: 'other'): void;
  close(): Promise<void>;
}

interface TokenMake {
  kid?: string;
  /** Signed by a key that Microsoft does not publish. */
  stranger?: boolean;
  algorithm?: 'RS256' | 'HS256' | 'none';
  /** Leaves out the expiry. */
  endless?: boolean;
}

/** Opens Microsoft's OpenID metadata and signing keys, on this machine, with real keys. */
export async function openFakeOpenId(): Promise<FakeOpenId> {
  let reads = 0;
  let asked = 0;
  let hanging = false;
  let broken = false;
  const jwk = createPublicKey(connectorPair.privateKey).export({ format: 'jwk' });
  let keys: Record<string, unknown>[] = [
    { ...jwk, kid: 'connector', use: 'sig', endorsements: ['msteams', 'webchat'] },
    { ...jwk, kid: 'webchat-only', use: 'sig', endorsements: ['webchat'] },
    { kid: 'not-rsa', kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
  ];
  const server = http.createServer((request, response) => {
    asked += 1;
    if (hanging) return;
    reads += request.url === '/keys' ? 1 : 0;
    const body =
      request.url === '/keys' ? { keys } : { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys` };
    response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    metadataUrl: `${url}/openid`,
    get reads() {
      return reads;
    },
    get asked() {
      return asked;
    },
    hang(now) {
      hanging = now;
    },
    token(claims, { kid = 'connector', stranger = false, algorithm = 'RS256', endless = false } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: 'https://api.botframework.com',
        nbf: now - 60,
        ...(!endless && { exp: now + 3600 }),
        ...claims
      };
      const pair = stranger ? strangerPair : connectorPair;
      const publicPem = pair.publicKey.export({ format: 'pem', type: 'spki' });
      const secret = algorithm === 'RS256' ? pair.privateKey : algorithm === 'HS256' ? publicPem : '';
      return jwt.sign(payload, secret, { algorithm, keyid: kid });
    },
    breakDown(now) {
      broken = now;
    },
    withdraw(kid, other) {
      const { n } = strangerPair.publicKey.export({ format: 'jwk' });
      keys = keys.flatMap((key) => (key.kid !== kid ? [key] : other ? [{ ...key, n }] : []));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
