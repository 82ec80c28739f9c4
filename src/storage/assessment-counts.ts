import type { Kysely } from 'kysely';
import type { AssessmentCounts, CountedStep } from '../core/assessments/counts.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of daily counts of assessments. */
export function createAssessmentCounts(db: Kysely<Schema>): AssessmentCounts {
  return {
    async add(assessment, step, day) {
      await db
        .insertInto('assessment_counts')
        .values({ day, assessment, step, count: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['day', 'assessment', 'step'])
            .doUpdateSet(({ eb, ref }) => ({ count: eb(ref('assessment_counts.count'), '+', 1) }))
        )
        .execute();
    },
    async since(day) {
      const rows = await db
        .selectFrom('assessment_counts')
        .selectAll()
        .where('day', '>=', day)
        .orderBy('day')
        .orderBy('assessment')
        .orderBy('step')
        .execute();
      return rows.map((row) => ({ ...row, step: row.step as CountedStep, count: Number(row.count) }));
    },
    async purge(day) {
      const gone = await db.deleteFrom('assessment_counts').where('day', '<', day).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
