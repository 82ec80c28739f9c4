import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Outcome } from '../core/model/matcher.ts';
import type { QuestionStore } from '../core/model/store.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

/** Creates the store of what was asked. */
export function createQuestionStore(db: Kysely<Schema>): QuestionStore {
  return {
    async record({ at, platform, outcome, entryId, confidence, text }) {
      await db
        .insertInto('questions')
        .values({
          id: randomUUID(),
          at,
          platform,
          outcome,
          entry_id: entryId ?? null,
          confidence,
          text: text === undefined ? null : storable(text)
        })
        .execute();
    },
    async since(at) {
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
    }
  };
}
