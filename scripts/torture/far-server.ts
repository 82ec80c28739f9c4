import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScheduledMessenger } from '../../src/core/model/messenger.ts';
import { createFarSide, type Fault } from '../../test/support/far-side.ts';

export interface FarServer {
  url: string;
  /** Keys of the tips people saw, one for each time. */
  keys(): string[];
  /** Returns the number of requests so far. */
  asked(): number;
  close(): Promise<void>;
}

type Operation = keyof ScheduledMessenger;

/**
 * Starts the platform's side as a server: stores, schedules, lists, takes back, and misbehaves. It counts what people saw; nobody else's
 * word is taken.
 *
 * @param faultRate share of requests that go wrong, 0 to 1
 * @param random numbers between 0 and 1
 */
export async function startFarServer(now: () => number, faultRate: number, random: () => number): Promise<FarServer> {
  const far = createFarSide(now);
  const faults: Fault[] = ['limited', 'bad', 'lost', 'reset'];
  far.withFaults(() => (random() < faultRate ? faults[Math.floor(random() * faults.length)] : undefined));
  const appear = setInterval(far.tick, 5);

  const answer = async (operation: Operation, given: never[]): Promise<{ status: number; body: unknown }> => {
    try {
      const work = far.scheduling[operation] as (...all: never[]) => Promise<unknown>;
      return { status: 200, body: { result: (await work(...given)) ?? null } };
    } catch (error) {
      const { name } = error as Error;
      return {
        status: { RetryLaterError: 429, UnknownOutcomeError: 0, ConversationGoneError: 410 }[name] ?? 400,
        body: {}
      };
    }
  };

  let asked = 0;
  const server = createServer(async (request, response) => {
    const { operation, given } = JSON.parse(await textOf(request)) as { operation: Operation; given: never[] };
    asked += 1;
    // A request may arrive and its answer leave at any moment of somebody's death.
    await new Promise((resolve) => setTimeout(resolve, random() * 20));
    const { status, body } = await answer(operation, given);
    await new Promise((resolve) => setTimeout(resolve, random() * 20));
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: () => far.shown.map(({ key }) => key).filter((key) => /^(?:tip|again)\//.test(key)),
    asked: () => asked,
    close: () => {
      clearInterval(appear);
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    }
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
