import type { Migration } from './migration.ts';

/** Deliveries handled, last answers, questions, votes, installations. */
export const conversations: Migration = {
  version: 1,
  name: 'conversations',
  async up(db) {
    await db.schema
      .createTable('health')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('checked_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('handled')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('claimed_at', 'bigint', (column) => column.notNull())
      .addColumn('settled_at', 'bigint')
      .execute();
    await db.schema.createIndex('handled_claimed_at').on('handled').column('claimed_at').execute();

    await db.schema
      .createTable('memory')
      .addColumn('conversation', 'text', (column) => column.primaryKey().notNull())
      .addColumn('entries', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('memory_until').on('memory').column('until').execute();

    await db.schema
      .createTable('questions')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('entry_id', 'text')
      .addColumn('confidence', 'double precision', (column) => column.notNull())
      .addColumn('text', 'text')
      .execute();
    await db.schema.createIndex('questions_at').on('questions').column('at').execute();

    await db.schema
      .createTable('votes')
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('voter', 'text', (column) => column.notNull())
      .addColumn('helpful', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('votes_key', ['about', 'voter'])
      .execute();
    await db.schema.createIndex('votes_at').on('votes').column('at').execute();

    await db.schema
      .createTable('installations')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('installation', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  }
};
