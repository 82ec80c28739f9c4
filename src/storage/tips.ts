import type { Kysely } from 'kysely';
import { type DeliveryState, reopened, type TipStore } from '../core/tips/ledger.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';
import { deliveryOf, deliveryRow, subscriptionOf, subscriptionRow } from './tip-rows.ts';

/** Subscriptions and ledger. Every change of a delivery is conditional on its lease, so that a late worker changes nothing. */
export function createTipStore(db: Kysely<Schema>, engine: Engine): TipStore {
  const subscriptions = () => db.selectFrom('subscriptions').selectAll();
  return {
    async find(place) {
      const row = await subscriptions().where('place', '=', place).executeTakeFirst();
      return row && subscriptionOf(row);
    },

    async save(subscription, now) {
      const { id, ...row } = subscriptionRow(subscription, now);
      await db
        .insertInto('subscriptions')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
        .execute();
    },

    async page(afterId, limit) {
      const rows = await subscriptions().where('id', '>', afterId).orderBy('id').limit(limit).execute();
      return rows.map(subscriptionOf);
    },

    async due(until, limit) {
      const rows = await subscriptions()
        .where('next_at', '<=', until)
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(subscriptionOf);
    },

    async plannedAfter(moment, limit) {
      const rows = await subscriptions()
        .where('planned_at', '>', moment)
        .where('state', '=', 'active')
        .limit(limit)
        .execute();
      return rows.map(subscriptionOf);
    },

    plan: (steps, now) =>
      db.transaction().execute(async (tx) => {
        let made = 0;
        for (const { subscription, deliveries, next, last } of steps) {
          const {
            next_at,
            next: nextText,
            last: lastText
          } = subscriptionRow({ ...subscription, ...(next && { next }), ...(last && { last }) }, now);
          const moved = await tx
            .updateTable('subscriptions')
            .set({
              next_at: next ? next_at : null,
              next: next ? nextText : null,
              last: last ? lastText : null,
              planned_at: now
            })
            .where('id', '=', subscription.id)
            .where('state', '=', 'active')
            .where('next_at', subscription.next ? '=' : 'is', subscription.next?.at ?? null)
            .executeTakeFirst();
          if (moved.numUpdatedRows === 0n || deliveries.length === 0) continue;
          const rows = deliveries.map(deliveryRow);
          const written = await tx
            .insertInto('deliveries')
            .values(rows)
            .onConflict((conflict) =>
              conflict
                .column('id')
                .doUpdateSet((of) => ({
                  tip: of.ref('excluded.tip'),
                  state: of.ref('excluded.state'),
                  date: of.ref('excluded.date'),
                  due_at: of.ref('excluded.due_at'),
                  try_at: of.ref('excluded.try_at'),
                  reason: of.ref('excluded.reason')
                }))
                .where('deliveries.state', '=', 'skipped')
                .where('deliveries.reason', 'in', [...reopened])
            )
            .returning('id')
            .execute();
          made += written.length;
        }
        return made;
      }),

    async posted(subscriptionIds) {
      const rows = await db
        .selectFrom('deliveries')
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
            .selectFrom('deliveries')
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
        .updateTable('deliveries')
        .set({ lease })
        .where('id', 'in', (of) => of.selectFrom('picked').select('picked.id'))
        .returningAll()
        .execute();
      if (claimed.length === 0) return [];
      const ids = [...new Set(claimed.map((row) => row.subscription_id))];
      const rows = await subscriptions().where('id', 'in', ids).execute();
      const byId = new Map(rows.map((row) => [row.id, subscriptionOf(row)]));
      return claimed.map((row) => ({ delivery: deliveryOf(row), subscription: byId.get(row.subscription_id)!, lease }));
    },

    async leases() {
      const rows = await db
        .selectFrom('deliveries')
        .select('lease')
        .distinct()
        .where('lease', 'is not', null)
        .execute();
      return rows.map((row) => row.lease!);
    },

    async take(deliveryId, lease) {
      const taken = await db
        .updateTable('deliveries')
        .set({ lease })
        .where('id', '=', deliveryId)
        .where('lease', 'is', null)
        .where('try_at', 'is not', null)
        .executeTakeFirst();
      return taken.numUpdatedRows === 1n;
    },

    async begin({ delivery, lease }, way, tip) {
      const begun = await db
        .updateTable('deliveries')
        .set((of) => ({ state: 'asked', way, tip, attempts: of('attempts', '+', 1) }))
        .where('id', '=', delivery.id)
        .where('lease', '=', lease)
        .executeTakeFirst();
      return begun.numUpdatedRows === 1n;
    },

    async settle({ delivery, lease }, { state, tryAt, ...outcome }) {
      const settled = await db
        .updateTable('deliveries')
        .set({
          state,
          try_at: tryAt ?? null,
          lease: null,
          ...(outcome.tip !== undefined && { tip: outcome.tip }),
          ...(outcome.remoteId !== undefined && { remote_id: outcome.remoteId }),
          ...(outcome.reason !== undefined && { reason: outcome.reason })
        })
        .where('id', '=', delivery.id)
        .where('lease', '=', lease)
        .executeTakeFirst();
      return settled.numUpdatedRows === 1n;
    },

    async deliveries(subscriptionId, limit) {
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('subscription_id', '=', subscriptionId)
        .orderBy('due_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    async counts(since) {
      const rows = await db
        .selectFrom('deliveries')
        .select((of) => ['state', of.fn.countAll<number>().as('count')])
        .where('due_at', '>=', since)
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, count }) => [state as DeliveryState, Number(count)]));
    },

    async purge(before) {
      const gone = await db
        .deleteFrom('deliveries')
        .where('due_at', '<', before)
        .where('try_at', 'is', null)
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    }
  };
}
