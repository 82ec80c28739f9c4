import type { Migration } from './migration.ts';

/**
 * Results that a person keeps to compare, sealed, and the ledger of reminders, with the columns of the tips'. What rounds
 * had planned goes into the ledger.
 */
export const reminders: Migration = {
  version: 12,
  name: 'reminders',
  async up(db) {
    await db.schema
      .createTable('assessment_results')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('workspace', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('assessment_results_owner').on('assessment_results').column('owner').execute();
    await db.schema
      .createTable('reminders')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('place', 'text', (column) => column.notNull().unique())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('paused_until', 'text')
      .addColumn('next_at', 'bigint')
      .addColumn('next', 'text')
      .addColumn('last', 'text')
      .addColumn('owner', 'text')
      .addColumn('reason', 'text')
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('planned_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('reminders_next').on('reminders').column('next_at').execute();
    await db.schema
      .createTable('reminder_deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('subscription_id', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('tip', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('way', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('try_at', 'bigint')
      .addColumn('lease', 'text')
      .addColumn('leased_at', 'bigint')
      .addColumn('remote_id', 'text')
      .addColumn('reason', 'text')
      .execute();
    await db.schema.createIndex('reminder_deliveries_try').on('reminder_deliveries').column('try_at').execute();
    await db.schema.createIndex('reminder_deliveries_of').on('reminder_deliveries').column('subscription_id').execute();

    const rounds = await db
      .selectFrom('assessment_rounds')
      .select(['id', 'place', 'conversation', 'next_at'])
      .where('next', '=', 'again')
      .execute();
    for (const { id, place, conversation, next_at } of rounds) {
      const at = Number(next_at);
      const date = new Date(at).toISOString().slice(0, 10);
      const rule = { frequency: 'daily', weekday: 1, time: 540, zone: 'Europe/London', topics: [], dates: [date] };
      const workspace = String(place).split('/').slice(0, 2).join('/');
      await db
        .insertInto('reminders')
        .values({
          ...{ id, place: `${workspace}/reminder/${id}`, conversation, rule: JSON.stringify(rule), state: 'active' },
          ...{ next_at: at, next: JSON.stringify({ period: date, date, at }), changed_at: at, planned_at: 0 }
        })
        .execute();
    }
    await db
      .updateTable('assessment_rounds')
      .set({ next: null, next_at: null, in_hand_at: null })
      .where('next', '=', 'again')
      .execute();
  }
};
