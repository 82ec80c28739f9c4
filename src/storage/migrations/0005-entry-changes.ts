import type { Migration } from './migration.ts';

/** Changes of entries made in chat that are yet to be in the files. */
export const entryChanges: Migration = {
  version: 5,
  name: 'entry-changes',
  async up(db) {
    await db.schema
      .createTable('entry_changes')
      .addColumn('entry_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('created', 'integer', (column) => column.notNull())
      .addColumn('edit', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('exported_at', 'bigint')
      .addColumn('landed_at', 'bigint')
      // When two editors change one entry at the same moment, the second gets an error.
      .addPrimaryKeyConstraint('entry_changes_key', ['entry_id', 'number'])
      .execute();
  }
};
