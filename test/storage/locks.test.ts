import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { libsqlDialect, openLibsql } from '../../src/storage/engine/libsql.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

const minute = 60_000;
let dataDir: string;
let store: Awaited<ReturnType<typeof openStore>>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spread-bot-locks-'));
  store = await openStore({ dataDir }, createListeningLogger());
});
afterEach(async () => {
  jest.restoreAllMocks();
  await store.close();
  await rm(dataDir, { recursive: true });
});

/** Takes the write lock in a process of its own; what is returned lets go of it. */
async function holdLock(): Promise<() => Promise<void>> {
  const held = `
    const Database = require('libsql');
    const database = new Database(process.argv[1]);
    database.exec('begin immediate');
    process.send('held');
    process.once('message', () => { database.exec('commit'); process.exit(); });
  `;
  const child = spawn(process.execPath, ['-e', held, join(dataDir, 'spread-bot.db')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  });
  await once(child, 'message');
  return async () => {
    const ended = once(child, 'exit');
    child.send('let go');
    await ended;
  };
}

/** Every kind of write that a question makes, so that each has its statement prepared; `n` tells them apart. */
const writes = (n: number) => [
  store.handled.claim(`Ev${n}`, n, minute),
  store.inbox.keep(`d${n}`, 'me', 'sealed', n),
  store.memory.remember(`slack/C${n}`, ['pdsa'], minute),
  store.questions.record({ at: n, platform: 'slack', outcome: 'answer', confidence: 1 }),
  store.installations.save(`slack/T${n}`, 'sealed', n)
];

/** Reads the file as another process does. */
async function seenByOthers(n: number): Promise<unknown[]> {
  const other = await openStore({ dataDir }, createListeningLogger());
  try {
    return [
      await other.handled.claim(`Ev${n}`, n, minute),
      (await other.inbox.takeOver('heir', 9 * minute, minute, 10)).length,
      await other.memory.recall(`slack/C${n}`, n),
      (await other.questions.since(n)).length,
      await other.installations.find(`slack/T${n}`)
    ];
  } finally {
    await other.close();
  }
}

test('writes wait for another process that holds the lock, and commit when it lets go', async () => {
  await Promise.all(writes(1));
  const letGo = await holdLock();
  const waiting = Promise.all(writes(2));
  const before = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 400, 'waiting'))]);
  expect(before).toBe('waiting');
  await letGo();
  expect((await waiting)[0]).toBe(true);
  expect(await seenByOthers(2)).toEqual([false, 2, ['pdsa'], 1, 'sealed']);
});

test('writes that gave up on a lock leave nothing in progress: the next ones commit, a backup too', async () => {
  await Promise.all(writes(1));
  const letGo = await holdLock();
  const given = Promise.allSettled(writes(2));
  // Some tries later the clock runs, so that patience ends.
  await new Promise((resolve) => setTimeout(resolve, 400));
  let clock = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => {
    clock += 3000;
    return clock;
  });
  for (const end of await given) {
    expect(end).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('another process') } });
  }
  jest.restoreAllMocks();
  await letGo();
  expect((await Promise.all(writes(3)))[0]).toBe(true);
  expect(await store.backup(join(dataDir, 'copy.db'))).toBeGreaterThan(0);
  expect(await seenByOthers(3)).toEqual([false, 2, ['pdsa'], 1, 'sealed']);
});

test('a read and a write meanwhile are neither part of a transaction nor undone with it; a failed write harms no other', async () => {
  const database = await openLibsql(join(dataDir, 'alone.db'));
  const db = new Kysely<{ words: { id: number; word: string } }>({ dialect: libsqlDialect(database, 'alone.db') });
  await db.schema
    .createTable('words')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('word', 'text')
    .execute();
  const add = (id: number, word: string) => db.insertInto('words').values({ id, word }).returning('id').execute();
  const ends = await Promise.allSettled([add(4, 'd'), add(4, 'again'), add(5, 'e')]);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);

  let meanwhile: Promise<unknown>[] = [];
  const within = db.transaction().execute(async (tx) => {
    await tx.insertInto('words').values({ id: 6, word: 'f' }).execute();
    meanwhile = [db.selectFrom('words').select('id').where('id', '=', 6).execute(), add(7, 'g')];
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error('undone');
  });
  await expect(within).rejects.toThrow('undone');
  expect(await Promise.all(meanwhile)).toEqual([[], [{ id: 7 }]]);
  const last = add(8, 'h');
  await db.destroy();
  expect(await last).toEqual([{ id: 8 }]);
});
