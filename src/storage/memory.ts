import type { Kysely } from 'kysely';
import type { MemoryStore } from '../core/model/store.ts';
import { createBatch } from './engine/batch.ts';
import type { Schema } from './engine/schema.ts';
import { type Behind, behindMs, createTogether, mostBehind } from './engine/together.ts';
import type { WriteTurn } from './engine/write-turns.ts';

type Row = Schema['memory'];

/** Written some milliseconds late and read at once: what still waits is looked for first. */
export function createMemoryStore(db: Kysely<Schema>, turn?: WriteTurn): MemoryStore & Behind {
  const waiting = new Map<string, Row>();
  const rows = createTogether<Row>(createWriteAll(db), ({ conversation }) => conversation, {
    turn,
    waitMs: behindMs.counted,
    bound: mostBehind
  });

  return {
    async recall(conversation, now) {
      const row =
        waiting.get(conversation) ??
        (await db
          .selectFrom('memory')
          .select(['entries', 'until'])
          .where('conversation', '=', conversation)
          .executeTakeFirst());
      return row && row.until > now ? (JSON.parse(row.entries) as string[]) : [];
    },
    async remember(conversation, entryIds, until) {
      const row = { conversation, entries: JSON.stringify(entryIds), until };
      waiting.set(conversation, row);
      await rows.put(row).finally(() => {
        if (waiting.get(conversation) === row) waiting.delete(conversation);
      });
    },
    async forget(now) {
      const gone = await db.deleteFrom('memory').where('until', '<=', now).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    idle: rows.idle
  };
}

/** Of several for one conversation the last one counts: PostgreSQL changes a row once a statement. */
function createWriteAll(db: Kysely<Schema>): (rows: readonly Row[]) => Promise<ReadonlySet<string>> {
  const write = createBatch(
    db,
    (rows: readonly Row[]) =>
      db
        .insertInto('memory')
        .values([...rows])
        .onConflict((conflict) =>
          conflict.column('conversation').doUpdateSet((of) => ({
            entries: of.ref('excluded.entries'),
            until: of.ref('excluded.until')
          }))
        ),
    (rows) => rows.flatMap(Object.values)
  );
  return async (rows) => {
    const last = new Map(rows.map((row) => [row.conversation, row]));
    await write([...last.values()]);
    return new Set(last.keys());
  };
}
