import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { placePrefix } from '../core/model/message.ts';
import { type Delivery, type PlanStep, reopened, type TipStore } from '../core/tips/ledger.ts';
import type { Engine } from './engine/migrate.ts';
import type { Schema } from './engine/schema.ts';
import { deliveryRow, type LedgerTables, subscriptionOf, subscriptionRow, tipTables } from './tip-rows.ts';

type SubscriptionPart = Pick<
  TipStore,
  'find' | 'save' | 'takeBack' | 'page' | 'inTenant' | 'due' | 'plannedAfter' | 'plan'
>;

/** Creates the store of subscriptions to tips and their next slots. */
export function createSubscriptionQueries(
  db: Kysely<Schema>,
  engine: Engine,
  { subscriptions: table, deliveries }: LedgerTables = tipTables
): SubscriptionPart {
  const subscriptions = () => db.selectFrom(table).selectAll();
  return {
    async find(place) {
      const row = await subscriptions().where('place', '=', place).executeTakeFirst();
      return row && subscriptionOf(row);
    },

    async save(subscription, now) {
      const { id, ...row } = subscriptionRow(subscription, now);
      await db
        .insertInto(table)
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
        .execute();
    },

    async takeBack({ place, changedAt }, before, now) {
      // By place: of two who begin at once, the later has the row under the id of the first.
      const ours = db.deleteFrom(table).where('place', '=', place).where('changed_at', '=', changedAt);
      if (!before) return (await ours.executeTakeFirst()).numDeletedRows > 0n;
      const { id: _, ...row } = subscriptionRow(before, now);
      const back = db.updateTable(table).set(row).where('place', '=', place).where('changed_at', '=', changedAt);
      return (await back.executeTakeFirst()).numUpdatedRows > 0n;
    },

    async page(afterId, limit) {
      const rows = await subscriptions().where('id', '>', afterId).orderBy('id').limit(limit).execute();
      return rows.map(subscriptionOf);
    },

    async inTenant(platform, tenant) {
      const prefix = placePrefix(platform, tenant);
      const rows = await subscriptions()
        .where(sql<boolean>`substr(place, 1, ${sql.lit(prefix.length)}) = ${prefix}`)
        .orderBy('place')
        .execute();
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
        if (engine === 'postgres') await lockInOrder(tx, table, steps);
        const moved = await moveAll(tx, table, steps, now);
        const rows = steps.filter(({ subscription }) => moved.has(subscription.id)).flatMap((step) => step.deliveries);
        let made = 0;
        for (let from = 0; from < rows.length; from += insertBatch) {
          made += await addLines(tx, deliveries, rows.slice(from, from + insertBatch));
        }
        return made;
      })
  };
}

/** Ledger rows in one statement. */
const insertBatch = 500;

/**
 * Locks the rows of a plan in one order, so that replicas that plan the same slots wait for each other without a
 * deadlock.
 */
async function lockInOrder(
  tx: Transaction<Schema>,
  table: LedgerTables['subscriptions'],
  steps: readonly PlanStep[]
): Promise<void> {
  const ids = steps.map(({ subscription }) => subscription.id);
  await tx.selectFrom(table).select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** Moves each subscription on to its next slot, if it still stands where the plan found it. Returns those moved. */
async function moveAll(
  tx: Transaction<Schema>,
  table: LedgerTables['subscriptions'],
  steps: readonly PlanStep[],
  now: number
): Promise<ReadonlySet<string>> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const values = valuesOf(
    steps.map(({ subscription, next, last }) => [
      subscription.id,
      subscription.next?.at ?? -1,
      next?.at ?? null,
      next ? JSON.stringify(next) : null,
      last ? JSON.stringify(last) : null
    ])
  );
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set
      next_at = cast(v.column3 as bigint), next = v.column4, last = v.column5, planned_at = cast(${now} as bigint)
    from (values ${values}) as v
    where ${column('id')} = v.column1 and ${column('state')} = 'active'
      and coalesce(${column('next_at')}, -1) = cast(v.column2 as bigint)
    returning ${column('id')}
  `.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Inserts ledger rows; an existing row stays, unless it was skipped for a reason that no longer holds. */
async function addLines(
  tx: Transaction<Schema>,
  table: LedgerTables['deliveries'],
  lines: readonly Delivery[]
): Promise<number> {
  const written = await tx
    .insertInto(table)
    .values(lines.map(deliveryRow))
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
        .where(sql.ref(`${table}.state`), '=', 'skipped')
        .where(sql.ref(`${table}.reason`), 'in', [...reopened])
    )
    .returning('id')
    .execute();
  return written.length;
}

/**
 * Returns rows of values. Both engines name their columns `column1`, `column2` and so on, and both take them for text.
 */
function valuesOf(rows: readonly (readonly (string | number | null)[])[]): RawBuilder<unknown> {
  return sql.join(rows.map((row) => sql`(${sql.join(row)})`));
}
