import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface SeenRequest {
  method: string;
  /** `host/path`, without the port. */
  where: string;
  userAgent: string | undefined;
}

export interface FakeWeb {
  port: number;
  requests: SeenRequest[];
  /** Addresses that the name service was asked for. */
  lookups: string[];
  /** A name service in which every name is this server, save those set by `names`. */
  resolve: (host: string) => Promise<{ address: string; family: number }[]>;
  names: Map<string, string[]>;
  /** Highest number of requests open at once, by host. */
  together: Map<string, number>;
  url(where: string): string;
  close(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts many web sites on one port of this machine, told apart by the Host header. What no handler is for answers 404. */
export async function startFakeWeb(sites: (web: FakeWeb) => Readonly<Record<string, Handler>>): Promise<FakeWeb> {
  const open = new Map<string, number>();
  const server = createServer((request, response) => {
    const host = request.headers.host?.split(':')[0] ?? '';
    const where = host + request.url?.replace(/\?.*/, '');
    web.requests.push({ method: request.method ?? '', where, userAgent: request.headers['user-agent'] });
    open.set(host, (open.get(host) ?? 0) + 1);
    web.together.set(host, Math.max(web.together.get(host) ?? 0, open.get(host)!));
    response.on('close', () => open.set(host, open.get(host)! - 1));
    const handler = handlers[where];
    if (handler) handler(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const web: FakeWeb = {
    port,
    requests: [],
    lookups: [],
    names: new Map(),
    together: new Map(),
    resolve: async (host) => {
      web.lookups.push(host);
      const given = web.names.get(host) ?? ['127.0.0.1'];
      if (given.length === 0) throw Object.assign(new Error(`no such name ${host}`), { code: 'ENOTFOUND' });
      return given.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    url: (where) => `http://${where.replace(/^([^/]+)/, `$1:${port}`)}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })
  };
  const handlers = sites(web);
  return web;
}

/** Answers with a page. */
export const page =
  (title: string, body = ''): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<html><head><title>${title}</title></head><body>${body}</body></html>`);
  };

/** Answers with a status and, for redirects, where to. */
export const status =
  (code: number, location?: string): Handler =>
  (_request, response) => {
    response.writeHead(code, location === undefined ? {} : { location }).end();
  };
