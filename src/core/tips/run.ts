import type { Zones } from '../time/zones.ts';
import { createDelivery, type DeliveryParts } from './deliver.ts';
import type { Claim, DeliveryState } from './ledger.ts';
import { createOrphanWatch } from './orphans.ts';
import { isAligned, type PlanParts, planStep, realignStep } from './plan.ts';

/** Report of one run. */
export interface RunReport {
  /** Number of deliveries processed, by resulting state. */
  states: Partial<Record<DeliveryState, number>>;
}

export interface RunParts extends DeliveryParts {
  zones: Zones;
  /** Returns the time of a monotonic clock, in milliseconds. */
  elapsed: () => number;
  /** Returns a unique id. */
  newId: () => string;
}

/** Number of subscriptions planned in one transaction. */
const planBatch = 500;
/** Maximum number of concurrent deliveries in one process, which a crash could leave unclear. */
const atOnce = 64;
/** Number of deliveries claimed at once. Those not begun when a worker dies are begun by another. */
const claimBatch = 256;
/** Number of checks for dead workers per lease time, also during a long run. */
const looksPerLease = 9;
/** Tolerance for clock adjustments, in milliseconds: a smaller step back is ignored. */
const clockSlack = 5 * 60_000;

/** Creates `run(now)`, which plans near slots and takes every ready delivery one step further. */
export function createRun(parts: RunParts) {
  const { store, contents, zones, timings, elapsed, newId } = parts;
  const deliver = createDelivery(parts);
  const orphansOf = createOrphanWatch(timings.lease, elapsed);
  let aligned = false;

  const planParts: PlanParts = { zones, timings };

  /** Aligns the slots of all subscriptions with the current zone data; once, at the first run of a process. */
  const align = async (now: number): Promise<void> => {
    for (let after = ''; ; ) {
      const page = await store.page(after, planBatch);
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
      const moved = page.filter((subscription) => subscription.state === 'active' && !isAligned(subscription, zones));
      if (moved.length > 0)
        await store.plan(
          moved.map((each) => realignStep(each, now, planParts)),
          now
        );
    }
    aligned = true;
  };

  const plan = async (now: number): Promise<void> => {
    if (!aligned) await align(now);
    for (;;) {
      const ahead = await store.plannedAfter(now + clockSlack, planBatch);
      if (ahead.length === 0) break;
      await store.plan(
        ahead.map((each) => realignStep(each, now, planParts)),
        now
      );
    }
    for (;;) {
      const due = await store.due(now + timings.lead, planBatch);
      if (due.length === 0) return;
      const choose = await contents.choose(due);
      const steps = due.map((each) => planStep(each, (date) => choose(each, date), now, planParts));
      await store.plan(steps, now);
    }
  };

  return async (now: number, signal?: AbortSignal): Promise<RunReport> => {
    const began = elapsed();
    const clock = () => now + Math.round(elapsed() - began);
    await deliver.settleKept();
    await plan(now);
    const report: RunReport = { states: {} };
    let looked = Number.NEGATIVE_INFINITY;
    let orphans: readonly string[] = [];
    const own = new Set<string>();
    const look = async (): Promise<void> => {
      looked = elapsed();
      orphans = orphansOf(await store.leases(), clock()).filter((lease) => !own.has(lease));
    };
    const claim = async (): Promise<readonly Claim[]> => {
      const lease = newId();
      own.add(lease);
      const left = orphans;
      orphans = [];
      return store.claim(clock(), lease, left, claimBatch);
    };
    const underWay = new Set<Promise<void>>();
    const faults: unknown[] = [];
    const start = (claim: Claim): void => {
      const work: Promise<void> = deliver
        .advance(claim, clock)
        .then((state) => {
          if (state) report.states[state] = (report.states[state] ?? 0) + 1;
        })
        .catch((error) => void faults.push(error))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    };
    const ready: Claim[] = [];
    while (!signal?.aborted && faults.length === 0 && elapsed() - began < timings.run) {
      try {
        if (elapsed() - looked >= timings.lease / looksPerLease) await look();
        if (ready.length === 0 || orphans.length > 0) ready.unshift(...(await claim()));
      } catch (error) {
        faults.push(error);
      }
      while (underWay.size < atOnce && ready.length > 0) start(ready.shift()!);
      if (underWay.size === 0) break;
      await Promise.race(underWay);
    }
    // Time is up, the program stops or the store is unavailable: deliveries not begun are released unchanged.
    const back = ready.map((claim) =>
      store.settle(claim, { state: claim.delivery.state, tryAt: claim.delivery.tryAt ?? now })
    );
    await Promise.allSettled(back);
    await Promise.all(underWay);
    if (faults.length > 0) throw faults[0];
    return report;
  };
}
