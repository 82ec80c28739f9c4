import type { Migration } from './migration.ts';

/** Deliveries that are acknowledged and not answered yet. */
export const inbox: Migration = {
  version: 6,
  name: 'inbox',
  async up(db) {
    await db.schema
      .createTable('inbox')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('kept_at', 'bigint', (column) => column.notNull())
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('inbox_seen_at').on('inbox').column('seen_at').execute();
  }
};
