import { createCookieJar } from './cookies.ts';
import { RefusedError } from './guard.ts';
import { refreshTarget } from './page-parts.ts';
import { type Answer, ProxyError, type RequestWish } from './request.ts';
import type { Hop, LinkResult, LinkState } from './result.ts';
import { whyNotTheSame } from './same-page.ts';
import { challengeTitle, noticeTitle, suspectNotFound } from './soft-404.ts';

/** Dependencies of following an address. */
export interface FollowParts {
  /** Sends a request when the host's turn comes, and measures its time. */
  ask: (method: 'HEAD' | 'GET', url: URL, wish?: RequestWish) => Promise<Answer & { ms: number }>;
  /** Returns the reason why robots may not request an address. */
  refusal: (url: URL) => Promise<string | undefined>;
  sleep: (ms: number) => Promise<void>;
  now: () => number;
}

/** Maximum number of redirects followed, as in browsers. */
const mostHops = 10;
/** Longest wait in milliseconds; a server that asks for more is left for the next run. */
const longestWait = 30_000;
/** Milliseconds after which an answer is reported as slow: people on a ward have left by then. */
const slowMs = 5_000;
const tries = 3;

type Found = Pick<LinkResult, 'state' | 'detail' | 'hops' | 'ms'> & {
  movedTo?: string;
  /** The page itself, if all of it was requested and received. */
  page?: string;
};

/**
 * Follows one address to its end: HEAD, then GET if HEAD fails, redirects, or a page is to be examined. Cookies are
 * kept within the one chain.
 *
 * @param whole true to read the whole page, to look for parts of it
 */
export async function follow(address: string, parts: FollowParts, whole = false): Promise<Found> {
  const hops: Hop[] = [];
  const seen = new Set<string>();
  const jar = createCookieJar();
  const asked = new URL(address);
  let url = new URL(asked);
  let ms = 0;
  let permanent = true;
  const found = (state: LinkState, detail: string): Found => ({ state, detail, hops, ms });
  for (;;) {
    const visit = `${url.href} ${jar.header(url)}`;
    if (seen.has(visit) || seen.size >= mostHops) {
      if (jar.header(url)) return found('untried', 'It sends robots round and round. Open it by hand.');
      if (seen.has(visit)) return found('dead', 'It redirects in a circle. Find the page anew.');
      return found('dead', `It redirects more than ${mostHops} times. Find the page anew.`);
    }
    seen.add(visit);
    const refusal = await parts.refusal(url);
    if (refusal) {
      hops.push({ url: url.href });
      return found('untried', `${refusal} Open it by hand.`);
    }
    let answer: Answer & { ms: number };
    try {
      answer = await askFor(url, parts, { cookie: jar.header(url), whole });
    } catch (error) {
      hops.push({ url: url.href });
      return { ...unanswered(error), hops, ms };
    }
    ms += answer.ms;
    hops.push({ url: url.href, status: answer.status });
    jar.take(url, answer.cookies);
    const { status } = answer;
    const refresh = status === 200 ? refreshTarget(answer.body) : undefined;
    const location = refresh ?? (status >= 300 && status < 400 && status !== 304 ? answer.location : undefined);
    if (location !== undefined && !(refresh && sameAddress(location, url))) {
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
    const page = whole && answer.whole && /html/i.test(answer.contentType) ? { page: answer.body } : {};
    return {
      ...settled(answer, asked, url, { permanent, many: hops.length > 1 && !sameAddress(asked.href, url), ms }),
      hops,
      ms,
      ...page
    };
  }
}

const sameAddress = (location: string, url: URL): boolean =>
  URL.canParse(location, url.href) && new URL(location, url).href === url.href;

/** Sends HEAD, and GET if HEAD fails (unless the site asks for time) or says anything but "here is a file": only GET shows what readers see. */
async function askFor(url: URL, parts: FollowParts, wish: RequestWish): Promise<Answer & { ms: number }> {
  try {
    const head = await patiently('HEAD', url, parts, wish);
    const file = head.status < 300 && !/html/i.test(head.contentType);
    if (file || head.status === 429 || (head.status === 503 && head.retryAfter !== undefined)) return head;
  } catch (error) {
    if (!passing.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return patiently('GET', url, parts, wish);
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
  if (status >= 500 && status < 600)
    return { state: 'failing', detail: `The server has a fault (${status}). Try again later.` };
  if (status < 200 || status >= 300)
    return { state: 'untried', detail: `The server answers robots with ${status}. Open it by hand.` };
  const closed = challengeTitle(body);
  if (closed) return { state: 'untried', detail: `It shows robots “${closed}” in place of its page. Open it by hand.` };
  const doubt = suspectNotFound(body, asked, url);
  if (doubt) return { state: 'suspect', detail: `It answers, but ${doubt}. Open it and see.` };
  const notice = noticeTitle(body);
  const unlike = whyNotTheSame(asked, url) ?? (notice && `its title says “${notice}”`);
  if (way.many && way.permanent && unlike)
    return {
      state: 'moved',
      detail: `It has moved for good to ${url.href}, but ${unlike}. Look before you change it.`
    };
  if (way.many && way.permanent)
    return { state: 'moved', detail: `It has moved for good to ${url.href}`, movedTo: url.href };
  if (way.many) return { state: 'redirected', detail: `It leads on, for now, to ${url.href}` };
  if (way.ms > slowMs) return { state: 'slow', detail: `It took ${(way.ms / 1000).toFixed(1)} seconds to answer.` };
  return { state: 'ok', detail: 'It answers.' };
}

/** Retries after the pause that the server requests, or a growing one, while it is busy or breaks the connection. */
async function patiently(
  method: 'HEAD' | 'GET',
  url: URL,
  { ask, sleep, now }: FollowParts,
  wish: RequestWish
): Promise<Answer & { ms: number }> {
  for (let attempt = 1; ; attempt++) {
    let pause = 1_000 * 2 ** (attempt - 1);
    try {
      const answer = await ask(method, url, wish);
      if (attempt === tries || (answer.status !== 429 && answer.status < 500) || answer.status === 501) return answer;
      const wished = retryAfter(answer.retryAfter, now());
      if (wished !== undefined && wished > longestWait) return answer;
      pause = wished ?? pause;
    } catch (error) {
      if (attempt === tries || method === 'HEAD' || !passing.has((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    }
    await sleep(pause);
  }
}

/** Parses seconds or a date (RFC 9110, section 10.2.3); returns milliseconds from now. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const passing = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

function refusedByProxy(status: number): Pick<Found, 'state' | 'detail'> {
  if (status === 407)
    return {
      state: 'untried',
      detail:
        'The proxy asks for a name and password (407). Write them into HTTPS_PROXY: http://name:password@host:port.'
    };
  if (status >= 500)
    return { state: 'failing', detail: `The proxy gets no answer from its site (${status}). Open it by hand.` };
  return { state: 'untried', detail: `The proxy does not let it through (${status}). Open it by hand.` };
}

function unanswered(error: unknown): Pick<Found, 'state' | 'detail'> {
  if (error instanceof RefusedError)
    return { state: 'refused', detail: `${error.message}. Readers cannot follow it; write a public address.` };
  if (error instanceof ProxyError) return refusedByProxy(error.status);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND')
    return {
      state: 'dead',
      detail: 'Its site does not exist (any more). Find where it went, or use an archived copy.'
    };
  if (code === 'ECONNREFUSED')
    return { state: 'dead', detail: 'Its server takes no connections. Find where it went, or use an archived copy.' };
  if (/^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)/.test(code))
    return {
      state: 'untried',
      detail: 'Its server leaves out a part of its certificate, which browsers find by themselves. Open it by hand.'
    };
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
