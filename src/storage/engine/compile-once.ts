import type { Compilable, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Stands for a value that differs from run to run, by its name. */
export type Place<V> = <N extends keyof V & string>(name: N) => V[N];

/**
 * Compiles a statement once, for those that run with every message: building one with Kysely takes longer than SQLite
 * takes to run it.
 *
 * @param build builds the statement with `place(name)` where a value goes
 * @returns runs the statement with the values of one run, and returns its rows
 */
export function compileOnce<V extends Readonly<Record<string, string | number | null>>, R>(
  db: Kysely<Schema>,
  build: (place: Place<V>) => Compilable<R>
): (values: V) => Promise<readonly R[]> {
  const compiled = build((name) => Symbol(name) as never).compile();
  return async (values) => {
    const parameters: unknown[] = [];
    for (const each of compiled.parameters)
      parameters.push(typeof each === 'symbol' ? values[each.description!] : each);
    return (await db.executeQuery<R>({ ...compiled, parameters })).rows;
  };
}
