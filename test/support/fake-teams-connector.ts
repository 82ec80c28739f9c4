import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One call that arrived. */
export interface ConnectorCall {
  method: string;
  /** Empty where a conversation is opened. */
  conversation: string;
  /** Id of the activity replied to (POST) or updated (PUT). */
  activity?: string;
  targeted: boolean;
  authorization: string;
  body: Record<string, unknown>;
}

/** Answer to the next call in place of 201. `drop` stores the message and breaks the connection; `hang` never answers. */
export type ConnectorFault =
  | { status: number; headers?: Record<string, string>; body?: unknown; stored?: boolean }
  | 'drop'
  | 'hang';

export interface FakeConnector {
  /** As an activity's `serviceUrl` has it. */
  serviceUrl: string;
  /** Every call, faults included, in the order of arrival. */
  calls: ConnectorCall[];
  /** Messages on the screens: posts and updates put together, in the order of their first arrival. */
  messages(): { id: string; targeted: boolean; body: Record<string, unknown> }[];
  /** Empties the screens and the record. */
  forget(): void;
  /** Called with every message when it is shown. */
  onShown?: (call: ConnectorCall) => void;
  /** Duration of each call, in milliseconds. */
  delayMs: number;
  /** Faults for the next calls, one each. */
  fail(...faults: ConnectorFault[]): void;
  /** Returns the fault for a call for which no other is left; undefined for a call that is to succeed. */
  refusal?: (call: ConnectorCall) => ConnectorFault | undefined;
  close(): Promise<void>;
}

/** Returns the id of the personal chat with the person for whom a conversation is opened. */
function chatWith({ members }: Record<string, unknown>): string {
  return `a:chat-with-${(members as { id: string }[] | undefined)?.[0]?.id}`;
}

/** Opens the Bot Connector's REST interface for Teams, on this machine: chats, posts, replies, updates, targeted messages, faults. */
export async function openFakeConnector(): Promise<FakeConnector> {
  const calls: ConnectorCall[] = [];
  const stored = new Map<string, { id: string; targeted: boolean; body: Record<string, unknown> }>();
  const faults: ConnectorFault[] = [];
  const sockets = new Set<Socket>();
  let nextId = 1763889303000;

  const server = http.createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const [, , v3, , conversation = '', activities, activity] = pathname.split('/').map(decodeURIComponent);
    if (v3 !== 'v3' || (conversation !== '' && activities !== 'activities')) {
      response.writeHead(404).end();
      return;
    }
    const body = (await json(request)) as Record<string, unknown>;
    const call: ConnectorCall = {
      method: request.method ?? '',
      conversation,
      ...(activity && { activity }),
      targeted: searchParams.get('isTargetedActivity') === 'true',
      authorization: request.headers.authorization ?? '',
      body
    };
    calls.push(call);
    if (connector.delayMs > 0) await sleep(connector.delayMs);
    const keep = () => {
      if (conversation === '') return chatWith(body);
      const id = call.method === 'PUT' ? activity! : String(nextId++);
      if (body.type !== 'message') return id;
      stored.set(id, { id, targeted: stored.get(id)?.targeted ?? call.targeted, body });
      connector.onShown?.(call);
      return id;
    };
    const fault = faults.shift() ?? connector.refusal?.(call);
    if (fault === 'hang') return;
    if (fault === 'drop') {
      keep();
      request.socket.destroy();
      return;
    }
    if (fault) {
      if (fault.stored) keep();
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body ?? { error: { code: 'Error', message: 'refused' } }));
      return;
    }
    // A message that only one person sees is not there for whoever does not say so.
    if (call.method === 'PUT' && stored.has(activity!) && stored.get(activity!)!.targeted !== call.targeted) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'ActivityNotFoundInConversation', message: 'Unknown activity.' } }));
      return;
    }
    response.writeHead(call.method === 'PUT' ? 200 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: keep() }));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const connector: FakeConnector = {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/uk/`,
    calls,
    messages: () => [...stored.values()],
    forget: () => {
      stored.clear();
      calls.length = 0;
    },
    delayMs: 0,
    fail: (...next) => faults.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      })
  };
  return connector;
}

async function json(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
