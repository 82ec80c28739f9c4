import type { Kysely } from 'kysely';
import type { HandledStore } from '../core/store.ts';
import type { Schema } from './schema.ts';

/** One statement claims, so that of any number of replicas exactly one wins. */
export function createHandledStore(db: Kysely<Schema>): HandledStore {
  return {
    async claim(key, now, retryAfterMs) {
      const won = await db
        .insertInto('handled')
        .values({ key, claimed_at: now, settled_at: null })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ claimed_at: now })
            .where('handled.settled_at', 'is', null)
            .where('handled.claimed_at', '<=', now - retryAfterMs)
        )
        .returning('key')
        .executeTakeFirst();
      return won !== undefined;
    },
    async settle(key, now) {
      await db.updateTable('handled').set({ settled_at: now }).where('key', '=', key).execute();
    },
    async forget(before) {
      const gone = await db.deleteFrom('handled').where('claimed_at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
