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
import { makeFolder } from '../../config/make-folder.ts';
import { explainLibsql } from './faults.ts';
import { createSharedCommits } from './shared-commits.ts';
import { createStatements, type Statements } from './statements.ts';
import { createTransactions, patienceMs, type Synchronous, type Transactions } from './transactions.ts';

type Libsql = import('libsql').Database;

/** How long one call waits for another process: libsql waits inside the call, and while it does nobody is answered. */
const blockingMs = 20;

/**
 * Opens an embedded database, one file and its `-wal` beside it. Several processes may have the file open: a writer waits
 * up to five seconds for another.
 *
 * @param file path, or `:memory:` for a database that ends with the process
 */
export async function openLibsql(file: string): Promise<Libsql> {
  const { default: Database } = await import('libsql');
  try {
    if (file !== ':memory:') makeFolder(dirname(file), 0o700);
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

/**
 * Kysely over libsql: one connection, used by one transaction at a time; write transactions take the lock at once. Writes
 * that are asked for at the same time outside of transactions are one commit.
 *
 * @returns dialects over the same connection, one for each thing a commit may be asked to survive
 */
export function libsqlDialects(database: Libsql, file: string): Readonly<Record<Synchronous, Dialect>> {
  const statements = createStatements(database);
  const transactions = createTransactions(database, file);
  const dialect = (synchronous: Synchronous): Dialect => ({
    createDriver: () => createDriver({ database, statements, transactions }, synchronous),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db)
  });
  return { FULL: dialect('FULL'), NORMAL: dialect('NORMAL') };
}

interface Parts {
  database: Libsql;
  statements: Statements;
  transactions: Transactions;
}

function createDriver({ database, statements, transactions }: Parts, synchronous: Synchronous): Driver {
  const write = createSharedCommits(transactions, statements, synchronous);
  const transacting = new WeakSet<DatabaseConnection>();

  const createConnection = (): DatabaseConnection => {
    const connection: DatabaseConnection = {
      async executeQuery<R>(query: CompiledQuery) {
        if (transacting.has(connection)) return transactions.within(() => statements.of<R>(query)());
        if (isWrite(query)) return write(query) as Promise<QueryResult<R>>;
        let run: (() => QueryResult<R>) | undefined;
        return transactions.between(() => {
          run ??= statements.of<R>(query);
          return run();
        });
      },
      // biome-ignore lint/correctness/useYield: Kysely's interface asks for it; rows here are few and read at once
      async *streamQuery() {
        throw new Error('The embedded store reads whole results; use execute().');
      }
    };
    return connection;
  };

  return {
    init: async () => undefined,
    acquireConnection: async () => createConnection(),
    releaseConnection: async () => undefined,
    async beginTransaction(connection) {
      await transactions.begin(synchronous);
      transacting.add(connection);
    },
    commitTransaction: async () => transactions.commit(),
    rollbackTransaction: async () => transactions.rollback(),
    async destroy() {
      statements.forget();
      if (database.open) database.close();
    }
  };
}

/** Statements that need the write lock; what else is sent raw reads, or may not be in a transaction. */
function isWrite({ query, sql }: CompiledQuery): boolean {
  return ['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'].includes(query.kind) || /^\s*update\b/.test(sql);
}
