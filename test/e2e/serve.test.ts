import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { readConfig } from '../../src/config/config.ts';
import { type Running, start } from '../../src/main.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { libsqlDialect, openLibsql } from '../../src/storage/engine/libsql.ts';
import { migrate } from '../../src/storage/engine/migrate.ts';
import type { Schema } from '../../src/storage/engine/schema.ts';
import { inspectStore } from '../../src/storage/index.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { createFakeSlack, type FakeSlack, sendSigned } from '../support/fake-slack.ts';
import { type FakeConnector, openFakeConnector } from '../support/fake-teams-connector.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { fixture as slackFixture } from '../support/slack-stand.ts';
import { fixture as teamsFixture } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

const question = 'what is the squire checklist';
const secret = '0123456789abcdef0123456789abcdef';

let dataDir: string;
let lines: LoggedLine[];
let running: Running | undefined;

/** Starts the whole program as `npm start` does, on the small knowledge and any free port. */
async function run(environment: Record<string, string> = {}): Promise<string> {
  const read = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    ...environment
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  running = await start(read.config, createListeningLogger(lines));
  return `http://127.0.0.1:${running.port}`;
}

beforeAll(trainedSmall);
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-'));
  lines = [];
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
});

describe('with no credentials', () => {
  let connector: FakeConnector;
  beforeEach(async () => {
    connector = await openFakeConnector();
  });
  afterEach(() => connector.close());

  test('the playground and Teams on this machine give the same card to the same question', async () => {
    const origin = await run();
    expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({ ready: true, knowledge: { entries: 14 } });
    expect(await (await fetch(origin)).text()).toContain('<title>');

    const posted = { kind: 'question', id: 'message-1', conversation: 'conversation-1', text: question };
    const web = (await (await fetch(`${origin}/playground/messages`, json(posted))).json()) as {
      card: { title: string };
    };
    expect(web.card.title).toMatch(/^SQUIRE/);

    const activity = { ...teamsFixture('direct-message'), serviceUrl: connector.serviceUrl, text: question };
    expect((await fetch(`${origin}/api/messages`, json(activity))).status).toBeLessThan(300);
    await until(() => connector.messages().length > 0);
    expect(JSON.stringify(connector.messages())).toContain(web.card.title);
  });

  test('what was asked and said in either place reaches no log', async () => {
    const origin = await run();
    const text = 'canary question about squire by 943 476 5919';
    await fetch(
      `${origin}/playground/messages`,
      json({ kind: 'question', id: 'message-1', conversation: 'conversation-1', text })
    );
    await running?.stop();
    running = undefined;
    expect(JSON.stringify(lines)).not.toMatch(/canary|943 476/);
  });

  test('a second program on the same port says so, and leaves nothing running', async () => {
    const origin = await run();
    const other = run({ PORT: new URL(origin).port, DATA_DIR: `${dataDir}/other` });
    await expect(other).rejects.toThrow(/another program uses it/);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test('the store of an older version keeps its form where the program cannot start', async () => {
    const file = path.join(dataDir, 'older', 'spread-bot.db');
    const db = new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(file), file) });
    await migrate(db, 'libsql', 1, migrations.slice(0, -1));
    await db.destroy();
    const DATA_DIR = path.dirname(file);
    const schema = async () => (await inspectStore({ dataDir: DATA_DIR }, createListeningLogger())).schema;

    const port = new URL(await run()).port;
    const first = running!;
    await expect(run({ DATA_DIR, PORT: port })).rejects.toThrow(/another program uses it/);
    await expect(run({ DATA_DIR, KNOWLEDGE_DIR: '/nowhere' })).rejects.toThrow(/Cannot read the knowledge folder/);
    expect(await schema()).toBe(migrations.length - 1);
    await first.stop();
    await run({ DATA_DIR, PORT: port });
    expect(await schema()).toBe(migrations.length);
  });
});

describe('with Slack over HTTP', () => {
  let slack: FakeSlack;
  beforeEach(async () => {
    slack = await createFakeSlack();
    slack.addToken('xoxb-e2e', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  });
  afterEach(() => slack.close());

  const environment = () => ({
    SLACK_BOT_TOKEN: 'xoxb-e2e',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl
  });
  const ask = (): Record<string, unknown> => {
    const payload = slackFixture('direct-message');
    Object.assign(payload.event as object, { text: question, blocks: undefined });
    return payload;
  };

  test('a direct message is answered once, also when it comes again after a restart', async () => {
    let origin = await run(environment());
    expect((await fetch(origin)).status).toBe(404);
    expect((await sendSigned(`${origin}/slack/events`, ask(), { secret })).status).toBe(200);
    await until(() => slack.messages.length > 0);
    expect(slack.messages[0]?.text).toMatch(/^SQUIRE/);

    await running?.stop();
    origin = await run(environment());
    expect((await sendSigned(`${origin}/slack/events`, ask(), { secret })).status).toBe(200);
    await running?.stop();
    running = undefined;
    expect(slack.messages).toHaveLength(1);
    expect(slack.complaints).toEqual([]);
  });

  test('a wrong token stops the start with a sentence that names it', async () => {
    slack.revoke('xoxb-e2e');
    await expect(run(environment())).rejects.toThrow(/SLACK_BOT_TOKEN/);
  });
});

test('every door refuses bodies over 1 MB', async () => {
  const origin = await run();
  const large = { text: 'x'.repeat(1_100_000) };
  for (const door of ['/api/messages', '/playground/messages']) {
    expect((await fetch(`${origin}${door}`, json(large))).status).toBe(413);
  }
});
