import type { Kysely } from 'kysely';
import type { DraftStore } from '../core/assessments/drafts.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of half-filled forms: sealed texts of one person and assessment. */
export function createDraftStore(db: Kysely<Schema>): DraftStore {
  return {
    async keep(draft, late, now) {
      await db
        .insertInto('assessment_drafts')
        .values(draft)
        .onConflict((conflict) => {
          const replaced = conflict.columns(['owner', 'about']).doUpdateSet(draft);
          if (!late) return replaced;
          return replaced.where((is) =>
            is.or([is('assessment_drafts.sealed', '!=', ''), is('assessment_drafts.until', '<=', now)])
          );
        })
        .execute();
    },
    async find(owner, about, now) {
      const row = await db
        .selectFrom('assessment_drafts')
        .select('sealed')
        .where('owner', '=', owner)
        .where('about', '=', about)
        .where('until', '>', now)
        .executeTakeFirst();
      return row?.sealed || undefined;
    },
    async forget(owner) {
      const gone = await db.deleteFrom('assessment_drafts').where('owner', '=', owner).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    async purge(now) {
      const gone = await db.deleteFrom('assessment_drafts').where('until', '<=', now).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
