import type { Kysely } from 'kysely';
import type { MemoryStore } from '../core/model/store.ts';
import type { Schema } from './engine/schema.ts';

/** Creates the store of the last answers of each conversation. */
export function createMemoryStore(db: Kysely<Schema>): MemoryStore {
  return {
    async recall(conversation, now) {
      const row = await db
        .selectFrom('memory')
        .select(['entries', 'until'])
        .where('conversation', '=', conversation)
        .executeTakeFirst();
      return row && row.until > now ? (JSON.parse(row.entries) as string[]) : [];
    },
    async remember(conversation, entryIds, until) {
      const row = { entries: JSON.stringify(entryIds), until };
      await db
        .insertInto('memory')
        .values({ conversation, ...row })
        .onConflict((conflict) => conflict.column('conversation').doUpdateSet(row))
        .execute();
    },
    async forget(now) {
      const gone = await db.deleteFrom('memory').where('until', '<=', now).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
