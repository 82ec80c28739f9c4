import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import type { Subscription } from '../../../src/core/tips/ledger.ts';
import { libsqlDialect, openLibsql } from '../../../src/storage/engine/libsql.ts';
import type { Schema } from '../../../src/storage/engine/schema.ts';
import { openStore } from '../../../src/storage/index.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { faultsOf, openPractice, type Practice, secrets } from './practice.ts';

let practice: Practice;
beforeEach(async () => {
  practice = await openPractice();
});
afterEach(() => practice.close());

const only = async (...given: Parameters<Practice['examine']>) => {
  const faults = faultsOf(await practice.examine(...given));
  expect(faults).toHaveLength(1);
  return faults[0];
};

test('all is well: every line says so, or why it cannot be known', async () => {
  const results = await practice.examine();
  expect(faultsOf(results)).toEqual([]);
  const skipped = results.filter(({ state }) => state === 'skipped').map(({ check }) => check);
  expect(skipped).toEqual(['slack-messages-tab', 'teams-channel', 'public-address']);
});

describe('settings', () => {
  test('every slip is told at once, and the rest is still looked at', async () => {
    const results = await practice.examine({
      PORT: '99999',
      SLACK_BOT_TOKN: 'xoxb-canary',
      MicrosoftAppId: 'canary',
      DATABASE_URL: 'mysql://user:canary@host/db'
    });
    const told = faultsOf(results).map(({ what }) => what);
    expect(told).toHaveLength(4);
    expect(told.join('\n')).toMatch(
      /PORT is "99999"[\s\S]*MicrosoftAppId is "canary"[\s\S]*DATABASE_URL is not of the right form/
    );
    expect(results).toContainEqual(expect.objectContaining({ check: 'knowledge', state: 'ok' }));
    for (const check of ['slack', 'teams', 'store', 'port']) {
      expect(results).toContainEqual(expect.objectContaining({ check, state: 'skipped' }));
    }
    expect(JSON.stringify(results)).not.toContain('user:canary');
    expect(JSON.stringify(results)).not.toContain('xoxb-canary');
  });

  test('what has the right form and cannot be meant is told beside what has not', async () => {
    const told = faultsOf(await practice.examine({ LOG_LEVEL: 'loud', EXPERTS_CHANNEL: 'slack:#experts' }));
    expect(told.map(({ what }) => what.split(' ')[0])).toEqual(['LOG_LEVEL', 'EXPERTS_CHANNEL']);
  });

  test('a slip in the settings of one platform leaves the other to be looked at', async () => {
    const results = await practice.examine({ MicrosoftAppId: 'wrong' });
    expect(results).toContainEqual(expect.objectContaining({ check: 'slack-scopes', state: 'ok' }));
    expect(results.map(({ check }) => check)).not.toContain('teams-credentials');
  });

  test('a token for assistants that nothing asks for', async () => {
    const MCP_TOKEN = 'canary-0123456789';
    expect(await only({ MCP_TOKEN, MCP: 'open' })).toMatchObject({
      what: 'MCP_TOKEN is set, but MCP does not name token.',
      fix: expect.stringContaining('Write MCP=token')
    });
    expect(faultsOf(await practice.examine({ MCP_TOKEN, MCP: 'token' }))).toEqual([]);
  });

  test('a channel of a platform that is not set up', async () => {
    expect(
      await only({ CURATORS_CHANNEL: 'slack:C0123456789', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' })
    ).toMatchObject({
      what: expect.stringContaining('CURATORS_CHANNEL is a channel of Slack, which is not set up'),
      fix: expect.stringContaining('SLACK_BOT_TOKEN')
    });
  });
});

test.each([{}, { MicrosoftAppPassword: '', CLIENT_SECRET: secrets.MicrosoftAppPassword }])(
  'a secret that the far side sends back is not shown, whatever its name: %j',
  async (named) => {
    practice.slack.misbehave('auth.test', {
      error: `strange ${secrets.SLACK_BOT_TOKEN} ${secrets.MicrosoftAppPassword}`
    });
    expect(await only(named)).toMatchObject({ what: 'Slack refuses SLACK_BOT_TOKEN: strange *** ***.' });
  }
);

describe('machine', () => {
  test('an old Node.js', async () => {
    expect(await only({}, { nodeVersion: '20.9.0' })).toMatchObject({
      check: 'node',
      fix: expect.stringContaining('https://nodejs.org')
    });
    const runs = await practice.examine({}, { nodeVersion: '20.19.0' });
    expect(faultsOf(runs)).toEqual([]);
    expect(runs.find(({ check }) => check === 'node')!.what).toContain('gets no security fixes');
  });

  test('a disk that is nearly full', async () => {
    expect(await only({}, { freeBytes: async () => 50 * 1024 * 1024 })).toMatchObject({
      check: 'disk',
      what: expect.stringContaining('Only 50 MB are free'),
      fix: expect.stringContaining('DATA_DIR')
    });
  });

  test('another program on the port, and the bot itself', async () => {
    let ready = true;
    let own = false;
    const server = createServer((request, response) => {
      const page = request.url === '/readyz' ? { ready, reason: 'Slack cannot be reached.' } : { ok: own };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(page));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const PORT = String((server.address() as AddressInfo).port);
    try {
      expect(await only({ PORT })).toMatchObject({
        check: 'port',
        what: expect.stringContaining(`Another program listens on port ${PORT}`),
        fix: expect.stringContaining('set PORT')
      });
      own = true;
      expect(faultsOf(await practice.examine({ PORT }))).toEqual([]);
      ready = false;
      expect(await only({ PORT })).toMatchObject({ what: expect.stringContaining('Slack cannot be reached.') });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test('an address this machine has not', async () => {
    expect(await only({ HOST: '192.0.2.1' })).toMatchObject({ check: 'port', fix: expect.stringContaining('HOST') });
  });

  test.each([
    [-10 * 60_000, /10 minutes behind/],
    [3 * 3_600_000, /3 hours ahead of/]
  ])('a clock that is %d ms off', async (off, what) => {
    const fault = await only({}, { now: () => Date.now() + off });
    expect(fault).toMatchObject({ check: 'clock', what: expect.stringMatching(what) });
    expect(fault?.fix).toContain('timedatectl set-ntp true');
  });
});

describe('store', () => {
  const logger = createListeningLogger();
  const open = () => openStore({ dataDir: practice.dataDir }, logger);
  const stateOf = async () => (await practice.examine()).find(({ check }) => check === 'store');

  /** Does something to the store that only another version of the program would. */
  async function meddle(work: (db: Kysely<Schema>) => Promise<unknown>): Promise<void> {
    const file = path.join(practice.dataDir, 'spread-bot.db');
    const db = new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(file), file) });
    await work(db);
    await db.destroy();
  }

  test('none yet: it is not made by looking', async () => {
    expect(await stateOf()).toMatchObject({ state: 'ok', what: expect.stringContaining('none yet') });
    expect(existsSync(practice.dataDir)).toBe(false);
  });

  test('one that a newer version has used', async () => {
    await (await open()).close();
    await meddle((db) =>
      db.insertInto('schema_version').values({ version: 9999, name: 'later', applied_at: 0 }).execute()
    );
    expect(await only()).toMatchObject({
      check: 'store',
      what: expect.stringContaining('schema 9999'),
      fix: expect.stringContaining('spread-bot restore FILE')
    });
  });

  test('an older one is left as it is', async () => {
    await (await open()).close();
    const last = () =>
      meddle(async (db) => versions.push(...(await db.selectFrom('schema_version').select('version').execute())));
    const versions: { version: number }[] = [];
    await meddle((db) => db.deleteFrom('schema_version').where('version', '>', 1).execute());
    expect(await stateOf()).toMatchObject({ state: 'ok', what: expect.stringContaining('spread-bot backup FILE') });
    await last();
    expect(versions).toEqual([{ version: 1 }]);
  });

  test('a file where the folder is meant', async () => {
    await writeFile(practice.dataDir, '');
    expect(await only()).toMatchObject({
      check: 'store',
      what: expect.stringContaining('is a file'),
      fix: expect.stringContaining('DATA_DIR')
    });
  });

  test('a file that is no store', async () => {
    await mkdir(practice.dataDir);
    await writeFile(
      path.join(practice.dataDir, 'spread-bot.db'),
      'no database at all, but long enough to be read as one'
    );
    expect(await only()).toMatchObject({ check: 'store', fix: expect.stringContaining('spread-bot restore FILE') });
  });

  test('a folder that everybody may read, or look into', async () => {
    const { dataDir } = practice;
    await (await openStore({ dataDir }, createListeningLogger())).close();
    await chmod(dataDir, 0o755);
    const looked = await practice.examine();
    expect(faultsOf(looked)).toEqual([]);
    expect(looked.map(({ what }) => what).join('\n')).toContain(`to keep them out: chmod 700 ${dataDir}`);
    await chmod(path.join(dataDir, 'spread-bot.db'), 0o644);
    expect(await only()).toMatchObject({ check: 'store', fix: `chmod 700 ${dataDir}` });
  });

  test('a file of 0 bytes, twice looked at', async () => {
    await mkdir(practice.dataDir, { mode: 0o700 });
    await writeFile(path.join(practice.dataDir, 'spread-bot.db'), '');
    for (let looks = 0; looks < 2; looks += 1)
      expect(await only()).toMatchObject({
        what: expect.stringContaining('0 bytes'),
        fix: expect.stringContaining('restore FILE')
      });
  });

  test('a PostgreSQL server that is not there, without its password', async () => {
    const results = await practice.examine({ DATABASE_URL: 'postgres://bot:canary-password@127.0.0.1:1/bot' });
    const faults = faultsOf(results);
    expect(faults[0]).toMatchObject({ check: 'store', fix: expect.stringContaining('DATABASE_URL') });
    expect(JSON.stringify(results)).not.toContain('canary');
  });
});

describe('knowledge', () => {
  test('a folder that is not there', async () => {
    expect(await only({ KNOWLEDGE_DIR: '/nowhere' })).toMatchObject({
      check: 'knowledge',
      fix: expect.stringContaining('KNOWLEDGE_DIR')
    });
  });

  test('an entry with a mistake: file and line are named', async () => {
    const folder = path.join(practice.dataDir, '..', 'knowledge');
    await mkdir(path.join(folder, 'resources'), { recursive: true });
    await writeFile(path.join(folder, 'resources', 'squire.md'), '---\nid: squire\ncolour: red\n---\nText.\n');
    expect(await only({ KNOWLEDGE_DIR: folder })).toMatchObject({
      check: 'knowledge',
      what: expect.stringMatching(/resources\/squire\.md:\d+: /),
      fix: 'Mend what this lists: spread-bot check'
    });
  });
});

describe('channels', () => {
  const subscription = (id: string, state: Subscription['state'], reason?: string): Subscription => ({
    id,
    place: id,
    conversation: { platform: 'slack', address: `C0${id}`, direct: false },
    rule: { every: 1, weekday: 1, time: 540, zone: 'Europe/London', topics: [], skipBankHolidays: false } as never,
    state,
    changedAt: Date.now(),
    ...(reason && { reason })
  });
  const save = async (...subscriptions: Subscription[]) => {
    const store = await openStore({ dataDir: practice.dataDir }, createListeningLogger());
    for (const one of subscriptions) await store.tips.save(one, Date.now());
    await store.close();
  };
  const slackChannels = async () => (await practice.examine()).find(({ check }) => check === 'slack-channels');

  test('the bot was shut out of one that got tips', async () => {
    await save(
      subscription('LOST', 'ended', 'Slack says not_in_channel.'),
      subscription('LEFT', 'ended', 'stopped by request')
    );
    expect(await only()).toMatchObject({
      check: 'slack-channels',
      what: expect.stringMatching(/one channel.*C0LOST \(Slack says not_in_channel\)\.$/),
      fix: expect.stringContaining('/invite')
    });
  });

  test('without a scope for it nobody can tell, and that is said', async () => {
    await save(subscription('ONE', 'active'));
    expect(await slackChannels()).toMatchObject({
      state: 'skipped',
      why: expect.stringContaining('channels:read'),
      fix: expect.stringContaining('/invite')
    });
  });

  test('a tip that arrived not long ago is proof', async () => {
    const one = subscription('ONE', 'active');
    await save(one);
    const store = await openStore({ dataDir: practice.dataDir }, createListeningLogger());
    const sent = { id: 'ONE/2026-W47', subscriptionId: 'ONE', date: '2026-11-16', attempts: 1 };
    const deliveries = [{ ...sent, dueAt: Date.now() - 86_400_000, state: 'sent' as const }];
    await store.tips.plan([{ subscription: one, deliveries, next: undefined, last: undefined }], Date.now());
    await store.close();
    expect(await slackChannels()).toMatchObject({ state: 'ok', what: 'Tips arrive where they should: one channel.' });
  });
});
