import { hash } from '../model/hash.ts';
import { dayMs } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { emptyReason } from './contents.ts';
import { type Delivery, lateReason, type PlanStep, type Subscription } from './ledger.ts';
import { nextSlot, periodOf, type Slot } from './schedule.ts';
import type { Timings } from './timings.ts';

/** Maximum number of slots missed at once that are reported on a line each. */
const reported = 30;

/**
 * Period for which slots are recalculated after the clock was set back, in milliseconds: those that passed meanwhile
 * are named in the report. Existing rows are unchanged.
 */
const lookBack = 30 * dayMs;

/**
 * Minimum distance between a slot and its successor, in milliseconds; a nearer one is skipped, as two tips in an hour
 * would be a burst.
 */
const tooNear = 60 * 60_000;

export interface PlanParts {
  zones: Zones;
  timings: Timings;
}

/**
 * Returns the time at which a slot's tip goes out: offset within the spread, so that channels are not all posted to at
 * once.
 */
export function dueAt(slot: Slot, place: string, { spread }: Timings): number {
  const seconds = Math.max(1, Math.floor(spread / 1000));
  return Math.ceil(slot.at / 1000) * 1000 + (hash(place) % seconds) * 1000;
}

/**
 * Returns the ledger rows for the near slots of a subscription: at most one to send, and one for each that was missed
 * by more than the catch-up time. Pure.
 *
 * @param choose returns the id of what to send on a day; undefined for nothing
 * @param now milliseconds since 1970
 */
export function planStep(
  subscription: Subscription,
  choose: (date: string) => string | undefined,
  now: number,
  { zones, timings }: PlanParts
): PlanStep {
  const { rule, place } = subscription;
  const deliveries: Delivery[] = [];
  let { next, last } = subscription;
  while (next && next.at <= now + timings.lead) {
    const following: Slot | undefined = nextSlot(rule, next.at, zones, next);
    const late =
      now - next.at > timings.catchUp || (following !== undefined && following.at <= now + tooNear && next.at < now);
    const tip = late ? undefined : choose(next.date);
    const delivery: Delivery = {
      id: `${subscription.id}/${next.period}`,
      subscriptionId: subscription.id,
      date: next.date,
      dueAt: dueAt(next, place, timings),
      state: 'skipped',
      attempts: 0
    };
    if (late) deliveries.push({ ...delivery, reason: lateReason });
    else if (!tip) deliveries.push({ ...delivery, reason: emptyReason });
    else deliveries.push({ ...delivery, state: 'planned', tip, tryAt: now });
    last = next;
    next = following;
  }
  return { subscription, deliveries: deliveries.slice(-reported), next, last };
}

/**
 * Recalculates the next slot after the clock was set back, or when the zone's rules have changed.
 *
 * @returns a step without a delivery
 */
export function realignStep(subscription: Subscription, now: number, { zones, timings }: PlanParts): PlanStep {
  const { rule, changedAt, pausedUntil } = subscription;
  const last = subscription.last && subscription.last.at <= now + timings.lead ? subscription.last : undefined;
  const resumes = pausedUntil === undefined ? undefined : zones.toUtc(pausedUntil, 0, rule.zone);
  const after = Math.max(now - lookBack, Math.min(changedAt, now), last?.at ?? 0, (resumes ?? 1) - 1);
  return { subscription, deliveries: [], next: nextSlot(rule, after, zones, last), last };
}

/** Returns true if the next slot agrees with its rule and the current zone data. */
export function isAligned({ rule, next }: Subscription, zones: Zones): boolean {
  return (
    next === undefined ||
    (zones.toUtc(next.date, rule.time, rule.zone) === next.at && periodOf(rule, next.date) === next.period)
  );
}
