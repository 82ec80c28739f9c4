import { copyFile, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql, type Transaction } from 'kysely';
import { StoreError } from '../core/model/errors.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { dayMs, mondayOf, weekName } from '../core/time/calendar.ts';
import { isDiskFull } from './engine/faults.ts';
import { libsqlDialect, makeOwnFile, openLibsql } from './engine/libsql.ts';
import { type Engine, migrate, newestSchema, schemaOf } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';
import { migrations } from './migrations/index.ts';

type Row = Record<string, unknown>;

/**
 * Every table that is worth keeping, those that are referred to first. A test compares it with the schema. The keys of
 * voters are left out, so that they are gone when they are destroyed.
 */
export const kept = [
  'handled',
  'memory',
  'questions',
  'votes',
  'installations',
  'subscriptions',
  'deliveries',
  'hand_overs',
  'hand_over_notices',
  'ignored_gaps',
  'digests',
  'entry_changes',
  'assessment_rounds',
  'assessment_answers',
  'assessment_counts',
  'assessment_results',
  'reminders',
  'reminder_deliveries'
] as const satisfies (keyof Schema)[];

/** Rows to a statement: below 32,766 bound values (SQLite's limit) for tables of up to 65 columns. */
const page = 500;

/**
 * Copies what is worth keeping of a store, as it stands at one moment, into a new embedded database. It appears under its
 * name only when it is complete.
 *
 * @param schema version of the store's schema, which the backup has too
 * @returns rows written
 */
export async function backUp(db: Kysely<Schema>, engine: Engine, file: string, schema = newestSchema): Promise<number> {
  if (await stat(file).catch(() => undefined)) {
    throw new StoreError(`${file} is there already. Give the backup another name, or move that file away.`);
  }
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    makeOwnFile(part);
    if (engine === 'libsql') await sql`vacuum into ${part}`.execute(db);
    const copy = await openEmbedded(part);
    const rows = engine === 'libsql' ? await clear(copy) : await copyFromPostgres(db, copy, schema);
    // libsql leaves what it wrote last in a second file when it closes; a backup is one file.
    await sql`pragma journal_mode = delete`.execute(copy);
    await copy.destroy();
    await rename(part, file);
    return rows;
  } catch (error) {
    await Promise.all(['', '-wal', '-shm'].map((tail) => rm(part + tail, { force: true })));
    if (isDiskFull(error)) {
      const message = `The backup ${file} cannot be written: the disk is full. Free some space, or choose another place.`;
      throw new StoreError(message, { cause: error });
    }
    throw Object.assign(error as Error, (error as NodeJS.ErrnoException).path === part && { path: file });
  }
}

/**
 * Replaces the contents of the store with those of a backup, in one transaction; the backup is not changed.
 *
 * @returns rows restored
 * @throws StoreError when the file is missing, damaged, not one of our backups, or of a newer program
 */
export async function restore(db: Kysely<Schema>, file: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'spread-bot-restore-'));
  try {
    const copied = join(folder, 'copy.db');
    await copyFile(file, copied).catch((cause) => {
      throw new StoreError(`${file} cannot be read. Check the name of the backup.`, { cause });
    });
    await assertSound(copied, file);
    const backup = await openEmbedded(copied);
    try {
      await migrate(backup, 'libsql', Date.now());
      return await db.transaction().execute(async (tx) => {
        const rows = await copyInto(tx, backup);
        await forgetWhatWasDue(tx, Date.now());
        return rows;
      });
    } finally {
      await backup.destroy();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Marks deliveries due between the backup and now, since the lost store may have posted them: open deliveries are
 * listed as "not sure", and every next slot is computed again from this moment (as after a clock was set back, hence
 * the time of planning that lies ahead). The same holds for the last due digest, on Monday at 08:00 UTC at the
 * earliest.
 */
async function forgetWhatWasDue(tx: Transaction<Schema>, now: number): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ state: 'unsure', try_at: null, lease: null, reason: 'restored from a backup' })
    .where('try_at', 'is not', null)
    .execute();
  await tx
    .updateTable('hand_over_notices')
    .set({ state: 'unsure', try_at: null, lease: null })
    .where('try_at', 'is not', null)
    .execute();
  await tx
    .updateTable('subscriptions')
    .set({ changed_at: now, planned_at: now + dayMs })
    .execute();
  await tx
    .updateTable('assessment_rounds')
    .set({ next: null, next_at: null, in_hand_at: null })
    .where('next_at', '<=', now)
    .execute();
  const lastWeek = weekName(mondayOf(Math.floor((now - 8 * 3_600_000) / dayMs)) - 7);
  await tx
    .insertInto('digests')
    .values({ week: lastWeek, state: 'unsure', attempts: 0, at: now, try_at: null })
    .onConflict((conflict) => conflict.column('week').doNothing())
    .execute();
}

async function openEmbedded(file: string): Promise<Kysely<Schema>> {
  return new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(file), file) });
}

/** Returns the schema of the copy of a backup; 0 where it is damaged or no backup. */
async function schemaOfBackup(copied: string): Promise<number> {
  const backup = await openEmbedded(copied);
  try {
    const sound = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(backup);
    return sound.rows[0]?.integrity_check === 'ok' ? await schemaOf(backup) : 0;
  } finally {
    await backup.destroy();
  }
}

/**
 * Checks the copy of a backup.
 *
 * @throws StoreError with the reason why the file cannot be restored
 */
async function assertSound(copied: string, file: string): Promise<void> {
  const schema = await schemaOfBackup(copied).catch((cause: unknown) => {
    if (isDiskFull(cause)) throw cause;
    return 0;
  });
  if (schema > 0 && schema <= newestSchema) return;
  const why =
    schema === 0
      ? `it is damaged, or not made by "${ownCommand('backup')}"`
      : `a newer version made it, with schema ${schema}, and this one knows up to ${newestSchema}; restore it with that version`;
  throw new StoreError(`${file} cannot be restored: ${why}. Nothing was changed.`);
}

/** Returns the names of the tables of a database that are worth keeping; an older schema may lack some. */
async function keptOf(db: Kysely<Schema>): Promise<(typeof kept)[number][]> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  return kept.filter((name) => there.has(name));
}

/** Empties the tables of a whole copy that are not worth keeping, such as the keys of voters. Returns the rows left. */
async function clear(copy: Kysely<Schema>): Promise<number> {
  const names = new Set<string>([...kept, 'schema_version']);
  for (const { name } of await copy.introspection.getTables()) {
    if (!names.has(name)) await sql`delete from ${sql.table(name)}`.execute(copy);
  }
  let rows = 0;
  for (const table of await keptOf(copy)) {
    const { all } = await copy
      .selectFrom(table)
      .select((of) => of.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow();
    rows += all;
  }
  return rows;
}

/** Reads through cursors under one snapshot, so that memory does not grow with the store. */
async function copyFromPostgres(db: Kysely<Schema>, copy: Kysely<Schema>, schema: number): Promise<number> {
  const steps = migrations.filter(({ version }) => version <= schema);
  await migrate(copy, 'libsql', Date.now(), steps);
  const tables = await keptOf(copy);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      let written = 0;
      for (const table of tables) {
        await sql`declare rows_of_table cursor for select * from ${sql.table(table)}`.execute(tx);
        for (;;) {
          const { rows } = await sql<Row>`fetch ${sql.lit(page)} from rows_of_table`.execute(tx);
          if (rows.length === 0) break;
          await copy.transaction().execute((into) => insert(into, table, rows));
          written += rows.length;
        }
        await sql`close rows_of_table`.execute(tx);
      }
      return written;
    });
}

async function copyInto(tx: Transaction<Schema>, backup: Kysely<Schema>): Promise<number> {
  let written = 0;
  for (const table of kept.toReversed()) await tx.deleteFrom(table).execute();
  for (const table of kept) {
    for (let after = 0; ; ) {
      const { rows } = await sql<Row & { rowid_: number }>`
        select rowid as rowid_, * from ${sql.table(table)} where rowid > ${after} order by rowid limit ${sql.lit(page)}
      `.execute(backup);
      const last = rows.at(-1);
      if (!last) break;
      after = last.rowid_;
      await insert(
        tx,
        table,
        rows.map(({ rowid_, ...row }) => row)
      );
      written += rows.length;
    }
  }
  return written;
}

function insert(tx: Transaction<Schema>, table: (typeof kept)[number], rows: readonly Row[]): Promise<unknown> {
  return tx
    .insertInto(table)
    .values(rows as never)
    .execute();
}
