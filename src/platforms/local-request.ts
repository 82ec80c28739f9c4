import type { IncomingMessage } from 'node:http';

/** Headers that a proxy or tunnel on this machine adds to forwarded requests. */
const handedOn = [
  ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'],
  ...['x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'cf-ray', 'fly-client-ip', 'x-original-host']
];

/** Returns true for a loopback address. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

/**
 * Returns true for a request from this machine itself: not from another one, not through a proxy or tunnel on this one,
 * and not under another name. A page elsewhere could otherwise point its own name at 127.0.0.1 and pass for a local
 * program (DNS rebinding).
 */
export function isLocalRequest({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const name = headers.host?.replace(/:\d+$/, '').toLowerCase() ?? '';
  return (
    isLoopbackAddress(socket.remoteAddress) &&
    handedOn.every((header) => headers[header] === undefined) &&
    ['localhost', '127.0.0.1', '[::1]'].includes(name)
  );
}

/**
 * Returns true for a request from another site's page in a browser. Browsers send the origin of a request; programs
 * send none and are accepted.
 */
export function isForeignPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host);
}
