import type { Kysely } from 'kysely';
import type { EntryEdit } from '../core/editing/entry-text.ts';
import type { EntryChangeStore, StoredChange } from '../core/editing/entry-writer.ts';
import type { Schema } from './engine/schema.ts';
import { storable } from './engine/storable.ts';

type Key = Pick<StoredChange, 'entryId' | 'number'>;

/** Creates the store of entry changes that the files do not hold yet. They are few, so each is written separately. */
export function createEntryChangeStore(db: Kysely<Schema>): EntryChangeStore {
  /** Keeps the first moment when a change is marked twice. */
  const mark = async (column: 'exported_at' | 'landed_at', changes: readonly Key[], now: number): Promise<void> => {
    for (const { entryId, number } of changes) {
      await db
        .updateTable('entry_changes')
        .set({ [column]: now })
        .where('entry_id', '=', entryId)
        .where('number', '=', number)
        .where(column, 'is', null)
        .execute();
    }
  };

  return {
    async all() {
      const rows = await db
        .selectFrom('entry_changes')
        .selectAll()
        .orderBy('at')
        .orderBy('entry_id')
        .orderBy('number')
        .execute();
      return rows.map((row) => ({
        entryId: row.entry_id,
        number: Number(row.number),
        file: row.file,
        created: Number(row.created) === 1,
        edit: JSON.parse(row.edit) as EntryEdit,
        what: row.what,
        platform: row.platform,
        at: Number(row.at),
        ...(row.exported_at !== null && { exportedAt: Number(row.exported_at) }),
        ...(row.landed_at !== null && { landedAt: Number(row.landed_at) })
      }));
    },

    async add({ entryId, number, file, created, edit, what, platform, at }) {
      const made = await db
        .insertInto('entry_changes')
        .values({
          entry_id: entryId,
          number,
          file,
          created: created ? 1 : 0,
          edit: storable(JSON.stringify(edit)),
          what,
          platform,
          at,
          exported_at: null,
          landed_at: null
        })
        .onConflict((conflict) => conflict.columns(['entry_id', 'number']).doNothing())
        .returning('entry_id')
        .execute();
      return made.length > 0;
    },

    async remove({ entryId, number }) {
      const gone = await db
        .deleteFrom('entry_changes')
        .where('entry_id', '=', entryId)
        .where('number', '=', number)
        .where('exported_at', 'is', null)
        .executeTakeFirst();
      return Number(gone.numDeletedRows) > 0;
    },

    exported: (changes, now) => mark('exported_at', changes, now),
    landed: (changes, now) => mark('landed_at', changes, now),

    async forget(before) {
      const gone = await db.deleteFrom('entry_changes').where('landed_at', '<', before).executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
