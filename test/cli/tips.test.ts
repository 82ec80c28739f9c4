import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { connectTips } from '../../src/jobs/weekly-tips.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { openStore } from '../../src/storage/index.ts';
import { createFakeSlack, type FakeSlack } from '../support/fake-slack.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';

const hour = 3_600_000;
let dataDir: string;
let slack: FakeSlack;
let environment: Record<string, string>;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tips-'));
  slack = await createFakeSlack();
  slack.addToken('xoxb-cli', { team: 'T1', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  environment = {
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    SLACK_BOT_TOKEN: 'xoxb-cli',
    SLACK_SIGNING_SECRET: '0123456789abcdef',
    SLACK_API_URL: slack.apiUrl
  };
});
afterEach(async () => {
  await slack.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Subscribes a channel two hours ago to tips that were due an hour ago. */
async function subscribe(): Promise<void> {
  const read = readConfig(environment);
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const logger = createListeningLogger();
  const store = await openStore({ dataDir }, logger);
  const { knowledge } = await loadKnowledge(read.config.knowledgeDirs, '2026-11-23');
  const tips = connectTips(read.config, {
    store: store.tips,
    rounds: store.assessments,
    knowledge: () => knowledge,
    messengers: new Map([['slack', { send: async () => 'unused' }]]),
    logger
  });
  const due = new Date(Date.now() - hour).toISOString().slice(11, 16);
  const conversation = { platform: 'slack', address: 'C0WARD', direct: false, tenant: 'T1' };
  await tips.command(
    { kind: 'command', name: 'tips', rest: `daily ${due} UTC`, id: 's', conversation, from: { id: 'U1' } },
    Date.now() - 2 * hour
  );
  await store.close();
}

test('list and preview tell where, when and what; send posts what is due, once', async () => {
  await subscribe();
  const listed = await runCli(['tips'], { environment });
  expect(listed).toMatchObject({ status: 0, err: '' });
  expect(listed.out).toMatch(
    /slack C0WARD\n {2}rule: .*\n {2}next: \w{3} \d{4}-\d\d-\d\d \d\d:\d\d UTC, tip-(one|two)/
  );
  expect((await runCli(['tips', 'preview'], { environment })).out).toMatch(/text: (Copy|Name)/);

  expect((await runCli(['tips', 'send', '--yes'], { environment })).out).toBe('1 sent.\n');
  expect(slack.messages.map(({ channel }) => channel)).toEqual(['C0WARD']);
  expect((await runCli(['tips', 'send', '--yes'], { environment })).out).toBe('Nothing was due.\n');
  expect(slack.messages).toHaveLength(1);
  expect(slack.complaints).toEqual([]);
});

test('send asks first, and says how to go without asking where nobody can answer', async () => {
  const { status, err } = await runCli(['tips', 'send'], { environment });
  expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('add --yes') });
  expect((await runCli(['tips', 'send'], { environment, tty: true, input: 'no\n' })).out).toContain(
    'Nothing was sent.'
  );
});
