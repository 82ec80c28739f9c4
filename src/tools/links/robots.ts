import parser from 'robots-parser';
import type { Answer } from './request.ts';

/** The package exports the function itself; its types say otherwise. */
const robotsParser = parser as unknown as (
  url: string,
  text: string
) => {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
};

/** Access that a site allows robots. */
export interface Robots {
  /** Returns true if the address may be requested. */
  allows(url: URL): Promise<boolean>;
}

interface RobotsParts {
  userAgent: string;
  /** Requests robots.txt; redirects are followed here. */
  get: (url: URL) => Promise<Answer>;
  /** Called with the pause that a site requests, in milliseconds. */
  slowDown: (host: string, gapMs: number) => void;
}

/** Longest pause that a site may request, in milliseconds; a longer one would make the check endless. */
const longestDelay = 10_000;

/**
 * Creates the access rules of sites by the Robots Exclusion Protocol (RFC 9309): robots.txt is requested once a site;
 * missing (4xx) allows all, a server fault (5xx) forbids all. A site that does not answer at all is not excluded here:
 * requesting the page itself shows that it is dead.
 */
export function createRobots({ userAgent, get, slowDown }: RobotsParts): Robots {
  const sites = new Map<string, Promise<(url: URL) => boolean>>();
  const load = async (site: URL): Promise<(url: URL) => boolean> => {
    try {
      let at = new URL('/robots.txt', site);
      for (let hop = 0; hop < 5; hop++) {
        const { status, location, body } = await get(at);
        if (status >= 300 && status < 400 && location) {
          at = new URL(location, at);
          continue;
        }
        if (status >= 500) return () => false;
        if (status !== 200) return () => true;
        const rules = robotsParser(new URL('/robots.txt', site).href, body);
        const delay = rules.getCrawlDelay(userAgent);
        if (delay) slowDown(site.host, Math.min(delay * 1000, longestDelay));
        return (url) => rules.isAllowed(url.href, userAgent) ?? true;
      }
      return () => true;
    } catch {
      return () => true;
    }
  };
  return {
    allows: async (url) => {
      const rules = sites.get(url.origin) ?? load(url);
      sites.set(url.origin, rules);
      return (await rules)(url);
    }
  };
}
