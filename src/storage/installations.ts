import type { Kysely } from 'kysely';
import type { InstallationStore } from '../core/model/store.ts';
import type { Schema } from './engine/schema.ts';

export function createInstallationStore(db: Kysely<Schema>): InstallationStore {
  return {
    async save(id, installation, now) {
      const row = { installation, at: now };
      await db
        .insertInto('installations')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async find(id) {
      const row = await db.selectFrom('installations').select('installation').where('id', '=', id).executeTakeFirst();
      return row?.installation;
    },
    async remove(id) {
      await db.deleteFrom('installations').where('id', '=', id).execute();
    }
  };
}
