import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { createHandledStore } from '../../src/storage/handled.ts';
import { libsqlDialects, openLibsql } from '../../src/storage/libsql.ts';
import { migrate } from '../../src/storage/migrate.ts';
import type { Schema } from '../../src/storage/schema.ts';

test('a full disk is said plainly, nothing is half written or lost, and work goes on when there is space', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spread-bot-full-'));
  const database = await openLibsql(join(folder, 'spread-bot.db'));
  const db = new Kysely<Schema>({ dialect: libsqlDialects(database, 'data/spread-bot.db').FULL });
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
    'The store data/spread-bot.db cannot be used: the disk is full. Nothing was half written; free some space';
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

test('a value that would end the process inside libsql is refused before it', async () => {
  const db = new Kysely<Schema>({ dialect: libsqlDialects(await openLibsql(':memory:'), ':memory:').FULL });
  for (const value of [true, undefined, Number.NaN, {}]) {
    await expect(sql`select ${value}`.execute(db)).rejects.toThrow(/takes text, finite numbers and null/);
  }
  await db.destroy();
});
