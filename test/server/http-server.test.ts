import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express, { Router } from 'express';
import { createMetrics } from '../../src/observability/metrics.ts';
import { createWorkload, usualBounds, type Workload } from '../../src/platforms/workload.ts';
import { createServer, mostUnread, type Readiness, type Server } from '../../src/server/http-server.ts';
import { until } from '../support/until.ts';

let server: Server;
let origin: string;
let port: number;
let readiness: Readiness;
let faults: string[];
let workload: Workload;
/** Answers the request to /slow; undefined until it has come. */
let answerSlow: (() => void) | undefined;

beforeEach(async () => {
  const routes = Router();
  routes.get('/boom/:name', () => {
    throw new Error('the password is hunter2');
  });
  routes.post('/slack/events', express.raw({ type: () => true }), (_request, response) => void response.send('taken'));
  answerSlow = undefined;
  routes.get('/slow', (_request, response) => {
    answerSlow = () => void response.send('done');
  });
  readiness = { ready: true, detail: { knowledge: { entries: 2 } } };
  faults = [];
  workload = createWorkload();
  server = createServer({
    platforms: [{ name: 'slack', routes, deliveryPath: '/slack/events' }],
    workload,
    metrics: createMetrics(),
    readiness: async () => readiness,
    onFailure: (where) => faults.push(where)
  });
  port = await server.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${port}`;
});

afterEach(() => server.close());

/** Sends bytes as they are, which fetch would mend, and gives the first line of the answer. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer.includes('\r\n')) socket.destroy();
    });
    socket.on('close', () => resolve(answer.split('\r\n')[0]!));
    socket.on('error', reject);
  });
}

describe('health', () => {
  test('/healthz while the process lives', async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test('/readyz says why not', async () => {
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    readiness = { ready: false, detail: { reason: 'stopping' } };
    const response = await fetch(`${origin}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, reason: 'stopping' });
  });

  test('with a METRICS_TOKEN, /metrics and what /readyz tells are for whoever has it, and probes go on', async () => {
    const metricsToken = 'token-of-the-monitoring';
    const closed = createServer({
      platforms: [],
      workload,
      metrics: createMetrics(),
      readiness: async () => ({ ready: false, detail: { reason: 'The store is away.' } }),
      metricsToken,
      onFailure: (where) => faults.push(where)
    });
    const address = `http://127.0.0.1:${await closed.listen(0, '127.0.0.1')}`;
    const ask = async (path: string, authorization?: string) => {
      const response = await fetch(address + path, authorization ? { headers: { authorization } } : {});
      return { status: response.status, text: await response.text() };
    };
    for (const wrong of [
      undefined,
      'Bearer',
      'Bearer token-of-the-monitorinG',
      metricsToken,
      `Basic ${metricsToken}`
    ]) {
      const refused = await ask('/metrics', wrong);
      expect(refused.status).toBe(401);
      expect(refused.text).not.toContain('spread_bot');
      expect(await ask('/readyz', wrong)).toEqual({ status: 503, text: '{"ready":false}' });
    }
    for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
      const given = await ask('/metrics', `${scheme} ${metricsToken}`);
      expect([given.status, given.text.includes('spread_bot_')]).toEqual([200, true]);
    }
    expect((await ask('/readyz', `Bearer ${metricsToken}`)).text).toContain('The store is away.');
    expect((await ask('/healthz')).status).toBe(200);
    await closed.close();
  });

  test('/metrics counts requests by route and never by the address somebody made up', async () => {
    await fetch(`${origin}/made/up/by/a/stranger`);
    await fetch(`${origin}/healthz`);
    const text = await (await fetch(`${origin}/metrics`)).text();
    expect(text).toContain('route="/healthz",status="200"');
    expect(text).toContain('route="other",status="404"');
    expect(text).not.toContain('stranger');
  });
});

test.each(['/healthz', '/readyz', '/metrics', '/boom/x', '/nowhere'])(
  '%s lets nothing run, load or frame it',
  async (path) => {
    const { headers } = await fetch(origin + path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  }
);

describe('what cannot be understood', () => {
  test.each([
    ['GET // HTTP/1.1\r\nHost: x\r\n\r\n', '404'],
    ['GET /boom/%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n', '400'],
    ['GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n', '404'],
    ['NONSENSE\r\n\r\n', '400']
  ])('%j gets %s and the server goes on', async (request, status) => {
    expect(await raw(request)).toContain(status);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect(faults).toEqual([]);
  });

  test('a fault of ours is told to the log and not to the caller', async () => {
    const response = await fetch(`${origin}/boom/x`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect(faults).toEqual(['server.request']);
  });
});

test('closing waits for the answer that is under way', async () => {
  const slow = fetch(`${origin}/slow`);
  await until(() => answerSlow !== undefined);
  const closed = server.close();
  answerSlow?.();
  await closed;
  expect(await (await slow).text()).toBe('done');
});

test('a port in use is told with what to do', async () => {
  const second = createServer({
    platforms: [],
    workload: createWorkload(),
    metrics: createMetrics(),
    readiness: async () => readiness,
    onFailure: () => {}
  });
  await expect(second.listen(port, '127.0.0.1')).rejects.toThrow(/another program uses it. Stop that one, or set PORT/);
});

describe('requests that do not come whole', () => {
  const begin = (path = '/slack/events'): Promise<net.Socket> =>
    new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{`, () => resolve(socket));
      });
      socket.on('error', reject).resume();
    });
  const deliver = (path = '/slack/events') => fetch(`${origin}${path}`, { method: 'POST', body: '{}' });

  test('hundreds of them take no room from others, and of too many the oldest is dropped', async () => {
    const half: net.Socket[] = [];
    for (let n = 0; n < mostUnread; n += 100)
      half.push(...(await Promise.all(Array.from({ length: 100 }, () => begin()))));
    for (let n = 0; n < 20; n += 1) expect((await deliver()).status).toBe(200);
    half.push(await begin(), await begin());
    await until(() => half.some((socket) => socket.destroyed));
    expect((await deliver()).status).toBe(200);
    for (const socket of half) socket.destroy();
  });

  test.each(['/slack/events', '/Slack/Events/', '/slack/events/'])(
    'a full process refuses %s before it is read',
    async (path) => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const all = Array.from({ length: usualBounds.requests }, () => workload.run(() => held));
      const refused = await deliver(path);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect((await fetch(`${origin}/healthz`)).status).toBe(200);
      release();
      await Promise.all(all);
      expect((await deliver(path)).status).toBe(200);
    }
  );

  test('closing does not wait for them, nor for half a header', async () => {
    const half = [await begin(), await begin('/healthz')];
    const header = net.connect(port, '127.0.0.1', () => header.write('GET /healthz HTT'));
    header.on('error', () => undefined).resume();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.close();
    await until(() => [...half, header].every((socket) => socket.destroyed));
  });
});
