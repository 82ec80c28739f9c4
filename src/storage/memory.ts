import type { Kysely } from 'kysely';
import type { MemoryStore } from '../core/store.ts';
import type { Schema } from './schema.ts';
import { type Behind, behindMs, createTogether, mostBehind } from './together.ts';

type Row = Schema['memory'];

/** Written some milliseconds late and read at once: what still waits is looked for first. */
export function createMemoryStore(db: Kysely<Schema>): MemoryStore & Behind {
  const waiting = new Map<string, Row>();
  const rows = createTogether<Row>(
    (some) => writeAll(db, some),
    ({ conversation }) => conversation,
    behindMs.counted,
    mostBehind
  );

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
async function writeAll(db: Kysely<Schema>, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  const last = new Map(rows.map((row) => [row.conversation, row]));
  await db
    .insertInto('memory')
    .values([...last.values()])
    .onConflict((conflict) =>
      conflict.column('conversation').doUpdateSet((of) => ({
        entries: of.ref('excluded.entries'),
        until: of.ref('excluded.until')
      }))
    )
    .execute();
  return new Set(last.keys());
}
