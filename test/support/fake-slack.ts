import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { slackNameProblems } from './accessible-names.ts';
import { methods } from './slack-api.ts';
import { messageProblems } from './slack-validator.ts';

/** A Web API call as it arrived. */
interface Call {
  method: string;
  args: Record<string, unknown>;
  token: string;
  at: number;
}

/** The owner of a token. */
interface Identity {
  team: string;
  botUser: string;
  bot: string;
  scopes: readonly string[];
  /** Set for a token of a whole organisation. */
  organisation?: string;
}

/** A message as it stands in a channel or on one person's screen. */
interface Posted {
  ts: string;
  channel: string;
  thread?: string;
  /** Only this person sees it. */
  onlyFor?: string;
  text: string;
  blocks: unknown[];
  payload: Record<string, unknown>;
}

/**
 * Ways in which a call goes wrong: an HTTP status before or after the call took effect, one of Slack's errors, an answer that never
 * comes, one that is not Slack's, or a connection cut.
 */
export type Fault =
  | { status: number; retryAfter?: number | string; stored?: boolean }
  | { error: string; stored?: boolean }
  | { hang: true; stored?: boolean }
  | { body: string; type?: string; stored?: boolean }
  | { drop: true; stored?: boolean };

export interface FakeSlack {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  calls: Call[];
  /** Called with every message when it is shown. */
  onShown?: (posted: Posted) => void;
  messages: Posted[];
  scheduled: { id: string; channel: string; post_at: number; text: string }[];
  views: Record<string, unknown>[];
  /** Addresses in messages and drafts, by `unfurl_id` or `channel/ts`; others cannot get a preview. */
  written: Map<string, readonly string[]>;
  /** Previews below messages. */
  previews: { place: string; unfurls: Record<string, unknown> }[];
  /** Everything Slack would have refused, and every use of a wrong token or a missing scope. */
  complaints: string[];
  /** Sets outcomes of the next calls of a method, in order; `*` for any method. Without any, those left are taken back. */
  misbehave(method: string, ...faults: Fault[]): void;
  /** Returns the error that Slack answers a call with, for as long as the test sets it; undefined where the call is taken. */
  refusal?: (method: string, args: Record<string, unknown>) => string | undefined;
  /** Creates a response_url; what comes to it is shown in `channel` to `user`. `original` is the message it may replace. */
  responseUrl(channel: string, user: string, original?: string): string;
  addToken(token: string, identity: Identity): void;
  revoke(token: string): void;
  /** The answer to `oauth.v2.access`. */
  oauth: Record<string, unknown>;
  /** Fields that the answers of a method have besides, or in place of the usual ones. */
  besides: Map<string, Record<string, unknown>>;
  /** Time zones of people, by their ids. */
  zones: Map<string, string>;
  /** Time that Slack takes for each call, in milliseconds. */
  delayMs: number;
  /** Headers that every answer has besides. */
  headers: Record<string, string>;
  /** Sends an envelope on the newest link of Socket Mode and resolves with its acknowledgement's payload. */
  deliver(type: string, payload: unknown, retry?: number): Promise<unknown>;
  /** Sends any text on the newest link. */
  sendRaw(text: string): void;
  /** Resolves when the n-th link said hello. */
  linked(count: number): Promise<void>;
  links: WebSocket[];
  /** False: links are accepted but no hello is said. */
  sayHello: boolean;
  close(): Promise<void>;
}

/** Creates Slack's side of the network, on loopback: Web API, response_urls and Socket Mode, with a record of what it stored. */
export async function createFakeSlack(): Promise<FakeSlack> {
  const tokens = new Map<string, Identity>();
  const faults = new Map<string, Fault[]>();
  const responses = new Map<string, { channel: string; user: string; uses: number; original?: string }>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const arrivals: { count: number; resolve: () => void }[] = [];
  const sockets = new Set<Socket>();
  let serial = 0;
  let helloes = 0;

  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const root = `http://127.0.0.1:${port}`;

  const fake: FakeSlack = {
    apiUrl: `${root}/api/`,
    calls: [],
    messages: [],
    scheduled: [],
    views: [],
    written: new Map(),
    previews: [],
    complaints: [],
    oauth: { ok: false, error: 'invalid_code' },
    besides: new Map(),
    zones: new Map(),
    delayMs: 0,
    headers: {},
    links: [],
    sayHello: true,
    misbehave(method, ...next) {
      faults.set(method, next.length === 0 ? [] : [...(faults.get(method) ?? []), ...next]);
    },
    responseUrl(channel, user, original) {
      const id = `r${++serial}`;
      responses.set(id, { channel, user, uses: 0, ...(original && { original }) });
      return `${root}/response/${id}`;
    },
    addToken: (token, identity) => void tokens.set(token, identity),
    revoke: (token) => void tokens.delete(token),
    deliver(type, payload, retry = 0) {
      const envelope_id = `e${++serial}`;
      const acked = new Promise<unknown>((resolve) => waiting.set(envelope_id, resolve));
      const envelope = {
        envelope_id,
        type,
        payload,
        accepts_response_payload: type !== 'events_api',
        retry_attempt: retry
      };
      fake.links.at(-1)?.send(JSON.stringify(envelope));
      return acked;
    },
    sendRaw: (text) => fake.links.at(-1)?.send(text),
    linked: (count) =>
      helloes >= count ? Promise.resolve() : new Promise((resolve) => arrivals.push({ count, resolve })),
    async close() {
      for (const link of fake.links) link.terminate();
      links.close();
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    }
  };

  const links = new WebSocketServer({ server, path: '/link' });
  links.on('connection', (link) => {
    fake.links.push(link);
    link.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      waiting.get(envelope_id)?.(payload);
      waiting.delete(envelope_id);
    });
    if (!fake.sayHello) return;
    link.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0SPREAD' } }));
    helloes += 1;
    for (const { resolve, count } of arrivals) if (helloes >= count) resolve();
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    if (path.startsWith('/response/')) return answerResponse(path.slice('/response/'.length), body, response);
    const method = path.replace('/api/', '');
    const args = readArgs(body);
    const token = String(request.headers.authorization ?? '').replace('Bearer ', '');
    fake.calls.push({ method, args, token, at: Date.now() });
    if (fake.delayMs > 0) await sleep(fake.delayMs);
    const fault = (faults.get(method)?.length ? faults.get(method) : faults.get('*'))?.shift();
    if (fault && (!('stored' in fault) || !fault.stored)) return fail(fault, response);
    const refused = fake.refusal?.(method, args);
    if (refused) return json(response, 200, { ok: false, error: refused });
    const answer = call(method, args, token);
    if (fault) return fail(fault, response);
    const scopes = tokens.get(token)?.scopes.join(',');
    for (const [name, value] of Object.entries(fake.headers)) response.setHeader(name, value);
    if (scopes !== undefined) response.setHeader('x-oauth-scopes', scopes);
    json(response, 200, { ...answer, ...fake.besides.get(method) });
  }

  function fail(fault: Fault, response: ServerResponse) {
    if ('error' in fault) return json(response, 200, { ok: false, error: fault.error });
    if ('hang' in fault) return;
    if ('drop' in fault) return void response.destroy();
    if ('body' in fault) {
      response.writeHead(200, { 'content-type': fault.type ?? 'application/json' }).end(fault.body);
      return;
    }
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    response.writeHead(fault.status, headers).end(fault.status === 429 ? '' : '<html>error</html>');
  }

  function call(method: string, args: Record<string, unknown>, token: string): Record<string, unknown> {
    const facts = methods[method];
    const refuse = (error: string, why: string) => {
      fake.complaints.push(`${method}: ${why}`);
      return { ok: false, error };
    };
    if (!facts) return refuse('unknown_method', 'unknown method');
    const owner = tokens.get(token);
    if (!owner && method !== 'oauth.v2.access') return { ok: false, error: 'invalid_auth' };
    if (facts.scope && !owner?.scopes.includes(facts.scope)) return refuse('missing_scope', `needs ${facts.scope}`);
    const missing = facts.required.filter((name) => args[name] === undefined || args[name] === '');
    if (missing.length > 0) return refuse('invalid_arguments', `missing ${missing.join(', ')}`);
    // Seen with conversations.list: github.com/lyft/omnibot pull request 44, slackapi/python-slack-sdk issue 1383.
    if (owner?.organisation && facts.ofOrganisation && !args[facts.ofOrganisation])
      return refuse('missing_argument', `needs ${facts.ofOrganisation} with the token of an organisation`);
    // Slack takes such a card, and people stumble over it.
    const view = args.view as { blocks?: unknown } | undefined;
    fake.complaints.push(...slackNameProblems(args.blocks ?? view?.blocks).map((problem) => `${method}: ${problem}`));
    const problems = facts.problems?.(args) ?? [];
    if (problems.length > 0) return refuse('invalid_blocks', problems.join('; '));
    return { ok: true, ...effects(method, args, owner) };
  }

  function effects(
    method: string,
    args: Record<string, unknown>,
    owner: Identity | undefined
  ): Record<string, unknown> {
    const channel = String(args.channel ?? '');
    switch (method) {
      case 'auth.test':
        return {
          ...(owner?.organisation ? { enterprise_id: owner.organisation } : { team_id: owner?.team }),
          user_id: owner?.botUser,
          bot_id: owner?.bot,
          url: 'https://hospital.slack.com/'
        };
      case 'users.info':
        return { user: { id: args.user, tz: fake.zones.get(String(args.user)) } };
      case 'apps.connections.open':
        return { url: `ws://127.0.0.1:${port}/link?ticket=${++serial}` };
      case 'oauth.v2.access':
        return fake.oauth;
      case 'chat.postMessage':
        return { channel, ts: show(channel, args).ts };
      case 'chat.postEphemeral':
        return { message_ts: show(channel, args, String(args.user)).ts };
      case 'chat.update': {
        const old = fake.messages.find((posted) => posted.channel === channel && posted.ts === args.ts);
        if (!old) return { ok: false, error: 'message_not_found' };
        Object.assign(old, { text: String(args.text), blocks: args.blocks ?? [], payload: args });
        return { ts: old.ts };
      }
      case 'chat.unfurl': {
        const place = args.unfurl_id === undefined ? `${channel}/${args.ts}` : String(args.unfurl_id);
        const unfurls = args.unfurls as Record<string, unknown>;
        const urls = fake.written.get(place);
        if (!urls)
          return { ok: false, error: args.unfurl_id === undefined ? 'cannot_find_message' : 'cannot_unfurl_message' };
        if (Object.keys(unfurls).some((url) => !urls.includes(url))) return { ok: false, error: 'cannot_unfurl_url' };
        fake.previews.push({ place, unfurls });
        return {};
      }
      case 'chat.scheduleMessage': {
        const scheduled = { id: `Q${++serial}`, channel, post_at: Number(args.post_at), text: String(args.text) };
        fake.scheduled.push(scheduled);
        return { scheduled_message_id: scheduled.id, channel, post_at: String(scheduled.post_at) };
      }
      case 'chat.scheduledMessages.list': {
        const all = fake.scheduled.filter((one) => !channel || one.channel === channel);
        const from = Number(args.cursor ?? 0);
        const size = Math.min(Number(args.limit ?? 100), 2);
        const next = from + size < all.length ? String(from + size) : '';
        const page = all.slice(from, from + size).map(({ channel: channel_id, ...rest }) => ({ channel_id, ...rest }));
        return { scheduled_messages: page, response_metadata: { next_cursor: next } };
      }
      case 'chat.deleteScheduledMessage': {
        const at = fake.scheduled.findIndex((one) => one.id === args.scheduled_message_id);
        if (at < 0) return { ok: false, error: 'invalid_scheduled_message_id' };
        fake.scheduled.splice(at, 1);
        return {};
      }
      case 'views.open':
      case 'views.push':
      case 'views.update':
      case 'views.publish':
        fake.views.push({ ...(args.view as Record<string, unknown>), method });
        return { view: { id: `V${++serial}` } };
      default:
        return {};
    }
  }

  function show(channel: string, args: Record<string, unknown>, onlyFor?: string): Posted {
    const posted: Posted = {
      ts: `1795425000.${String(++serial).padStart(6, '0')}`,
      channel,
      text: String(args.text),
      blocks: (args.blocks as unknown[]) ?? [],
      payload: args,
      ...(args.thread_ts !== undefined && { thread: String(args.thread_ts) }),
      ...(onlyFor && { onlyFor })
    };
    fake.messages.push(posted);
    fake.onShown?.(posted);
    return posted;
  }

  function answerResponse(id: string, body: string, response: ServerResponse) {
    const known = responses.get(id);
    const args = JSON.parse(body) as Record<string, unknown>;
    fake.calls.push({ method: 'response_url', args, token: '', at: Date.now() });
    const fault = faults.get('response_url')?.shift();
    if (fault) return fail(fault, response);
    const refused = fake.refusal?.('response_url', { ...args, channel: known?.channel });
    if (refused) return json(response, 200, { ok: false, error: refused });
    if (!known) return void response.writeHead(404).end('expired_url');
    known.uses += 1;
    if (known.uses > 5) return void response.writeHead(404).end('used_url');
    const problems = messageProblems(args);
    if (problems.length > 0) {
      fake.complaints.push(`response_url: ${problems.join('; ')}`);
      return void response.writeHead(400).end('invalid_blocks');
    }
    const old = args.replace_original ? fake.messages.find(({ ts }) => ts === known.original) : undefined;
    if (old) Object.assign(old, { text: String(args.text), blocks: args.blocks ?? [], payload: args });
    else show(known.channel, args, args.response_type === 'in_channel' ? undefined : known.user);
    response.writeHead(200).end('ok');
  }

  return fake;
}

function readArgs(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, /^[[{]/.test(value) ? readJson(value) : value])
  );
}

function readJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Parts of a signature; each can be made wrong. */
export interface Signing {
  secret: string;
  /** Seconds since 1970. */
  stamp?: number | string;
  signature?: string;
  form?: boolean;
}

/** Returns the two headers by which Slack signs a body. */
export function signedHeaders(secret: string, stamp: string, body: string): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` };
}

/** Sends a signed request as Slack does. Source: docs.slack.dev/authentication/verifying-requests-from-slack */
export async function sendSigned(
  url: string,
  payload: unknown,
  signing: Signing
): Promise<{ status: number; body: string; retry: boolean }> {
  const body = typeof payload === 'string' ? payload : signing.form ? form(payload) : JSON.stringify(payload);
  const stamp = String(signing.stamp ?? Math.floor(Date.now() / 1000));
  const headers = {
    ...signedHeaders(signing.secret, stamp, body),
    'content-type': signing.form ? 'application/x-www-form-urlencoded' : 'application/json',
    ...(signing.signature !== undefined && { 'x-slack-signature': signing.signature })
  };
  const answer = await fetch(url, { method: 'POST', body, headers });
  return { status: answer.status, body: await answer.text(), retry: answer.headers.get('x-slack-no-retry') === null };
}

/** Commands come as form fields, everything else that a person presses as one field `payload`. */
export function form(payload: unknown): string {
  const fields = payload as Record<string, unknown>;
  if (fields.command === undefined) return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const texts = Object.entries(fields).map(
    ([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string]
  );
  return new URLSearchParams(texts).toString();
}
