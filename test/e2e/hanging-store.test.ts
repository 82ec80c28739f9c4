import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { start } from '../../src/main.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, sendSigned } from '../support/fake-slack.ts';
import { openFakeConnector } from '../support/fake-teams-connector.ts';
import { startPostgres } from '../support/postgres.ts';
import { fixture } from '../support/slack-stand.ts';
import { fixture as teamsFixture } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

const secret = '0123456789abcdef0123456789abcdef';
const questions = 10;
const server = await startPostgres();

beforeAll(trainedSmall);
afterAll(() => server?.remove());

/** Takes the embedded store's write lock in a process of its own. */
async function holdLock(file: string): Promise<ChildProcess> {
  const held = `
    const Database = require('libsql');
    const database = new Database(process.argv[1]);
    database.exec('begin immediate');
    process.send('held');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['-e', held, file], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

interface Hanging {
  databaseUrl: string;
  /** @returns what lets the store go on */
  freeze(dataDir: string): Promise<() => Promise<void>>;
}

const stores: [string, () => Promise<Hanging>][] = [
  [
    'another program holds the embedded store’s write lock',
    async () => ({
      databaseUrl: '',
      async freeze(dataDir) {
        const child = await holdLock(path.join(dataDir, 'spread-bot.db'));
        return async () => {
          const ended = once(child, 'exit');
          child.kill();
          await ended;
        };
      }
    })
  ],
  ...(server
    ? [
        [
          'PostgreSQL is frozen',
          async () => ({
            databaseUrl: await server.createDatabase(),
            async freeze() {
              server.freeze();
              return async () => server.thaw();
            }
          })
        ] satisfies [string, () => Promise<Hanging>]
      ]
    : [])
];

/** Starts the program over a store that is frozen at once; `thaw` lets it go on. */
async function startFrozen({ databaseUrl, freeze }: Hanging, environment: Record<string, string>) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-hanging-'));
  const read = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    KNOWLEDGE_DIR: 'test/fixtures/knowledge/small',
    PLAYGROUND: 'true',
    ...environment
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const running = await start(read.config, createLogger({ level: 'silent' }));
  let release: (() => Promise<void>) | undefined = await freeze(dataDir);
  const thaw = async (): Promise<void> => {
    await release?.();
    release = undefined;
  };
  return {
    origin: `http://127.0.0.1:${running.port}`,
    thaw,
    async stop() {
      await thaw();
      await running.stop();
      await rm(dataDir, { recursive: true });
    }
  };
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test.each(stores)('%s: Slack and the page answer meanwhile, each question once', async (_name, hanging) => {
  const slack = await createFakeSlack();
  slack.addToken('xoxb-t', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  const bot = await startFrozen(await hanging(), {
    SLACK_BOT_TOKEN: 'xoxb-t',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl
  });
  const ids = Array.from({ length: questions }, (_, index) => `Q${index}`);
  const deliverAll = () =>
    Promise.all(
      ids.map((id) => {
        const payload = fixture('direct-message');
        Object.assign(payload.event as object, { text: 'what is squire', user: `U0${id}`, client_msg_id: id });
        return sendSigned(`${bot.origin}/slack/events`, { ...payload, event_id: `E${id}` }, { secret });
      })
    );
  try {
    const deliveries = deliverAll();
    const page = await post(`${bot.origin}/playground/messages`, {
      kind: 'question',
      id: 'message-01',
      conversation: 'conversation-1',
      text: 'what is squire'
    });
    expect(await page.text()).toContain('SQUIRE');
    expect((await deliveries).map(({ status }) => status)).toEqual(ids.map(() => 200));
    // All of it comes while the store hangs.
    await until(() => slack.messages.length >= questions, 20_000);
    await bot.thaw();
    // What Slack delivers again is not answered again.
    await deliverAll();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.messages).toHaveLength(questions);
  } finally {
    await bot.stop();
    await slack.close();
  }
});

test.each(stores)('%s: Teams is answered meanwhile', async (_name, hanging) => {
  const connector = await openFakeConnector();
  const bot = await startFrozen(await hanging(), {});
  try {
    const { serviceUrl } = connector;
    const activity = { ...teamsFixture('direct-message'), serviceUrl, id: 'a1', text: 'what is squire' };
    const response = await post(`${bot.origin}/api/messages`, activity);
    expect(response.status).toBe(200);
    expect(connector.messages()).toHaveLength(1);
  } finally {
    await bot.stop();
    await connector.close();
  }
});
