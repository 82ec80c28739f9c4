import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import {
  botEvents,
  botScopes,
  extraEvents,
  extraScopes,
  mostUnfurlDomains,
  slackManifest
} from '../../../src/platforms/slack/manifest.ts';
import { told } from '../../support/prompts.ts';
import { eventScopes, methods } from '../../support/slack-api.ts';

const folder = new URL('../../../src/platforms/slack/', import.meta.url);
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'manifest.ts')
  .map((file) => readFileSync(new URL(file, folder), 'utf8').replace(/^\s*(\*|\/\/).*$/gm, ''))
  .join('\n');

/** Web API methods the code calls: `client.chat.postMessage(`, or by name through `apiCall`. */
const called = new Set([
  ...[...code.matchAll(/\bclient\.((?:[a-zA-Z]+\.)+[a-zA-Z]+)\(/g)].map(([, name]) => name!),
  ...[...code.matchAll(/apiCall\('([a-zA-Z.]+)'/g)].map(([, name]) => name!)
]);
/** Events the code listens to. */
const subscribed = [...code.matchAll(/\bapp\.event\('([a-z_]+)'/g)].map(([, name]) => name!);

test('the code calls what this test knows the scopes of', () => {
  expect(called.size).toBeGreaterThan(8);
  expect([...called].filter((name) => !(name in methods))).toEqual([]);
});

test('the manifest asks for the scopes that its calls, events and commands need, and for no other; more on request', () => {
  const needed = new Set([
    ...[...called].map((name) => methods[name]?.scope),
    ...[...subscribed, 'message.im'].map((name) => eventScopes[name]),
    'commands'
  ]);
  needed.delete(undefined);
  const used = [...botScopes, ...extraScopes.timeZones, ...extraScopes.unfurl];
  expect([...used].sort()).toEqual([...needed].sort());
  const asks = (timeZones: boolean) => slackManifest({ ...told, timeZones }).oauth_config?.scopes?.bot;
  expect(asks(false)).toEqual(botScopes);
  expect(asks(true)).toEqual([...botScopes, 'users:read']);
});

test('the manifest names the events that the code listens to, and no other', () => {
  expect([...botEvents, ...extraEvents.unfurl].sort()).toEqual([...subscribed, 'message.im'].sort());
});

test('it reads no history of channels', () => {
  expect(
    botScopes.filter((scope) => /^(channels|groups|mpim):history|:read$/.test(scope) && scope !== 'app_mentions:read')
  ).toEqual([]);
});

test('manifests/slack.yaml is what `spread-bot manifest` makes', () => {
  const file = readFileSync(new URL('../../../manifests/slack.yaml', import.meta.url), 'utf8');
  expect(parse(file)).toEqual(JSON.parse(JSON.stringify(slackManifest(told))));
});

describe('the ways to connect', () => {
  test('Socket Mode needs no address', () => {
    const manifest = slackManifest(told);
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(JSON.stringify(manifest)).not.toContain('url');
  });

  test('over HTTP everything comes to one address', () => {
    const manifest = slackManifest({ url: 'https://bot.example.nhs.uk/', oauth: true, ...told });
    const events = 'https://bot.example.nhs.uk/slack/events';
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: events },
      interactivity: { request_url: events, message_menu_options_url: events }
    });
    expect(manifest.features?.slash_commands?.[0]).toMatchObject({ command: '/spread', url: events });
    expect(manifest.oauth_config?.redirect_urls).toEqual(['https://bot.example.nhs.uk/slack/oauth_redirect']);
  });
});

test('a workspace without agents is asked for neither the agent nor its scope', () => {
  const manifest = slackManifest({ ...told, agent: false });
  expect(manifest.features?.agent_view).toBeUndefined();
  expect(manifest.oauth_config?.scopes?.bot).toEqual(botScopes.filter((scope) => scope !== 'assistant:write'));
});

describe('every manifest is valid under Slack’s schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../fixtures/slack/manifest.schema.json', import.meta.url), 'utf8')
  ) as object;
  const valid = new Ajv({ strict: false, allErrors: true, formats: { uri: true } }).compile(schema);
  const url = 'https://bot.example.nhs.uk';
  test.each<Partial<Parameters<typeof slackManifest>[0]>>([
    {},
    { url },
    { url, oauth: true },
    { agent: false, timeZones: true },
    { url, org: true },
    { url, steps: true },
    { url, unfurl: ['weahsn.net', 'institute.nhs.uk'], mcp: { url: `${url}/mcp` } }
  ])('%j', (options) => {
    valid(JSON.parse(JSON.stringify(slackManifest({ ...options, ...told }))));
    expect(valid.errors ?? []).toEqual([]);
  });

  test('and the schema notices what is wrong', () => {
    const manifest = slackManifest(told);
    expect(valid({ ...manifest, display_information: { ...manifest.display_information, name: 'n'.repeat(36) } })).toBe(
      false
    );
    expect(valid({ ...manifest, unknown: 1 })).toBe(false);
  });
});

test('an organisation, and steps for workflows, are asked for by their switches alone', () => {
  expect(slackManifest(told).settings?.org_deploy_enabled).toBe(false);
  expect(slackManifest({ ...told, org: true }).settings?.org_deploy_enabled).toBe(true);
  const { functions, settings } = slackManifest({ ...told, steps: true });
  expect(Object.keys(functions ?? {})).toEqual(['look_something_up', 'tip_of_the_week']);
  expect(settings).toMatchObject({ org_deploy_enabled: true, function_runtime: 'remote' });
  expect(settings?.event_subscriptions?.bot_events).toContain('function_executed');
});

test('previews are asked for by their switch alone, for as many domains as Slack takes', () => {
  expect(JSON.stringify(slackManifest(told))).not.toMatch(/unfurl|link_shared|links:/);
  expect(JSON.stringify(slackManifest({ ...told, unfurl: [] }))).not.toMatch(/unfurl|link_shared|links:/);
  const hosts = ['a.uk', 'b.uk', 'c.uk', 'd.uk', 'e.uk', 'f.uk'];
  const { features, settings, oauth_config } = slackManifest({ ...told, unfurl: hosts });
  expect(features?.unfurl_domains).toEqual(hosts.slice(0, mostUnfurlDomains));
  expect(settings?.event_subscriptions?.bot_events).toContain('link_shared');
  expect(oauth_config?.scopes?.bot).toEqual([...botScopes, 'links:read', 'links:write']);
});

// `spread-bot manifest` prints the address; put it into step 1 of the guide.
test('the guide’s address makes the app from the manifest as it is', () => {
  const file = readFileSync(new URL('../../../manifests/slack.yaml', import.meta.url), 'utf8');
  const guide = readFileSync(new URL('../../../docs/slack.md', import.meta.url), 'utf8');
  const address =
    /https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_yaml=[^)\s>]+/.exec(guide)?.[0] ?? 'https://none/';
  expect(parse(new URL(address).searchParams.get('manifest_yaml') ?? '')).toEqual(parse(file));
});

test('it keeps the limits of a manifest', () => {
  // Source: docs.slack.dev/reference/app-manifest and @slack/web-api's Manifest type.
  const { display_information: about, features, settings } = slackManifest({ url: 'https://x.uk', ...told });
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description!.length).toBeLessThanOrEqual(140);
  expect(about.long_description!.length).toBeLessThanOrEqual(4000);
  // Slack asks for at least 174 characters of long description.
  expect(about.long_description!.length).toBeGreaterThanOrEqual(174);
  expect(features!.bot_user!.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
  expect(features!.agent_view!.agent_description!.length).toBeLessThanOrEqual(300);
  expect(features!.agent_view!.suggested_prompts!.length).toBeLessThanOrEqual(4);
  expect(features!.app_home).toEqual({
    home_tab_enabled: true,
    messages_tab_enabled: true,
    messages_tab_read_only_enabled: false
  });
  for (const shortcut of features!.shortcuts!) {
    expect(shortcut.name.length).toBeLessThanOrEqual(24);
    expect(shortcut.description.length).toBeLessThanOrEqual(150);
  }
  expect(features!.slash_commands![0]!.usage_hint!.length).toBeLessThanOrEqual(1000);
  expect(settings!.event_subscriptions!.bot_events!.length).toBeLessThanOrEqual(100);
});

test('Slackbot may ask the server for assistants on request only', () => {
  expect(JSON.stringify(slackManifest(told))).not.toMatch(/mcp/);
  const mcp = { url: 'https://bot.example.nhs.uk/mcp' };
  const written = slackManifest({ ...told, mcp }) as unknown as Record<string, unknown>;
  expect(written.mcp_servers).toEqual({ 'spread-bot': { url: mcp.url, auth_type: 'no_auth' } });
  expect(JSON.stringify(written.oauth_config)).toContain('mcp:connect');
  const some = slackManifest({ ...told, mcp: { ...mcp, identity: true } }) as unknown as Record<string, unknown>;
  expect(some.mcp_servers).toMatchObject({ 'spread-bot': { auth_type: 'slack_identity_auth' } });
});
