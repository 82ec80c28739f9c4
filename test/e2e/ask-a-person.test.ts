import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import type { Card } from '../../src/core/model/card.ts';
import { type Running, start } from '../../src/main.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, type FakeSlack, sendSigned } from '../support/fake-slack.ts';
import { buttonValue } from '../support/handover-world.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { controls, fixture } from '../support/slack-stand.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

// The whole program starts twice here, on a machine that may be busy.

const secret = '0123456789abcdef0123456789abcdef';
const channel = 'C0EXPERTS01';
const words = 'canary: who mends the qwertzuiop lift?';

let slack: FakeSlack;
let dataDir: string;
let running: Running | undefined;
let lines: LoggedLine[];
let origin: string;

/** The whole program, as `npm start` runs it, with Slack for the experts and the playground for whoever asks. */
async function run(): Promise<void> {
  const read = readConfig({
    ...{ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, KNOWLEDGE_DIR: 'test/fixtures/knowledge/small' },
    ...{ SLACK_BOT_TOKEN: 'xoxb-e2e', SLACK_SIGNING_SECRET: secret, SLACK_API_URL: slack.apiUrl },
    ...{ PLAYGROUND: 'true', EXPERTS_CHANNEL: `https://hospital.slack.com/archives/${channel}` }
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  running = await start(read.config, createListeningLogger(lines));
  origin = `http://127.0.0.1:${running.port}`;
}

beforeAll(trainedSmall);
beforeEach(async () => {
  slack = await createFakeSlack();
  slack.addToken('xoxb-e2e', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
  lines = [];
  await run();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  expect(slack.complaints).toEqual([]);
  expect(JSON.stringify(lines)).not.toMatch(/canary|conversation-1/);
  await slack.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Drawn {
  card: Card;
  form?: { teams: unknown };
}
let serial = 0;
async function post(message: Record<string, unknown>): Promise<Drawn> {
  const posted = { id: `message-${++serial}`, conversation: 'conversation-1', ...message };
  const response = await fetch(`${origin}/playground/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(posted)
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Drawn;
}

/** The data of the button that sends a drawn form off. */
function sendData(drawn: unknown): Record<string, unknown> | undefined {
  if (typeof drawn !== 'object' || drawn === null) return undefined;
  const { type, data } = drawn as { type?: unknown; data?: Record<string, unknown> };
  if (type === 'Action.Submit') return data;
  for (const inner of Object.values(drawn)) {
    const found = sendData(inner);
    if (found) return found;
  }
  return undefined;
}

/** Asks in the playground, presses the button, and sends the form off as it stands. */
async function askAPerson(): Promise<Drawn> {
  const { card } = await post({ kind: 'question', text: words });
  const { form } = await post({ kind: 'action', action: 'experts.ask', value: buttonValue(card, 'experts.ask') });
  return post({ kind: 'form', on: 'teams', data: { ...sendData(form?.teams), 'field.question': words } });
}

async function press(label: string): Promise<void> {
  const [card] = slack.messages;
  const control = controls(card!.blocks).find((each) => each.label === label);
  const payload = {
    ...fixture('press'),
    trigger_id: `press-${++serial}`,
    response_url: slack.responseUrl(channel, 'U0SISTER', card!.ts),
    container: { type: 'message', message_ts: card!.ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'experts' },
    message: { ts: card!.ts, blocks: card!.blocks },
    actions: [{ ...control, action_ts: '1795424410.000001' }]
  };
  await sendSigned(`${origin}/slack/events`, payload, { secret, form: true });
}

const inbox = async (): Promise<string[]> => {
  const response = await fetch(`${origin}/playground/inbox?conversation=conversation-1`);
  return ((await response.json()) as { cards: Drawn[] }).cards.map(({ card }) => card.title);
};

test('asked in the playground, taken and closed in Slack, told in the playground', async () => {
  expect((await askAPerson()).card.title).toBe('Your question is on its way');
  await until(() => slack.messages.length === 1);
  expect(slack.messages[0]).toMatchObject({ channel, text: expect.stringContaining(words) });
  await press('Take');
  await until(() => slack.messages[0]!.text.includes('Taken by sister'));
  await press('Close');
  await until(() => slack.messages[0]!.text.startsWith('Closed'));
  let titles: string[] = [];
  for (let tries = 0; tries < 200 && titles.length < 2; tries += 1) titles = await inbox();
  expect(titles).toEqual(['Somebody is looking into it', 'Your question was closed without an answer']);
});

test('what could not be sent before a stop is sent after the next start, once', async () => {
  slack.misbehave('chat.postMessage', { status: 429, retryAfter: 1 });
  await askAPerson();
  await until(() => slack.calls.some(({ method }) => method === 'chat.postMessage'));
  await running?.stop();
  expect(slack.messages).toEqual([]);
  await run();
  await until(() => slack.messages.length > 0);
  expect(slack.messages).toHaveLength(1);
});
