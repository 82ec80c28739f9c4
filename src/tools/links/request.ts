import http from 'node:http';
import https from 'node:https';
import { brotliDecompressSync, constants, unzipSync } from 'node:zlib';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { CodedError } from '../../core/model/errors.ts';
import { type IpAddress, pin, type Resolve } from './guard.ts';

/** Response of a server. */
export interface Answer {
  status: number;
  location?: string;
  retryAfter?: string;
  contentType: string;
  /** `Set-Cookie` headers. */
  cookies: readonly string[];
  /** Beginning of the body, decoded as UTF-8; empty for HEAD. */
  body: string;
  /** True if `body` is complete. */
  whole: boolean;
}

/** Options of one request besides its address. */
export interface RequestWish {
  /** The `Cookie` header. */
  cookie?: string;
  /** True to read the whole page, up to some megabytes, not only its beginning. */
  whole?: boolean;
}

/** Options of all requests. */
export interface RequestOptions {
  resolve: Resolve;
  /** Returns true if an IP address may be connected to. */
  allowed: (address: string) => boolean;
  /** Returns the proxy to use; undefined for a direct connection. */
  proxyFor?: (url: URL) => string | undefined;
  timeoutMs: number;
  userAgent: string;
}

/** Error for a request that the proxy itself answered. */
export class ProxyError extends CodedError {
  readonly code = 'PROXY_REFUSED';
  readonly status: number;

  constructor(status: number) {
    super(`the proxy answered ${status}`);
    this.status = status;
  }
}

/** Bytes read of a page: enough for its title and first heading, and enough to find a part of it. */
const [startBytes, wholeBytes] = [96 * 1024, 3 * 1024 * 1024];

/**
 * Sends one request, to an address that was checked first. Redirects are not followed. If the time ends while a page is
 * loading, the part received counts.
 *
 * @throws RefusedError for an address that is not allowed; Error with a Node `code` when no response came
 */
export async function request(
  method: 'HEAD' | 'GET',
  url: URL,
  { resolve, allowed, proxyFor, timeoutMs, userAgent }: RequestOptions,
  { cookie, whole: wantsWhole = false }: RequestWish = {}
): Promise<Answer> {
  const stop = AbortSignal.timeout(timeoutMs);
  const timedOut = (): Error => Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
  const proxy = proxyFor?.(url);
  const pinned = await Promise.race([
    pin(url, resolve, allowed).catch((error: NodeJS.ErrnoException) => {
      // Behind a proxy this machine often cannot resolve names; the proxy can.
      if (proxy && /^(?:ENOTFOUND|EAI_AGAIN)$/.test(error.code ?? '')) return undefined;
      throw error;
    }),
    new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(timedOut())))
  ]);
  const mostBytes = wantsWhole ? wholeBytes : startBytes;
  return new Promise<Answer>((answer, reject) => {
    const headers = {
      'user-agent': userAgent,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'accept-encoding': 'identity',
      'accept-language': 'en-GB,en',
      ...(cookie && { cookie })
    };
    const outgoing = connect(method, url, { proxy, pinned, headers });
    let settle: ((done: boolean) => void) | undefined;
    stop.addEventListener('abort', () => (settle ? settle(false) : outgoing.destroy(timedOut())));
    outgoing.on('error', reject);
    const refused = (status = 0): void => {
      reject(new ProxyError(status));
      outgoing.destroy();
    };
    outgoing.on('proxyConnect', ({ statusCode }: { statusCode?: number }) => statusCode === 200 || refused(statusCode));
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, headers: got } = incoming;
      if (proxy !== undefined && status === 407) return refused(status);
      const chunks: Buffer[] = [];
      let length = 0;
      settle = (whole) => {
        outgoing.destroy();
        answer({
          status,
          ...(got.location !== undefined && { location: asUtf8(got.location) }),
          ...(got['retry-after'] !== undefined && { retryAfter: got['retry-after'] }),
          contentType: got['content-type'] ?? '',
          cookies: got['set-cookie'] ?? [],
          body: unpacked(Buffer.concat(chunks).subarray(0, mostBytes), got['content-encoding']),
          whole
        });
      };
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostBytes) settle!(false);
      });
      incoming.on('end', () => settle!(true));
      incoming.on('error', (error) => (status >= 400 || chunks.length > 0 ? settle!(false) : reject(error)));
    });
    outgoing.end();
  });
}

interface Way {
  proxy: string | undefined;
  pinned: IpAddress | undefined;
  headers: Record<string, string>;
}

/** Opens the request: to the checked address, or through the proxy, which tunnels https and forwards http. */
function connect(method: string, url: URL, { proxy, pinned, headers }: Way): http.ClientRequest {
  if (proxy === undefined) {
    const { address, family } = pinned!;
    return (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers,
      agent: false,
      lookup: (_host, { all }, done) => (all ? done(null, [pinned!]) : done(null, address, family))
    });
  }
  if (url.protocol === 'https:') return https.request(url, { method, headers, agent: new HttpsProxyAgent(proxy) });
  const at = new URL(proxy);
  const login = at.username && `${decodeURIComponent(at.username)}:${decodeURIComponent(at.password)}`;
  return (at.protocol === 'https:' ? https : http).request({
    method,
    agent: false,
    host: at.hostname,
    port: at.port || (at.protocol === 'https:' ? 443 : 80),
    path: url.href.replace(/#.*$/s, ''),
    headers: {
      ...headers,
      host: url.host,
      ...(login && { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` })
    }
  });
}

/** Returns a header as UTF-8: Node reads headers as Latin-1, but browsers read addresses in them as UTF-8. */
function asUtf8(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

/** Returns the text of a body, even if compressed without request; empty if it cannot be decompressed. */
function unpacked(body: Buffer, encoding: string | undefined): string {
  const most = { maxOutputLength: wholeBytes };
  try {
    if (/gzip|deflate/i.test(encoding ?? ''))
      return unzipSync(body, { ...most, finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
    if (/\bbr\b/i.test(encoding ?? ''))
      return brotliDecompressSync(body, { ...most, finishFlush: constants.BROTLI_OPERATION_FLUSH }).toString('utf8');
  } catch {
    return '';
  }
  return body.toString('utf8');
}
