import type { Migration } from './migration.ts';

/** Gaps that the editors have set aside, and which weekly digests went out. */
export const gaps: Migration = {
  version: 4,
  name: 'gaps',
  async up(db) {
    await db.schema
      .createTable('ignored_gaps')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('wordings', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('digests')
      .addColumn('week', 'text', (column) => column.primaryKey().notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('try_at', 'bigint')
      .execute();
  }
};
