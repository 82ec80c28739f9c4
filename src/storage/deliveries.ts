import type { Kysely } from 'kysely';
import type { DeliveryState, TipStore } from '../core/tips/ledger.ts';
import type { Engine } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';
import { beginDelivery, settleDelivery } from './steps.ts';
import { deliveryOf, type LedgerTables, subscriptionOf, tipTables } from './tip-rows.ts';

type DeliveryPart = Omit<
  TipStore,
  'find' | 'save' | 'takeBack' | 'page' | 'inTenant' | 'due' | 'plannedAfter' | 'plan'
>;

/**
 * Creates the ledger of deliveries. Every change of a delivery is conditional on its lease, so that a late worker
 * changes nothing.
 *
 * @param brief connection for outcomes, which a power cut may undo: the delivery then counts as requested, with an
 * unknown outcome
 */
export function createDeliveryQueries(
  db: Kysely<Schema>,
  engine: Engine,
  brief = db,
  { subscriptions, deliveries: table }: LedgerTables = tipTables
): DeliveryPart {
  return {
    async posted(subscriptionIds) {
      const rows = await db
        .selectFrom(table)
        .select((of) => ['subscription_id', 'tip', of.fn.max('due_at').as('at')])
        .where('subscription_id', 'in', [...subscriptionIds])
        .where('state', 'not in', ['skipped', 'refused'])
        .where('tip', 'is not', null)
        .groupBy(['subscription_id', 'tip'])
        .execute();
      const byId = new Map<string, Map<string, number>>();
      for (const { subscription_id: id, tip, at } of rows) {
        byId.set(id, (byId.get(id) ?? new Map<string, number>()).set(tip!, Number(at)));
      }
      return byId;
    },

    async claim(now, lease, orphans, limit) {
      const claimed = await db
        .with('picked', (cte) =>
          cte
            .selectFrom(table)
            .select('id')
            .where('try_at', '<=', now)
            .where((is) =>
              orphans.length > 0
                ? is.or([is('lease', 'is', null), is('lease', 'in', [...orphans])])
                : is('lease', 'is', null)
            )
            .orderBy('try_at')
            .limit(limit)
            .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
        )
        .updateTable(table)
        .set({ lease, leased_at: now })
        .where('id', 'in', (of) => of.selectFrom('picked').select('picked.id'))
        .returningAll()
        .execute();
      if (claimed.length === 0) return [];
      const ids = [...new Set(claimed.map((row) => row.subscription_id))];
      const rows = await db.selectFrom(subscriptions).selectAll().where('id', 'in', ids).execute();
      const byId = new Map(rows.map((row) => [row.id, subscriptionOf(row)]));
      return claimed.map((row) => ({ delivery: deliveryOf(row), subscription: byId.get(row.subscription_id)!, lease }));
    },

    async leases() {
      const rows = await db
        .selectFrom(table)
        .select((of) => ['lease', of.fn.max('leased_at').as('at')])
        .where('lease', 'is not', null)
        .groupBy('lease')
        .execute();
      return rows.map(({ lease, at }) => ({ lease: lease!, at: Number(at) }));
    },

    async take(deliveryId, lease, now) {
      const taken = await db
        .updateTable(table)
        .set({ lease, leased_at: now })
        .where('id', '=', deliveryId)
        .where('lease', 'is', null)
        .where('try_at', 'is not', null)
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },

    begin: ({ delivery: { id }, lease }, way, tip) => beginDelivery(db, table, { id, lease }, way, tip),

    settle: ({ delivery: { id }, lease }, outcome) => settleDelivery(brief, table, { id, lease }, outcome),

    async deliveries(subscriptionId, limit) {
      const rows = await db
        .selectFrom(table)
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .orderBy('due_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async counts(since) {
      const rows = await db
        .selectFrom(table)
        .select((of) => ['state', of.fn.countAll<number>().as('count')])
        .where('due_at', '>=', since)
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, count }) => [state as DeliveryState, Number(count)]));
    },

    async purge(before) {
      const gone = await db
        .deleteFrom(table)
        .where('due_at', '<', before)
        .where('try_at', 'is', null)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
