import type { Kysely } from 'kysely';
import type { DeliveryOutcome } from '../core/tips/ledger.ts';
import type { Schema } from './engine/schema.ts';
import type { LedgerTables } from './tip-rows.ts';

/** A delivery and the lease of the worker that holds it. */
interface Leased {
  id: string;
  lease: string;
}

/**
 * Writes the intent to call the platform, if the lease still holds.
 *
 * @returns false when it does not, and nothing must be sent
 */
export async function beginDelivery(
  db: Kysely<Schema>,
  table: LedgerTables['deliveries'],
  { id, lease }: Leased,
  way: string,
  tip: string
): Promise<boolean> {
  const begun = await db
    .updateTable(table)
    .set((of) => ({ state: 'asked', way, tip, attempts: of('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirst();
  return begun.numUpdatedRows === 1n;
}

/**
 * Writes an outcome and gives up the lease, if it still holds. What the outcome does not name stays.
 *
 * @returns false when it does not hold, and nothing is changed
 */
export async function settleDelivery(
  db: Kysely<Schema>,
  table: LedgerTables['deliveries'],
  { id, lease }: Leased,
  { state, tryAt, tip, remoteId, reason }: DeliveryOutcome
): Promise<boolean> {
  const settled = await db
    .updateTable(table)
    .set({
      state,
      try_at: tryAt ?? null,
      lease: null,
      ...(tip !== undefined && { tip }),
      ...(remoteId !== undefined && { remote_id: remoteId }),
      ...(reason !== undefined && { reason })
    })
    .where('id', '=', id)
    .where('lease', '=', lease)
    .executeTakeFirst();
  return settled.numUpdatedRows === 1n;
}
