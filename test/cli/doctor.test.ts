import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { type Running, start } from '../../src/main.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, type FakeSlack } from '../support/fake-slack.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';

const token = 'xoxb-canary-of-the-command-line';

let slack: FakeSlack;
let folder: string;
let environment: Record<string, string>;
let running: Running | undefined;

beforeEach(async () => {
  slack = await createFakeSlack();
  slack.addToken(token, { team: 'T0', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
  environment = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: 'canarysigningsecret0123'
  };
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
  await rm(folder, { recursive: true, force: true });
});

async function startBot(): Promise<string> {
  const read = readConfig(environment);
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  running = await start(read.config, createListeningLogger());
  return String(running.port);
}

test('the real bot, running beside it, is found well: exit status 0', async () => {
  const port = await startBot();
  const { status, out, err } = await runCli(['doctor', '--url', `http://127.0.0.1:${port}/`], {
    environment: { ...environment, PORT: port }
  });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatch(/^ok +port +The bot is running on port \d+, and is ready\.$/m);
  expect(out).toMatch(/^ok +slack-endpoint +\/slack\/events turns away/m);
  expect(out).toMatch(/\n\nNo fault found; \d+ well, 1 could not be tried\.\n$/);
  expect(out).not.toContain('canary');
});

test('where Slack does not answer the last line says what is not known', async () => {
  environment.SLACK_API_URL = 'http://127.0.0.1:9/api/';
  const { status, out } = await runCli(['doctor'], { environment });
  expect(status).toBe(0);
  expect(out).toMatch(
    /\n\nNo fault found; .* Nobody answered for clock, slack-token, slack-blocks: whether that is well is not known yet\..*\n$/
  );
});

test('a fault is three lines, anything else one: exit status 1', async () => {
  slack.revoke(token);
  const { status, out } = await runCli(['doctor'], { environment });
  expect(status).toBe(1);
  const lines = out.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.startsWith('fault'));
  expect(lines[at]).toMatch(/^fault +slack-token +Slack does not know SLACK_BOT_TOKEN/);
  expect(lines[at + 1]).toMatch(/^ +Why: .+/);
  expect(lines[at + 2]).toMatch(/^ +Fix: Copy it again from OAuth & Permissions/);
  expect(lines.filter((line) => !/^(ok|-|fault|1 fault| +(Why|Fix):|$)/.test(line))).toEqual([]);
  expect(out).not.toContain('canary');
});

test('what the far side says can neither break the line nor steer the terminal', async () => {
  slack.misbehave('auth.test', { error: 'odd\u001b[2J\n\u202eok' });
  const { out } = await runCli(['doctor'], { environment });
  expect(out).toMatch(/^fault +slack-token +Slack refuses SLACK_BOT_TOKEN: odd \[2J ok\.$/m);
});

test('--json is one array, each with every field', async () => {
  slack.revoke(token);
  const { status, out } = await runCli(['doctor', '--json'], { environment });
  expect(status).toBe(1);
  const results = JSON.parse(out) as Record<string, unknown>[];
  for (const result of results) expect(Object.keys(result).sort()).toEqual(['check', 'fix', 'state', 'what', 'why']);
  expect(results).toContainEqual(expect.objectContaining({ check: 'slack-token', state: 'fault' }));
  expect(out).not.toContain('canary');
});

test('with nothing set at all it works without any network', async () => {
  const { status, out } = await runCli(['doctor'], { environment: { PORT: '0', DATA_DIR: folder } });
  expect(status).toBe(0);
  expect(out).toContain('the playground on this machine');
  expect(slack.calls).toEqual([]);
});

test('an address that is none is a usage error', async () => {
  expect(await runCli(['doctor', '--url', 'bot.example.org'], { environment })).toMatchObject({
    status: 2,
    err: expect.stringContaining('--url')
  });
});
