import type { Lease } from './ledger.ts';

/**
 * Tells leases whose holder has died. By the clock a lease is an orphan when it is older than the lease time; whatever
 * clocks say, it is one when this process has seen it unchanged for as long. A living worker lets go well before.
 *
 * A clock that jumps forward in the middle of a request hands it to a second worker too early. That doubles nothing
 * where the far side is asked what it holds, or where a request is never repeated.
 *
 * @param leaseMs lease time in milliseconds
 * @param elapsed a clock that only goes forward, in milliseconds
 */
export function createOrphanWatch(leaseMs: number, elapsed: () => number) {
  let seen = new Map<string, number>();
  let looked: number | undefined;
  let quietUntil = Number.NEGATIVE_INFINITY;
  /** @param held the leases held now */
  return (held: readonly Lease[], now: number): string[] => {
    const here = elapsed();
    // Nobody can settle while the store is away: a time without looking does not count, and holders come first after it.
    const away = here - (looked ?? here) > leaseMs / 2;
    if (away) quietUntil = here + leaseMs / 2;
    looked = here;
    seen = new Map(held.map(({ lease }) => [lease, (away ? undefined : seen.get(lease)) ?? here]));
    const old = ({ lease, at }: Lease) =>
      (now - at >= leaseMs && here >= quietUntil) || here - seen.get(lease)! >= leaseMs;
    return held.filter(old).map(({ lease }) => lease);
  };
}
