import type { Kysely } from 'kysely';
import type { InboxStore } from '../core/model/store.ts';
import { createBatch } from './engine/batch.ts';
import type { Schema } from './engine/schema.ts';
import { type Behind, behindMs, createTogether } from './engine/together.ts';
import type { WriteTurn } from './engine/write-turns.ts';

type Row = Schema['inbox'];

/** Deliveries are kept before they are acknowledged, and taken out some milliseconds after their answer. */
export function createInboxStore(db: Kysely<Schema>, turn?: WriteTurn): InboxStore & Behind {
  const kept = createTogether<Row>(createKeepAll(db), ({ id }) => id, { turn });
  const gone = createTogether<string>(createRemoveAll(db), (id) => id, { turn, waitMs: behindMs.answered });

  return {
    async keep(id, owner, payload, now) {
      await kept.put({ id, owner, payload, kept_at: now, seen_at: now, tries: 1 });
    },
    async done(id) {
      await gone.put(id);
    },
    async alive(owner, now) {
      await db.updateTable('inbox').set({ seen_at: now }).where('owner', '=', owner).execute();
    },
    async takeOver(owner, now, silentMs, most) {
      await gone.idle();
      const rows = await db
        .updateTable('inbox')
        .set((of) => ({ owner, seen_at: now, tries: of('tries', '+', 1) }))
        .where('id', 'in', (of) =>
          of
            .selectFrom('inbox')
            .select('id')
            .where('seen_at', '<=', now - silentMs)
            .orderBy('seen_at')
            .limit(most)
        )
        // Replicas that ask at once pick the same rows, and change them one after another.
        .where('seen_at', '<=', now - silentMs)
        .returning(['id', 'payload', 'tries', 'kept_at as keptAt'])
        .execute();
      return rows;
    },
    async forget(before) {
      const old = await db.deleteFrom('inbox').where('kept_at', '<', before).executeTakeFirst();
      return Number(old.numDeletedRows);
    },
    idle: gone.idle
  };
}

function createKeepAll(db: Kysely<Schema>): (rows: readonly Row[]) => Promise<ReadonlySet<string>> {
  const write = createBatch(
    db,
    (rows: readonly Row[]) => db.insertInto('inbox').values([...rows]),
    (rows) => rows.flatMap(Object.values)
  );
  return async (rows) => {
    await write(rows);
    return new Set(rows.map(({ id }) => id));
  };
}

function createRemoveAll(db: Kysely<Schema>): (ids: readonly string[]) => Promise<ReadonlySet<string>> {
  const write = createBatch(
    db,
    (ids: readonly string[]) => db.deleteFrom('inbox').where('id', 'in', [...ids]),
    (ids) => ids
  );
  return async (ids) => {
    await write(ids);
    return new Set(ids);
  };
}
