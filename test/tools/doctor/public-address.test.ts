import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/config.ts';
import { start } from '../../../src/main.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { faultsOf, openPractice, type Practice, secrets } from './practice.ts';

type Page = { status: number; body?: unknown; location?: string };

let practice: Practice;
let server: Server;
let page: (request: IncomingMessage) => Page;
let url: URL;

/** Answers of the bot to an unknown sender. */
const well = ({ url: path }: IncomingMessage): Page =>
  path === '/healthz' ? { status: 200, body: { ok: true } } : { status: 401 };

beforeEach(async () => {
  practice = await openPractice();
  page = well;
  server = createServer((request, response) => {
    const { status, body, location } = page(request);
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await practice.close();
});

const overHttp = { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: secrets.SLACK_SIGNING_SECRET };
const look = async (at = url) => practice.examine(overHttp, { url: at });

test('all is well', async () => {
  const results = await look();
  expect(faultsOf(results)).toEqual([]);
  for (const check of ['public-address', 'slack-endpoint', 'teams-endpoint']) {
    expect(results).toContainEqual(expect.objectContaining({ check, state: 'ok' }));
  }
});

test('with Socket Mode nothing is to come to Slack’s door', async () => {
  const results = await practice.examine({}, { url });
  expect(results.map(({ check }) => check)).not.toContain('slack-endpoint');
});

describe('each fault and its fix', () => {
  const at = (path: string, other: Page) => (request: IncomingMessage) =>
    request.url === path ? other : well(request);
  test.each<[string, (request: IncomingMessage) => Page, { check: string; what: RegExp; fix: RegExp }]>([
    [
      'a proxy with no bot behind it',
      () => ({ status: 502 }),
      { check: 'public-address', what: /no bot behind/, fix: /Start the bot/ }
    ],
    [
      'a sign-in page before it',
      () => ({ status: 302, location: 'https://login.example.org/' }),
      { check: 'public-address', what: /sign-in page/, fix: /without a sign-in/ }
    ],
    [
      'another program',
      () => ({ status: 200, body: {} }),
      { check: 'public-address', what: /another program/, fix: /hand the whole address on/ }
    ],
    [
      'Slack’s path is not handed on',
      at('/slack/events', { status: 404 }),
      { check: 'slack-endpoint', what: /answers 404/, fix: /POST \/slack\/events unchanged.*SLACK_SIGNING_SECRET/ }
    ],
    [
      'Slack’s door is open to anybody',
      at('/slack/events', { status: 200, body: { challenge: 'doctor' } }),
      { check: 'slack-endpoint', what: /answers 200 to anybody/, fix: /SLACK_SIGNING_SECRET/ }
    ],
    [
      'Teams’ door is open to anybody',
      at('/api/messages', { status: 200 }),
      { check: 'teams-endpoint', what: /answers 200 to anybody/, fix: /MicrosoftAppId/ }
    ],
    [
      'a filter takes the body away',
      at('/api/messages', { status: 400 }),
      { check: 'teams-endpoint', what: /answers 400/, fix: /body and headers untouched/ }
    ]
  ])('%s', async (_name, answers, { check, what, fix }) => {
    page = answers;
    const [first, ...more] = faultsOf(await look());
    expect(more).toEqual([]);
    expect(first).toMatchObject({ check, what: expect.stringMatching(what), fix: expect.stringMatching(fix) });
  });

  test('no https', async () => {
    const [first] = faultsOf(await look(new URL('http://bot.example.nhs.uk')));
    expect(first).toMatchObject({
      check: 'public-address',
      fix: expect.stringContaining('https://bot.example.nhs.uk')
    });
  });

  test('no such name, where other names are found', async () => {
    practice.login.blocked.add('bot.example.nhs.uk');
    const [first] = faultsOf(await look(new URL('https://bot.example.nhs.uk')));
    expect(first).toMatchObject({
      check: 'public-address',
      fix: expect.stringContaining('DNS entry for bot.example.nhs.uk')
    });
  });

  test('nothing listens', async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const [first] = faultsOf(await look());
    expect(first).toMatchObject({ check: 'public-address', fix: expect.stringContaining('Start the proxy') });
  });
});

test('the real doors of both platforms', async () => {
  const read = readConfig({ ...practice.environment, ...overHttp });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const running = await start(read.config, createListeningLogger());
  try {
    const results = await look(new URL(`http://127.0.0.1:${running.port}`));
    expect(faultsOf(results)).toEqual([]);
    for (const check of ['slack-endpoint', 'teams-endpoint']) {
      expect(results).toContainEqual(expect.objectContaining({ check, state: 'ok' }));
    }
  } finally {
    await running.stop();
  }
});
