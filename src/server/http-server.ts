import { createHash, timingSafeEqual } from 'node:crypto';
import http, { type IncomingMessage, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Metrics } from '../observability/metrics.ts';
import { beginRequest, noTracing, type Tracing } from '../observability/tracing.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Workload } from '../platforms/workload.ts';

/** Result that `/readyz` returns. */
export interface Readiness {
  ready: boolean;
  /** Reason for not being ready, or other facts for the operator. */
  detail: Record<string, unknown>;
}

interface ServerParts {
  platforms: readonly Pick<Platform, 'name' | 'routes' | 'deliveryPath'>[];
  workload: Pick<Workload, 'full' | 'arrived'>;
  /** Pages and addresses that belong to no platform. */
  routes?: readonly Router[];
  metrics: Metrics;
  readiness: () => Promise<Readiness>;
  /** Token that `/metrics` requires, and `/readyz` for details; both are open when not given. */
  metricsToken?: string;
  onFailure: (where: string, error: unknown) => void;
  /** Traces of incoming requests; none when not given. */
  tracing?: Tracing;
}

/** The one HTTP server. */
export interface Server {
  /** @returns the port it listens on; rejects with a plain sentence when it cannot */
  listen(port: number, host: string): Promise<number>;
  /** Takes no new connections, drops requests that have not come whole, and waits half a second for open responses. */
  close(): Promise<void>;
}

/** Routes that have a figure of their own besides the platforms' delivery paths. */
const ownRoutes: ReadonlySet<string> = new Set([
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/slack/install',
  '/slack/oauth_redirect'
]);

/**
 * Headers of every response. No script runs, nothing is loaded or framed; the playground sets a policy of its own.
 * Inline styles are allowed for the page that Bolt shows after an installation.
 */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
};

/** Time limits for receiving a whole request, in milliseconds; Node checks every second, and answers 408. */
const timeLimits = { headersTimeout: 5_000, requestTimeout: 8_000, connectionsCheckingInterval: 1_000 };

/** Time that a stop waits for responses under way, in milliseconds; those of the platforms have finished before. */
const closeMs = 500;

/**
 * Creates the server of health, readiness and figures; every other route belongs to a platform. Bodies are parsed
 * there, never here.
 */
export function createServer({
  platforms,
  workload,
  routes: others = [],
  metrics,
  readiness,
  metricsToken,
  onFailure,
  tracing = noTracing
}: ServerParts): Server {
  const deliveries: Deliveries = new Map(platforms.map(({ deliveryPath, name }) => [deliveryPath, name]));
  const app = express().disable('x-powered-by').set('etag', false);
  app.use((request, response, next) => {
    const path = pathOf(request);
    const isKnown = ownRoutes.has(path) || deliveries.has(path);
    const group = path.startsWith('/playground/') ? '/playground' : 'other';
    const route = isKnown ? path : group;
    const done = metrics.requests.startTimer({ route });
    response.on('close', () => done({ status: response.statusCode }));
    response.set(headers);
    const platform = request.method === 'POST' ? deliveries.get(path) : undefined;
    if (platform === undefined) return next();
    const facts = { 'spread_bot.platform': platform, 'http.route': request.path };
    return beginRequest(({ id, since }) => {
      void tracing.span(`POST ${request.path}`, { ...facts, 'spread_bot.delivery': id }, async (add) => {
        const closed = new Promise((resolve) => response.once('close', resolve));
        next();
        await closed;
        if (response.writableFinished)
          metrics.acknowledgements.observe({ platform }, (performance.now() - since) / 1000);
        add({ 'http.response.status_code': response.statusCode });
      });
    });
  });
  const mayLookInside = (request: http.IncomingMessage): boolean =>
    metricsToken === undefined || sameText(bearerToken(request), metricsToken);
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (request, response) => {
    const { ready, detail } = await readiness();
    response.status(ready ? 200 : 503).json({ ready, ...(mayLookInside(request) && detail) });
  });
  app.get('/metrics', async (request, response) => {
    if (!mayLookInside(request)) {
      return response.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'This needs the METRICS_TOKEN.' });
    }
    const { type, body } = await metrics.text();
    return response.set('Content-Type', type).send(body);
  });
  for (const routes of [...platforms.map((platform) => platform.routes), ...others]) app.use(routes);
  app.use((_request, response) => {
    response.status(404).json({ error: 'There is nothing at this address.' });
  });
  app.use(faults(onFailure));

  const onRefused = (): void => metrics.refused.inc({ why: 'full' });
  const admission = createAdmission({ deliveries, workload, onRefused }, app);
  const server = http.createServer(timeLimits, admission.listener);
  server.on('connection', workload.arrived).on('request', workload.arrived);
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', (cause: NodeJS.ErrnoException) =>
          reject(new Error(listenFault(cause, port, host), { cause }))
        );
        server.listen(port, host, () => {
          server.on('error', (error) => onFailure('server', error));
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), closeMs);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        admission.dropUnread();
        server.closeIdleConnections();
      })
  };
}

/** Returns the bearer token of a request, empty where it has none. The word before it may be in any case (RFC 9110, 11.1). */
function bearerToken({ headers: { authorization = '' } }: http.IncomingMessage): string {
  const [scheme = '', token = ''] = authorization.split(/ +/);
  return scheme.toLowerCase() === 'bearer' ? token : '';
}

/** Compares two texts in constant time. */
function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}

/**
 * Checks that a port can be listened on.
 *
 * @throws an error that names the fix
 */
export function assertFree(port: number, host: string): Promise<void> {
  const probe = net.createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (cause) => reject(new Error(listenFault(cause, port, host), { cause })));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function listenFault(error: NodeJS.ErrnoException, port: number, host: string): string {
  const where = `Cannot listen on ${host}, port ${port}`;
  if (error.code === 'EADDRINUSE')
    return `${where}: another program uses it. Stop that one, or set PORT to another port.`;
  if (error.code === 'EACCES') return `${where}: this is not allowed. Set PORT to one over 1023.`;
  if (error.code === 'ENOTFOUND' || error.code === 'EADDRNOTAVAIL')
    return `${where}: this machine has no such address. Correct HOST.`;
  return `${where}: ${error.message}`;
}

const faultTexts: Readonly<Record<number, string>> = {
  413: 'The body is larger than 1 MB.',
  500: 'This failed.'
};

/** Answers bad requests with their own status and a fixed text; an internal error is only logged. */
function faults(onFailure: ServerParts['onFailure']): ErrorRequestHandler {
  return (error: { status?: number; type?: string }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) onFailure('server.request', error);
    response.status(status).json({ error: faultTexts[status] ?? 'The request cannot be read.' });
  };
}

/**
 * Requests whose bodies are being read; beyond it the one that began longest ago is dropped. Each may hold up to 1 MB.
 */
export const mostUnread = 600;

/** Returns the path of a request as express matches it: in any case, with or without a slash at its end. */
function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  const whole = URL.canParse(url) ? new URL(url).pathname : '';
  const path = url.startsWith('/') ? url.split('?', 1)[0]! : whole;
  return path.toLowerCase().replace(/(?<=.)\/$/, '');
}

/** Platforms by the path to which each delivers what people say. */
type Deliveries = ReadonlyMap<string, string>;

interface AdmissionParts {
  deliveries: Deliveries;
  workload: Pick<Workload, 'full'>;
  /** Called for each request that is refused and should be sent again. */
  onRefused: () => void;
}

/** The listener behind admission control, and a function that drops incomplete requests. */
interface Admission {
  listener: RequestListener;
  /** Drops every request whose body has not come. */
  dropUnread(): void;
}

/**
 * Refuses requests while too many are under way, before any part of them is read: reading a request costs ten times as
 * much. Platforms send again after a 503. An incomplete request does not count as under way: of too many the oldest is
 * dropped.
 */
function createAdmission({ deliveries, workload, onRefused }: AdmissionParts, listener: RequestListener): Admission {
  const unread = new Set<IncomingMessage>();
  const drop = (request: IncomingMessage): void => {
    unread.delete(request);
    request.socket.destroy();
  };
  return {
    listener(request, response) {
      if (request.method !== 'POST' || !deliveries.has(pathOf(request))) return listener(request, response);
      if (workload.full) {
        onRefused();
        response.writeHead(503, { 'Retry-After': '5' }).end();
        return;
      }
      unread.add(request);
      for (const event of ['end', 'close'] as const) request.once(event, () => unread.delete(request));
      const [oldest] = unread;
      if (unread.size > mostUnread && oldest) drop(oldest);
      listener(request, response);
    },
    dropUnread() {
      for (const request of [...unread]) drop(request);
    }
  };
}
