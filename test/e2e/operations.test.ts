import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { packageRoot } from '../../src/config/package-root.ts';
import { type Running, start } from '../../src/main.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { type FakeCollector, openFakeCollector } from '../support/fake-collector.ts';
import { createFakeSlack, type FakeSlack, sendSigned } from '../support/fake-slack.ts';
import { openFakeConnector } from '../support/fake-teams-connector.ts';
import { fixture, type Payload } from '../support/slack-stand.ts';
import { fixture as teamsFixture } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

const secret = '0123456789abcdef0123456789abcdef';
/** Texts that must never be found again anywhere but on the screen of whoever wrote it. */
const canaries = {
  token: 'xoxb-canary-token-77',
  signing: secret,
  words: 'zanzibar marmalade',
  number: '943 476 5919',
  mail: 'canary.patient@example.org',
  person: 'U0CANARYONE'
};

let dataDir: string;
let slack: FakeSlack;
let collector: FakeCollector;
let lines: string[];
let running: Running | undefined;
let origin: string;
let serial = 0;

async function run(environment: Record<string, string> = {}, limits: Parameters<typeof start>[2] = {}): Promise<void> {
  const read = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    SLACK_BOT_TOKEN: canaries.token,
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'debug',
    PLAYGROUND: 'true',
    ...environment
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const { logLevel: level, secrets } = read.config;
  running = await start(read.config, createLogger({ level, secrets, write: (line) => lines.push(line) }), limits);
  origin = `http://127.0.0.1:${running.port}`;
}

beforeAll(trainedSmall);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
  lines = [];
  slack = await createFakeSlack();
  slack.addToken(canaries.token, { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  collector = await openFakeCollector();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await slack.close();
  await collector.close();
  await rm(dataDir, { recursive: true, force: true });
});

function asks(text: string, person = canaries.person): Payload {
  const payload = fixture('direct-message');
  const id = `c${++serial}`;
  Object.assign(payload.event as object, { text, user: person, client_msg_id: id, blocks: undefined });
  return { ...payload, event_id: `E${id}` };
}
const send = (payload: Payload) => sendSigned(`${origin}/slack/events`, payload, { secret });
const figures = async (): Promise<string> => (await fetch(`${origin}/metrics`)).text();
const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('what is told of a delivery', () => {
  test('every line of it has its id, a new one each time', async () => {
    await run();
    slack.misbehave('chat.postMessage', { error: 'channel_not_found' });
    await send(asks('what is squire'));
    await until(() => logged().some(({ event }) => event === 'slack.reply.refused'));
    const [first] = logged().filter(({ event }) => event === 'slack.reply.refused');
    expect(first?.delivery).toMatch(/^[0-9a-f]{8}$/);
    slack.misbehave('chat.postMessage', { error: 'channel_not_found' });
    await send(asks('what is squire'));
    const failures = () => logged().filter(({ event }) => event === 'slack.reply.refused');
    await until(() => failures().length === 2);
    expect(failures()[1]?.delivery).not.toBe(first?.delivery);
    expect(logged().filter(({ event }) => event === 'process.ready')[0]).not.toHaveProperty('delivery');
  });

  test('canaries in text, names and secrets reach no log, figure, trace, or file of the store (G23)', async () => {
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const { words, number, mail } = canaries;
    await send(asks(`${words} for ${number}, write to ${mail}`));
    await send(asks('what is squire'));
    slack.misbehave(
      'chat.postMessage',
      { error: 'channel_not_found' },
      { status: 500 },
      { status: 500 },
      { drop: true }
    );
    for (const text of [`again ${words}`, `and ${number}`, `or ${mail}`]) await send(asks(text));
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({
      kind: 'question',
      id: 'm1',
      conversation: 'conversation-1',
      text: `${words} ${number}`
    });
    await fetch(`${origin}/playground/messages`, { method: 'POST', headers: json, body });
    await fetch(`${origin}/playground/messages`, { method: 'POST', headers: json, body: `{"${words}` });
    await until(() => slack.messages.length >= 2);
    const shown = await figures();
    await running?.stop();
    running = undefined;
    await until(() => collector.spans().length > 0);

    const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const contents = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), 'latin1'))
    );
    const places = { log: lines.join('\n'), figures: shown, traces: collector.bodies.join('\n') };
    for (const [place, text] of Object.entries(places)) {
      expect(text.length).toBeGreaterThan(500);
      for (const canary of Object.values(canaries)) {
        expect(`${place}: ${text.includes(canary)}`).toBe(`${place}: false`);
      }
    }
    // Words of a question without an answer are kept, masked; who asked, and what names a patient, is not.
    const { words: _kept, ...never } = canaries;
    expect(contents.join('').length).toBeGreaterThan(1000);
    for (const canary of [...Object.values(never), number.replaceAll(' ', '')]) {
      expect(contents.some((content) => content.includes(canary))).toBe(false);
    }
  });
});

describe('limits', () => {
  test('a flood by one person costs another nothing, and is told and counted', async () => {
    // Nothing is given back within the test, however long it takes.
    const hourly = 1 / 60;
    await run({}, { person: { perMinute: hourly, burst: 20 }, refusals: { perMinute: hourly, burst: 5 } });
    await Promise.all(Array.from({ length: 60 }, () => send(asks('what is squire', 'U0LOUD'))));
    await send(asks('what is squire', 'U0QUIET'));
    await until(() => slack.messages.length === 26);
    const texts = slack.messages.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('SQUIRE'))).toHaveLength(21);
    expect(texts.filter((text) => text.startsWith('You are asking faster'))).toHaveLength(5);
    expect(await figures()).toMatch(/spread_bot_refused_total\{why="person"\} 40/);
    expect(slack.complaints).toEqual([]);
  });

  test('a process with too much to do says so to everybody it turns away', async () => {
    await run({}, { inWork: 1, waiting: 4 });
    await Promise.all(Array.from({ length: 60 }, (_, n) => send(asks('what is squire', `U0PERSON${n}`))));
    await until(() => slack.messages.length === 60);
    const busy = slack.messages.filter(({ text }) => text.startsWith('Very many questions came at once')).length;
    expect(await figures()).toContain(`spread_bot_refused_total{why="busy"} ${busy}`);
    expect(await figures()).toContain('spread_bot_messages_waiting 0');
  });
});

describe('figures', () => {
  test('the dashboard and the alerts ask only for what is told', async () => {
    await run();
    await send(asks('what is squire'));
    await send(asks('zanzibar marmalade'));
    await until(() => slack.messages.length === 2);
    const told = await figures();
    const there = new Set(
      [...told.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name, type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name!]
      )
    );
    for (const file of ['grafana-dashboard.json', 'alerts.yaml']) {
      const text = await readFile(path.join(packageRoot, 'deploy', file), 'utf8');
      const asked = new Set(text.match(/\b(?:spread_bot|nodejs|process)_[a-z_]+\b/g));
      expect(asked.size).toBeGreaterThan(3);
      expect([...asked].filter((name) => !there.has(name))).toEqual([]);
    }
    expect(told).toMatch(/spread_bot_answer_seconds_count\{platform="slack",kind="question"\} 2/);
    expect(told).toMatch(/spread_bot_acknowledgement_seconds_count\{platform="slack"\} 2/);
    expect(told).toMatch(
      /spread_bot_platform_call_seconds_count\{platform="slack",method="chat.postMessage",result="ok"\} 2/
    );
    expect(told).toMatch(/spread_bot_store_call_seconds_count\{call="handled.claim",result="ok"\} 2/);
    expect(told).toMatch(/spread_bot_knowledge_info\{version="[^"]+"\} 1/);
    expect(told).toContain('spread_bot_match_seconds_count 2');
  });

  test('the dashboard can be read by Grafana: every panel has its place, a source and something to ask', async () => {
    const text = await readFile(path.join(packageRoot, 'deploy', 'grafana-dashboard.json'), 'utf8');
    const { panels } = JSON.parse(text) as {
      panels: { type: string; id: number; gridPos: object; targets?: object[] }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, gridPos, targets } of panels) {
      expect(gridPos).toMatchObject({ x: expect.any(Number), y: expect.any(Number), w: expect.any(Number) });
      if (type !== 'row') expect(targets?.length).toBeGreaterThan(0);
    }
  });

  test('over the socket, what is told is the same', async () => {
    slack.addToken('xapp-1-a', { team: 'T0HOSPITAL', botUser: '', bot: '', scopes: ['app'] });
    await run({ SLACK_APP_TOKEN: 'xapp-1-a', SLACK_SIGNING_SECRET: '' });
    slack.misbehave('chat.postMessage', { error: 'channel_not_found' });
    await slack.deliver('events_api', asks('what is squire'));
    await until(() => logged().some(({ event }) => event === 'slack.reply.refused'));
    expect(logged().find(({ event }) => event === 'slack.reply.refused')?.delivery).toMatch(/^[0-9a-f]{8}$/);
    const told = await figures();
    expect(told).toMatch(/spread_bot_acknowledgement_seconds_count\{platform="slack"\} 1/);
    expect(told).toMatch(/spread_bot_answer_seconds_count\{platform="slack",kind="question"\} 1/);
  });

  test('calls to Teams are counted by kind and result', async () => {
    const connector = await openFakeConnector();
    try {
      const none = { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', SLACK_API_URL: '' };
      await run(none);
      const { serviceUrl } = connector;
      connector.fail({ status: 403 });
      for (const id of ['a1', 'a2']) {
        const activity = { ...teamsFixture('direct-message'), serviceUrl, id, text: 'what is squire' };
        const headers = { 'content-type': 'application/json' };
        await fetch(`${origin}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
      }
      await until(() => connector.messages().length === 2);
      const told = await figures();
      for (const result of ['refused"} 1', 'ok"} 2'])
        expect(told).toContain(`platform="teams",method="send",result="${result}`);
      for (const outcome of ['first"} 1', 'other"} 1', 'lost"} 0'])
        expect(told).toContain(`spread_bot_replies_total{platform="teams",outcome="${outcome}`);
      expect(told).toMatch(/spread_bot_acknowledgement_seconds_count\{platform="teams"\} 2/);
    } finally {
      await connector.close();
    }
  });

  test('a call that Slack refuses, limits or leaves without an answer is counted as such', async () => {
    await run();
    slack.misbehave('chat.postMessage', { error: 'channel_not_found' }, { status: 429, retryAfter: 0 }, { drop: true });
    await send(asks('what is squire'));
    await send(asks('what is squire'));
    // The one that is refused goes another way; both arrive. The last call is counted once its answer is read.
    await until(() => slack.messages.length === 2);
    const told = await figures();
    for (const [result, times] of Object.entries({ refused: '1', limited: '1', silent: '1', ok: '[12]' }))
      expect(told).toMatch(new RegExp(`method="chat.postMessage",result="${result}"\\} ${times}\n`));
  });
});

describe('traces', () => {
  test('show request, match, store and send of one question as one tree', async () => {
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await send(asks('what is squire'));
    await until(() => slack.messages.length === 1);
    await running?.stop();
    running = undefined;
    const spans = collector.spans();
    const root = spans.find(({ name }) => name === 'POST /slack/events')!;
    expect(root.parentSpanId ?? '').toBe('');
    const below = spans.filter(({ traceId }) => traceId === root.traceId);
    const names = below.map(({ name }) => name);
    const stages = ['answer', 'match', 'store handled.claim', 'slack chat.postMessage'];
    expect(names).toEqual(expect.arrayContaining(stages));
    const answer = below.find(({ name }) => name === 'answer')!;
    expect(below.find(({ name }) => name === 'match')?.parentSpanId).toBe(answer.spanId);
    expect(root.facts['spread_bot.delivery']).toMatch(/^[0-9a-f]{8}$/);
    expect(collector.service).toBe('spread-bot');
  });

  test('a collector that is away holds nothing up', async () => {
    await collector.close();
    await run({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await send(asks('what is squire'));
    await until(() => slack.messages.length === 1);
    await running?.stop();
    running = undefined;
  });
});
