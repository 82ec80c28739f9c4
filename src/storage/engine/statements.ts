import type { CompiledQuery, QueryResult } from 'kysely';

type Libsql = import('libsql').Database;

/** `reader`: it gives rows. Asking libsql for it is a call of its own. */
interface Prepared {
  statement: import('libsql').Statement<unknown[]>;
  reader: boolean;
}

/** Statements kept at most; those used longest ago go first. The program has some sixty, some of them for several numbers of rows. */
const mostKept = 100;
/** Characters of SQL beyond which a statement is for many rows at once, so that preparing it is little of its work. */
const longestKept = 2000;
/** Raw SQL is left out: a pragma acts when it is prepared. */
const keptKinds = new Set(['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

/** The statements of one connection, prepared once and used again. */
export interface Statements {
  /** Makes a query ready; the result runs it to its end, and may be called again when it met a lock. */
  of<R>(query: CompiledQuery): () => QueryResult<R>;
  /** Lets go of them all. */
  forget(): void;
}

/**
 * Keeps prepared statements by their SQL: preparing one costs more than running it.
 *
 * A statement that met a lock stays "in progress" in libsql until it runs again or is collected, and meanwhile no
 * transaction could commit. So one is kept only after it ran to its end; one that failed is dropped.
 */
export function createStatements(database: Libsql): Statements {
  const kept = new Map<string, Prepared>();

  const keep = (sql: string, prepared: Prepared): void => {
    kept.set(sql, prepared);
    if (kept.size <= mostKept) return;
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      return;
    }
  };

  return {
    of<R>({ sql, query, parameters }: CompiledQuery) {
      const values = parameters.map(bindable);
      let prepared = kept.get(sql);
      if (prepared) kept.delete(sql);
      else {
        const statement = database.prepare(sql);
        prepared = { statement, reader: statement.reader };
      }
      const { statement, reader } = prepared;
      const keeps = sql.length <= longestKept && keptKinds.has(query.kind);
      return () => {
        const result: QueryResult<R> = reader
          ? { rows: statement.all(values) as R[] }
          : { rows: [], numAffectedRows: BigInt(statement.run(values).changes) };
        if (keeps) keep(sql, prepared);
        return result;
      };
    },
    forget: () => kept.clear()
  };
}

/** libsql 0.5.29 ends the whole process on a boolean and cuts a text at a NUL: neither may reach it. */
function bindable(value: unknown): unknown {
  if (typeof value === 'string' || value === null) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`The store takes text, finite numbers and null; it was given ${typeof value}.`);
}
