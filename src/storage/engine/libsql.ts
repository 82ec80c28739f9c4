import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type SqliteStatement as Prepared,
  SqliteDialect,
  sql
} from 'kysely';
import { makeFolder } from '../../config/make-folder.ts';
import { BoundedMap } from '../../core/model/bounded-map.ts';
import { StoreError } from '../../core/model/errors.ts';
import { explainLibsql } from './faults.ts';
import type { Schema } from './schema.ts';

type Libsql = import('libsql').Database;

/**
 * Makes an empty file that only the program's own user may read; one that is there stays as it is. SQLite gives the
 * files beside it the same mode (https://www.sqlite.org/src/doc/trunk/src/os_unix.c, findCreateFileMode).
 */
export function makeOwnFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

/**
 * Durability of a commit (https://www.sqlite.org/pragma.html#pragma_synchronous). `FULL` survives a power cut, at the
 * price of one sync, some milliseconds in which the process does nothing else. `NORMAL` survives a sudden end of the
 * process; a power cut may undo the last commits, and never damages the file.
 */
export type Synchronous = 'FULL' | 'NORMAL';

/**
 * Time that a call waits for another process that holds the write lock, in milliseconds, from the moment of the call.
 */
const patienceMs = 5_000;
/** Time that opening waits inside SQLite, in milliseconds; the event loop is blocked meanwhile. */
const openingMs = 5_000;

/**
 * Opens an embedded database, one file and its `-wal` beside it. Several processes, and several connections of one
 * process, may have the file open. Deleted text is overwritten at once (`secure_delete`); older copies of its pages
 * stand in the `-wal` until the next {@link truncateLog}.
 *
 * @param file path, or `:memory:` for a database that ends with the process
 * @throws StoreError when the file cannot be opened
 */
export async function openLibsql(file: string, synchronous: Synchronous = 'FULL'): Promise<Libsql> {
  const { default: Database } = await import('libsql');
  try {
    if (file !== ':memory:') {
      makeFolder(dirname(file), 0o700);
      makeOwnFile(file);
    }
    const database = new Database(file, { timeout: openingMs });
    database.pragma(`busy_timeout = ${openingMs}`);
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('secure_delete = ON');
    // From here on waiting is done outside of SQLite, which would stop the whole process.
    database.pragma('busy_timeout = 0');
    return database;
  } catch (error) {
    throw explainLibsql(error, file);
  }
}

/**
 * Copies the `-wal` file into the database and empties it. While another connection reads or writes it does as much as
 * it can; the next run does the rest.
 */
export async function truncateLog(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}

/**
 * Writes the database anew, once in its life: what was deleted before `secure_delete` was set may still stand in it.
 * `user_version` of the file says that it is done.
 */
export async function removeOldRemains(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  if ((rows[0]?.user_version ?? 0) > 0) return;
  await sql`vacuum`.execute(db);
  await sql`pragma user_version = 1`.execute(db);
}

/**
 * Returns Kysely's own SQLite dialect over libsql, with writes that wait for other processes and errors that name the
 * fix. After a write the connection is free in the next turn of the event loop, so that many synced commits in a row
 * stop nothing else.
 */
export function libsqlDialect(database: Libsql, file: string): Dialect {
  const sqlite = new SqliteDialect({ database: guarded(database) });
  return {
    createDriver: () => createPatientDriver(sqlite.createDriver(), database, file),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
    createAdapter: () => sqlite.createAdapter(),
    createIntrospector: (db) => sqlite.createIntrospector(db)
  };
}

/** Prepared statements kept for a connection; the program has some sixty. */
const mostPrepared = 100;

/**
 * Wraps a database for Kysely: prepares each SQL text once, and rejects values that would end the process inside
 * libsql.
 */
function guarded(database: Libsql) {
  const prepared = new BoundedMap<string, Prepared>(mostPrepared);

  const prepare = (sql: string): Prepared => {
    const statement = database.prepare(sql);
    const guard =
      <T>(run: (values: readonly unknown[]) => T) =>
      (values: readonly unknown[]): T => {
        try {
          return run(values.map(bindable));
        } catch (error) {
          // A statement that failed may still be "in progress" in libsql.
          prepared.delete(sql);
          throw error;
        }
      };
    return {
      reader: statement.reader,
      all: guard((values) => statement.all(values)),
      run: guard((values) => ({ changes: statement.run(values).changes, lastInsertRowid: 0 })),
      iterate: () => {
        throw new Error('The embedded store reads whole results; use execute().');
      }
    };
  };

  return {
    prepare(sql: string): Prepared {
      const known = prepared.get(sql);
      if (known) return known;
      const made = prepare(sql);
      // A pragma acts when it is prepared.
      if (/^\s*(select|insert|update|delete)\b/.test(sql)) prepared.set(sql, made);
      return made;
    },
    close: () => {
      prepared.clear();
      if (database.open) database.close();
    }
  };
}

/** Returns a value that libsql can bind: libsql 0.5.29 ends the whole process on a boolean and cuts a text at a NUL. */
function bindable(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`The store takes text, finite numbers and null; it was given ${typeof value}.`);
}

/**
 * Wraps Kysely's driver: one connection, used by one call or transaction at a time. Every write begins by taking the
 * write lock with `exec`, since a statement that meets a lock stays "in progress" in libsql and lets no later
 * transaction commit.
 */
function createPatientDriver(driver: Driver, database: Libsql, file: string): Driver {
  // Kysely's driver hands out its one connection to one caller at a time: this is the state of that caller.
  let inner: DatabaseConnection;
  let until = 0;
  let transacting = false;
  let wrote = false;

  const assertOpen = (): void => {
    // libsql ends the whole process when it is used after it was closed.
    if (!database.open) throw new StoreError('The store is closed: the program is stopping.');
  };

  /** Tries again while another process holds a lock, until `until` (milliseconds since 1970). */
  const patiently = async <T>(work: () => T): Promise<Awaited<T>> => {
    for (;;) {
      assertOpen();
      try {
        return await work();
      } catch (error) {
        const busy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY');
        if (!busy || Date.now() > until) throw explainLibsql(error, file);
        await wait(5 + Math.random() * 20);
      }
    }
  };

  const explained = async <T>(work: () => T): Promise<Awaited<T>> => {
    assertOpen();
    try {
      return await work();
    } catch (error) {
      throw explainLibsql(error, file);
    }
  };

  const rollback = (): void => {
    try {
      // SQLite has rolled back by itself when the disk is full: https://www.sqlite.org/lang_transaction.html
      if (database.open && database.inTransaction) database.exec('rollback');
    } catch {
      // The original error is the one to report.
    }
  };

  const takeWriteLock = (): void => void database.exec('begin immediate');

  const assertTransaction = (): void => {
    if (database.inTransaction) return;
    throw new StoreError('The store has undone the transaction: nothing of it is written.');
  };

  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery) {
      if (transacting) {
        assertTransaction();
        return explained(() => inner.executeQuery<R>(query));
      }
      if (!writing.has(query.query.kind) && !/^\s*update\b/.test(query.sql))
        return patiently(() => inner.executeQuery<R>(query));
      await patiently(takeWriteLock);
      wrote = true;
      try {
        const result = await inner.executeQuery<R>(query);
        database.exec('commit');
        return result;
      } catch (error) {
        rollback();
        throw explainLibsql(error, file);
      }
    },
    streamQuery: (query, size) => inner.streamQuery(query, size)
  };

  return {
    init: () => driver.init(),
    async acquireConnection() {
      const patience = Date.now() + patienceMs;
      inner = await driver.acquireConnection();
      until = patience;
      transacting = false;
      wrote = false;
      return connection;
    },
    async beginTransaction() {
      until = Date.now() + patienceMs;
      await patiently(takeWriteLock);
      transacting = true;
      wrote = true;
    },
    async commitTransaction() {
      assertTransaction();
      await explained(() => database.exec('commit'));
      transacting = false;
    },
    async rollbackTransaction() {
      rollback();
      transacting = false;
    },
    async releaseConnection() {
      if (wrote) await turn();
      await driver.releaseConnection(inner);
    },
    async destroy() {
      // Calls that wait for the connection were made before: they are finished first.
      const last = await driver.acquireConnection();
      await driver.destroy();
      await driver.releaseConnection(last);
    }
  };
}

/** Statements that need the write lock, besides updates in raw SQL; other raw SQL reads, or cannot run in a transaction. */
const writing: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);
