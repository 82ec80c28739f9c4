import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler
} from 'kysely';
import { explainLibsql } from './faults.ts';

type Libsql = import('libsql').Database;

/**
 * Opens an embedded database, one file and its `-wal` beside it.
 *
 * `synchronous = FULL` makes a commit survive a power cut, and costs one sync a write
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). Several processes may have the file open: a writer waits up to
 * five seconds for another.
 *
 * @param file path, or `:memory:` for a database that ends with the process
 */
export async function openLibsql(file: string): Promise<Libsql> {
  const { default: Database } = await import('libsql');
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: 5000 });
    database.pragma('busy_timeout = 5000');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    return database;
  } catch (error) {
    throw explainLibsql(error, file);
  }
}

/** Kysely over libsql: one connection, used by one transaction at a time; write transactions take the lock at once. */
export function libsqlDialect(database: Libsql, file: string): Dialect {
  return {
    createDriver: () => createDriver(database, file),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db)
  };
}

function createDriver(database: Libsql, file: string): Driver {
  const connection = createConnection(database, file);
  const queue: (() => void)[] = [];
  let taken = false;
  const run = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql)).then(() => undefined);
  return {
    init: async () => undefined,
    async acquireConnection() {
      if (taken) await new Promise<void>((resolve) => queue.push(resolve));
      taken = true;
      return connection;
    },
    async releaseConnection() {
      const next = queue.shift();
      if (next) next();
      else taken = false;
    },
    beginTransaction: (_, { accessMode }) => run(accessMode === 'read only' ? 'begin' : 'begin immediate'),
    commitTransaction: () => run('commit'),
    // SQLite has rolled back by itself when the disk is full: https://www.sqlite.org/lang_transaction.html
    rollbackTransaction: async () => (database.inTransaction ? run('rollback') : undefined),
    destroy: async () => void database.close()
  };
}

function createConnection(database: Libsql, file: string): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      const values = parameters.map(bindable);
      try {
        const statement = database.prepare(sql);
        if (statement.reader) return { rows: statement.all(...values) as R[] };
        return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
      } catch (error) {
        throw explainLibsql(error, file);
      }
    },
    // biome-ignore lint/correctness/useYield: Kysely's interface asks for it; rows here are few and read at once
    async *streamQuery() {
      throw new Error('The embedded store reads whole results; use execute().');
    }
  };
}

/** libsql 0.5.29 ends the whole process on a boolean and cuts a text at a NUL: neither may reach it. */
function bindable(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`The store takes text, finite numbers and null; it was given ${typeof value}.`);
}
