import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Absence } from './absence.ts';

/** A line to a server that may fall silent: connections stay open, and nothing arrives. */
export interface Line {
  /** The server's address by way of this line. */
  url: string;
  silent(ms: number): Absence;
  close(): void;
}

/** @param url of a server on this machine, whose port is replaced */
export async function startLine(url: string): Promise<Line> {
  const target = new URL(url);
  const { hostname, port } = target;
  const open = new Set<Socket>();
  let silent = false;
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near]
    ] as const) {
      open.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      if (silent) from.pause();
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  target.port = String((line.address() as AddressInfo).port);
  return {
    url: target.href,
    silent: (ms) => ({
      ms,
      begin: async () => {
        silent = true;
        for (const socket of open) socket.pause();
      },
      end: async () => {
        silent = false;
        for (const socket of open) socket.resume();
      }
    }),
    close: () => {
      line.close();
      for (const socket of open) socket.destroy();
    }
  };
}
