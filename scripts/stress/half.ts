import net from 'node:net';
import { createCrowd, pause } from './crowd.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface HalfOptions extends StressOptions {
  /** Requests that are begun and never sent whole; one that the server drops is begun anew. */
  strangers: number;
  perSecond: number;
  seconds: number;
}

/** Requests anybody can send without a signature or a token: heads without an end, bodies of one byte, any spelling of a path. */
const begun = [
  ...['/slack/events', '/Slack/Events/', '/api/messages', '/API/messages/', '/mcp', '/'].map(
    (path) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`
  ),
  'POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slow: ',
  'POST /api/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a',
  'P'
];

/** Sends incomplete requests as strangers do, while both platforms deliver questions: each has to be accepted at its first try. */
export async function half(options: HalfOptions): Promise<Verdict[]> {
  const { strangers, perSecond, seconds } = options;
  const world = await openWorld(options);
  const open = new Set<net.Socket>();
  let over = false;
  try {
    const served = await world.serve();
    const { hostname, port } = new URL(served.origin);
    let made = 0;
    const begin = (): void => {
      if (over) return;
      made += 1;
      const text = begun[made % begun.length]!;
      const socket = net.connect(Number(port), hostname, () => socket.write(text));
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        setTimeout(begin, 10);
      });
      socket.resume();
    };
    for (let n = 0; n < strangers; n += 1) begin();
    while (open.size < strangers) await pause(10);
    const crowd = createCrowd(world);
    const asked = await crowd.ask(() => served.origin, perSecond, seconds);
    const silent = await crowd.silent(asked);
    const refused = asked.filter(({ status }) => status !== 200).length;
    const begunAnew = made - strangers;
    return [
      {
        goal: `half: ${strangers} half-sent requests keep no signed delivery out`,
        measured: `${asked.length} deliveries: ${refused} not answered 200, ${silent.length} without an answer; ${begunAnew} of the strangers dropped and begun anew`,
        met: refused + silent.length === 0
      }
    ];
  } finally {
    over = true;
    for (const socket of open) socket.destroy();
    await world.close();
  }
}
