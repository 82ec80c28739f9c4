import type { IncomingMessage } from 'node:http';

/** What a proxy or tunnel on this machine adds to the requests of others that it hands on. */
const handedOn = [
  ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'],
  ...['x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'cf-ray', 'fly-client-ip', 'x-original-host']
];

/** True for an address that a connection from this machine has. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
}

/**
 * Whether a request comes from this machine itself: not from another one, not through a proxy or tunnel on this one, and
 * not under another name. A page elsewhere could otherwise point its own name at 127.0.0.1 and pass for a local program
 * (DNS rebinding).
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
 * Whether a request comes from another site's page in somebody's browser. Browsers say where a request comes from; a
 * program that says nothing has nobody to deceive.
 */
export function isForeignPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host);
}
