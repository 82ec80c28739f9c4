import type { NextFunction, Request, Response } from 'express';
import { createBuckets, type Rate } from '../../core/limits/token-bucket.ts';

/**
 * Requests that one address may make. A whole hospital often has one address, so this is much more than a person needs and
 * keeps off only what floods; how fast one conversation may ask is limited in the core.
 */
const perAddress: Rate = { perMinute: 600, burst: 120 };
/** Requests from all addresses together. About a quarter of what one process was measured to answer (docs/scaling.md). */
const together: Rate = { perMinute: 3000, burst: 300 };
/** Addresses that are remembered at a time. */
const mostAddresses = 10_000;

/**
 * Returns a guard that lets requests through as fast as the rates allow and hands the others to `refuse`.
 *
 * @param now milliseconds since 1970
 */
export function createRequestLimit(now: () => number, refuse: (request: Request, response: Response) => unknown) {
  const each = createBuckets(perAddress, mostAddresses);
  const all = createBuckets(together, 1);
  return (request: Request, response: Response, next: NextFunction): void => {
    const at = now();
    const address = request.socket.remoteAddress ?? '';
    if (each.take(address, at) && all.take('', at)) next();
    else void refuse(request, response);
  };
}
