import { dateOf, dayOf, isoWeek, mondayOf, monthLength, weekdayOf } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { isBankHoliday } from './bank-holidays.ts';
import type { TipRule } from './rule.ts';

/** One time at which a tip goes out. */
export interface Slot {
  /**
   * Day, ISO week or month of the slot. A channel gets at most one tip per period, despite changes of clocks and rules.
   */
  period: string;
  /** Date by the wall clock of the rule's zone. */
  date: string;
  /** Time in milliseconds since 1970. */
  at: number;
}

/**
 * Maximum number of days searched: longer than any wait under a rule, such as a monthly day that is a bank holiday
 * several times.
 */
const horizonDays = 400;

/** Returns the period of a date under a rule: `2026-11-23`, `2026-W48` or `2026-11`. */
export function periodOf(rule: TipRule, date: string): string {
  if (rule.dates || rule.also || rule.frequency === 'daily' || rule.frequency === 'weekdays') return date;
  if (rule.frequency === 'monthly') return date.slice(0, 7);
  const { year, week } = isoWeek(dayOf(date));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

function isDay(rule: TipRule, day: number): boolean {
  const date = dateOf(day);
  if (rule.dates) return rule.dates.includes(date);
  const dayOfMonth = Number(date.slice(8));
  const { also = [], weeks = 2, nth = 1 } = rule;
  const isNamed = rule.weekday === weekdayOf(day) || also.includes(weekdayOf(day));
  switch (rule.frequency) {
    case 'daily':
      return true;
    case 'weekdays':
      return weekdayOf(day) <= 5;
    case 'weekly':
      return isNamed;
    case 'fortnightly':
      return isNamed && (mondayOf(day) - mondayOf(dayOf(rule.since ?? date))) % (7 * weeks) === 0;
    case 'monthly': {
      const length = monthLength(date);
      if (rule.day !== undefined) return [rule.day, ...also].some((one) => dayOfMonth === Math.min(one, length));
      if (rule.workday) {
        const first = day - dayOfMonth + 1;
        const working = Array.from({ length }, (_, after) => first + after).filter((one) => isWorkday(one, rule));
        return day === working.at(nth === -1 ? -1 : nth - 1);
      }
      if (weekdayOf(day) !== rule.weekday) return false;
      return [nth, ...also].some((one) => (one === -1 ? dayOfMonth > length - 7 : Math.ceil(dayOfMonth / 7) === one));
    }
  }
}

const isWorkday = (day: number, { holidays }: TipRule): boolean =>
  weekdayOf(day) <= 5 && !(holidays && isBankHoliday(dateOf(day), holidays));

/** Returns true for a day on which a rule's tips do not go out. */
function isLeftOut({ holidays, from, monthsOff, weekdaysOff, breaks }: TipRule, date: string): boolean {
  return (
    (holidays !== undefined && isBankHoliday(date, holidays)) ||
    (from !== undefined && date < from) ||
    monthsOff?.includes(Number(date.slice(5, 7))) === true ||
    weekdaysOff?.includes(weekdayOf(dayOf(date))) === true ||
    breaks?.some(({ first, last }) => date >= first && date <= last) === true
  );
}

/**
 * Returns the next slot: a pure function of the rule, its zone, the tip posted last and the moment.
 *
 * @param rule the schedule by the wall clock
 * @param after milliseconds since 1970; the slot is later than this
 * @param zones conversions of wall-clock time
 * @param last the slot used last; the result is in a later period and on a later day
 * @returns undefined where the rule has no slot within 400 days
 */
export function nextSlot(rule: TipRule, after: number, zones: Zones, last?: Slot): Slot | undefined {
  const first = Math.max(dayOf(zones.toLocal(after, rule.zone).date) - 1, rule.from ? dayOf(rule.from) : 0);
  for (let day = first; day < first + horizonDays; day += 1) {
    if (!isDay(rule, day)) continue;
    const date = dateOf(day);
    if (isLeftOut(rule, date)) continue;
    const period = periodOf(rule, date);
    if (last && (date <= last.date || period === last.period)) continue;
    const at = zones.toUtc(date, rule.time, rule.zone);
    if (at !== undefined && at > after) return { period, date, at };
  }
  return undefined;
}
