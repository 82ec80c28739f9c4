import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ProxyAgent, fetch as tunnelled } from 'undici';
import { botScopes } from '../../../src/platforms/slack/manifest.ts';
import type { DoctorParts, Result } from '../../../src/tools/doctor/index.ts';
import { openConnectProxy } from '../../support/connect-proxy.ts';
import { accessToken, refusal } from '../../support/fake-login.ts';
import { appId, faultsOf, openPractice, type Practice, secrets, tenantId } from './practice.ts';

let practice: Practice;
beforeEach(async () => {
  practice = await openPractice();
});
afterEach(() => practice.close());

interface Case {
  name: string;
  changes?: Record<string, string | undefined>;
  parts?: (practice: Practice) => Partial<DoctorParts>;
  spoil?: (practice: Practice) => void;
  /** Checks, what they say, and the fix they name. */
  found: { check: string; what: RegExp; fix: RegExp }[];
}

const bot = (scopes: readonly string[], id = 'B0BOT') => ({ team: 'T0', botUser: 'U0BOT', bot: id, scopes });
const app = (scopes: readonly string[]) => ({ team: 'T0', botUser: '', bot: '', scopes });

const slackFaults: Case[] = [
  {
    name: 'a kind of message that Slack no longer takes',
    spoil: ({ slack }) => slack.misbehave('blocks.validate', { error: 'invalid_message' }),
    found: [{ check: 'slack-blocks', what: /answer: invalid_message/, fix: /Update the bot/ }]
  },
  {
    name: 'a user token in place of the bot token',
    changes: { SLACK_BOT_TOKEN: 'xoxp-canary-user-token' },
    found: [{ check: 'settings', what: /SLACK_BOT_TOKEN is a user token/, fix: /"Bot User OAuth Token".*xoxb-/ }]
  },
  {
    name: 'both tokens swapped: both are told',
    changes: { SLACK_BOT_TOKEN: secrets.SLACK_APP_TOKEN, SLACK_APP_TOKEN: secrets.SLACK_BOT_TOKEN },
    found: [
      { check: 'settings', what: /SLACK_BOT_TOKEN is an app-level token/, fix: /"Bot User OAuth Token"/ },
      {
        check: 'settings',
        what: /SLACK_APP_TOKEN is a bot token/,
        fix: /app-level token with the scope connections:write/
      }
    ]
  },
  {
    name: 'a token that expires',
    changes: { SLACK_BOT_TOKEN: 'xoxe.xoxb-1-canary-rotating' },
    found: [{ check: 'settings', what: /token rotation is on/, fix: /make the app anew from manifests\/slack\.yaml/ }]
  },
  {
    name: 'a refresh token, which has the form of a token',
    changes: { SLACK_BOT_TOKEN: 'xoxe-1-canary-refresh' },
    found: [
      { check: 'settings', what: /token rotation is on/, fix: /make the app anew/ },
      { check: 'slack-token', what: /does not know SLACK_BOT_TOKEN/, fix: /Copy it again/ }
    ]
  },
  {
    name: 'a bot token that Slack does not know',
    spoil: ({ slack }) => slack.revoke(secrets.SLACK_BOT_TOKEN),
    found: [{ check: 'slack-token', what: /invalid_auth/, fix: /Copy it again from OAuth & Permissions/ }]
  },
  ...(['account_inactive', 'token_revoked'] as const).map((error) => ({
    name: `the app was removed: ${error}`,
    spoil: ({ slack }: Practice) => slack.misbehave('auth.test', { error }),
    found: [
      {
        check: 'slack-token',
        what: new RegExp(error),
        fix: /Install App, (Install|Reinstall), then copy the new token/
      }
    ]
  })),
  {
    name: 'a token of a person that looks like a bot’s',
    spoil: ({ slack }) => slack.addToken(secrets.SLACK_BOT_TOKEN, bot(botScopes, '')),
    found: [{ check: 'slack-token', what: /a person's token/, fix: /"Bot User OAuth Token"/ }]
  },
  {
    name: 'scopes that were not granted',
    spoil: ({ slack }) =>
      slack.addToken(secrets.SLACK_BOT_TOKEN, bot(['chat:write', 'app_mentions:read', 'assistant:write'])),
    found: [
      {
        check: 'slack-scopes',
        what: /did not grant commands, im:history/,
        fix: /add commands, im:history; then Install App, Reinstall/
      }
    ]
  },
  {
    name: 'Socket Mode switched off: Slack only warns',
    spoil: ({ slack }) =>
      slack.besides.set('apps.connections.open', {
        response_metadata: { messages: ['[WARN] Socket Mode is not turned on.'] }
      }),
    found: [
      {
        check: 'slack-socket-mode',
        what: /not switched on/,
        fix: /choose Socket Mode and switch "Enable Socket Mode" on/
      }
    ]
  },
  {
    name: 'an app token without its scope',
    spoil: ({ slack }) => slack.addToken(secrets.SLACK_APP_TOKEN, app([])),
    found: [
      {
        check: 'slack-socket-mode',
        what: /lacks the scope connections:write/,
        fix: /generate one with connections:write/
      }
    ]
  },
  {
    name: 'an app token that was revoked',
    spoil: ({ slack }) => slack.misbehave('apps.connections.open', { error: 'invalid_auth' }),
    found: [{ check: 'slack-socket-mode', what: /SLACK_APP_TOKEN/, fix: /Basic Information, "App-Level Tokens"/ }]
  },
  {
    name: 'a firewall that knows slack.com and not the socket’s host',
    spoil: ({ slack, login }) => {
      login.blocked.add('wss-primary.slack.com');
      slack.besides.set('apps.connections.open', { url: 'wss://wss-primary.slack.com/link/?ticket=canary-ticket' });
    },
    found: [
      {
        check: 'slack-socket-mode',
        what: /wss-primary\.slack\.com/,
        fix: /\*\.slack\.com on port 443, WebSockets included/
      }
    ]
  },
  {
    name: 'a wrong client secret',
    changes: {
      SLACK_APP_TOKEN: undefined,
      SLACK_SIGNING_SECRET: secrets.SLACK_SIGNING_SECRET,
      SLACK_CLIENT_ID: '123.456',
      SLACK_CLIENT_SECRET: 'canary-client-secret',
      SLACK_STATE_SECRET: 'canary-state-secret-0123456789-0123456789'
    },
    spoil: ({ slack }) => {
      slack.oauth = { ok: false, error: 'bad_client_secret' };
    },
    found: [{ check: 'slack-oauth', what: /SLACK_CLIENT_SECRET/, fix: /"Client Secret" again from Basic Information/ }]
  },
  {
    name: 'something else answers in place of Slack',
    spoil: ({ slack }) => slack.misbehave('auth.test', { status: 403 }),
    found: [{ check: 'slack-token', what: /not Slack that answers/, fix: /Correct SLACK_API_URL/ }]
  },
  {
    name: 'the bot is not in a channel a setting names',
    changes: { CURATORS_CHANNEL: 'slack:C0CURATORS' },
    spoil: ({ slack }) => {
      slack.addToken(secrets.SLACK_BOT_TOKEN, bot([...botScopes, 'channels:read']));
      slack.besides.set('conversations.info', { channel: { id: 'C0CURATORS', is_member: false } });
    },
    found: [{ check: 'slack-channels', what: /not in C0CURATORS/, fix: /\/invite @spread-bot/ }]
  },
  {
    name: 'the same with knowledge that gives the bot another name',
    changes: { CURATORS_CHANNEL: 'slack:C0CURATORS', KNOWLEDGE_DIR: 'test/fixtures/knowledge/food-bank' },
    spoil: ({ slack }) => {
      slack.addToken(secrets.SLACK_BOT_TOKEN, bot([...botScopes, 'channels:read']));
      slack.besides.set('conversations.info', { channel: { id: 'C0CURATORS', is_member: false } });
    },
    found: [
      { check: 'knowledge', what: /mistakes? in /, fix: /check$/ },
      { check: 'slack-channels', what: /not in C0CURATORS/, fix: /\/invite @pantry$/ }
    ]
  },
  {
    name: "a channel's name in place of its id",
    changes: { EXPERTS_CHANNEL: 'slack:#experts' },
    found: [{ check: 'settings', what: /EXPERTS_CHANNEL holds a channel's name/, fix: /its id stands at the very end/ }]
  }
];

const teamsFaults: Case[] = [
  {
    name: 'the Secret ID in place of the secret’s value',
    changes: { MicrosoftAppPassword: 'abcdefab-cdef-abcd-efab-cdefabcdefab' },
    found: [{ check: 'settings', what: /is the Secret ID/, fix: /the "Value" of a client secret/ }]
  },
  {
    name: 'a type that needs a tenant, without one',
    changes: { MicrosoftAppTenantId: undefined },
    found: [{ check: 'settings', what: /MicrosoftAppTenantId is missing/, fix: /"Directory \(tenant\) ID"/ }]
  },
  {
    name: 'one id pasted twice',
    changes: { MicrosoftAppTenantId: appId },
    found: [
      { check: 'settings', what: /are the same/, fix: /"Application \(client\) ID" and "Directory \(tenant\) ID"/ }
    ]
  },
  {
    name: 'a wrong secret',
    spoil: ({ login }) => login.refuse.push(refusal(7000215)),
    found: [
      { check: 'teams-credentials', what: /AADSTS7000215/, fix: /new client secret.*"Value", not its "Secret ID"/ }
    ]
  },
  {
    name: 'an expired secret',
    spoil: ({ login }) => login.refuse.push(refusal(7000222)),
    found: [{ check: 'teams-credentials', what: /has expired/, fix: /new client secret.*copy its "Value"/ }]
  },
  {
    name: 'an app that is not in the directory',
    spoil: ({ login }) => login.refuse.push(refusal(700016, 'unauthorized_client')),
    found: [{ check: 'teams-credentials', what: /no app MicrosoftAppId/, fix: /copy "Application \(client\) ID"/ }]
  },
  {
    name: 'MultiTenant for a registration with one tenant',
    changes: { MicrosoftAppType: 'MultiTenant' },
    spoil: ({ login }) => login.refuse.push(refusal(700016, 'unauthorized_client')),
    found: [{ check: 'teams-credentials', what: /no MultiTenant one/, fix: /MicrosoftAppType=SingleTenant/ }]
  },
  {
    name: 'a directory that does not exist',
    spoil: ({ login }) => login.refuse.push(refusal(90002, 'invalid_request')),
    found: [{ check: 'teams-credentials', what: /AADSTS90002/, fix: /"Directory \(tenant\) ID".*MicrosoftAppTenantId/ }]
  },
  {
    name: 'an app without a service principal',
    spoil: ({ login }) => login.refuse.push(refusal(7000229)),
    found: [{ check: 'teams-credentials', what: /service principal/, fix: new RegExp(`az ad sp create --id ${appId}`) }]
  },
  {
    name: 'a code that is not known here',
    spoil: ({ login }) => login.refuse.push(refusal(1234567)),
    found: [
      { check: 'teams-credentials', what: /AADSTS1234567/, fix: /login\.microsoftonline\.com\/error\?code=1234567/ }
    ]
  },
  {
    name: 'a managed identity that is not assigned',
    changes: { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined },
    spoil: ({ login }) => login.refuse.push({ status: 400, body: { error: 'invalid_request' } }),
    found: [
      { check: 'teams-credentials', what: /not assigned to this machine/, fix: new RegExp(`User assigned.*${appId}`) }
    ]
  },
  {
    name: 'a machine without a managed identity',
    changes: { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined },
    spoil: ({ login }) => login.blocked.add('169.254.169.254'),
    found: [{ check: 'teams-credentials', what: /no managed identity/, fix: /Run the bot on Azure/ }]
  },
  {
    name: 'a firewall that holds the connector back',
    spoil: ({ login }) => login.blocked.add('smba.trafficmanager.net'),
    found: [
      { check: 'teams-hosts', what: /smba\.trafficmanager\.net/, fix: /reach smba\.trafficmanager\.net on port 443/ }
    ]
  },
  {
    name: 'a sign-in page in place of Microsoft',
    spoil: ({ login }) => login.refuse.push({ status: 200, body: '<html>Sign in to the guest network</html>' }),
    found: [{ check: 'teams-credentials', what: /not Microsoft that answers/, fix: /without a sign-in/ }]
  },
  {
    name: 'a network that opens connections on their way',
    parts: ({ login }) => ({ fetch: certificate(login.fetch, 'SELF_SIGNED_CERT_IN_CHAIN') }),
    found: [
      { check: 'teams-credentials', what: /not trusted here/, fix: /NODE_EXTRA_CA_CERTS/ },
      { check: 'teams-hosts', what: /not trusted here/, fix: /NODE_EXTRA_CA_CERTS/ }
    ]
  }
];

/** Microsoft's hosts show a certificate that this machine does not take. */
function certificate(real: typeof fetch, code: string): typeof fetch {
  return (input, init) => {
    if (new URL(String(input)).hostname === '127.0.0.1') return real(input, init);
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('certificate'), { code }) });
  };
}

describe.each([
  ['Slack', slackFaults],
  ['Teams', teamsFaults]
])('%s: each fault and its fix', (_platform, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, { changes, parts, spoil, found }) => {
    spoil?.(practice);
    const results = await practice.examine(changes, parts?.(practice));
    const faults = faultsOf(results);
    expect(faults.map(({ check }) => check)).toEqual(found.map(({ check }) => check));
    for (const [at, { what, fix }] of found.entries()) {
      expect(faults[at]).toMatchObject({ what: expect.stringMatching(what), fix: expect.stringMatching(fix) });
      expect(faults[at]?.why).toMatch(/^[A-Z/].*\.$/);
    }
    expect(JSON.stringify(results)).not.toContain('canary');
  });
});

test('the bot is asked for as the bot itself asks: audience, tenant, id and secret', async () => {
  await practice.examine();
  const call = practice.login.calls.find(({ path }) => path.endsWith('/token'));
  expect(call).toMatchObject({
    host: 'login.microsoftonline.com',
    path: `/${tenantId}/oauth2/v2.0/token`,
    fields: {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: secrets.MicrosoftAppPassword,
      scope: 'https://api.botframework.com/.default'
    }
  });
});

test('MultiTenant asks in the directory of the Bot Framework', async () => {
  expect(faultsOf(await practice.examine({ MicrosoftAppType: 'MultiTenant' }))).toEqual([]);
  expect(practice.login.calls.map(({ path }) => path)).toContain('/botframework.com/oauth2/v2.0/token');
});

test('a managed identity of App Service is asked with its own header, and the token is not shown', async () => {
  const results = await practice.examine({
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppPassword: undefined,
    IDENTITY_ENDPOINT: 'http://identity.internal/msi/token',
    IDENTITY_HEADER: 'canary-identity-header'
  });
  expect(faultsOf(results)).toEqual([]);
  expect(practice.login.calls.find(({ host }) => host === 'identity.internal')).toMatchObject({
    headers: { 'x-identity-header': 'canary-identity-header' },
    fields: { client_id: appId, resource: 'https://api.botframework.com', 'api-version': '2019-08-01' }
  });
  expect(JSON.stringify(results)).not.toContain(accessToken);
});

test('nothing is posted, and nothing asked of Slack that it would refuse', async () => {
  await practice.examine();
  const methods = practice.slack.calls.map(({ method }) => method);
  const asked = [...new Set(methods.filter((method) => method !== '/'))].sort();
  expect(asked).toEqual(['api.test', 'apps.connections.open', 'auth.test', 'blocks.validate']);
  expect(practice.slack.links).toEqual([]);
});

describe('what is no fault of the settings', () => {
  test.each([
    ['Slack asks to wait', { status: 429, retryAfter: 7 }, /Slack asks to wait 7 s/],
    ['Slack is broken', { status: 503 }, /503: a fault of its own/],
    ['Slack says nothing', { hang: true }, /does not answer within 0\.3 s/],
    ['Slack hangs up', { drop: true }, /cut the line/]
  ] as const)('%s', async (_name, trouble, why) => {
    practice.slack.misbehave('auth.test', trouble);
    const results = await practice.examine({}, 'hang' in trouble ? { timeoutMs: 300 } : {});
    expect(faultsOf(results)).toEqual([]);
    expect(results).toContainEqual(
      expect.objectContaining({ check: 'slack-token', state: 'skipped', why: expect.stringMatching(why) })
    );
  });

  test('a machine without a network: all that needs none is still looked at, and that nobody answers is the fault', async () => {
    const offline: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('offline'), { code: 'ENETUNREACH' }) });
    };
    const results = await practice.examine({}, { fetch: offline, url: new URL('https://bot.example.nhs.uk') });
    expect(results.filter(({ state }) => state === 'fault')).toMatchObject([
      { check: 'network', what: expect.stringMatching(/^Nobody on the internet answered: /) }
    ]);
    const other = await practice.examine({ ALL_PROXY: 'http://proxy.example:8080' }, { fetch: offline });
    expect(other.find(({ check }) => check === 'network')?.fix).toMatch(
      /it has to use: ALL_PROXY, which is set, is not read\.$/
    );
    const states = Object.fromEntries(results.map(({ check, state }) => [check, state]));
    expect(states).toMatchObject({ settings: 'ok', store: 'ok', knowledge: 'ok', port: 'ok' });
    expect(states).toMatchObject({ 'slack-token': 'skipped', 'teams-credentials': 'skipped', clock: 'skipped' });
  });

  describe('a proxy that fails is the fault, not the hosts behind it', () => {
    let proxy: Awaited<ReturnType<typeof openConnectProxy>>;
    beforeEach(async () => {
      proxy = await openConnectProxy();
    });
    afterEach(() => proxy.close());

    const by = async (address: string): Promise<readonly Result[]> => {
      const dispatcher = new ProxyAgent(address);
      const through = (async (url: string, init: object) => tunnelled(url, { ...init, dispatcher })) as typeof fetch;
      const proxied = { fetch: through, proxyFor: () => new URL(address) };
      const results = await practice.examine({ HTTPS_PROXY: address }, proxied);
      await dispatcher.close();
      return results;
    };
    const toldOf = (results: readonly Result[]) => results.find(({ check }) => check === 'network');

    test('one that lets nobody through, with its answer', async () => {
      proxy.refuse();
      expect(toldOf(await by(proxy.address))).toMatchObject({
        state: 'fault',
        what: expect.stringMatching(/^On the way to \S+.*: the proxy 127\.0\.0\.1:\d+ answers 403 for /),
        fix: expect.not.stringContaining('set HTTPS_PROXY')
      });
    });

    test('one that is not there', async () => {
      const { address } = proxy;
      await proxy.close();
      const results = await by(address);
      expect(toldOf(results)).toMatchObject({
        state: 'fault',
        what: expect.stringMatching(/: the proxy 127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\.$/)
      });
      expect(results.find(({ check }) => check === 'teams-credentials')).toMatchObject({
        state: 'skipped',
        why: expect.stringMatching(/^the proxy /),
        fix: expect.stringContaining('"network"')
      });
    });

    test('one whose name nobody knows', async () => {
      expect(toldOf(await by('http://no-proxy.invalid:8080'))).toMatchObject({
        what: expect.stringContaining('the proxy no-proxy.invalid:8080 ')
      });
    });

    test('one that speaks plain HTTP at an address with https', async () => {
      expect(toldOf(await by(proxy.address.replace('http:', 'https:')))).toMatchObject({
        what: expect.stringMatching(/the proxy \S+ speaks plain HTTP, and its address begins with https:/)
      });
    });
  });

  test('a plan without agents, and a scope too many, are told in the line that says all is well', async () => {
    const scopes = [...botScopes.filter((scope) => scope !== 'assistant:write'), 'channels:history'];
    practice.slack.addToken(secrets.SLACK_BOT_TOKEN, bot(scopes));
    const results = await practice.examine();
    expect(results.find(({ check }) => check === 'slack-scopes')).toMatchObject({
      state: 'ok',
      what: expect.stringMatching(/without assistant:write no questions.*taken away: channels:history/)
    });
  });
});
