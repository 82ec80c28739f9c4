import { errorName } from '../model/errors.ts';
import { type Conversation, placePrefix } from '../model/message.ts';
import type { Planned, ReminderChanges, ReminderScope } from '../model/reminder.ts';
import { dateOf, dayMs, dayOf, weekdayOf } from '../time/calendar.ts';
import { isBankHoliday, type Nation } from './bank-holidays.ts';
import { cancelOpen } from './cancel.ts';
import type { Contents } from './contents.ts';
import { movedReason, type Subscription } from './ledger.ts';
import { createPaces } from './pace.ts';
import { createRun, type RunParts, type RunReport } from './run.ts';
import { nextSlot } from './schedule.ts';

export type ReminderParts = Pick<
  RunParts,
  'store' | 'messengers' | 'zones' | 'elapsed' | 'newId' | 'timings' | 'repeatOnUnknown'
> & {
  contents: Contents;
  /** Maximum number of posts a minute to one tenant, by platform. */
  perMinute: ReadonlyMap<string, number>;
  /** Logs errors, without text written by people. */
  log: (event: string, fields: Record<string, unknown>) => void;
};

/** Time of the day at which a reminder goes out, in minutes after midnight. */
const morning = 9 * 60;
/** Days between the first reminder and the second, which is the last. */
const againDays = 14;

/** Calendar of somebody's working days: the IANA name of their time zone, and the nation whose bank holidays they keep. */
interface WorkingDays {
  zone: string;
  holidays?: Nation;
}

/** Reminders of a date, by the ledger of the weekly tips: each goes out exactly once over all replicas and restarts. */
export interface Reminders extends ReminderChanges {
  /**
   * Plans two reminders, at nine in the morning of a working day and a fortnight later, in place of earlier ones with this
   * id.
   *
   * @param at earliest moment, in milliseconds since 1970
   */
  plan(id: string, conversation: Conversation, at: number, working: WorkingDays, now: number): Promise<Planned>;
  /** Plans what is near and takes every delivery one step further. Safe in any number of processes at once. */
  run(now: number, signal?: AbortSignal): Promise<RunReport>;
}

/** Returns this day, or the first after it that is neither at a weekend nor a bank holiday of the nation. */
function workingDay(day: number, nation: Nation | undefined): string {
  let found = day;
  while (weekdayOf(found) > 5 || (nation && isBankHoliday(dateOf(found), nation))) found += 1;
  return dateOf(found);
}

export function createReminders(parts: ReminderParts): Reminders {
  const { store, zones, log } = parts;
  const placeOf = (id: string, { platform, tenant }: ReminderScope): string =>
    `${placePrefix(platform, tenant)}reminder/${id}`;
  const found = async (id: string, where: ReminderScope): Promise<Subscription | undefined> => {
    const known = await store.find(placeOf(id, where));
    return known?.state === 'ended' ? undefined : known;
  };
  const planned = ({ next, state }: Subscription): Planned => ({
    paused: state === 'paused',
    ...(next && { date: next.date })
  });
  const save = async (subscription: Subscription, now: number): Promise<Planned> => {
    await store.save(subscription, now);
    return planned(subscription);
  };

  const end = ({ next: _, ...kept }: Subscription, now: number): Promise<void> =>
    store.save({ ...kept, state: 'ended', changedAt: now }, now);

  const plan: Reminders['plan'] = async (id, conversation, at, { zone, holidays }, now) => {
    const place = placeOf(id, conversation);
    const known = await store.find(place);
    if (known) await cancelOpen(known, movedReason, now, parts);
    const first = workingDay(dayOf(zones.toLocal(at, zone).date), holidays);
    const dates = [first, workingDay(dayOf(first) + againDays, holidays)];
    const kept = { zone, ...(holidays && { holidays }) };
    const rule = { frequency: 'daily' as const, weekday: 1, time: morning, topics: [], dates, ...kept };
    const next = nextSlot(rule, now, zones);
    return save({ id, place, conversation, rule, state: 'active', changedAt: now, ...(next && { next }) }, now);
  };

  return {
    plan,
    async find(id, where) {
      const known = await found(id, where);
      return known && planned(known);
    },
    async cancel(id, where, now) {
      const known = await found(id, where);
      if (!known) return;
      await cancelOpen(known, 'stopped', now, parts);
      await end(known, now);
    },
    async pause(id, where, now) {
      const known = await found(id, where);
      if (!known) return undefined;
      await cancelOpen(known, movedReason, now, parts);
      const { next: _, ...kept } = known;
      return save({ ...kept, state: 'paused', changedAt: now }, now);
    },
    async resume(id, where, now) {
      const known = await found(id, where);
      if (!known) return undefined;
      const next = nextSlot(known.rule, now, zones, known.last);
      if (!next) return plan(id, known.conversation, now + dayMs, known.rule, now);
      return save({ ...known, state: 'active', next, changedAt: now }, now);
    },
    async skip(id, where, days, now) {
      const known = await found(id, where);
      if (!known) return undefined;
      const from = Math.max(now, known.next?.at ?? now);
      return plan(id, known.conversation, from + days * dayMs, known.rule, now);
    },
    run: createRun({
      ...parts,
      pace: createPaces(parts.perMinute, parts.elapsed),
      gone: async ({ subscription }, _reason, now) => {
        await end(subscription, now);
        log('reminder.ended', { id: subscription.id });
      },
      onFailure: ({ delivery }, error) => log('reminder.deferred', { delivery: delivery.id, error: errorName(error) })
    })
  };
}
