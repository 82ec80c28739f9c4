import type { Kysely } from 'kysely';
import type { InboxStore } from '../core/model/store.ts';
import { aheadMs } from './engine/clocks.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of requests that are acknowledged and not answered yet. */
export function createInboxStore(db: Kysely<Schema>): InboxStore {
  return {
    async keep(id, owner, payload, now) {
      await db.insertInto('inbox').values({ id, owner, payload, kept_at: now, seen_at: now, tries: 1 }).execute();
    },
    async done(ids) {
      if (ids.length > 0)
        await db
          .deleteFrom('inbox')
          .where('id', 'in', [...ids])
          .execute();
    },
    async alive(owner, now) {
      await db.updateTable('inbox').set({ seen_at: now }).where('owner', '=', owner).execute();
    },
    async takeOver(owner, now, silentMs, most) {
      return (
        db
          .updateTable('inbox')
          .set((of) => ({ owner, seen_at: now, tries: of('tries', '+', 1) }))
          .where('id', 'in', (of) =>
            of
              .selectFrom('inbox')
              .select('id')
              .where((is) => is.or([is('seen_at', '<=', now - silentMs), is('seen_at', '>', now + aheadMs)]))
              .orderBy('seen_at')
              .limit(most)
          )
          // Replicas that ask at once pick the same rows, and change them one after another.
          .where((is) => is.or([is('seen_at', '<=', now - silentMs), is('seen_at', '>', now + aheadMs)]))
          .returning(['id', 'payload', 'tries', 'kept_at as keptAt'])
          .execute()
      );
    },
    async forget(before) {
      const old = await db.deleteFrom('inbox').where('kept_at', '<', before).executeTakeFirst();
      return Number(old.numDeletedRows);
    }
  };
}
