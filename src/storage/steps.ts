import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DeliveryOutcome } from '../core/tips/ledger.ts';
import type { Schema } from './engine/schema.ts';

/** A delivery of which the far side is about to be asked. */
export interface Begun {
  id: string;
  lease: string;
  way: string;
  tip: string;
}

/** A delivery of which the outcome is known. */
export interface Settled {
  id: string;
  lease: string;
  outcome: DeliveryOutcome;
}

/** A delivery in somebody's hands. */
export const keyOf = ({ id, lease }: { id: string; lease: string }): string => `${id} ${lease}`;

/** Rows of values. Both engines name their columns `column1`, `column2` and so on, and both take them for text. */
export function valuesOf(rows: readonly (readonly (string | number | null)[])[]): RawBuilder<unknown> {
  return sql.join(rows.map((row) => sql`(${sql.join(row)})`));
}

/** Writes the intent to ask the far side, for all whose lease still holds. One statement. */
export async function beginAll(db: Kysely<Schema>, all: readonly Begun[]): Promise<ReadonlySet<string>> {
  const values = valuesOf(all.map(({ id, lease, way, tip }) => [id, lease, way, tip]));
  const { rows } = await sql<{ id: string; lease: string }>`
    update deliveries set state = 'asked', way = v.column3, tip = v.column4, attempts = deliveries.attempts + 1
    from (values ${values}) as v
    where deliveries.id = v.column1 and deliveries.lease = v.column2
    returning deliveries.id, deliveries.lease
  `.execute(db);
  return new Set(rows.map(keyOf));
}

/** Writes outcomes and lets go, for all whose lease still holds. What an outcome does not name stays. One statement. */
export async function settleAll(db: Kysely<Schema>, all: readonly Settled[]): Promise<ReadonlySet<string>> {
  const values = valuesOf(
    all.map(({ id, lease, outcome: { state, tryAt, tip, remoteId, reason } }) => [
      id,
      lease,
      state,
      tryAt ?? null,
      tip ?? null,
      remoteId ?? null,
      reason ?? null
    ])
  );
  const { rows } = await sql<{ id: string }>`
    update deliveries set
      state = v.column3,
      try_at = cast(v.column4 as bigint),
      lease = null,
      tip = coalesce(v.column5, deliveries.tip),
      remote_id = coalesce(v.column6, deliveries.remote_id),
      reason = coalesce(v.column7, deliveries.reason)
    from (values ${values}) as v
    where deliveries.id = v.column1 and deliveries.lease = v.column2
    returning deliveries.id
  `.execute(db);
  const written = new Set(rows.map(({ id }) => id));
  return new Set(all.filter(({ id }) => written.has(id)).map(keyOf));
}
