import { RefusedError } from './guard.ts';
import type { Answer } from './request.ts';
import type { Hop, LinkResult, LinkState } from './result.ts';
import { suspectNotFound } from './soft-404.ts';

/** What following an address needs. */
export interface FollowParts {
  /** Asks when the host's turn comes, and times it. */
  ask: (method: 'HEAD' | 'GET', url: URL) => Promise<Answer & { ms: number }>;
  allows: (url: URL) => Promise<boolean>;
  sleep: (ms: number) => Promise<void>;
  now: () => number;
}

/** As browsers do. */
const mostHops = 10;
/** A server that asks to wait longer than this is left for the next run. */
const longestWait = 30_000;
/** Over this, in milliseconds, an answer is told of as slow: people on a ward have gone by then. */
const slowMs = 5_000;
const tries = 3;

type Found = Pick<LinkResult, 'state' | 'detail' | 'hops' | 'ms'> & { movedTo?: string };

/** Follows one address to where it ends: HEAD, then GET where HEAD is refused or a page is to be looked at. */
export async function follow(address: string, parts: FollowParts): Promise<Found> {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  const asked = new URL(address);
  let url = new URL(asked);
  let ms = 0;
  let permanent = true;
  const found = (state: LinkState, detail: string): Found => ({ state, detail, hops, ms });
  for (;;) {
    if (seen.has(url.href)) return found('dead', 'It redirects in a circle. Find the page anew.');
    if (seen.size >= mostHops) return found('dead', `It redirects more than ${mostHops} times. Find the page anew.`);
    seen.add(url.href);
    if (!(await parts.allows(url))) {
      hops.push({ url: url.href });
      return found('untried', 'The site asks robots not to look (robots.txt). Open it by hand.');
    }
    let answer: Answer & { ms: number };
    try {
      answer = await patiently('HEAD', url, parts);
      const page = answer.status < 300 && /html/i.test(answer.contentType);
      if (page || (answer.status >= 400 && ![429, 503].includes(answer.status)))
        answer = await patiently('GET', url, parts);
    } catch (error) {
      hops.push({ url: url.href });
      return { ...unanswered(error), hops, ms };
    }
    ms += answer.ms;
    hops.push({ url: url.href, status: answer.status });
    const { status, location } = answer;
    if (status >= 300 && status < 400 && location !== undefined && status !== 304) {
      if (!URL.canParse(location, url.href))
        return found('dead', 'It redirects to something that is no address. Find the page anew.');
      if (status !== 301 && status !== 308) permanent = false;
      const { hash } = url;
      url = new URL(location, url);
      if (!url.hash) url.hash = hash;
      if (!/^https?:$/.test(url.protocol))
        return found('dead', `It redirects to ${url.protocol}, which is no web page.`);
      continue;
    }
    return { ...settled(answer, asked, url, { permanent, many: hops.length > 1, ms }), hops, ms };
  }
}

function settled(
  { status, body }: Answer,
  asked: URL,
  url: URL,
  way: { permanent: boolean; many: boolean; ms: number }
): Pick<Found, 'state' | 'detail' | 'movedTo'> {
  if (status === 404 || status === 410)
    return { state: 'dead', detail: `The page is gone (${status}). Find where it went, or use an archived copy.` };
  if ([401, 402, 403, 407, 451].includes(status))
    return { state: 'untried', detail: `The site does not let robots or strangers in (${status}). Open it by hand.` };
  if (status === 429 || status === 503)
    return { state: 'failing', detail: `The site is too busy now (${status}). Try again later.` };
  if (status >= 500) return { state: 'failing', detail: `The server has a fault (${status}). Try again later.` };
  if (status >= 400 || status < 200 || status >= 300)
    return { state: 'dead', detail: `The server refuses the address (${status}). Check how it is written.` };
  const doubt = suspectNotFound(body, asked, url);
  if (doubt) return { state: 'suspect', detail: `It answers, but ${doubt}. Open it and see.` };
  if (way.many && way.permanent)
    return { state: 'moved', detail: `It has moved for good to ${url.href}`, movedTo: url.href };
  if (way.many) return { state: 'redirected', detail: `It leads on, for now, to ${url.href}` };
  if (way.ms > slowMs) return { state: 'slow', detail: `It took ${(way.ms / 1000).toFixed(1)} seconds to answer.` };
  return { state: 'ok', detail: 'It answers.' };
}

/** Asks again after the pause that the server wants, or a growing one, while it says that it is busy or breaks off. */
async function patiently(
  method: 'HEAD' | 'GET',
  url: URL,
  { ask, sleep, now }: FollowParts
): Promise<Answer & { ms: number }> {
  for (let attempt = 1; ; attempt++) {
    let pause = 1_000 * 2 ** (attempt - 1);
    try {
      const answer = await ask(method, url);
      if (attempt === tries || (answer.status !== 429 && answer.status < 500) || answer.status === 501) return answer;
      const wished = retryAfter(answer.retryAfter, now());
      if (wished !== undefined && wished > longestWait) return answer;
      pause = wished ?? pause;
    } catch (error) {
      if (attempt === tries || !passing.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    await sleep(pause);
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3), as milliseconds from now. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const passing = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

function unanswered(error: unknown): Pick<Found, 'state' | 'detail'> {
  if (error instanceof RefusedError)
    return { state: 'refused', detail: `${error.message}. Readers cannot follow it; write a public address.` };
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND')
    return {
      state: 'dead',
      detail: 'Its site does not exist (any more). Find where it went, or use an archived copy.'
    };
  if (code === 'ECONNREFUSED')
    return { state: 'dead', detail: 'Its server takes no connections. Find where it went, or use an archived copy.' };
  if (/CERT|SIGNATURE|SSL|TLS|ALTNAME/i.test(code))
    return {
      state: 'dead',
      detail: `Its certificate is not valid (${code}), so browsers warn of it. Find a safe address.`
    };
  if (code === 'EAI_AGAIN')
    return { state: 'failing', detail: 'Its name could not be looked up just now. Try again later.' };
  if (code === 'ETIMEDOUT') return { state: 'failing', detail: 'It did not answer in time. Try again later.' };
  return { state: 'failing', detail: `It broke off (${code || message}). Try again later.` };
}
