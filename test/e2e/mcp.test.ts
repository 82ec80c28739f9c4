import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { type Running, start } from '../../src/main.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { smallKnowledge, trainedSmall } from '../support/trained.ts';

let dataDir: string;
let running: Running | undefined;
beforeAll(trainedSmall);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

const token = 'a-token-of-this-test-0123456789';
const read = (environment: Record<string, string>) =>
  readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, KNOWLEDGE_DIR: smallKnowledge, ...environment });

async function run(environment: Record<string, string> = {}): Promise<string> {
  const { config, problems } = read(environment) as { config: Parameters<typeof start>[0]; problems: string[] };
  expect(problems).toEqual([]);
  running = await start(config, createListeningLogger([]));
  return `http://127.0.0.1:${running.port}`;
}

const ask = (origin: string, authorization?: string): Promise<Response> =>
  fetch(`${origin}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(authorization && { authorization })
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'spread_search', arguments: { query: 'what is the squire checklist' } }
    })
  });

test('nothing is at /mcp, by any method, unless MCP is set', async () => {
  const origin = await run({ MCP_TOKEN: token });
  expect((await ask(origin, `Bearer ${token}`)).status).toBe(404);
  expect((await fetch(`${origin}/mcp`)).status).toBe(404);
});

test('with a token it answers on the one port; the question is in the figures and in the store', async () => {
  const origin = await run({ MCP: 'token', MCP_TOKEN: token, PUBLIC_URL: 'https://bot.example.nhs.uk' });
  const warnings: string[] = [];
  const warned = ({ name }: Error): unknown => warnings.push(name);
  process.on('warning', warned);
  expect((await ask(origin)).status).toBe(401);
  expect((await fetch(`${origin}/mcp`)).status).toBe(405);
  const answer = await ask(origin, `Bearer ${token}`);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toContain('https://bot.example.nhs.uk/entry/squire-2');
  process.off('warning', warned);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
  const figures = await (await fetch(`${origin}/metrics`)).text();
  expect(figures).toContain('spread_bot_questions_total{outcome="answer"} 1');
  expect(figures).toMatch(/spread_bot_http_request_seconds_count\{route="\/mcp",status="200"\} 1/);
});

test('what MCP needs and is not there is named, with the fix', () => {
  expect(read({ MCP: 'token' }).problems.join()).toMatch(/MCP_TOKEN is missing.*openssl/);
  expect(read({ MCP: 'slack' }).problems.join()).toMatch(/SLACK_SIGNING_SECRET is missing.*MCP=slack/);
  expect(read({ MCP: 'all' }).problems.join()).toMatch(/MCP is "all"\. Write slack, token or open/);
  expect(read({ MCP: 'token', MCP_TOKEN: 'short' }).problems.join()).toMatch(/MCP_TOKEN is not of the right form/);
});
