import type { Migration } from './migration.ts';

/** Half of the key under which voters are counted, one a period of 30 days. */
export const voterKeys: Migration = {
  version: 7,
  name: 'voter-keys',
  async up(db) {
    await db.schema
      .createTable('voter_keys')
      .addColumn('period', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .execute();
  }
};
