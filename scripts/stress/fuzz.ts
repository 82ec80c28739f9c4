import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { form } from '../../test/support/fake-slack.ts';
import { mutate } from '../../test/support/mutate.ts';
import { createCrowd } from './crowd.ts';
import { type Delivery, send, slackHeaders } from './deliver.ts';
import { appId } from './plan.ts';
import { rawRequest, strangeRequest } from './strange.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions, type World } from './world.ts';

export interface FuzzOptions extends StressOptions {
  requests: number;
}

type Payload = Record<string, unknown>;
type Maker = () => Pick<Delivery, 'path' | 'headers' | 'body'> & { method?: string };

const atOnce = 50;

/** Sends malformed requests, signed and not, to every route, and judges the answers. */
export async function fuzz(options: FuzzOptions): Promise<Verdict[]> {
  const world = await openWorld(options);
  world.slack.delayMs = 0;
  world.connector.delayMs = 0;
  try {
    const served = await world.serve('server', { playground: true });
    const makers = makersOf(world);
    const statuses = new Map<number, number>();
    const bad = new Map<string, number>();
    let left = options.requests;
    const worker = async (): Promise<void> => {
      while (left > 0 && served.alive()) {
        left -= 1;
        const kind = left % 10;
        const status = kind === 9 ? await raw(served.origin, rawRequest(world.random)) : await one(served.origin, kind);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 && status !== 503) bad.set(`kind ${kind}`, (bad.get(`kind ${kind}`) ?? 0) + 1);
      }
    };
    const one = (origin: string, kind: number): Promise<number> => {
      const { method = 'POST', ...request } = makers[kind]!();
      return send(origin, request, { method, mostMs: 20_000 });
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const crowd = createCrowd(world);
    const after = await crowd.askOne(served.origin, 'slack', 'what is a PDSA cycle');
    const { unhandled } = await served.figures();
    const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status || 'closed'}`);
    const fiveHundreds = [...bad.values()].reduce((sum, times) => sum + times, 0);
    return [
      {
        goal: `fuzz: ${options.requests} malformed requests do not end it`,
        measured: `${served.alive() ? 'alive' : 'ended'}, answers a sound question ${after.answeredMs === undefined ? 'NOT' : 'at once'}, ${unhandled} unhandled faults`,
        met: served.alive() && after.answeredMs !== undefined && unhandled === 0
      },
      {
        goal: 'fuzz: no 5xx but 503',
        measured: `${fiveHundreds} of them (${told.join(', ')})`,
        met: fiveHundreds === 0
      }
    ];
  } finally {
    await world.close();
  }
}

/** Returns makers of nine kinds of request; the tenth is no HTTP at all. */
function makersOf(world: World): Maker[] {
  const { connector, openId, random } = world;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const slack = fixtures('slack');
  const teams = fixtures('teams').filter(({ type }) => typeof type === 'string');
  const { serviceUrl } = connector;
  const good = `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl })}`;
  const forged = [
    undefined,
    'Bearer ',
    'Bearer a.b.c',
    'Basic eDp4',
    `Bearer ${openId.token({ aud: 'another', serviceurl: serviceUrl })}`,
    `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl }, { stranger: true })}`,
    `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl }, { algorithm: 'none' })}`,
    `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl }, { algorithm: 'HS256' })}`,
    `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl }, { kid: 'unknown' })}`,
    `Bearer ${openId.token({ aud: appId, serviceurl: serviceUrl, exp: 1 })}`
  ];
  const toSlack = (payload: Payload, signed: boolean): ReturnType<Maker> => {
    const asForm = payload.type !== 'event_callback';
    const body = asForm ? form(payload) : JSON.stringify(payload);
    const headers = slackHeaders(body, asForm ? 'application/x-www-form-urlencoded' : 'application/json');
    if (!signed) headers['x-slack-signature'] = pick(['', 'v0=', 'v0=00', `v0=${'0'.repeat(64)}`, 'v1=x']);
    return { path: '/slack/events', headers, body };
  };
  const toTeams = (payload: unknown, authorization: string | undefined): ReturnType<Maker> => ({
    path: '/api/messages',
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
    body: JSON.stringify(payload) ?? ''
  });
  const damaged = (payload: Payload): Payload => {
    const value = mutate(payload, random);
    return value !== null && typeof value === 'object' ? (value as Payload) : { root: value };
  };
  const cut = (request: ReturnType<Maker>): ReturnType<Maker> => {
    const body = request.body.slice(0, Math.floor(random() * request.body.length));
    return { ...request, body, headers: { ...request.headers, ...(random() < 0.5 && slackHeaders(body)) } };
  };
  const goodTeams = () => toTeams({ ...damaged(pick(teams)), serviceUrl }, good);
  return [
    () => toSlack(damaged(pick(slack)), true),
    () => toSlack(damaged(pick(slack)), true),
    () => toSlack(damaged(pick(slack)), false),
    () => cut(toSlack(pick(slack), true)),
    goodTeams,
    goodTeams,
    () => toTeams(damaged(pick(teams)), pick(forged)),
    () => cut(goodTeams()),
    () => strangeRequest(random)
  ];
}

function fixtures(platform: string): Payload[] {
  const folder = join('test', 'fixtures', platform);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.includes('schema'));
  return names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Payload);
}

/** Sends bytes as they are and reads the first status; 0 when the server closes without a word. */
function raw(origin: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => socket.end(bytes));
    let said = '';
    const done = () => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0));
    };
    socket.setTimeout(1500, done);
    socket
      .on('data', (chunk) => (said += chunk.toString('latin1')))
      .on('error', done)
      .on('close', done);
  });
}
