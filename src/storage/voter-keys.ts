import type { Kysely } from 'kysely';
import type { KeyStore } from '../core/model/store.ts';
import type { Schema } from './engine/schema.ts';

export function createVoterKeyStore(db: Kysely<Schema>): KeyStore {
  return {
    async keep(period, fresh) {
      await db
        .insertInto('voter_keys')
        .values({ period, key: fresh })
        .onConflict((conflict) => conflict.column('period').doNothing())
        .execute();
      const { key } = await db
        .selectFrom('voter_keys')
        .select('key')
        .where('period', '=', period)
        .executeTakeFirstOrThrow();
      return key;
    },
    async destroy(before) {
      const gone = await db.deleteFrom('voter_keys').where('period', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
