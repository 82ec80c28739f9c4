import { tortureStart } from './plan.ts';

/** Clock that supervisor, workers and far side share, in torture time. */
export interface TortureClock {
  now(): number;
  /** Resolves once the clock has reached a time, or the condition holds. */
  reached(time: number, condition?: () => boolean): Promise<void>;
  stop(): void;
}

/** Real time between two ticks, in milliseconds. */
const tickMs = 10;

/**
 * Starts a clock that goes on by the tick and waits for the workers, so that what a trial finds does not depend on how fast the machine is.
 *
 * @param speed torture milliseconds for each real one, at most
 * @param mayGoOn asked before each tick, with the time that it would lead to
 * @param told called with the time after each tick
 */
export function startClock(
  speed: number,
  mayGoOn: (time: number) => boolean,
  told: (time: number) => void
): TortureClock {
  let time = tortureStart;
  const waiting = new Set<() => void>();
  const timer = setInterval(() => {
    const next = Math.round(time + tickMs * speed);
    if (mayGoOn(next)) {
      time = next;
      told(time);
    }
    for (const look of waiting) look();
  }, tickMs);
  return {
    now: () => time,
    reached: (end, condition = () => false) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (time < end && !condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    stop: () => clearInterval(timer)
  };
}
