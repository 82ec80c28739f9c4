import type { Migration } from './migration.ts';

/** Counts of the steps of assessments by day; nothing of anybody. */
export const assessmentCounts: Migration = {
  version: 10,
  name: 'assessment-counts',
  async up(db) {
    await db.schema
      .createTable('assessment_counts')
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('assessment', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('assessment_counts_one_each', ['day', 'assessment', 'step'])
      .execute();
  }
};
