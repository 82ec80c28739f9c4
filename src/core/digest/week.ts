import { dateOf, dayOf, mondayOf, weekdayOf, weekName } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';

/** One week, Monday to Sunday in UTC, as the report counts it, and when its digest goes out. Milliseconds since 1970. */
export interface DigestWeek {
  /** `2026-W47`. */
  id: string;
  /** Its Monday and Sunday, `YYYY-MM-DD`. */
  first: string;
  last: string;
  from: number;
  /** Its last millisecond. */
  to: number;
  dueAt: number;
}

const dayMs = 86_400_000;
/** The digest is read at the beginning of the working week, where the editors are. */
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
    // No clock change falls on a Monday in London, so the moment is always there.
    dueAt: zones.toUtc(next, minutes, zone) ?? (monday + 7) * dayMs + minutes * 60_000
  };
}

/** The week whose digest came due last: the one that ended before the last Monday, 09:00 in London. */
export function weekDue(now: number, zones: Zones): DigestWeek {
  const monday = mondayOf(dayOf(zones.toLocal(now, zone).date));
  const last = weekFrom(monday - 7, zones);
  return last.dueAt <= now ? last : weekFrom(monday - 14, zones);
}

/** The week before a week. */
export function weekBefore({ first }: DigestWeek, zones: Zones): DigestWeek {
  return weekFrom(dayOf(first) - 7, zones);
}

/** Reads `2026-W47`; undefined for any other text and for a week that the year does not have. */
export function readWeek(id: string, zones: Zones): DigestWeek | undefined {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(id) ?? [];
  if (!year || !week) return undefined;
  const january = dayOf(`${year}-01-04`);
  const read = weekFrom(january - weekdayOf(january) + 1 + (Number(week) - 1) * 7, zones);
  return read.id === id ? read : undefined;
}
