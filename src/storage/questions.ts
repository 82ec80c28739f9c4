import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Outcome } from '../core/model/matcher.ts';
import type { QuestionStore } from '../core/model/store.ts';
import { createBatch } from './engine/batch.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';
import { type Behind, behindMs, createTogether, mostBehind } from './engine/together.ts';
import type { WriteTurn } from './engine/write-turns.ts';

type Row = Schema['questions'];

/** Recorded some milliseconds after the answer, many at once; whoever reads them waits for those. */
export function createQuestionStore(db: Kysely<Schema>, turn?: WriteTurn): QuestionStore & Behind {
  const written = createTogether<Row>(createWriteAll(db), ({ id }) => id, {
    turn,
    waitMs: behindMs.counted,
    bound: mostBehind
  });

  return {
    async record({ at, platform, outcome, entryId, confidence, text }) {
      await written.put({
        id: randomUUID(),
        at,
        platform,
        outcome,
        entry_id: entryId ?? null,
        confidence,
        text: text === undefined ? null : storable(text)
      });
    },
    async since(at) {
      await written.idle();
      const rows = await db.selectFrom('questions').selectAll().where('at', '>=', at).orderBy('at').execute();
      return rows.map((row) => ({
        at: row.at,
        platform: row.platform,
        outcome: row.outcome as Outcome,
        confidence: row.confidence,
        ...(row.entry_id === null ? {} : { entryId: row.entry_id }),
        ...(row.text === null ? {} : { text: row.text })
      }));
    },
    async purge(before) {
      const gone = await db.deleteFrom('questions').where('at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
    idle: written.idle
  };
}

function createWriteAll(db: Kysely<Schema>): (rows: readonly Row[]) => Promise<ReadonlySet<string>> {
  const write = createBatch(
    db,
    (rows: readonly Row[]) => db.insertInto('questions').values([...rows]),
    (rows) => rows.flatMap(Object.values)
  );
  return async (rows) => {
    await write(rows);
    return new Set(rows.map(({ id }) => id));
  };
}
