import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fetchWhole } from '../../../../src/platforms/slack/transport/clients.ts';

let server: http.Server;
let url: string;
let answer: http.RequestListener;
let arrived: { method?: string; url?: string; headers: http.IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  arrived = [];
  answer = (_request, response) => response.end();
  server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      arrived.push({ method, url, headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/chat.postMessage`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('sends what it is given, and hands on what came back, as often as it is read', async () => {
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write' }).end('{"ok":"ä"}');
  const headers = { Authorization: 'Bearer xoxb-token', 'Content-Type': 'application/json' };
  const response = await fetchWhole(url, { method: 'POST', headers, body: '{"text":"Grüße"}' });
  expect(arrived).toEqual([
    expect.objectContaining({ method: 'POST', url: '/api/chat.postMessage', body: '{"text":"Grüße"}' })
  ]);
  expect(arrived[0]?.headers).toMatchObject({ authorization: 'Bearer xoxb-token', 'content-type': 'application/json' });
  expect(response).toMatchObject({ status: 200, ok: true, url, whole: '{"ok":"ä"}' });
  expect(response.headers.get('X-OAuth-Scopes')).toBe('chat:write');
  expect(await response.text()).toBe('{"ok":"ä"}');
  expect(await response.json()).toEqual({ ok: 'ä' });
});

test('goes nowhere else: a redirect is an answer, and the token is not carried on', async () => {
  answer = (_request, response) => response.writeHead(307, { location: `${url}.evil` }).end();
  const response = await fetchWhole(url, { method: 'POST', headers: { Authorization: 'Bearer xoxb-token' }, body: '' });
  expect(response).toMatchObject({ status: 307, ok: false });
  expect(arrived).toHaveLength(1);
});

test.each([
  ['an answer that does not come', () => undefined],
  [
    'one that stops in the middle',
    (response: http.ServerResponse) => {
      response.writeHead(200).write('{"ok"');
    }
  ]
])('waits for %s no longer than it may', async (_name, begin) => {
  answer = (_request, response) => begin(response);
  const asked = fetchWhole(url, { method: 'POST', body: 'x', signal: AbortSignal.timeout(50) });
  await expect(asked).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('tells by its code that nobody was there', async () => {
  await expect(fetchWhole('http://127.0.0.1:1/', { method: 'POST', body: 'x' })).rejects.toMatchObject({
    code: 'ECONNREFUSED'
  });
});
