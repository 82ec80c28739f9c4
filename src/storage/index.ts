import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Logger } from '../observability/logger.ts';
import { backUp, restore } from './backup.ts';
import { createDeliveryQueries } from './deliveries.ts';
import { libsqlDialects, openLibsql } from './engine/libsql.ts';
import { type Engine, migrate, newestSchema, schemaOf } from './engine/migrate.ts';
import { openPostgres, postgresDialect } from './engine/postgres.ts';
import type { Schema } from './engine/schema.ts';
import { behindMs } from './engine/together.ts';
import { createWriteTurns } from './engine/write-turns.ts';
import { createEntryChangeStore } from './entry-changes.ts';
import { createFeedbackStore } from './feedback.ts';
import { createDigestStore, createGapStore } from './gaps.ts';
import { createHandledStore } from './handled.ts';
import { createHandoverStore } from './handovers.ts';
import { createInboxStore } from './inbox.ts';
import { createInstallationStore } from './installations.ts';
import { createMemoryStore } from './memory.ts';
import { createQuestionStore } from './questions.ts';
import type { Store } from './store.ts';
import { createSubscriptionQueries } from './subscriptions.ts';
import { createVoterKeyStore } from './voter-keys.ts';

export interface StoreOptions {
  /** `postgres://…`; `:memory:` for a store that ends with the process; empty for the embedded one. */
  databaseUrl?: string | undefined;
  /** Folder of the embedded store. */
  dataDir: string;
}

/** A store with what its operator needs besides. */
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
export async function openStore(options: StoreOptions, logger: Logger): Promise<OpenedStore> {
  const { db, brief, engine } = await connect(options, logger);
  try {
    const applied = await migrate(db, engine, Date.now());
    if (applied.length > 0) logger.info('store.migrated', { engine, applied });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const turn = createWriteTurns(behindMs.turn);
  const behind = {
    handled: createHandledStore(brief, turn),
    memory: createMemoryStore(brief, turn),
    questions: createQuestionStore(brief, turn),
    inbox: createInboxStore(brief, turn)
  };
  const written = () => Promise.all(Object.values(behind).map((part) => part.idle()));
  return {
    engine,
    ...behind,
    feedback: createFeedbackStore(db),
    installations: createInstallationStore(db),
    tips: { ...createSubscriptionQueries(db, engine), ...createDeliveryQueries(db, engine) },
    handovers: createHandoverStore(db, engine),
    gaps: createGapStore(db),
    digests: createDigestStore(db),
    entryChanges: createEntryChangeStore(db),
    voterKeys: createVoterKeyStore(db),
    async check() {
      const row = { checked_at: Date.now() };
      await db
        .insertInto('health')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async close() {
      await written();
      await db.destroy();
    },
    async backup(file) {
      await written();
      return backUp(db, engine, file);
    },
    restore: (file) => restore(db, file)
  };
}

/** What a store is like. */
export interface StoreState {
  engine: Engine;
  /** Version of its schema; 0 for a store that is yet to be made. */
  schema: number;
  /** The version this program brings it to. */
  newest: number;
}

/**
 * Looks at a store without changing it: nothing is made, and its schema stays as it is.
 *
 * @throws StoreError when it cannot be opened
 */
export async function inspectStore(options: StoreOptions, logger: Logger): Promise<StoreState> {
  const embedded = !options.databaseUrl;
  if (embedded && !existsSync(embeddedFile(options))) return { engine: 'libsql', schema: 0, newest: newestSchema };
  const { db, engine } = await connect(options, logger);
  try {
    return { engine, schema: await schemaOf(db), newest: newestSchema };
  } finally {
    await db.destroy();
  }
}

const embeddedFile = ({ dataDir }: StoreOptions): string => join(dataDir, 'spread-bot.db');

/** `brief` is for what is of use for minutes only: there a power cut may undo the last moment. */
interface Connected {
  db: Kysely<Schema>;
  brief: Kysely<Schema>;
  engine: Engine;
}

async function connect({ databaseUrl = '', dataDir }: StoreOptions, logger: Logger): Promise<Connected> {
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    const db = new Kysely<Schema>({ dialect: postgresDialect(await openPostgres(databaseUrl, logger)) });
    return { db, brief: db, engine: 'postgres' };
  }
  if (databaseUrl !== '' && databaseUrl !== ':memory:') {
    const found = databaseUrl.split(':')[0];
    throw new Error(`DATABASE_URL begins with "${found}:"; it may begin with postgres:// or be left empty.`);
  }
  const file = databaseUrl || embeddedFile({ dataDir });
  const { FULL, NORMAL } = libsqlDialects(await openLibsql(file), file);
  return {
    db: new Kysely<Schema>({ dialect: FULL }),
    brief: new Kysely<Schema>({ dialect: NORMAL }),
    engine: 'libsql'
  };
}
