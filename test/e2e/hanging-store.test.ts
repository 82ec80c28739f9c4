import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import { start } from '../../src/main.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, sendSigned } from '../support/fake-slack.ts';
import { openFakeConnector } from '../support/fake-teams-connector.ts';
import { embeddedFault, type HangingStore, postgresFaults } from '../support/hanging-stores.ts';
import { startPostgres } from '../support/postgres.ts';
import { fixture } from '../support/slack-stand.ts';
import { fixture as teamsFixture } from '../support/teams-under-test.ts';
import { trainedSmall } from '../support/trained.ts';
import { until } from '../support/until.ts';

const secret = '0123456789abcdef0123456789abcdef';
const questions = 100;
const server = await startPostgres();

beforeAll(trainedSmall);
afterAll(() => server?.remove());

const faults = [embeddedFault, ...(server ? postgresFaults(server) : [])];

/** Starts the program over a store that is frozen at once; `thaw` lets it go on. */
async function startFrozen({ databaseUrl, freeze, close }: HangingStore, environment: Record<string, string>) {
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
  let release: (() => Promise<unknown>) | undefined = await freeze(path.join(dataDir, 'spread-bot.db'));
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
      close?.();
      await rm(dataDir, { recursive: true });
    }
  };
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test.each(faults)('$name: every question over Slack is answered once, the page meanwhile', async ({ ms, open }) => {
  const slack = await createFakeSlack();
  slack.addToken('xoxb-t', { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  const bot = await startFrozen(await open(), {
    SLACK_BOT_TOKEN: 'xoxb-t',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: slack.apiUrl
  });
  const frozenAt = Date.now();
  const ids = Array.from({ length: questions }, (_, index) => `Q${index}`);
  const deliverAll = () =>
    Promise.all(
      ids.map((id) => {
        const payload = fixture('direct-message');
        const asked = { text: 'what is squire', user: `U0${id}`, channel: `D0${id}`, client_msg_id: id };
        Object.assign(payload.event as object, asked);
        return sendSigned(`${bot.origin}/slack/events`, { ...payload, event_id: `E${id}` }, { secret });
      })
    );
  try {
    const page = post(`${bot.origin}/playground/messages`, {
      kind: 'question',
      id: 'message-01',
      conversation: 'conversation-1',
      text: 'what is squire'
    });
    // The store hangs until it is thawed: an answer before that did not wait for it.
    expect(await (await page).text()).toContain('SQUIRE');

    const deliveries = await deliverAll();
    // Acknowledged, or asked to come again; never refused for good.
    expect(deliveries.filter(({ status, retry }) => status !== 200 && !(status === 503 && retry))).toEqual([]);
    const acknowledged = deliveries.filter(({ status }) => status === 200).length;
    expect(acknowledged).toBeGreaterThan(0);
    // What was acknowledged is answered while the store hangs.
    await until(() => slack.messages.length >= acknowledged);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, frozenAt + ms - Date.now())));
    await bot.thaw();
    // Slack delivers all of it again; only what was refused is new.
    await deliverAll();
    await until(() => slack.messages.length >= questions);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.messages).toHaveLength(questions);
    expect(new Set(slack.messages.map(({ channel }) => channel)).size).toBe(questions);
  } finally {
    await bot.stop();
    await slack.close();
  }
});

test.each(faults)('$name: Teams is answered meanwhile', async ({ open }) => {
  const connector = await openFakeConnector();
  const bot = await startFrozen(await open(), {});
  try {
    const { serviceUrl } = connector;
    const activity = { ...teamsFixture('direct-message'), serviceUrl, id: 'a1', text: 'what is squire' };
    const { status } = await post(`${bot.origin}/api/messages`, activity);
    expect(status).toBe(200);
    // Acknowledged after three seconds at most, and answered while the store still hangs.
    await until(() => connector.messages().length > 0);
    expect(connector.messages()).toHaveLength(1);
  } finally {
    await bot.stop();
    await connector.close();
  }
});
