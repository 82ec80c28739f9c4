import type { Migration } from './migration.ts';

/** Assessments that channels do together: a round, and the answers of an open one. */
export const assessments: Migration = {
  version: 9,
  name: 'assessments',
  async up(db) {
    await db.schema
      .createTable('assessment_rounds')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('assessment', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('quick', 'integer', (column) => column.notNull())
      .addColumn('project', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('opener', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('numbers', 'text')
      .addColumn('kept_until', 'bigint')
      .addColumn('next', 'text')
      .addColumn('next_at', 'bigint')
      .addColumn('in_hand_at', 'bigint')
      .addColumn('reminded', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('assessment_rounds_next').on('assessment_rounds').column('next_at').execute();
    await db.schema.createIndex('assessment_rounds_place').on('assessment_rounds').column('place').execute();

    await db.schema
      .createTable('assessment_answers')
      .addColumn('round_id', 'text', (column) =>
        column.notNull().references('assessment_rounds.id').onDelete('cascade')
      )
      .addColumn('voter', 'text', (column) => column.notNull())
      .addColumn('answers', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('assessment_answers_one_each', ['round_id', 'voter'])
      .execute();
  }
};
