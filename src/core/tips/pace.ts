/** Keeps the posts to one tenant below what its platform allows. */
export interface Pace {
  /**
   * Asks for leave to post.
   *
   * @returns the moment at which to post: `now` or earlier means go. Asked again for the same delivery at that moment,
   * it is granted.
   */
  reserve(tenant: string, deliveryId: string, now: number): number;
  /** The far side asked to wait. */
  pause(tenant: string, until: number): void;
}

/** How many may go at once after a quiet time. */
const burst = 10;

/**
 * A pace by the generic cell rate algorithm (ITU-T I.371): even steps, a small burst, memory of one number a tenant.
 * Each replica keeps its own; the far side's "wait" is the judge between them.
 *
 * @param perMinute posts a minute to one tenant
 */
export function createPace(perMinute: number): Pace {
  const step = 60_000 / perMinute;
  const nextAt = new Map<string, number>();
  const granted = new Map<string, number>();
  return {
    reserve(tenant, deliveryId, now) {
      const kept = granted.get(deliveryId);
      if (kept !== undefined && kept <= now) {
        granted.delete(deliveryId);
        return kept;
      }
      const theoretical = Math.max(nextAt.get(tenant) ?? 0, now);
      nextAt.set(tenant, theoretical + step);
      const at = Math.ceil(theoretical - burst * step);
      if (at > now) granted.set(deliveryId, at);
      return at;
    },
    pause(tenant, until) {
      nextAt.set(tenant, Math.max(nextAt.get(tenant) ?? 0, until + burst * step));
    }
  };
}
