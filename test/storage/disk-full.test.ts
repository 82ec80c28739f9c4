import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { mountSmallDisk } from '../../scripts/torture/absence.ts';
import { createBot } from '../../src/core/conversation/bot.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { libsqlDialect, openLibsql } from '../../src/storage/engine/libsql.ts';
import { migrate } from '../../src/storage/engine/migrate.ts';
import type { Schema } from '../../src/storage/engine/schema.ts';
import { openStore } from '../../src/storage/index.ts';
import { createHandledStore } from '../../src/storage/messages.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { startPostgres } from '../support/postgres.ts';
import { knowledgeOf } from '../support/tips-world.ts';

const logger = createListeningLogger();
const knowledge = knowledgeOf([]);
const knowledgeBase = { knowledge, matcher: createMatcher({ knowledge }) };

test('a full disk is said plainly, nothing is half written or lost, and work goes on when there is space', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spread-bot-full-'));
  const database = await openLibsql(join(folder, 'spread-bot.db'));
  const db = new Kysely<Schema>({ dialect: libsqlDialect(database, 'data/spread-bot.db') });
  await migrate(db, 'libsql', 1);
  const store = createHandledStore(db);
  // Also inside a transaction, which SQLite rolls back by itself.
  const claimMany = () =>
    db.transaction().execute(async (tx) => {
      for (let index = 0; index < 500; index += 1)
        await createHandledStore(tx).claim(`many ${index} ${'x'.repeat(900)}`, 1, 1);
    });
  await store.claim('first', 1, 1000);
  database.pragma('max_page_count = 40');
  const full =
    'The store data/spread-bot.db cannot be used: the disk is full. Nothing was half written; free some space. A bot that runs goes on by itself; one that has ended has to be started again';
  await expect(claimMany()).rejects.toThrow(full);
  const acknowledged: string[] = [];
  await expect(
    (async () => {
      for (let index = 0; ; index += 1) {
        await store.claim(`one ${index} ${'x'.repeat(900)}`, 1, 1000);
        acknowledged.push(`one ${index} ${'x'.repeat(900)}`);
      }
    })()
  ).rejects.toThrow(full);
  expect(await store.claim('first', 2, 1000)).toBe(false);

  database.pragma('max_page_count = 100000');
  for (const key of acknowledged) expect(await store.claim(key, 2, 1000)).toBe(false);
  await claimMany();
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  expect(rows).toEqual([{ integrity_check: 'ok' }]);
  await db.destroy();
  await rm(folder, { recursive: true });
});

test('a full disk under PostgreSQL: the same, people are answered meanwhile, and the server need not be started anew', async () => {
  const disk = await mountSmallDisk();
  const server = disk && (await startPostgres());
  try {
    if (!disk || !server) return;
    const store = await openStore({ databaseUrl: await server.createDatabase(disk.folder), dataDir: '' }, logger);
    const failed: string[] = [];
    const bot = createBot({
      knowledgeBase: () => knowledgeBase,
      store,
      tips: async () => ({ card: { title: '', text: '' }, audience: 'asker' }),
      pseudonym: (id) => id,
      onFailure: (what) => failed.push(what)
    });
    const ask = (id: string) => {
      const conversation = { platform: 'slack', address: 'D1', direct: true };
      return bot.handle({ kind: 'question', id, conversation, from: { id: 'U1' }, text: 'PDSA cycles' }, 1);
    };
    const claimed: string[] = [];
    const claim = async (n: number) => {
      const key = `${n} ${'x'.repeat(900)}`;
      await store.handled.claim(key, 1, 1000);
      claimed.push(key);
    };
    await Promise.all(Array.from({ length: 5 }, (_, n) => claim(n)));
    const full = disk.full(0);
    await full.begin('');
    const many = async () => {
      for (let n = 5; n < 5000; n += 1) await claim(n);
    };
    await expect(many()).rejects.toThrow(
      "The PostgreSQL store cannot be used: the server's disk is full. Nothing was half written; free some space"
    );
    // The pages that are there have room for a few short rows yet.
    for (let n = 0; n < 500 && !failed.includes('store.claim'); n += 1) {
      expect((await ask(`while full ${n}`))?.card.title).toBe('PDSA cycles');
    }
    expect(failed).toContain('store.claim');
    await full.end();

    for (const key of claimed) expect(await store.handled.claim(key, 2, 1000)).toBe(false);
    failed.length = 0;
    expect((await ask('after'))?.card.title).toBe('PDSA cycles');
    expect(await ask('after')).toBeUndefined();
    await store.close();
    expect(failed).toEqual([]);
  } finally {
    await server?.remove();
    await disk?.remove();
  }
});

test('of writes asked for at once, one that the disk has no room for takes no other with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spread-bot-full-'));
  const database = await openLibsql(join(folder, 'spread-bot.db'));
  const db = new Kysely<Schema>({ dialect: libsqlDialect(database, 'data/spread-bot.db') });
  await migrate(db, 'libsql', 1);
  const remember = (conversation: string, entries: string) =>
    db.insertInto('memory').values({ conversation, entries, until: 9 }).execute();
  await remember('before', 'small');
  database.pragma('max_page_count = 60');
  for (let round = 0; round < 3; round += 1) {
    const ends = await Promise.allSettled([
      remember(`small ${round}`, 'small'),
      remember(`large ${round}`, 'x'.repeat(400_000)),
      remember(`last ${round}`, 'small')
    ]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(ends[1]).toMatchObject({ reason: { message: expect.stringContaining('the disk is full') } });
  }
  database.pragma('max_page_count = 100000');
  await remember('large after', 'x'.repeat(400_000));
  const kept = await db.selectFrom('memory').select('conversation').orderBy('conversation').execute();
  const names = ['before', 'large after', ...[0, 1, 2].flatMap((n) => [`last ${n}`, `small ${n}`])].sort();
  expect(kept.map(({ conversation }) => conversation)).toEqual(names);
  await db.destroy();
  await rm(folder, { recursive: true });
});

test('a value that would end the process inside libsql is refused before it', async () => {
  const db = new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(':memory:'), ':memory:') });
  for (const value of [true, undefined, Number.NaN, {}]) {
    await expect(sql`select ${value}`.execute(db)).rejects.toThrow(/takes text, finite numbers and null/);
  }
  await db.destroy();
});
