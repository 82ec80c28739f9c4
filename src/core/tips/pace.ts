/** Limits the rate of posts to one tenant to the platform's allowance. */
export interface Pace {
  /**
   * Reserves a post.
   *
   * @returns milliseconds to wait; 0 means post now. Called again for the same delivery after that time, it returns 0.
   */
  reserve(tenant: string, deliveryId: string): number;
  /** Records that the remote API asked to wait this many milliseconds. */
  pause(tenant: string, forMs: number): void;
}

/** Maximum number of posts at once after a quiet time. */
const burst = 10;

/**
 * Creates a rate limiter by the generic cell rate algorithm (ITU-T I.371): even steps, a small burst, one number stored
 * per tenant. Each replica has its own; between them the remote API's requests to wait decide.
 *
 * @param perMinute posts a minute to one tenant
 * @param elapsed a monotonic clock, in milliseconds: one set forward and back would stop the posts between
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

const usualPerMinute = 60;

/**
 * Creates a pace for each platform, when it is first asked for.
 *
 * @param perMinute posts a minute to one tenant, by platform; 60 where not given
 */
export function createPaces(
  perMinute: ReadonlyMap<string, number> | undefined,
  elapsed: () => number
): (platform: string) => Pace {
  const paces = new Map<string, Pace>();
  return (platform) => {
    const pace = paces.get(platform) ?? createPace(perMinute?.get(platform) ?? usualPerMinute, elapsed);
    paces.set(platform, pace);
    return pace;
  };
}
