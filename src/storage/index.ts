import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { StoreError } from '../core/model/errors.ts';
import { ownCommand } from '../core/model/own-command.ts';
import type { Logger } from '../observability/logger.ts';
import { createAssessmentCounts } from './assessment-counts.ts';
import { createDraftStore } from './assessment-drafts.ts';
import { createResultStore } from './assessment-results.ts';
import { createRoundStore } from './assessments.ts';
import { backUp, restore } from './backup.ts';
import { type CallOptions, watchCalls } from './calls.ts';
import { createDeliveryQueries } from './deliveries.ts';
import { explainLibsql } from './engine/faults.ts';
import { type FileState, fileState } from './engine/file-state.ts';
import { libsqlDialect, openLibsql, removeOldRemains, truncateLog } from './engine/libsql.ts';
import { type Engine, migrate, newerFault, newestSchema, schemaOf } from './engine/migrate.ts';
import { openPostgres, postgresDialect } from './engine/postgres.ts';
import type { Schema } from './engine/schema.ts';
import { createEntryChangeStore } from './entry-changes.ts';
import { createFeedbackStore } from './feedback.ts';
import { forgetPlace } from './forget-place.ts';
import { createDigestStore, createGapStore } from './gaps.ts';
import { createHandoverStore } from './handovers.ts';
import { createInstallationStore } from './installations.ts';
import { createHandledStore, createInboxStore, createMemoryStore, createQuestionStore } from './messages.ts';
import type { Store } from './store.ts';
import { createSubscriptionQueries } from './subscriptions.ts';
import { reminderTables } from './tip-rows.ts';
import { createVoterKeyStore } from './voter-keys.ts';

export { isDiskFull } from './engine/faults.ts';
export { withEmptyStore } from './engine/migrate.ts';

export interface StoreOptions {
  /** `postgres://…`; `:memory:` for a store that ends with the process; empty for the embedded one. */
  databaseUrl?: string | undefined;
  /** Folder of the embedded store. */
  dataDir: string;
}

/** A store with the operator's functions: backup and restore. */
export interface OpenedStore extends Store {
  engine: Engine;
  /** Writes everything to one new file, whatever the engine, while others go on writing. Returns the rows written. */
  backup(file: string): Promise<number>;
  /** Replaces everything with what a backup holds, in one transaction; it may come from the other engine. */
  restore(file: string): Promise<number>;
}

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws StoreError when it cannot be opened or a newer program has written it
 */
export async function openStore(options: StoreOptions, logger: Logger, calls: CallOptions = {}): Promise<OpenedStore> {
  const { db, brief, engine, compact, close } = await connect(options, logger);
  try {
    const applied = await migrate(db, engine, Date.now());
    if (applied.length > 0) logger.info('store.migrated', { engine, applied });
    if (engine === 'libsql') await removeOldRemains(db);
  } catch (error) {
    await close();
    throw error;
  }
  const ports: Ports = {
    handled: createHandledStore(brief),
    memory: createMemoryStore(brief),
    questions: createQuestionStore(brief),
    inbox: createInboxStore(brief),
    feedback: createFeedbackStore(db),
    installations: createInstallationStore(db),
    tips: { ...createSubscriptionQueries(db, engine), ...createDeliveryQueries(db, engine, brief) },
    handovers: createHandoverStore(db, engine),
    gaps: createGapStore(db),
    digests: createDigestStore(db),
    assessments: createRoundStore(db, engine),
    assessmentCounts: createAssessmentCounts(brief),
    drafts: createDraftStore(db),
    results: createResultStore(db),
    reminders: {
      ...createSubscriptionQueries(db, engine, reminderTables),
      ...createDeliveryQueries(db, engine, brief, reminderTables)
    },
    entryChanges: createEntryChangeStore(db),
    voterKeys: createVoterKeyStore(db)
  };
  const { ports: watched, settled } = watchCalls(ports, calls);
  return {
    ...watched,
    engine,
    forgetPlace: (where, now) => forgetPlace(db, where, now),
    async check() {
      const row = { checked_at: Date.now() };
      await db
        .insertInto('health')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    compact,
    async close() {
      await settled();
      await compact().catch((error: unknown) => logger.warn('store.compact.failed', { error }));
      await close();
    },
    async backup(file) {
      await settled();
      return backUp(db, engine, file);
    },
    restore: (file) => restore(db, file)
  };
}

type Ports = Omit<Store, 'forgetPlace' | 'check' | 'compact' | 'close'>;

/**
 * Writes what is worth keeping of a store to one new file, while others go on writing. The store is not changed: one of
 * an older version gives a backup that this older version can restore.
 *
 * @returns rows written
 * @throws StoreError when there is no store, it cannot be opened, or a newer program has written it
 */
export async function backUpStore(options: StoreOptions, logger: Logger, file: string): Promise<number> {
  const { schema, newest, engine } = await inspectStore(options, logger);
  if (schema === 0) throw new StoreError(noStore(options));
  if (schema > newest) throw newerFault(schema, newest, engine);
  const { db, close } = await connect(options, logger);
  try {
    return await backUp(db, engine, file, schema);
  } finally {
    await close();
  }
}

/**
 * Opens a store for reading, without changing its schema or making it: of one of an older version a copy is read, which
 * is brought up to date in a folder for this user alone and removed in the end; one that is not there yet is empty.
 *
 * @throws StoreError when it cannot be opened or a newer program has written it
 */
export async function openToRead(options: StoreOptions, logger: Logger): Promise<OpenedStore> {
  const { schema, newest } = await inspectStore(options, logger);
  if (schema === 0) return openStore({ ...options, databaseUrl: ':memory:' }, logger);
  if (schema >= newest) return openStore(options, logger);
  const dataDir = await mkdtemp(join(tmpdir(), 'spread-bot-read-'));
  const remove = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
  try {
    const copy = { dataDir };
    await backUpStore(options, logger, embeddedFile(copy));
    const store = await openStore(copy, logger);
    return { ...store, close: () => store.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Returns that there is no store, and what to do where there should be one. */
export const noStore = ({ databaseUrl, dataDir }: StoreOptions): string =>
  databaseUrl
    ? 'The database of DATABASE_URL holds nothing of the bot yet. If the bot has run, correct DATABASE_URL.'
    : `There is no store in ${dataDir} yet. If the bot has run, set DATA_DIR to its data folder, or run this where the bot runs.`;

/** State of a store. */
export interface StoreState {
  engine: Engine;
  /** Version of its schema; 0 for a store that is yet to be made. */
  schema: number;
  /** The version this program brings it to. */
  newest: number;
  /** State of the files of an embedded store that is there. */
  files?: FileState;
}

/**
 * Looks at a store without changing it: nothing is made, and its schema stays as it is.
 *
 * @throws StoreError when it cannot be opened
 */
export async function inspectStore(options: StoreOptions, logger: Logger): Promise<StoreState> {
  const embedded = !options.databaseUrl;
  if (embedded && !(await isThere(embeddedFile(options)))) return { engine: 'libsql', schema: 0, newest: newestSchema };
  const files = embedded ? { files: await fileState(embeddedFile(options)) } : undefined;
  // Opening it would write its first page.
  if (files?.files.empty) return { engine: 'libsql', schema: 0, newest: newestSchema, ...files };
  const { db, engine, close } = await connect(options, logger);
  try {
    return { engine, schema: await schemaOf(db), newest: newestSchema, ...files };
  } finally {
    await close();
  }
}

/**
 * Returns true where a file is.
 *
 * @throws where that cannot be seen, as in the folder of another user: a store there must not be taken for none
 */
async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw explainLibsql(error, file);
  }
}

const embeddedFile = ({ dataDir }: StoreOptions): string => join(dataDir, 'spread-bot.db');

/** Says what to do with a store of 0 bytes. */
export const emptyFix = (file: string): string =>
  `If the bot has run here before, what it kept is lost: stop it, and bring back the last backup of ${file} with "${ownCommand('restore FILE --yes')}". If it has not, go on.`;

/** Returns the command that closes a folder to others. */
export const othersFix = (dataDir: string): string => `chmod 700 ${dataDir}`;

function warnOf({ others, empty }: FileState, where: { file: string; dataDir: string }, logger: Logger): void {
  // `doctor` tells of a folder that others may look into: the folder `data` of a checkout is one, and its files are closed
  if (others === 'read') logger.warn('store.open-to-others', { fix: othersFix(where.dataDir) });
  if (empty) logger.warn('store.empty', { file: where.file, fix: emptyFix(where.file) });
}

interface Connected {
  db: Kysely<Schema>;
  /** Connection for data that is useful for minutes only: a power cut may undo its last commits. */
  brief: Kysely<Schema>;
  engine: Engine;
  compact(): Promise<void>;
  close(): Promise<void>;
}

async function connect({ databaseUrl = '', dataDir }: StoreOptions, logger: Logger): Promise<Connected> {
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    const db = new Kysely<Schema>({ dialect: postgresDialect(await openPostgres(databaseUrl, logger)) });
    // PostgreSQL overwrites what was deleted when it vacuums, which it does by itself.
    return { db, brief: db, engine: 'postgres', compact: async () => undefined, close: () => db.destroy() };
  }
  if (databaseUrl !== '' && databaseUrl !== ':memory:') {
    const found = databaseUrl.split(':')[0];
    throw new Error(`DATABASE_URL begins with "${found}:"; it may begin with postgres:// or be left empty.`);
  }
  const file = databaseUrl || embeddedFile({ dataDir });
  if (file !== ':memory:') warnOf(await fileState(file), { file, dataDir }, logger);
  const synced = await openLibsql(file, 'FULL');
  const db = new Kysely<Schema>({ dialect: libsqlDialect(synced, file) });
  // A store in memory is seen by its own connection only.
  const brief =
    file === ':memory:' ? db : new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(file, 'NORMAL'), file) });
  return {
    db,
    brief,
    engine: 'libsql',
    compact: () => truncateLog(db),
    async close() {
      await brief.destroy();
      await db.destroy();
    }
  };
}
