import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler
} from 'kysely';
import { StoreError } from '../core/errors.ts';
import { explainLibsql } from './faults.ts';

type Libsql = import('libsql').Database;

/** How long a write waits for another process. */
const patienceMs = 5000;
/** How much of it at a time: libsql waits inside the call, and while it does nobody is answered. */
const blockingMs = 20;

/**
 * What a commit survives (https://www.sqlite.org/pragma.html#pragma_synchronous). `FULL`: a power cut, at the price of one
 * sync, some milliseconds in which the process does nothing else. `NORMAL`: the end of the process, however sudden; a power
 * cut may undo the last commits, and never damages the file. It costs a hundredth.
 */
export type Synchronous = 'FULL' | 'NORMAL';

/**
 * Opens an embedded database, one file and its `-wal` beside it. Several processes may have the file open: a writer waits
 * up to five seconds for another.
 *
 * @param file path, or `:memory:` for a database that ends with the process
 */
export async function openLibsql(file: string): Promise<Libsql> {
  const { default: Database } = await import('libsql');
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: patienceMs });
    database.pragma(`busy_timeout = ${patienceMs}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`busy_timeout = ${blockingMs}`);
    return database;
  } catch (error) {
    throw explainLibsql(error, file);
  }
}

/** One connection, whose transactions wait for each other. */
interface Shared {
  database: Libsql;
  file: string;
  synchronous: Synchronous;
  taken: boolean;
  queue: (() => void)[];
}

/**
 * Kysely over libsql: one connection, used by one transaction at a time; write transactions take the lock at once.
 *
 * @returns dialects over the same connection, one for each thing a commit may be asked to survive
 */
export function libsqlDialects(database: Libsql, file: string): Readonly<Record<Synchronous, Dialect>> {
  const shared: Shared = { database, file, synchronous: 'FULL', taken: false, queue: [] };
  const dialect = (synchronous: Synchronous): Dialect => ({
    createDriver: () => createDriver(shared, synchronous),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db)
  });
  return { FULL: dialect('FULL'), NORMAL: dialect('NORMAL') };
}

function createDriver(shared: Shared, synchronous: Synchronous): Driver {
  const { database, file, queue } = shared;
  const connection = createConnection(database, file);
  return {
    init: async () => undefined,
    async acquireConnection() {
      if (shared.taken) await new Promise<void>((resolve) => queue.push(resolve));
      shared.taken = true;
      if (shared.synchronous !== synchronous && database.open) {
        database.pragma(`synchronous = ${synchronous}`);
        shared.synchronous = synchronous;
      }
      return connection;
    },
    async releaseConnection() {
      const next = queue.shift();
      if (next) next();
      else shared.taken = false;
    },
    beginTransaction: () => begin(database, file),
    commitTransaction: async () => explaining(file, () => void database.exec('commit')),
    // SQLite has rolled back by itself when the disk is full: https://www.sqlite.org/lang_transaction.html
    async rollbackTransaction() {
      if (database.open && database.inTransaction) database.exec('rollback');
    },
    destroy: async () => void (database.open && database.close())
  };
}

/** Statements that need the write lock; what else is sent raw reads, or may not be in a transaction. */
function isWrite({ query, sql }: CompiledQuery): boolean {
  return ['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'].includes(query.kind) || /^\s*update\b/.test(sql);
}

function createConnection(database: Libsql, file: string): DatabaseConnection {
  const run = <R>(sql: string, values: readonly unknown[]): QueryResult<R> => {
    const statement = database.prepare(sql);
    if (statement.reader) return { rows: statement.all(...values) as R[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  };
  return {
    async executeQuery<R>(query: CompiledQuery) {
      assertOpen(database);
      const { sql, parameters } = query;
      const values = parameters.map(bindable);
      if (database.inTransaction || !isWrite(query)) return explaining(file, () => run<R>(sql, values));
      await begin(database, file);
      return explaining(file, () => {
        try {
          const result = run<R>(sql, values);
          database.exec('commit');
          return result;
        } catch (error) {
          if (database.inTransaction) database.exec('rollback');
          throw error;
        }
      });
    },
    // biome-ignore lint/correctness/useYield: Kysely's interface asks for it; rows here are few and read at once
    async *streamQuery() {
      throw new Error('The embedded store reads whole results; use execute().');
    }
  };
}

/**
 * Takes the write lock, which is the only place where another process is waited for. By `exec`: a prepared statement that
 * met a lock stays "in progress" in libsql until it is collected, and no transaction can commit meanwhile.
 */
async function begin(database: Libsql, file: string): Promise<void> {
  const patience = Date.now() + patienceMs;
  for (;;) {
    assertOpen(database);
    try {
      database.exec('begin immediate');
      return;
    } catch (error) {
      const busy = (error as { code?: string }).code === 'SQLITE_BUSY';
      if (!busy || Date.now() > patience) throw explainLibsql(error, file);
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
    }
  }
}

/** libsql ends the whole process when it is used after it was closed. */
function assertOpen(database: Libsql): void {
  if (!database.open) throw new StoreError('The store is closed: the program is stopping.');
}

function explaining<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainLibsql(error, file);
  }
}

/** libsql 0.5.29 ends the whole process on a boolean and cuts a text at a NUL: neither may reach it. */
function bindable(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`The store takes text, finite numbers and null; it was given ${typeof value}.`);
}
