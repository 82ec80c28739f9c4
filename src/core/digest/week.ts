import { dateOf, dayMs, dayOf, mondayOf, weekdayOf, weekName } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';

/**
 * One week, Monday to Sunday in UTC, as the report counts it, and the time at which its digest is due. Milliseconds
 * since 1970.
 */
export interface DigestWeek {
  /** Id of the week: `2026-W47`. */
  id: string;
  /** Monday and Sunday, `YYYY-MM-DD`. */
  first: string;
  last: string;
  from: number;
  /** Last millisecond. */
  to: number;
  dueAt: number;
}

/** Time zone of the editors, in which the digest is due at the beginning of the working week. */
const zone = 'Europe/London';
const minutes = 9 * 60;

function weekFrom(monday: number, zones: Zones): DigestWeek {
  const next = dateOf(monday + 7);
  return {
    id: weekName(monday),
    first: dateOf(monday),
    last: dateOf(monday + 6),
    from: monday * dayMs,
    to: (monday + 7) * dayMs - 1,
    // No clock change falls on a Monday in London, so the moment always exists.
    dueAt: zones.toUtc(next, minutes, zone) ?? (monday + 7) * dayMs + minutes * 60_000
  };
}

/** Returns the week whose digest was due last: the one that ended before the last Monday, 09:00 in London. */
export function weekDue(now: number, zones: Zones): DigestWeek {
  const monday = mondayOf(dayOf(zones.toLocal(now, zone).date));
  const last = weekFrom(monday - 7, zones);
  return last.dueAt <= now ? last : weekFrom(monday - 14, zones);
}

/** Returns the week before a week. */
export function weekBefore({ first }: DigestWeek, zones: Zones): DigestWeek {
  return weekFrom(dayOf(first) - 7, zones);
}

/** Parses `2026-W47`; undefined for any other text and for a week that the year does not have. */
export function readWeek(id: string, zones: Zones): DigestWeek | undefined {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(id) ?? [];
  if (!year || !week) return undefined;
  const january = dayOf(`${year}-01-04`);
  const read = weekFrom(january - weekdayOf(january) + 1 + (Number(week) - 1) * 7, zones);
  return read.id === id ? read : undefined;
}
