/** Keeps the posts to one tenant below what its platform allows. */
export interface Pace {
  /**
   * Asks for leave to post.
   *
   * @returns milliseconds to wait; 0 means go. Asked again for the same delivery after that time, it is granted.
   */
  reserve(tenant: string, deliveryId: string): number;
  /** The far side asked to wait this many milliseconds. */
  pause(tenant: string, forMs: number): void;
}

/** How many may go at once after a quiet time. */
const burst = 10;

/**
 * A pace by the generic cell rate algorithm (ITU-T I.371): even steps, a small burst, memory of one number a tenant.
 * Each replica keeps its own; the far side's "wait" is the judge between them.
 *
 * @param perMinute posts a minute to one tenant
 * @param elapsed a clock that only goes forward, in milliseconds: one put forward and back would stop the posts between
 */
export function createPace(perMinute: number, elapsed: () => number): Pace {
  const step = 60_000 / perMinute;
  const nextAt = new Map<string, number>();
  const granted = new Map<string, number>();
  return {
    reserve(tenant, deliveryId) {
      const now = elapsed();
      const kept = granted.get(deliveryId);
      if (kept !== undefined && kept <= now) {
        granted.delete(deliveryId);
        return 0;
      }
      const theoretical = Math.max(nextAt.get(tenant) ?? 0, now);
      nextAt.set(tenant, theoretical + step);
      const at = Math.ceil(theoretical - burst * step);
      if (at <= now) return 0;
      granted.set(deliveryId, at);
      return at - now;
    },
    pause(tenant, forMs) {
      nextAt.set(tenant, Math.max(nextAt.get(tenant) ?? 0, elapsed() + forMs + burst * step));
    }
  };
}
