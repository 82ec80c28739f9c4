import type { Kysely } from 'kysely';
import type { FeedbackStore } from '../core/model/store.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

export function createFeedbackStore(db: Kysely<Schema>): FeedbackStore {
  return {
    async vote({ about, voter, helpful, reason, at }) {
      const row = { helpful: helpful ? 1 : 0, reason: reason === undefined ? null : storable(reason), at };
      await db
        .insertInto('votes')
        .values({ about, voter, ...row })
        .onConflict((conflict) => conflict.columns(['about', 'voter']).doUpdateSet(row))
        .execute();
    },
    async tally(from, to = Number.MAX_SAFE_INTEGER) {
      const rows = await db
        .selectFrom('votes')
        .select((of) => ['about', of.fn.sum<number>('helpful').as('helpful'), of.fn.countAll<number>().as('votes')])
        .where('at', '>=', from)
        .where('at', '<=', to)
        .groupBy('about')
        .orderBy('about')
        .execute();
      return rows.map((row) => ({
        about: row.about,
        helpful: Number(row.helpful),
        unhelpful: Number(row.votes) - Number(row.helpful)
      }));
    },
    async reasons(from, to = Number.MAX_SAFE_INTEGER) {
      const rows = await db
        .selectFrom('votes')
        .select(['about', 'helpful', 'reason'])
        .where('reason', 'is not', null)
        .where('at', '>=', from)
        .where('at', '<=', to)
        .orderBy('at', 'desc')
        .orderBy('about')
        .orderBy('voter')
        .execute();
      return rows.map(({ about, helpful, reason }) => ({
        about,
        helpful: Number(helpful) === 1,
        reason: reason ?? ''
      }));
    },
    async purge(before) {
      const gone = await db.deleteFrom('votes').where('at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
