import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { childEnvironment } from '../support/child-environment.ts';
import { openConnectProxy } from '../support/connect-proxy.ts';
import { createFakeSlack, type FakeSlack, sendSigned } from '../support/fake-slack.ts';
import { fixture } from '../support/slack-stand.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

const secret = '0123456789abcdef0123456789abcdef';
const workspace = { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes };

let dataDir: string;
let slack: FakeSlack;
let child: ChildProcess | undefined;
let out: string;

beforeAll(trainedSmall);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
  slack = await createFakeSlack();
  slack.addToken('xoxb-1-a', workspace);
  slack.addToken('xapp-1-a', { ...workspace, scopes: ['app'] });
  out = '';
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await slack.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The real program in a process of its own, as systemd starts it. */
function serve(environment: Record<string, string>, ...options: string[]): ChildProcess {
  const hooks = `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(path.join(packageRoot, 'test/support/typescript-hooks.mjs')).href)});`;
  const loader = `data:text/javascript,${encodeURIComponent(hooks)}`;
  child = spawn(
    process.execPath,
    ['--import', loader, path.join(packageRoot, 'src/cli/index.ts'), 'serve', ...options],
    {
      cwd: dataDir,
      env: childEnvironment({
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        KNOWLEDGE_DIR: path.join(packageRoot, 'test/fixtures/knowledge/small'),
        SLACK_API_URL: slack.apiUrl,
        SLACK_BOT_TOKEN: 'xoxb-1-a',
        ...environment
      })
    }
  );
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (out += String(chunk)));
  return child;
}

const port = (): number => Number(/"port":(\d+)/.exec(out)?.[1]);
const exitOf = async (process: ChildProcess): Promise<number | null> =>
  (await once(process, 'exit'))[0] as number | null;

test('SIGTERM finishes what was acknowledged, then ends with 0; nothing is left open', async () => {
  const bot = serve({ SLACK_SIGNING_SECRET: secret });
  await until(() => out.includes('"event":"process.ready"'));
  const url = `http://127.0.0.1:${port()}/slack/events`;
  const asked = Array.from({ length: 20 }, (_, n) => {
    const payload = fixture('direct-message');
    Object.assign(payload.event as object, { text: 'what is squire', client_msg_id: `q${n}`, user: `U0PERSON${n}` });
    return sendSigned(url, payload, { secret });
  });
  const taken = await Promise.all(asked);
  bot.kill('SIGTERM');
  expect(await exitOf(bot)).toBe(0);
  expect(taken.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(slack.messages).toHaveLength(20);
  expect(out).toContain('"event":"process.stopped"');
});

test('SIGTERM ends it with 0, whatever strangers hold open, and although Slack leaves an answer without an answer', async () => {
  const bot = serve({ SLACK_SIGNING_SECRET: secret });
  await until(() => out.includes('"event":"process.ready"'));
  const begun = (text: string) => {
    const socket = net.connect(port(), '127.0.0.1', () => socket.write(text));
    return socket.on('error', () => undefined).resume();
  };
  begun('POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{');
  begun('GET /healthz HTTP/1.1\r\nHo');
  slack.misbehave('chat.postMessage', { hang: true }, { hang: true }, { hang: true });
  await sendSigned(`http://127.0.0.1:${port()}/slack/events`, fixture('direct-message'), { secret });
  await until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'));
  bot.kill('SIGTERM');
  expect(await exitOf(bot)).toBe(0);
  expect(out).toContain('"event":"process.stopped"');
});

test('a second SIGTERM ends it at once, although an answer hangs (G19)', async () => {
  const bot = serve({ SLACK_SIGNING_SECRET: secret });
  await until(() => out.includes('"event":"process.ready"'));
  slack.misbehave('chat.postMessage', { hang: true });
  await sendSigned(`http://127.0.0.1:${port()}/slack/events`, fixture('direct-message'), { secret });
  await until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'));
  bot.kill('SIGTERM');
  await until(() => out.includes('"event":"process.stopping"'));
  bot.kill('SIGTERM');
  expect(await exitOf(bot)).toBe(1);
  expect(out).not.toContain('"event":"process.stopped"');
});

test('a token that Slack refuses at the start ends it with 78 and the fix, without a stack (G12)', async () => {
  slack.revoke('xapp-1-a');
  expect(await exitOf(serve({ SLACK_APP_TOKEN: 'xapp-1-a' }))).toBe(78);
  expect(out).toMatch(/^spread-bot: Slack refuses SLACK_APP_TOKEN \(invalid_auth\)\. Copy it again from/m);
  expect(out).not.toMatch(/^ +at /m);
});

test('with --hold it waits, alive and not ready, until it is stopped, and ends with 78 then', async () => {
  slack.revoke('xapp-1-a');
  const free = net.createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port: held } = free.address() as net.AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const bot = serve({ SLACK_APP_TOKEN: 'xapp-1-a', PORT: String(held) }, '--hold');
  await until(() => out.includes('"event":"process.held"'));
  const statusOf = async (where: string) => (await fetch(`http://127.0.0.1:${held}${where}`)).status;
  expect([await statusOf('/healthz'), await statusOf('/readyz'), await statusOf('/slack/events')]).toEqual([
    200, 503, 503
  ]);
  expect(out).toContain('Slack refuses SLACK_APP_TOKEN');
  bot.kill('SIGTERM');
  expect(await exitOf(bot)).toBe(78);
});

test('with HTTPS_PROXY the whole program goes out through it, Socket Mode included', async () => {
  const proxy = await openConnectProxy();
  try {
    const { port: slackPort } = new URL(slack.apiUrl);
    slack.besides.set('apps.connections.open', { url: `ws://wss-primary.test:${slackPort}/link?ticket=1` });
    const bot = serve({
      SLACK_APP_TOKEN: 'xapp-1-a',
      SLACK_API_URL: slack.apiUrl.replace('127.0.0.1', 'slack.test'),
      https_proxy: proxy.address
    });
    await until(() => out.includes('"event":"process.ready"'));
    await slack.deliver('events_api', fixture('direct-message'));
    await until(() => slack.messages.length === 1);
    expect(new Set(proxy.tunnels)).toEqual(new Set([`slack.test:${slackPort}`, `wss-primary.test:${slackPort}`]));
    expect(out).not.toContain('ward:secret');
    bot.kill('SIGTERM');
    expect(await exitOf(bot)).toBe(0);
  } finally {
    await proxy.close();
  }
});

test('killed after tips were kept and before the channel was told of them, the next process tells it', async () => {
  const first = serve({ SLACK_SIGNING_SECRET: secret });
  await until(() => out.includes('"event":"process.ready"'));
  slack.misbehave('chat.postMessage', { hang: true });
  const response_url = slack.responseUrl('C0FALLS', 'U0SISTER');
  const command = { ...fixture('command'), text: 'tips weekly monday 09:00', response_url };
  await sendSigned(`http://127.0.0.1:${port()}/slack/events`, command, { secret, form: true });
  await until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'));
  first.kill('SIGKILL');
  await exitOf(first);
  expect(slack.messages).toEqual([]);

  out = '';
  serve({ SLACK_SIGNING_SECRET: secret });
  await until(() => slack.messages.length > 0);
  const told = { channel: 'C0FALLS', text: expect.stringContaining('A tip comes every Monday at 09:00') };
  expect(slack.messages).toMatchObject([told]);
  expect(slack.messages[0]?.onlyFor).toBeUndefined();
});
