import type { Migration } from './migration.ts';

/** Subscriptions to tips and the ledger of their deliveries. */
export const tips: Migration = {
  version: 2,
  name: 'tips',
  async up(db) {
    await db.schema
      .createTable('subscriptions')
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
    await db.schema.createIndex('subscriptions_next_at').on('subscriptions').column('next_at').execute();
    await db.schema.createIndex('subscriptions_planned_at').on('subscriptions').column('planned_at').execute();

    await db.schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('subscription_id', 'text', (column) => column.notNull().references('subscriptions.id'))
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
    // Final deliveries have no try_at and no lease, so both indexes stay as small as the work at hand.
    await db.schema.createIndex('deliveries_try_at').on('deliveries').column('try_at').execute();
    await db.schema.createIndex('deliveries_lease').on('deliveries').column('lease').execute();
    await db.schema
      .createIndex('deliveries_subscription')
      .on('deliveries')
      .columns(['subscription_id', 'due_at'])
      .execute();
    await db.schema.createIndex('deliveries_due_at').on('deliveries').column('due_at').execute();
  }
};
