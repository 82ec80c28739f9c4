import type { Kysely } from 'kysely';
import type { DigestState, DigestStore, GapStore } from '../core/digest/ledger.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

/** Creates the store of gaps that the editors have set aside. */
export function createGapStore(db: Kysely<Schema>): GapStore {
  return {
    async ignored() {
      const rows = await db.selectFrom('ignored_gaps').selectAll().orderBy('at').orderBy('id').execute();
      return rows.map(({ id, wordings, at }) => ({ id, wordings: JSON.parse(wordings), at }));
    },
    async ignore({ id, wordings, at }) {
      const row = { wordings: JSON.stringify(wordings.map(storable)), at };
      await db
        .insertInto('ignored_gaps')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async restore(ids) {
      if (ids.length > 0) await db.deleteFrom('ignored_gaps').where('id', 'in', ids).execute();
    },
    async purge(before) {
      const gone = await db.deleteFrom('ignored_gaps').where('at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}

/**
 * Creates the store of sent digests. Each change is one statement, so that exactly one of several replicas makes it.
 */
export function createDigestStore(db: Kysely<Schema>): DigestStore {
  return {
    async find(week) {
      const row = await db.selectFrom('digests').selectAll().where('week', '=', week).executeTakeFirst();
      if (!row) return undefined;
      const { state, attempts, at, try_at: tryAt } = row;
      return { week, state: state as DigestState, attempts, at, ...(tryAt !== null && { tryAt }) };
    },
    async take(week, now) {
      const won = await db
        .insertInto('digests')
        .values({ week, state: 'sending', attempts: 1, at: now, try_at: null })
        .onConflict((conflict) =>
          conflict
            .column('week')
            .doUpdateSet((of) => ({
              state: 'sending',
              attempts: of('digests.attempts', '+', 1),
              at: now,
              try_at: null
            }))
            .where('digests.state', '=', 'failed')
            .where('digests.try_at', '<=', now)
        )
        .returning('week')
        .executeTakeFirst();
      return won !== undefined;
    },
    async settle(week, from, to, now, tryAt) {
      const row = { state: to, at: now, try_at: tryAt ?? null };
      const done =
        from === undefined
          ? await db
              .insertInto('digests')
              .values({ week, attempts: 0, ...row })
              .onConflict((conflict) => conflict.column('week').doNothing())
              .returning('week')
              .executeTakeFirst()
          : await db
              .updateTable('digests')
              .set(row)
              .where('week', '=', week)
              .where('state', '=', from)
              .returning('week')
              .executeTakeFirst();
      return done !== undefined;
    },
    async forget(before) {
      const gone = await db.deleteFrom('digests').where('at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
