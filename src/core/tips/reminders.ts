import { type Conversation, placePrefix } from '../model/message.ts';
import { dateOf, dayOf, weekdayOf } from '../time/calendar.ts';
import { isBankHoliday, type Nation } from './bank-holidays.ts';
import { cancelOpen } from './cancel.ts';
import type { Contents } from './contents.ts';
import { movedReason, type Subscription } from './ledger.ts';
import { createPace, type Pace } from './pace.ts';
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
const dayMs = 86_400_000;

/** A reminder that waits. */
interface Planned {
  /** Day `YYYY-MM-DD` of the next reminder; absent while it is paused, and after the last. */
  date?: string;
  paused: boolean;
}

/** Calendar of somebody's working days: the IANA name of their time zone, and the nation whose bank holidays they keep. */
interface WorkingDays {
  zone: string;
  holidays?: Nation;
}

/** Reminders of a date, by the ledger of the weekly tips: each goes out exactly once over all replicas and restarts. */
export interface Reminders {
  /**
   * Plans two reminders, at nine in the morning of a working day and a fortnight later, in place of earlier ones with this
   * id.
   *
   * @param at earliest moment, in milliseconds since 1970
   */
  plan(id: string, conversation: Conversation, at: number, working: WorkingDays, now: number): Promise<Planned>;
  find(id: string, where: Pick<Conversation, 'platform' | 'tenant'>): Promise<Planned | undefined>;
  /** Ends the reminders with this id; one that is on its way is withdrawn where its platform can do that. */
  cancel(id: string, where: Pick<Conversation, 'platform' | 'tenant'>, now: number): Promise<void>;
  /** Holds the reminders back until they are resumed. */
  pause(id: string, where: Pick<Conversation, 'platform' | 'tenant'>, now: number): Promise<Planned | undefined>;
  /** Resumes them: on their days, or the next day where those have passed. */
  resume(id: string, where: Pick<Conversation, 'platform' | 'tenant'>, now: number): Promise<Planned | undefined>;
  /** Leaves the next reminder out and asks a number of days later. */
  skip(
    id: string,
    where: Pick<Conversation, 'platform' | 'tenant'>,
    days: number,
    now: number
  ): Promise<Planned | undefined>;
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
  const { store, zones, log, perMinute, elapsed } = parts;
  const paces = new Map<string, Pace>();
  const pace = (platform: string): Pace => {
    const known = paces.get(platform) ?? createPace(perMinute.get(platform) ?? 60, elapsed);
    paces.set(platform, known);
    return known;
  };
  const placeOf = (id: string, { platform, tenant }: Pick<Conversation, 'platform' | 'tenant'>): string =>
    `${placePrefix(platform, tenant)}reminder/${id}`;
  const found = (id: string, where: Pick<Conversation, 'platform' | 'tenant'>) => store.find(placeOf(id, where));
  const planned = ({ next, state }: Subscription): Planned => ({
    paused: state === 'paused',
    ...(next && { date: next.date })
  });
  const save = async (subscription: Subscription, now: number): Promise<Planned> => {
    await store.save(subscription, now);
    return planned(subscription);
  };

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
      return known && known.state !== 'ended' ? planned(known) : undefined;
    },
    async cancel(id, where, now) {
      const known = await found(id, where);
      if (!known || known.state === 'ended') return;
      await cancelOpen(known, 'stopped', now, parts);
      const { next: _, ...kept } = known;
      await save({ ...kept, state: 'ended', changedAt: now }, now);
    },
    async pause(id, where, now) {
      const known = await found(id, where);
      if (!known || known.state === 'ended') return undefined;
      await cancelOpen(known, movedReason, now, parts);
      const { next: _, ...kept } = known;
      return save({ ...kept, state: 'paused', changedAt: now }, now);
    },
    async resume(id, where, now) {
      const known = await found(id, where);
      if (!known || known.state === 'ended') return undefined;
      const next = nextSlot(known.rule, now, zones, known.last);
      if (!next) return plan(id, known.conversation, now + dayMs, known.rule, now);
      return save({ ...known, state: 'active', next, changedAt: now }, now);
    },
    async skip(id, where, days, now) {
      const known = await found(id, where);
      if (!known || known.state === 'ended') return undefined;
      const from = Math.max(now, known.next?.at ?? now);
      return plan(id, known.conversation, from + days * dayMs, known.rule, now);
    },
    run: createRun({
      ...parts,
      pace,
      gone: async ({ subscription }, _reason, now) => {
        const { next: _, ...kept } = subscription;
        await store.save({ ...kept, state: 'ended', changedAt: now }, now);
        log('reminder.ended', { id: subscription.id });
      },
      onFailure: ({ delivery }, error) =>
        log('reminder.deferred', { delivery: delivery.id, error: error instanceof Error ? error.name : 'Error' })
    })
  };
}
