import type { Migration } from './migration.ts';

/** Kinds of outbox messages and what they are called now. */
const renamed = { kept: 'received', taken: 'assigned', trouble: 'deliveryFailed' } as const;

/** The messages about questions handed over, under the names that the program has for them now. */
export const outboxKinds: Migration = {
  version: 8,
  name: 'outbox-kinds',
  async up(db) {
    for (const [kind, name] of Object.entries(renamed)) {
      await db.updateTable('hand_over_notices').set({ kind: name }).where('kind', '=', kind).execute();
    }
  }
};
