import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mostUnderWay } from '../../src/platforms/platform.ts';
import { createGate } from '../../src/server/admission-control.ts';
import { until } from '../support/until.ts';

let server: http.Server;
let agent: http.Agent;
let answering: number;
let held: http.ServerResponse[];
let refused: number;

beforeEach(async () => {
  [answering, held, refused] = [0, [], 0];
  agent = new http.Agent({ keepAlive: true });
  const platforms = [{ answering: () => answering }, {}];
  const gate = createGate({ platforms, refused: () => refused++ }, (request, response) => {
    request.resume();
    if (request.method === 'POST') held.push(response);
    else response.end('page');
  });
  server = http.createServer(gate);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  for (const response of held) response.end();
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function send(path: string, { method = 'POST', body = '' } = {}) {
  const { port } = server.address() as AddressInfo;
  let request: http.ClientRequest | undefined;
  const answer = new Promise<{ status: number | undefined; retryAfter: string | undefined; body: string }>(
    (resolve, reject) => {
      request = http.request({ port, host: '127.0.0.1', path, method, agent }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], body: text })
        );
      });
      request.on('error', reject).end(body);
    }
  );
  return { answer, abort: () => request?.destroy() };
}

/** Sends as many deliveries as may be open, and waits until all are held. */
async function fill(path: string) {
  const all = Array.from({ length: mostUnderWay }, () => send(path));
  for (const { answer } of all) answer.catch(() => undefined);
  await until(() => held.length === mostUnderWay);
  return all;
}

test('with too much to be answered platforms are asked to come again, while pages are shown', async () => {
  answering = mostUnderWay;
  // More than a connection holds in its buffers: what is not read must not block the next request on it.
  const answers = [
    await send('/slack/events', { body: 'x'.repeat(900_000) }).answer,
    await send('/slack/events?a=b').answer
  ];
  for (const answer of answers) expect(answer).toMatchObject({ status: 503, retryAfter: '5' });
  expect(refused).toBe(2);
  expect(await send('/slack/events', { method: 'GET' }).answer).toMatchObject({ status: 200, body: 'page' });
  answering -= 1;
  const other = send('/api/messages').answer;
  await until(() => held.length === 1);
  held[0]!.end('taken');
  expect(await other).toMatchObject({ status: 200, body: 'taken' });
});

test('open deliveries are bounded, and whoever leaves makes room', async () => {
  const [first] = await fill('/api/messages');
  expect((await send('/api/messages').answer).status).toBe(503);
  first!.abort();
  await until(() => held[0]!.destroyed || held[0]!.closed);
  const next = send('/api/messages').answer;
  await until(() => held.length === mostUnderWay + 1);
  held.at(-1)!.end();
  expect((await next).status).toBe(200);
});
