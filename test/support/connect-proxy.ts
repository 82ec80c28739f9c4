import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';

/** A proxy that tunnels, as a hospital has one. */
export interface ConnectProxy {
  /** For HTTPS_PROXY. */
  address: string;
  /** `host:port` of every tunnel it was asked for. */
  tunnels: string[];
  /** `Proxy-Authorization` of every tunnel. */
  credentials: (string | undefined)[];
  /** Refuses every tunnel from now on, and records it. */
  refuse(): void;
  close(): Promise<void>;
}

/** Opens it on loopback. Names that end in `.test`, which nobody else can find, lead to this machine. */
export async function openConnectProxy(): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const proxy: Pick<ConnectProxy, 'tunnels' | 'credentials'> = { tunnels: [], credentials: [] };
  let refusing = false;
  const server = http.createServer((_request, response) => response.writeHead(405).end('tunnels only'));
  server.on('connect', (request, client: Socket) => {
    const [host = '', port] = String(request.url).split(':');
    proxy.tunnels.push(String(request.url));
    proxy.credentials.push(request.headers['proxy-authorization']);
    if (refusing) return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const far = net.connect(Number(port), host.endsWith('.test') ? '127.0.0.1' : host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(far).pipe(client);
    });
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...proxy,
    refuse: () => {
      refusing = true;
    },
    address: `http://ward:secret@127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
