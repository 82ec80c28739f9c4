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
  /** Returns the reason why an address must not be requested, as a sentence; undefined if it may be. */
  refusal(url: URL): Promise<string | undefined>;
}

type Rules = (url: URL) => string | undefined;

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
  const sites = new Map<string, Promise<Rules>>();
  const load = async (site: URL): Promise<Rules> => {
    try {
      let at = new URL('/robots.txt', site);
      for (let hop = 0; hop < 5; hop++) {
        const { status, location, body } = await get(at);
        if (status >= 300 && status < 400 && location) {
          at = new URL(location, at);
          continue;
        }
        if (status >= 500) return () => `The site cannot say what robots may look at (robots.txt: ${status}).`;
        if (status !== 200) return () => undefined;
        const rules = robotsParser(new URL('/robots.txt', site).href, body);
        const delay = rules.getCrawlDelay(userAgent);
        if (delay) slowDown(site.host, Math.min(delay * 1000, longestDelay));
        return (url) =>
          rules.isAllowed(url.href, userAgent) === false ? 'The site asks robots not to look (robots.txt).' : undefined;
      }
      return () => undefined;
    } catch {
      return () => undefined;
    }
  };
  return {
    refusal: async (url) => {
      const rules = sites.get(url.origin) ?? load(url);
      sites.set(url.origin, rules);
      return (await rules)(url);
    }
  };
}
