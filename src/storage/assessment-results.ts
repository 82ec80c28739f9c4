import type { Kysely, Transaction } from 'kysely';
import type { ResultStore } from '../core/assessments/kept-results.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of results that people keep to compare; with a result goes its reminder. */
export function createResultStore(db: Kysely<Schema>): ResultStore {
  return {
    async save(result) {
      await db
        .insertInto('assessment_results')
        .values(result)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(result))
        .execute();
    },
    async find(id) {
      return db.selectFrom('assessment_results').selectAll().where('id', '=', id).executeTakeFirst();
    },
    async of(owner) {
      return db.selectFrom('assessment_results').selectAll().where('owner', '=', owner).orderBy('id').execute();
    },
    erase: (id) =>
      db.transaction().execute(async (tx) => {
        await deleteReminder(tx, id);
        await tx.deleteFrom('assessment_results').where('id', '=', id).execute();
      }),
    purge: (now) =>
      db.transaction().execute(async (tx) => {
        const gone = await tx.deleteFrom('assessment_results').where('until', '<=', now).executeTakeFirst();
        await tx
          .deleteFrom('reminders')
          .where('id', 'not in', (of) => of.selectFrom('assessment_results').select('id'))
          .where('id', 'not in', (of) => of.selectFrom('assessment_rounds').select('id'))
          .execute();
        await tx
          .deleteFrom('reminder_deliveries')
          .where('subscription_id', 'not in', (of) => of.selectFrom('reminders').select('id'))
          .execute();
        return Number(gone.numDeletedRows);
      })
  };
}

/** Deletes the reminder to do an assessment again, which has the id of its result or round. */
export async function deleteReminder(tx: Transaction<Schema>, id: string): Promise<void> {
  await tx.deleteFrom('reminder_deliveries').where('subscription_id', '=', id).execute();
  await tx.deleteFrom('reminders').where('id', '=', id).execute();
}
