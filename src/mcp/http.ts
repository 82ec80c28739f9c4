import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createMcpHandler, type McpHttpHandler } from '@modelcontextprotocol/server';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { createBuckets } from '../core/limits/rate-limited-bot.ts';
import { createTally, type Logger } from '../observability/logger.ts';
import { type AccessParts, allowsOrigin, carriesToken, decideAccess } from './access.ts';
import { createMcpServer, type McpServerParts } from './server.ts';

interface McpRouteParts {
  server: McpServerParts;
  access: AccessParts;
  logger: Logger;
  /** Called for each request that was over a rate. */
  onLimited?: () => void;
}

/** Bodies over this get 413, as everywhere. */
const mostBytes = 1024 * 1024;

/**
 * Requests a minute. One signature or token stands for a whole workspace or tenant, whose people share it; without
 * either each address has its own. An answer takes an assistant three to five requests.
 */
const rates = {
  shared: { perMinute: 1200, burst: 600 },
  address: { perMinute: 120, burst: 120 }
};
const mostAddresses = 10_000;

const path = '/mcp';

/** Route of `POST /mcp`. */
export interface McpRoute {
  name: 'mcp';
  deliveryPath: string;
  routes: Router;
  /** Ends open exchanges. */
  close(): Promise<void>;
}

/**
 * Serves the Model Context Protocol at `POST /mcp`, without a session, in its form of 2025 and of 2026.
 *
 * - 405 for any other method; 403 for a page of another site; 401 without what `MCP` asks for; 413 for more than 1 MB
 * - 429 over the rate
 */
export function createMcpRoute({ server, access, logger, onLimited }: McpRouteParts): McpRoute {
  const refusals = createTally(logger, 'mcp.refused', server.now);
  const shared = createBuckets(rates.shared, 2);
  const addresses = createBuckets(rates.address, mostAddresses);
  const handler: McpHttpHandler = createMcpHandler(() => createMcpServer(server), {
    legacy: 'stateless',
    maxRequestBodySize: mostBytes,
    // The server sends no notifications, so there is nothing to subscribe to.
    maxSubscriptions: 0,
    onerror: (error) => logger.debug('mcp.request.refused', { error })
  });

  const refuse = (response: Response, status: number, reason: string): void => {
    refusals(String(status));
    if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="spread-bot"');
    response.status(status).json({ error: reason });
  };

  const first = (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'POST') {
      response.set('Allow', 'POST').status(405).json({ error: 'Only POST is served here.' });
    } else if (!allowsOrigin(request.get('origin'), access.publicUrl)) {
      refuse(response, 403, 'Pages of other sites may not ask here.');
    } else if (onlyToken(access) && !carriesToken(request.headers, access.token)) {
      // Before a byte of the body is read.
      refuse(response, 401, 'This needs the bearer token.');
    } else next();
  };

  const answer = async (request: Request, response: Response): Promise<void> => {
    const raw: unknown = request.body;
    // As for Slack's events: other bytes that read as the same text are not what was signed.
    const body = Buffer.isBuffer(raw) && isUtf8(raw) ? raw.toString('utf8') : '';
    const decided = decideAccess(request.headers, body, access);
    if ('refused' in decided) return refuse(response, decided.refused, decided.reason);
    const { client } = decided;
    const now = server.now();
    const admitted =
      client === 'open' ? addresses.take(request.socket.remoteAddress ?? '', now) : shared.take(client, now);
    if (!admitted) {
      onLimited?.();
      response.set('Retry-After', '10');
      return refuse(response, 429, 'Too many requests came at once. Please try again in a few seconds.');
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const asked = new globalThis.Request(`http://${request.headers.host ?? 'localhost'}${path}`, {
      method: 'POST',
      headers: new Headers(headersOf(request)),
      body,
      signal: gone.signal
    });
    const answered = await handler.fetch(asked, { authInfo: { token: '', clientId: client, scopes: [] } });
    response.status(answered.status);
    answered.headers.forEach((value, name) => {
      response.set(name, value);
    });
    await send(answered.body, response, gone.signal);
  };

  const routes = Router();
  routes.all(path, first, express.raw({ type: () => true, limit: mostBytes, inflate: false }), answer);
  return { name: 'mcp', deliveryPath: path, routes, close: handler.close };
}

/** Streams a body to the response. A client that disconnects ends it without an error. */
async function send(body: globalThis.Response['body'], response: ServerResponse, gone: AbortSignal): Promise<void> {
  try {
    for await (const piece of body ?? []) {
      if (gone.aborted) return;
      if (!response.write(piece)) await once(response, 'drain', { signal: gone });
    }
    response.end();
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

const onlyToken = ({ ways }: AccessParts): boolean => ways.every((way) => way === 'token');

/** Returns the headers that came once each; of one that came several times, all values. */
function headersOf({ headers }: Request): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'content-length' ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]
  );
}
