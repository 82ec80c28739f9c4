import http from 'node:http';
import https from 'node:https';
import { pin, type Resolve } from './guard.ts';

/** What a server answered. */
export interface Answer {
  status: number;
  location?: string;
  retryAfter?: string;
  contentType: string;
  /** The first of the body, decoded as UTF-8; empty for HEAD. */
  body: string;
}

/** How requests are made. */
export interface RequestOptions {
  resolve: Resolve;
  /** Whether an IP address may be connected to. */
  allowed: (address: string) => boolean;
  timeoutMs: number;
  userAgent: string;
}

/** Enough of a page to see its title and first heading. */
const mostBytes = 96 * 1024;

/**
 * Makes one request, to an address that was checked first. Redirects are not followed.
 *
 * @throws RefusedError for an address that is not allowed; Error with a Node `code` when no answer came
 */
export async function request(
  method: 'HEAD' | 'GET',
  url: URL,
  { resolve, allowed, timeoutMs, userAgent }: RequestOptions
): Promise<Answer> {
  const stop = AbortSignal.timeout(timeoutMs);
  const timedOut = (): Error => Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
  const pinned = await Promise.race([
    pin(url, resolve, allowed),
    new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(timedOut())))
  ]);
  return new Promise<Answer>((answer, reject) => {
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent: false,
      signal: stop,
      lookup: (_host, { all }, done) => (all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
      headers: {
        'user-agent': userAgent,
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'accept-encoding': 'identity',
        'accept-language': 'en-GB,en'
      }
    });
    outgoing.on('error', (error) => reject(stop.aborted ? timedOut() : error));
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, headers } = incoming;
      const chunks: Buffer[] = [];
      let length = 0;
      const finish = (): void => {
        outgoing.destroy();
        answer({
          status,
          ...(headers.location !== undefined && { location: headers.location }),
          ...(headers['retry-after'] !== undefined && { retryAfter: headers['retry-after'] }),
          contentType: headers['content-type'] ?? '',
          body: Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
        });
      };
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostBytes) finish();
      });
      incoming.on('end', finish);
      incoming.on('error', (error) =>
        status >= 400 || chunks.length > 0 ? finish() : reject(stop.aborted ? timedOut() : error)
      );
    });
    outgoing.end();
  });
}
