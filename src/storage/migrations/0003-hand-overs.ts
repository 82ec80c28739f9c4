import type { Migration } from './migration.ts';

/** Questions handed over to people, and the messages about them. */
export const handovers: Migration = {
  version: 3,
  name: 'hand-overs',
  async up(db) {
    await db.schema
      .createTable('hand_overs')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('question', 'text')
      .addColumn('entry_id', 'text')
      .addColumn('asker', 'text')
      .addColumn('taken_by', 'text')
      .addColumn('answer', 'text')
      .addColumn('finished_at', 'bigint')
      .execute();
    await db.schema.createIndex('hand_overs_asked_at').on('hand_overs').column('asked_at').execute();
    await db.schema.createIndex('hand_overs_finished_at').on('hand_overs').column('finished_at').execute();

    await db.schema
      .createTable('hand_over_notices')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('hand_over_id', 'text', (column) => column.notNull().references('hand_overs.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('try_at', 'bigint')
      .addColumn('lease', 'text')
      .addColumn('leased_at', 'bigint')
      .addColumn('remote_id', 'text')
      .execute();
    // Final notices have no try_at, so the index stays as small as the work at hand.
    await db.schema.createIndex('hand_over_notices_try_at').on('hand_over_notices').column('try_at').execute();
    await db.schema.createIndex('hand_over_notices_of').on('hand_over_notices').column('hand_over_id').execute();
  }
};
