import { setTimeout as sleepFor } from 'node:timers/promises';
import { type FollowParts, follow } from './follow.ts';
import { isPublic, type Resolve, resolveByDns } from './guard.ts';
import { createPace } from './pace.ts';
import { lacksPart } from './page-parts.ts';
import { request } from './request.ts';
import { type LinkResult, linkStates, type Place } from './result.ts';
import { createRobots } from './robots.ts';

export { collectAddresses } from './collect.ts';
export { fixMoved } from './fix.ts';
export { type LinkResult, type LinkState, linkStates, type Place } from './result.ts';

/** Options of the link check. All but the user agent have defaults. */
export interface CheckOptions {
  /** Name of the program for the sites, with its version. */
  userAgent: string;
  /** For tests only: name resolution, and the addresses that may be reached. */
  resolve?: Resolve;
  allowed?: (address: string) => boolean;
  /** Returns the proxy for each address; none by default. */
  proxyFor?: (url: URL) => string | undefined;
  /** Maximum number of requests at once, in all and to one host; least time between two to one host; most time for one. */
  most?: number;
  perHost?: number;
  gapMs?: number;
  timeoutMs?: number;
  now?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
  progress?: (done: number, of: number) => void;
}

/** Faults of a whole host: after one of them its other addresses are not tried. */
const hostFaults = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Checks every address. Addresses that differ only in their fragment are requested once.
 *
 * @returns the result of each, the worst first
 */
export async function checkLinks(
  addresses: ReadonlyMap<string, readonly Place[]>,
  options: CheckOptions
): Promise<LinkResult[]> {
  const {
    userAgent,
    resolve = resolveByDns,
    allowed = isPublic,
    timeoutMs = 20_000,
    proxyFor = () => undefined,
    now = Date.now,
    progress
  } = options;
  const sleep = async (ms: number): Promise<void> => void (await (options.sleep ?? sleepFor)(ms));
  const pace = createPace({
    most: options.most ?? 16,
    perHost: options.perHost ?? 2,
    gapMs: options.gapMs ?? 500,
    now,
    sleep
  });
  const unreachable = new Map<string, unknown>();
  const ask: FollowParts['ask'] = (method, url, wish) =>
    pace.run(url.host, async () => {
      if (unreachable.has(url.host)) throw unreachable.get(url.host);
      const started = now();
      try {
        const answer = await request(method, url, { resolve, allowed, proxyFor, timeoutMs, userAgent }, wish);
        return { ...answer, ms: now() - started };
      } catch (error) {
        if (hostFaults.has((error as NodeJS.ErrnoException).code ?? '')) unreachable.set(url.host, error);
        throw error;
      }
    });
  const robots = createRobots({ userAgent, get: (url) => ask('GET', url), slowDown: pace.slowDown });
  const parts: FollowParts = { ask, refusal: robots.refusal, sleep, now };

  const pages = new Map<string, string[]>();
  for (const url of addresses.keys()) {
    const page = url.replace(/#.*$/s, '');
    pages.set(page, [...(pages.get(page) ?? []), url]);
  }
  let done = 0;
  const results = await Promise.all(
    [...pages].map(async ([page, urls]): Promise<LinkResult[]> => {
      const { page: html, ...found } = await follow(
        page,
        parts,
        urls.some((url) => url !== page)
      );
      done += 1;
      progress?.(done, pages.size);
      return urls.map((url) => {
        const hash = url.slice(page.length);
        if (hash && html !== undefined && ['ok', 'slow'].includes(found.state) && lacksPart(html, hash)) {
          const detail = `It answers, but has no part “${hash}”. Leave that out, or find the part anew.`;
          return { ...found, url, places: addresses.get(url)!, state: 'suspect', detail };
        }
        const movedTo = found.movedTo && (found.movedTo.includes('#') ? found.movedTo : found.movedTo + hash);
        return { ...found, url, places: addresses.get(url)!, ...(movedTo && { movedTo }) };
      });
    })
  );
  return results
    .flat()
    .sort((a, b) => linkStates.indexOf(a.state) - linkStates.indexOf(b.state) || a.url.localeCompare(b.url));
}
