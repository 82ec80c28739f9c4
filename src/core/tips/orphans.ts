/**
 * Tells leases whose holder has died, without comparing anybody's clock: a lease is an orphan once this process has seen
 * it unchanged for the whole lease time. A living worker finishes or lets go well before.
 *
 * @param leaseMs lease time in milliseconds
 * @param elapsed a clock that only goes forward, in milliseconds
 */
export function createOrphanWatch(leaseMs: number, elapsed: () => number) {
  let seen = new Map<string, number>();
  let looked = elapsed();
  /** @param held the leases held now */
  return (held: readonly string[]): string[] => {
    const now = elapsed();
    // Nobody can settle while the store is away: a time without looking does not count.
    if (now - looked > leaseMs / 2) seen.clear();
    looked = now;
    seen = new Map(held.map((lease) => [lease, seen.get(lease) ?? now]));
    return held.filter((lease) => now - seen.get(lease)! >= leaseMs);
  };
}
