import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  type PostgresPool,
  type PostgresPoolClient,
  PostgresQueryCompiler
} from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from '../../observability/logger.ts';
import { explainPostgres } from './faults.ts';

/** PostgreSQL's type number of bigint, which pg hands out as text: ours are milliseconds and counts, all below 2^53. */
const int8 = 20;

/**
 * Opens a pool with time limits: 5 s to connect, 10 s for a statement. Loads pg only when called.
 *
 * @param url `postgres://user:password@host:port/database`
 */
export async function openPostgres(url: string, logger: Logger): Promise<Pool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'spread-bot',
    max: 10,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser
    }
  });
  // Without a listener a connection that breaks ends the process: an idle one by the pool's event, and one in the middle of
  // a query by its own, beside the query that rejects. An idle one has both.
  const lost = (error: Error & { code?: string }): void => logger.warn('store.connection.lost', { code: error.code });
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Returns Kysely's own PostgreSQL dialect, with errors that name the fix. */
export function postgresDialect(pool: Pool): Dialect {
  return {
    createDriver: () => explaining(new PostgresDialect({ pool: withoutStale(pool) }).createDriver()),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db)
  };
}

/**
 * Drops a connection on which PostgreSQL refused a write as read-only (25006): a session keeps
 * `default_transaction_read_only` as it was when it began, also after the server takes writes again.
 */
function withoutStale(pool: Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      let stale = false;
      const query = async (...given: unknown[]): Promise<unknown> => {
        try {
          return await (client.query as unknown as (...given: unknown[]) => Promise<unknown>)(...given);
        } catch (error) {
          stale ||= (error as { code?: string }).code === '25006';
          throw error;
        }
      };
      return { query, release: () => client.release(stale) } as unknown as PostgresPoolClient;
    },
    end: () => pool.end()
  };
}

function explaining(driver: Driver): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const own = (connection: DatabaseConnection) => inner.get(connection) ?? connection;
  return {
    init: () => driver.init(),
    async acquireConnection() {
      const connection = await driver.acquireConnection().catch(rethrow);
      const wrapped: DatabaseConnection = {
        executeQuery: <R>(query: CompiledQuery) => connection.executeQuery<R>(query).catch(rethrow),
        streamQuery: (query, size) => connection.streamQuery(query, size)
      };
      inner.set(wrapped, connection);
      return wrapped;
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(own(connection), settings).catch(rethrow),
    commitTransaction: (connection) => driver.commitTransaction(own(connection)).catch(rethrow),
    // A rollback on a broken connection fails too; the first error is the one to report.
    rollbackTransaction: (connection) => driver.rollbackTransaction(own(connection)).catch(() => undefined),
    releaseConnection: (connection) => driver.releaseConnection(own(connection)),
    destroy: () => driver.destroy()
  };
}

function rethrow(error: unknown): never {
  throw explainPostgres(error);
}
