import { type Kysely, sql } from 'kysely';
import { StoreError } from '../../core/model/errors.ts';
import { ownCommand } from '../../core/model/own-command.ts';
import { migrations } from '../migrations/index.ts';
import type { Migration } from '../migrations/migration.ts';
import type { Schema } from './schema.ts';

export type Engine = 'libsql' | 'postgres';

/** Any fixed number: the key of the lock under which replicas wait for each other. */
const lockKey = 7_731_903;

/** Version of the schema that this program works with. */
export const newestSchema = migrations.at(-1)?.version ?? 0;

/** @returns the version of a store's schema, 0 where it has none yet */
export async function schemaOf(db: Kysely<Schema>): Promise<number> {
  try {
    const last = await db.selectFrom('schema_version').select('version').orderBy('version', 'desc').executeTakeFirst();
    return last?.version ?? 0;
  } catch (error) {
    // PostgreSQL's undefined_table; SQLite has a sentence only.
    const { code, message = '' } = error as { code?: string; message?: string };
    if (code === '42P01' || message.includes('no such table')) return 0;
    throw error;
  }
}

/** Returns how to put an empty store in place of one that a newer program has written, as half a sentence. */
export const withEmptyStore = (engine: Engine): string =>
  engine === 'postgres'
    ? 'name an empty database in DATABASE_URL'
    : 'move the files of DATA_DIR that begin with spread-bot.db away';

/** Returns the error for a store that a newer program has written. */
export const newerFault = (found: number, known: number, engine: Engine): StoreError =>
  new StoreError(
    `The store has schema ${found}, and this program knows schemas up to ${known}: a newer version has used it. ` +
      `Run that version; or, to go back to a backup made before it, ${withEmptyStore(engine)}, then: ${ownCommand('restore FILE --yes')}`
  );

/**
 * Brings the schema up to date, all steps in one transaction. Replicas that start together wait for the first; a crash
 * half way leaves the store as it was.
 *
 * @param steps the migrations this program knows
 * @returns the names of those applied now
 * @throws StoreError when the store was written by a newer program
 */
export async function migrate(
  db: Kysely<Schema>,
  engine: Engine,
  now: number,
  steps: readonly Migration[] = migrations
): Promise<readonly string[]> {
  const known = steps.at(-1)?.version ?? 0;
  return db.transaction().execute(async (tx) => {
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(tx);
    await tx.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const last = await tx.selectFrom('schema_version').select('version').orderBy('version', 'desc').executeTakeFirst();
    const found = last?.version ?? 0;
    if (found > known) throw newerFault(found, known, engine);
    const due = steps.filter((step) => step.version > found);
    for (const { version, name, up } of due) {
      await up(tx);
      await tx.insertInto('schema_version').values({ version, name, applied_at: now }).execute();
    }
    return due.map((step) => step.name);
  });
}
