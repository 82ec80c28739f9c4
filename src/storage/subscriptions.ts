import type { Kysely } from 'kysely';
import { reopened, type TipStore } from '../core/tips/ledger.ts';
import type { Schema } from './schema.ts';
import { deliveryRow, subscriptionOf, subscriptionRow } from './tip-rows.ts';

type SubscriptionPart = Pick<TipStore, 'find' | 'save' | 'page' | 'due' | 'plannedAfter' | 'plan'>;

/** Who gets tips, and what comes next for them. */
export function createSubscriptionQueries(db: Kysely<Schema>): SubscriptionPart {
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
      })
  };
}
