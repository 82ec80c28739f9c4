import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { CodedError } from '../../core/model/errors.ts';

/** An IP address from `dns.lookup`. */
export interface IpAddress {
  address: string;
  family: number;
}

/** Resolves names to addresses. Tests pass their own, to reach a server on this machine. */
export type Resolve = (host: string) => Promise<readonly IpAddress[]>;

/** Error for an address that the link check must not connect to. The message gives the reason. */
export class RefusedError extends CodedError {
  readonly code = 'ADDRESS_REFUSED';
}

export const resolveByDns: Resolve = (host) => lookup(host, { all: true });

/**
 * Returns true if an IP address is in the public internet: not private, loopback, link-local (where clouds keep their
 * secrets), shared, reserved, nor IPv6 that wraps any of these.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/**
 * Resolves the address to connect to. The connection must then use this very address and not resolve the name again, or
 * the name could resolve differently the second time (DNS rebinding).
 *
 * @throws RefusedError when the host resolves to any address that is not allowed
 */
export async function pin(url: URL, resolve: Resolve, allowed: (address: string) => boolean): Promise<IpAddress> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host)
    ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
    : await resolve(host);
  const bad = addresses.find(({ address }) => !allowed(address));
  if (bad) throw new RefusedError(`${host} leads to ${bad.address}, which is not in the public internet`);
  const [first] = addresses;
  if (!first) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  return first;
}
