import type { Migration } from './migration.ts';

/** Answers that a person has not sent yet, sealed, for a day. */
export const assessmentDrafts: Migration = {
  version: 11,
  name: 'assessment-drafts',
  async up(db) {
    await db.schema
      .createTable('assessment_drafts')
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('assessment_drafts_one_each', ['owner', 'about'])
      .execute();
  }
};
