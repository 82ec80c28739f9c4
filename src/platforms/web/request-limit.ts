import type { NextFunction, Request, Response } from 'express';
import { createBuckets, type Rate } from '../../core/limits/rate-limited-bot.ts';

/**
 * Rate of requests from one address. A whole hospital often has one address, so this is much more than a person needs
 * and only stops floods; the core limits how fast one conversation may ask.
 */
const perAddress: Rate = { perMinute: 600, burst: 120 };
/**
 * Rate of requests from all addresses together. About a quarter of the measured capacity of one process
 * (docs/scaling.md).
 */
const together: Rate = { perMinute: 3000, burst: 300 };
/** Maximum number of addresses remembered at a time. */
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
