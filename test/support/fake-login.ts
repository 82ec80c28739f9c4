import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Requests to Microsoft's hosts, by the host that was meant. */
interface LoginCall {
  host: string;
  path: string;
  fields: Record<string, string>;
  headers: http.IncomingHttpHeaders;
}

export interface FakeLogin {
  calls: LoginCall[];
  /** The next answers of the token endpoint, or of the managed identity, in place of a token. */
  refuse: { status: number; body: unknown }[];
  /** Hosts that do not answer, as behind a firewall. */
  blocked: Set<string>;
  /** `fetch`, with every host that is not this machine led here. */
  fetch: typeof fetch;
  close(): Promise<void>;
}

/** Of the access token that is given out: it must never be seen again. */
export const accessToken = 'canary-access-token-0123456789';

/** Returns Entra's refusal as it comes over the network (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
export function refusal(code: number, error = 'invalid_client'): { status: number; body: unknown } {
  const description = `AADSTS${code}: text that may change. Trace ID: 0000aaaa-11bb-cccc-dd22-eeeeee333333`;
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: { error, error_description: description, error_codes: [code] }
  };
}

/** Opens Microsoft's sign-in, keys, connector and managed identity on this machine, over real HTTP. */
export async function openFakeLogin(): Promise<FakeLogin> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const host = String(request.headers['x-meant-for']);
    const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    const call = { host, path, fields: { ...Object.fromEntries(searchParams), ...body }, headers: request.headers };
    fake.calls.push(call);
    const forToken = path.endsWith('/token');
    const refused = forToken ? fake.refuse.shift() : undefined;
    const answer = forToken ? { token_type: 'Bearer', expires_in: 3599, access_token: accessToken } : { host };
    response.writeHead(refused?.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof refused?.body === 'string' ? refused.body : JSON.stringify(refused?.body ?? answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const fake: FakeLogin = {
    calls: [],
    refuse: [],
    blocked: new Set(),
    fetch: async (input, init) => {
      const url = new URL(String(input));
      if (/^(localhost|127\.0\.0\.1)$/.test(url.hostname)) return fetch(url, init);
      if (fake.blocked.has(url.hostname)) {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('blocked'), { code: 'ENOTFOUND' }) });
      }
      const headers = new Headers(init?.headers);
      headers.set('x-meant-for', url.hostname);
      return fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, { ...init, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
  return fake;
}
