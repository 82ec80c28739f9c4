/** Length of a day in UTC, in milliseconds. */
export const dayMs = 86_400_000;

/** Returns the date `YYYY-MM-DD` of a moment (milliseconds since 1970), in UTC. */
export function dateAt(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Returns the days since 1 January 1970 of a date `YYYY-MM-DD`. Calendar days only: no zone, no clock. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** Returns the date `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return dateAt(day * dayMs);
}

/** Returns the weekday of a day number: Monday is 1, Sunday 7. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Returns the day number of the Monday of the same ISO week. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

/** Returns the ISO 8601 week: it belongs to the year that holds its Thursday. */
export function isoWeek(day: number): { year: number; week: number } {
  const thursday = mondayOf(day) + 3;
  const year = Number(dateOf(thursday).slice(0, 4));
  return { year, week: Math.floor((thursday - dayOf(`${year}-01-01`)) / 7) + 1 };
}

/** Returns the name of a day's ISO week: `2026-W47`. */
export function weekName(day: number): string {
  const { year, week } = isoWeek(day);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Returns the number of days in the month of a date. */
export function monthLength(date: string): number {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 0)).getUTCDate();
}

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
] as const;

/** Returns `2026-11-22` as `22 November 2026`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${monthNames[Number(month) - 1]} ${year}`;
}

/** Returns the date of a moment (milliseconds since 1970), in UTC, as `22 November 2026`. */
export function longDateAt(now: number): string {
  return longDate(dateAt(now));
}

/** Returns the same day a number of months later, or the last day of that month where it is shorter. */
export function monthsAfter(at: number, months: number): number {
  const date = new Date(at);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return date.getTime();
}

/** Returns the same day a year later; 28 February for 29 February. */
export function yearAfter(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4).replace('-02-29', '-02-28')}`;
}
