import { copyFile, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql, type Transaction } from 'kysely';
import { StoreError } from '../core/model/errors.ts';
import { dayMs, mondayOf, weekName } from '../core/time/calendar.ts';
import { isDiskFull } from './engine/faults.ts';
import { libsqlDialect, makeOwnFile, openLibsql } from './engine/libsql.ts';
import { type Engine, migrate } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';

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
 * Copies the whole store, as it stands at one moment, into a new embedded database. It appears under its name only when
 * it is complete.
 *
 * @returns rows written
 */
export async function backUp(db: Kysely<Schema>, engine: Engine, file: string): Promise<number> {
  if (await stat(file).catch(() => undefined)) {
    throw new StoreError(`${file} is there already. Give the backup another name, or move that file away.`);
  }
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    makeOwnFile(part);
    if (engine === 'libsql') await sql`vacuum into ${part}`.execute(db);
    const copy = await openEmbedded(part);
    const rows = engine === 'libsql' ? await count(copy) : await copyFromPostgres(db, copy);
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
    const backup = await openEmbedded(copied);
    try {
      await assertSound(backup, file);
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

async function assertSound(backup: Kysely<Schema>, file: string) {
  const known = await backup.introspection.getTables();
  const sound = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(backup);
  if (!known.some(({ name }) => name === 'schema_version') || sound.rows[0]?.integrity_check !== 'ok') {
    throw new StoreError(`${file} is damaged or not a backup of this program. Nothing was changed.`);
  }
}

async function count(copy: Kysely<Schema>): Promise<number> {
  let rows = 0;
  for (const table of kept) {
    const { all } = await copy
      .selectFrom(table)
      .select((of) => of.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow();
    rows += all;
  }
  return rows;
}

/** Reads through cursors under one snapshot, so that memory does not grow with the store. */
async function copyFromPostgres(db: Kysely<Schema>, copy: Kysely<Schema>): Promise<number> {
  await migrate(copy, 'libsql', Date.now());
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      let written = 0;
      for (const table of kept) {
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
