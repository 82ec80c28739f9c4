import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';

interface TokenRequest {
  /** Of the address that was meant: `login.microsoftonline.com` or the machine's own identity endpoint. */
  host: string;
  path: string;
  fields: Record<string, string>;
  headers: http.IncomingHttpHeaders;
}

export interface FakeEntra {
  requests: TokenRequest[];
  /** As `IDENTITY_ENDPOINT` has it on a machine with a managed identity. */
  identityEndpoint: string;
  close(): Promise<void>;
}

/**
 * Opens Microsoft's sign-in and a machine's managed identity, on this machine. Every https connection of the process that uses
 * the usual agent ends here, whatever host it is meant for; what is inside stays the real library's.
 */
export async function openFakeEntra(accessToken: string): Promise<FakeEntra> {
  const requests: TokenRequest[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', `https://${request.headers.host}`);
    const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    const fields = { ...Object.fromEntries(url.searchParams), ...body };
    requests.push({ host: url.hostname, path: url.pathname, fields, headers: request.headers });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(url, accessToken)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const usual = https.globalAgent;
  const agent = new https.Agent();
  agent.createConnection = () => net.connect(port, '127.0.0.1');
  https.globalAgent = agent;
  return {
    requests,
    identityEndpoint: `http://127.0.0.1:${port}/msi/token`,
    close: () =>
      new Promise((resolve) => {
        https.globalAgent = usual;
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

function answer(url: URL, accessToken: string): unknown {
  const tenant = `https://${url.hostname}${url.pathname.replace(/\/(?:v2\.0|oauth2)\/.*$/, '')}`;
  if (url.pathname.endsWith('/openid-configuration')) {
    return {
      ...{ token_endpoint: `${tenant}/oauth2/v2.0/token`, authorization_endpoint: `${tenant}/oauth2/v2.0/authorize` },
      ...{ issuer: `${tenant}/v2.0`, jwks_uri: `${tenant}/keys` }
    };
  }
  if (url.pathname.endsWith('/discovery/instance')) {
    const metadata = [{ preferred_network: url.hostname, preferred_cache: url.hostname, aliases: [url.hostname] }];
    return { tenant_discovery_endpoint: `${tenant}/v2.0/.well-known/openid-configuration`, metadata };
  }
  const expires_on = String(Math.floor(Date.now() / 1000) + 3600);
  return { access_token: accessToken, token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, expires_on };
}
