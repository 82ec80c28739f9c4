import type { Kysely } from 'kysely';
import type { HandledStore } from '../core/model/store.ts';
import { aheadMs } from './engine/clocks.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of message claims. One statement claims, so that of any number of replicas exactly one wins. */
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
            .where((is) =>
              is.or([is('handled.claimed_at', '<=', now - retryAfterMs), is('handled.claimed_at', '>', now + aheadMs)])
            )
        )
        .returning('key')
        .executeTakeFirst();
      return won !== undefined;
    },
    async renew(keys, now) {
      if (keys.length === 0) return;
      await db
        .updateTable('handled')
        .set({ claimed_at: now })
        .where('key', 'in', [...keys])
        .where('settled_at', 'is', null)
        .execute();
    },
    async settle(keys, now) {
      if (keys.length === 0) return;
      await db
        .insertInto('handled')
        .values(keys.map((key) => ({ key, claimed_at: now, settled_at: now })))
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ settled_at: now }))
        .execute();
    },
    async forget(before) {
      const gone = await db.deleteFrom('handled').where('claimed_at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
