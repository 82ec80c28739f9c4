import { isDeepStrictEqual } from 'node:util';
import type { Compilable, CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Schema } from './schema.ts';

/** Rows up to which the SQL of a statement is kept; more come seldom, and then making it is little of the work. */
const mostKept = 16;

/**
 * A statement for any number of rows, whose SQL is made once for each number: making it costs more than running it.
 *
 * @param build the statement for some rows; its SQL may depend on how many there are, and on nothing else of them
 * @param valuesOf the same rows as the values bound, in the order in which the SQL names them
 */
export function createBatch<T, R = unknown>(
  db: Kysely<Schema>,
  build: (rows: readonly T[]) => Compilable<R>,
  valuesOf: (rows: readonly T[]) => readonly unknown[]
): (rows: readonly T[]) => Promise<QueryResult<R>> {
  const kept = new Map<number, CompiledQuery<R>>();
  return (rows) => {
    const known = kept.get(rows.length);
    const parameters = valuesOf(rows);
    if (known) return db.executeQuery({ ...known, parameters });
    const query = build(rows).compile();
    if (!isDeepStrictEqual(query.parameters, parameters)) {
      throw new Error(`The values of a statement are not in the order of its SQL: ${query.sql}`);
    }
    if (rows.length <= mostKept) kept.set(rows.length, { ...query, parameters: [] });
    return db.executeQuery(query);
  };
}
