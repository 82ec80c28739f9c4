import type { Lease } from './ledger.ts';

/**
 * Creates the detector of leases whose holder has died. A lease is an orphan when it is older than the lease time or,
 * independent of clocks, when this process has seen it unchanged for that time. A living worker releases its lease well
 * before.
 *
 * A clock that jumps forward during a request gives it to a second worker too early. This duplicates nothing where the
 * remote API lists its messages, or where a request is never repeated.
 *
 * @param leaseMs lease time in milliseconds
 * @param elapsed a monotonic clock, in milliseconds
 */
export function createOrphanWatch(leaseMs: number, elapsed: () => number) {
  let seen = new Map<string, number>();
  let looked: number | undefined;
  let quietUntil = Number.NEGATIVE_INFINITY;
  /** Returns the orphans among the leases held now. */
  return (held: readonly Lease[], now: number): string[] => {
    const here = elapsed();
    // No lease can be settled while the store is unavailable: that time does not count; holders come first after it.
    const away = here - (looked ?? here) > leaseMs / 2;
    if (away) quietUntil = here + leaseMs / 2;
    looked = here;
    seen = new Map(held.map(({ lease }) => [lease, (away ? undefined : seen.get(lease)) ?? here]));
    const old = ({ lease, at }: Lease) =>
      (now - at >= leaseMs && here >= quietUntil) || here - seen.get(lease)! >= leaseMs;
    return held.filter(old).map(({ lease }) => lease);
  };
}
