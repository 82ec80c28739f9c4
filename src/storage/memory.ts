import type { Kysely } from 'kysely';
import type { MemoryStore } from '../core/store.ts';
import type { Schema } from './schema.ts';

export function createMemoryStore(db: Kysely<Schema>): MemoryStore {
  return {
    async recall(conversation, now) {
      const row = await db
        .selectFrom('memory')
        .select('entries')
        .where('conversation', '=', conversation)
        .where('until', '>', now)
        .executeTakeFirst();
      return row ? (JSON.parse(row.entries) as string[]) : [];
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
