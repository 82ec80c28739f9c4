import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { trustLoopback, trustMicrosoft } from '../../../../src/platforms/teams/auth/service-url.ts';
import { openFakeOpenId } from '../../../support/fake-teams-openid.ts';
import { createRecordingBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { appId, openTeams, type TeamsUnderTest, tenantId } from '../../../support/teams-under-test.ts';

let bot: RecordingBot;
let teams: TeamsUnderTest;
const consoleSpies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
  jest.spyOn(console, name).mockImplementation(() => {})
);

beforeEach(async () => {
  bot = createRecordingBot();
  for (const spy of consoleSpies) spy.mockClear();
});
afterEach(async () => {
  await teams.close();
  for (const spy of consoleSpies) expect(spy).not.toHaveBeenCalled();
});

const claims = () => ({ aud: appId, serviceurl: teams.connector.serviceUrl });
const send = (token: string | undefined, name = 'direct-message') =>
  teams.post(JSON.stringify(teams.activity(name)), token === undefined ? {} : { authorization: token });

describe('a token', () => {
  beforeEach(async () => {
    teams = await openTeams(bot);
  });

  test('of the Bot Connector for this bot lets the activity in', async () => {
    expect(await send(`Bearer ${teams.openId.token(claims())}`)).toEqual({ status: 200, text: '' });
    expect(bot.messages).toHaveLength(1);
    expect(teams.connector.calls[0]?.authorization).toBe('Bearer outbound-token');
    expect(teams.lines).toEqual([]);
  });

  const now = Math.floor(Date.now() / 1000);
  test.each<[string, (t: TeamsUnderTest) => string | undefined]>([
    ['is missing', () => undefined],
    ['is empty', () => ''],
    ['is of another scheme', (t) => `Basic ${t.openId.token(claims())}`],
    ['is no JSON web token', () => 'Bearer a.b.c'],
    ['is rubbish', () => 'Bearer rubbish'],
    ['is for another bot', (t) => `Bearer ${t.openId.token({ ...claims(), aud: 'another-bot' })}`],
    ['is of another issuer', (t) => `Bearer ${t.openId.token({ ...claims(), iss: 'https://sts.windows.net/x/' })}`],
    ['has expired', (t) => `Bearer ${t.openId.token({ ...claims(), exp: now - 301 })}`],
    ['is not valid yet', (t) => `Bearer ${t.openId.token({ ...claims(), nbf: now + 900 })}`],
    ['never expires', (t) => `Bearer ${t.openId.token(claims(), { endless: true })}`],
    ['is forged', (t) => `Bearer ${t.openId.token(claims(), { stranger: true })}`],
    ['is unsigned', (t) => `Bearer ${t.openId.token(claims(), { algorithm: 'none' })}`],
    ['is signed with the public key as a secret', (t) => `Bearer ${t.openId.token(claims(), { algorithm: 'HS256' })}`],
    ['has a key nobody knows', (t) => `Bearer ${t.openId.token(claims(), { kid: 'unknown' })}`],
    ['has a key for another channel', (t) => `Bearer ${t.openId.token(claims(), { kid: 'webchat-only' })}`],
    [
      'is for another service URL',
      (t) => `Bearer ${t.openId.token({ ...claims(), serviceurl: 'https://evil.example/' })}`
    ],
    ['names no service URL', (t) => `Bearer ${t.openId.token({ aud: appId })}`]
  ])('that %s gets 401, and one line in the log', async (_name, make) => {
    expect(await send(make(teams))).toEqual({ status: 401, text: '' });
    expect(bot.calls).toBe(0);
    expect(teams.connector.calls).toEqual([]);
    expect(teams.lines).toEqual([
      {
        level: 'warn',
        event: 'teams.request.refused',
        fields: { platform: 'teams', status: 401, reason: expect.any(String) }
      }
    ]);
    expect(JSON.stringify(teams.lines)).not.toMatch(/eyJ|BEGIN/);
  });

  test('may be five minutes late, as the protocol allows for clocks', async () => {
    expect((await send(`Bearer ${teams.openId.token({ ...claims(), exp: now - 200 })}`)).status).toBe(200);
  });

  test.each([{ toString: 1 }, ['k1'], 7, null, true, { toString: () => 'x' }])(
    'that names its key by %j gets 401 and one line, however often',
    async (kid) => {
      const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
      const token = `${part({ alg: 'RS256', kid })}.${part(claims())}.c2ln`;
      for (let times = 0; times < 100; times++) expect((await send(`Bearer ${token}`)).status).toBe(401);
      expect(teams.lines.map(({ event }) => event)).toEqual(['teams.request.refused']);
    }
  );

  test('cannot be checked while the keys cannot be read: 503, asked for once a minute, and 200 after', async () => {
    await teams.close();
    let clock = Date.now();
    const openId = await openFakeOpenId();
    openId.breakDown(true);
    teams = await openTeams(bot, {}, { now: () => clock, openId });
    for (let times = 0; times < 5; times++) {
      expect((await send(`Bearer ${teams.openId.token(claims(), { kid: `k${times}` })}`)).status).toBe(503);
    }
    expect(teams.openId.asked).toBe(1);
    teams.openId.breakDown(false);
    clock += 61_000;
    expect((await send(`Bearer ${teams.openId.token(claims())}`)).status).toBe(200);
  });

  test('agrees with its service URL whatever the case and the slash at its end', async () => {
    const { serviceUrl } = teams.connector;
    for (const serviceurl of [serviceUrl.replace(/\/$/, ''), serviceUrl.toUpperCase(), `${serviceUrl}/`]) {
      expect((await send(`Bearer ${teams.openId.token({ aud: appId, serviceurl })}`)).status).toBe(200);
    }
  });

  test('with unknown keys does not make us ask Microsoft each time', async () => {
    await send(`Bearer ${teams.openId.token(claims())}`);
    const before = teams.openId.reads;
    for (let i = 0; i < 5; i++) await send(`Bearer ${teams.openId.token(claims(), { kid: `k${i}` })}`);
    expect(teams.openId.reads).toBe(before);
  });
});

describe('with a good token', () => {
  const bearer = (serviceurl: string) => ({
    authorization: `Bearer ${teams.openId.token({ aud: appId, serviceurl })}`
  });

  test('another organisation gets 403', async () => {
    teams = await openTeams(bot);
    const conversation = { ...(teams.activity('direct-message').conversation as object), tenantId: 'another' };
    expect((await teams.deliver(teams.activity('direct-message', { conversation }))).status).toBe(403);
    expect(bot.calls).toBe(0);
  });

  test('every organisation is served by a multi-tenant bot without a list, and only the listed ones with it', async () => {
    teams = await openTeams(bot, { appType: 'MultiTenant' });
    const conversation = { ...(teams.activity('direct-message').conversation as object), tenantId: 'another' };
    expect((await teams.deliver(teams.activity('direct-message', { conversation }))).status).toBe(200);
    await teams.close();
    teams = await openTeams(bot, { appType: 'MultiTenant', tenants: [tenantId] });
    expect((await teams.deliver(teams.activity('direct-message', { conversation }))).status).toBe(403);
  });

  test('another channel gets 403', async () => {
    teams = await openTeams(bot);
    expect((await teams.deliver(teams.activity('direct-message', { channelId: 'webchat' }))).status).toBe(403);
  });

  test('a service URL that is not of Microsoft gets 403, and nothing is sent there', async () => {
    teams = await openTeams(bot, { trust: trustMicrosoft() });
    const { serviceUrl } = teams.connector;
    const body = JSON.stringify(teams.activity('direct-message'));
    expect((await teams.post(body, bearer(serviceUrl))).status).toBe(403);
    expect(teams.connector.calls).toEqual([]);
    const stored = JSON.stringify({ id: 'a:1', url: serviceUrl, bot: '28:x' });
    const conversation = { platform: 'teams', address: stored, direct: true };
    await expect(teams.platform.messenger.send(conversation, { title: 'T', text: '' }, 'k')).rejects.toThrow(
      'service URL'
    );
    expect(teams.connector.calls).toEqual([]);
  });
});

describe('a body', () => {
  beforeEach(async () => {
    teams = await openTeams(bot);
  });

  test.each([
    ['over 1 MB', JSON.stringify({ type: 'message', text: 'x'.repeat(1_100_000) }), 413],
    ['that is no JSON', '{"type":', 400],
    ['that is null', 'null', 400],
    ['that is a list', '[]', 400],
    ['that is a number', '7', 400],
    ['without a type', '{}', 400],
    ['with an empty type', '{"type":"","conversation":{"id":"x"}}', 400],
    ['with a type that is no text', '{"type":{},"conversation":{"id":"x"}}', 400],
    ['without a conversation', '{"type":"message"}', 400],
    ['that is empty', '', 400]
  ])('%s gets its status', async (_name, body, status) => {
    expect((await teams.post(body)).status).toBe(status);
    expect(bot.calls).toBe(0);
  });

  test.each(['gzip', 'deflate', 'br'])('packed with %s is not unpacked, token or not', async (encoding) => {
    const body = JSON.stringify(teams.activity('direct-message'));
    const packed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding]!(body);
    const token = `Bearer ${teams.openId.token({ aud: appId, serviceurl: teams.connector.serviceUrl })}`;
    for (const authorization of ['', token]) {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding, authorization };
      expect((await fetch(teams.url, { method: 'POST', headers, body: packed })).status).toBe(415);
    }
    expect(bot.calls).toBe(0);
  });

  test('of another content type is not read', async () => {
    const body = JSON.stringify(teams.activity('direct-message'));
    expect((await teams.post(body, { 'content-type': 'text/plain' })).status).toBe(400);
  });
});

describe('local mode', () => {
  beforeEach(async () => {
    teams = await openTeams(bot, {
      appId: undefined,
      tenantId: undefined,
      trust: undefined,
      accessToken: undefined
    } as never);
  });

  test('answers this machine without a token, and sends none', async () => {
    expect((await send(undefined)).status).toBe(200);
    expect(teams.connector.calls).toHaveLength(1);
    expect(teams.connector.calls[0]?.authorization).toBe('');
  });

  test.each(['https://smba.trafficmanager.net/uk/', 'http://192.168.0.7/', 'http://localhost.evil.example/', '', 'x'])(
    'never answers to %s',
    async (serviceUrl) => {
      expect((await teams.post(JSON.stringify(teams.activity('direct-message', { serviceUrl })))).status).toBe(403);
      expect(bot.calls).toBe(0);
    }
  );

  test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host', 'cf-connecting-ip'])(
    'takes nothing that came through a tunnel (%s)',
    async (header) => {
      const body = JSON.stringify(teams.activity('direct-message'));
      expect((await teams.post(body, { [header]: '203.0.113.9' })).status).toBe(401);
    }
  );

  test.each([
    ['another name of this machine', { host: 'evil.example' }, 401],
    ['another name and a port', { host: 'evil.example:3978' }, 401],
    ["another site's page", { origin: 'http://evil.example' }, 403],
    ["another site's page, as browsers say", { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of no origin', { origin: 'null' }, 403]
  ])('takes nothing from %s', async (_name, headers, status) => {
    const body = JSON.stringify(teams.activity('direct-message'));
    expect(await rawPost(teams.url, body, headers)).toBe(status);
    expect(bot.calls).toBe(0);
    expect(teams.connector.calls).toEqual([]);
  });

  test('takes nothing from another machine', async () => {
    const { address, request } = otherMachine(teams.url);
    if (!address) return;
    expect(await request(JSON.stringify(teams.activity('direct-message')))).not.toBe(200);
    expect(bot.calls).toBe(0);
  });
});

test('without an app id Teams does not start in production', async () => {
  teams = await openTeams(bot);
  const without = { appId: undefined, tenantId: undefined, production: true } as never;
  await expect(openTeams(bot, without)).rejects.toThrow('MicrosoftAppId');
});

test('a stopping bot finishes what it has begun and takes nothing new', async () => {
  teams = await openTeams(bot);
  let finish: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    bot.answer(() => {
      resolve();
      return new Promise((answer) => {
        finish = () => answer({ card: { title: 'Late', text: '' }, audience: 'everyone' });
      });
    });
  });
  const asked = teams.deliver(teams.activity('direct-message'));
  await begun;
  let over = false;
  const stopped = teams.platform.stop().then(() => {
    over = true;
  });
  expect((await teams.deliver(teams.activity('mention'))).status).toBe(503);
  expect(over).toBe(false);
  finish();
  await stopped;
  expect(teams.connector.messages()).toHaveLength(1);
  expect((await asked).status).toBe(200);
});

describe('trusted service URLs', () => {
  test.each([
    'https://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net/emea/99999999-8888-7777-6666-555555555555/',
    'https://SMBA.trafficmanager.net/teams',
    'https://smba.infra.gcc.teams.microsoft.com/gcc/',
    'https://smba.onyx.prod.teams.trafficmanager.net/uk/'
  ])('%s', (url) => expect(trustMicrosoft()(url)).toBe(true));

  test.each([
    'http://smba.trafficmanager.net/uk/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example#smba.trafficmanager.net',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://evil.trafficmanager.net/',
    'https://smba.infra.gov.teams.microsoft.us/gcch/',
    'https://xsmba.trafficmanager.net/',
    'https://smba.trafficmanager.net\\@evil.example/',
    'https://ѕmba.trafficmanager.net/',
    'https://[::1]/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://169.254.169.254/metadata',
    'file:///etc/passwd',
    'ftp://smba.trafficmanager.net/',
    'smba.trafficmanager.net',
    '//smba.trafficmanager.net/',
    ''
  ])('not %s', (url) => expect(trustMicrosoft()(url)).toBe(false));

  test.each(['http://localhost:56150/_connector', 'http://127.0.0.1:1/', 'http://[::1]:9/', 'https://127.8.9.1/'])(
    'in local mode %s',
    (url) => expect(trustLoopback(url)).toBe(true)
  );
  test.each([
    'http://127.0.0.1.evil.example/',
    'http://x@127.0.0.1/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'ws://localhost/'
  ])('in local mode not %s', (url) => expect(trustLoopback(url)).toBe(false));
});

/** A request with headers that fetch sets itself. */
function rawPost(url: string, body: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end(body);
  });
}

/** A request that arrives with this machine's own network address, where it has one. */
function otherMachine(url: string) {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((each) => each && !each.internal && each.family === 'IPv4')?.address;
  const request = (body: string) =>
    new Promise<number>((resolve) => {
      const headers = { 'content-type': 'application/json' };
      const sent = http.request(
        url,
        { method: 'POST', headers, ...(address && { localAddress: address }) },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        }
      );
      sent.on('error', () => resolve(0));
      sent.end(body);
    });
  return { address, request };
}
