import http from 'node:http';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Config, readConfig } from '../../src/config/config.ts';
import { createPlatforms } from '../../src/platforms/index.ts';
import { createSlack } from '../../src/platforms/slack/index.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { channelConversation } from '../../src/platforms/teams/parse/conversation.ts';
import { bypasses, proxyFor, useProxy } from '../../src/server/proxy.ts';
import { type ConnectProxy, openConnectProxy } from '../support/connect-proxy.ts';
import { openFakeLogin } from '../support/fake-login.ts';
import { createFakeSlack } from '../support/fake-slack.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { createRecordingBot } from '../support/recording-bot.ts';
import { fixture, quick } from '../support/slack-stand.ts';
import { createTestMemory, openTeams } from '../support/teams-under-test.ts';
import { until } from '../support/until.ts';

let proxy: ConnectProxy;
let undo: () => void;
const after: (() => Promise<void>)[] = [];

beforeEach(async () => {
  proxy = await openConnectProxy();
  undo = useProxy({ address: proxy.address, except: '' });
});
afterEach(async () => {
  for (const close of after.splice(0).reverse()) await close();
  undo();
  await proxy.close();
});

/** The same address under a name that only the proxy can find. */
const named = (url: string, name: string): string => url.replace('127.0.0.1', `${name}.test`);

test('Slack is called and its socket is held through the proxy, with its credentials', async () => {
  const fake = await createFakeSlack();
  after.push(() => fake.close());
  const workspace = { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes };
  fake.addToken('xoxb-1', workspace);
  fake.addToken('xapp-1', { ...workspace, scopes: ['app'] });
  const port = new URL(fake.apiUrl).port;
  fake.besides.set('apps.connections.open', { url: `ws://wss-primary.test:${port}/link?ticket=1` });
  const bot = createRecordingBot();
  const slack = createSlack(
    { botToken: 'xoxb-1', appToken: 'xapp-1', apiUrl: named(fake.apiUrl, 'slack'), proxied: true },
    { bot, logger: createListeningLogger(), now: Date.now, times: { ...quick } }
  );
  await slack.start();
  after.push(() => slack.stop());
  await fake.deliver('events_api', fixture('direct-message'));
  await until(() => fake.messages.length === 1);
  expect(new Set(proxy.tunnels)).toEqual(new Set([`slack.test:${port}`, `wss-primary.test:${port}`]));
  expect(new Set(proxy.credentials)).toEqual(new Set([`Basic ${btoa('ward:secret')}`]));
});

test.each(['botbuilder', 'agents'] as const)('Teams by %s: keys, sign-in and answers', async (sdk) => {
  const login = await openFakeLogin();
  after.push(() => login.close());
  const bot = createRecordingBot();
  let loginUrl = '';
  await login.fetch('https://login.example/').then((response) => {
    loginUrl = named(response.url, 'login').replace(/\/$/, '');
  });
  const options = { sdk, proxied: true, loginUrl, trust: () => true, accessToken: undefined as never };
  const teams = await openTeams(bot, options);
  after.push(() => teams.close());
  const serviceUrl = named(teams.connector.serviceUrl, 'smba');
  expect(await teams.deliver({ ...teams.activity('direct-message'), serviceUrl })).toMatchObject({ status: 200 });
  await until(() => teams.connector.calls.length === 1);
  expect(teams.connector.calls[0]?.authorization).toBe('Bearer canary-access-token-0123456789');
  expect(new Set(proxy.tunnels.map((tunnel) => tunnel.split(':')[0]))).toEqual(new Set(['login.test', 'smba.test']));
  expect(login.calls.filter(({ path }) => path.endsWith('/oauth2/v2.0/token'))).toHaveLength(1);
});

test.each(['botbuilder', 'agents'])(
  'Teams by %s as the configuration has it reads the keys and signs in through the proxy',
  async (sdk) => {
    const { config } = readConfig({
      TEAMS_SDK: sdk,
      MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
      MicrosoftAppTenantId: '99999999-8888-7777-6666-555555555555',
      MicrosoftAppPassword: 'not-used-anywhere',
      HTTPS_PROXY: proxy.address
    }) as { config: Config };
    const store = { memory: createTestMemory(), inbox: undefined as never, installations: undefined as never };
    const [teams] = await createPlatforms(config, {
      bot: createRecordingBot(),
      logger: createListeningLogger(),
      now: Date.now,
      store: store as never,
      tips: { leave: async () => undefined } as never
    });
    await teams!.start();
    after.push(() => teams!.stop());
    const channel = channelConversation('19:ward@thread.tacv2', config.teams?.appId, config.teams?.tenantId);
    proxy.refuse();
    await expect(teams!.messenger.send(channel, { title: 'A tip', text: '' }, 'key')).rejects.toThrow();
    const called = new Set(proxy.tunnels);
    expect(called).toEqual(new Set(['login.botframework.com:443', 'login.microsoftonline.com:443']));
  }
);

test('this machine is never called through the proxy', async () => {
  const fake = await createFakeSlack();
  after.push(() => fake.close());
  expect((await fetch(`${fake.apiUrl}auth.test`, { method: 'POST' })).status).toBe(200);
  expect(proxy.tunnels).toEqual([]);
});

test.each([http, https])(
  'a request that brings its own way, as the link check does, is not led elsewhere',
  async (by) => {
    const asked = new Promise((_, reject) => {
      by.get({ host: 'far.test', port: 9, agent: false }).on('error', reject);
    });
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
    expect(proxy.tunnels).toEqual([]);
  }
);

describe('NO_PROXY', () => {
  test.each<[string, string, number, boolean]>([
    ['slack.com', 'slack.com', 443, true],
    ['slack.com', 'wss.slack.com', 443, true],
    ['.slack.com', 'wss.slack.com', 443, true],
    ['*.slack.com', 'wss.slack.com', 443, true],
    ['slack.com', 'notslack.com', 443, false],
    ['slack.com.evil', 'slack.com', 443, false],
    ['slack.com:8443', 'slack.com', 443, false],
    ['slack.com:443', 'SLACK.com', 443, true],
    ['a.nhs.uk, b.nhs.uk', 'b.nhs.uk', 443, true],
    ['[::1]', '::1', 80, true],
    ['', 'slack.com', 443, false]
  ])('%j, %s:%i: %s', (list, host, port, expected) => {
    expect(bypasses(list, host, port)).toBe(expected);
  });
});

test.each([
  ['https://slack.com/api/', '', true],
  ['https://slack.com/api/', '.slack.com', false],
  ['https://bot.example.nhs.uk:8443/', 'bot.example.nhs.uk:443', true],
  ['https://bot.example.nhs.uk/', 'bot.example.nhs.uk:443', false],
  ['http://127.0.0.1:3978/healthz', '', false],
  ['https://slack.com/api/', '*', false]
])('%s with NO_PROXY %j goes through the proxy: %s', (url, except, expected) => {
  const proxy = proxyFor(new URL(url), { address: 'http://proxy.example:8080', except });
  expect(proxy?.host === 'proxy.example:8080').toBe(expected);
});
