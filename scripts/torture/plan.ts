import type { Timings } from '../../src/core/tips/timings.ts';
import type { Way } from '../../test/support/tips-world.ts';

export type Ledger = 'tips' | 'reminders';

/** Plan that a supervisor and its workers share. */
export interface TorturePlan {
  /** Kind of message: weekly tips, or reminders to do an assessment again. */
  ledger: Ledger;
  way: Way;
  databaseUrl: string;
  dataDir: string;
  farUrl: string;
  /** Torture time at which a worker is started; the supervisor tells it how it goes on. */
  now: number;
}

const hour = 3_600_000;

/** Torture time begins on a Monday, a good while before the first slot. */
export const tortureStart = Date.UTC(2026, 10, 23, 0);

/** Real spans shrink with the speed; these grow with it, so that a dying process has as much room as in real life. */
export const tortureTimings: Timings = {
  lead: 8 * hour,
  checks: [4 * hour, 2 * hour],
  cutoff: hour,
  confirm: hour / 2,
  catchUp: 24 * hour,
  spread: hour,
  lease: 1.5 * hour,
  unknown: hour,
  retry: hour / 6,
  retryMost: hour,
  run: hour
};
