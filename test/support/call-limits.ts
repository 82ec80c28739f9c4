import { jest } from '@jest/globals';
import { until } from './until.ts';

/** Time limits of calls that run out when the test says so. */
export interface CallLimits {
  /** Waits for a condition, as that a call has arrived, and lets the limits of all calls so far run out. */
  runOut(when: () => boolean): Promise<void>;
  /** Gives calls their own limits again. */
  restore(): void;
}

/** Takes the time limits of calls (`AbortSignal.timeout`) in hand: a limit short enough to wait for is too short for a busy machine. */
export function holdCallLimits(): CallLimits {
  let limits: AbortController[] = [];
  const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const limit = new AbortController();
    limits.push(limit);
    return limit.signal;
  });
  return {
    async runOut(when) {
      await until(when);
      const over = limits;
      limits = [];
      for (const limit of over) limit.abort(new DOMException('The time is up.', 'TimeoutError'));
    },
    restore: () => spy.mockRestore()
  };
}
