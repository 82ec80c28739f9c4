import { Cron } from 'croner';
import { BoundedMap } from '../core/model/bounded-map.ts';
import { dateOf, dayMs, dayOf } from '../core/time/calendar.ts';
import type { Zones } from '../core/time/zones.ts';

/** Maximum number of cached conversions: ten thousand channels that want Monday 09:00 in London need the same one. */
const remembered = 10_000;

/**
 * Creates time zones from croner, which is maintained, has no dependencies and resolves missing and doubled times as
 * cron does (first moment after a gap, first pass of a doubled hour), over the zone data that Node ships.
 */
export function createZones(): Zones {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const moments = new BoundedMap<string, number | undefined>(remembered);

  const formatOf = (zone: string) => {
    const known = formats.get(zone);
    if (known) return known;
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit'
    });
    formats.set(zone, format);
    return format;
  };

  const toLocal: Zones['toLocal'] = (at, zone) => {
    const parts = new Map(
      formatOf(zone)
        .formatToParts(at)
        .map(({ type, value }) => [type, value])
    );
    return {
      date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
      minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute'))
    };
  };

  const compute: Zones['toUtc'] = (date, minutes, zone) => {
    const [, month, day] = date.split('-').map(Number);
    const pattern = `0 ${minutes % 60} ${Math.floor(minutes / 60)} ${day} ${month} *`;
    // Zones lie within 14 hours of UTC, so a day and a half before is before, and the year is the right one.
    const before = new Date(Date.parse(`${date}T00:00:00Z`) - 36 * 3_600_000);
    const at = new Cron(pattern, { timezone: zone, paused: true }).nextRun(before)?.getTime();
    if (at !== undefined && at - before.getTime() < 4 * dayMs) return at;
    // Missing on that day, which gives the year after: a gap up to midnight (Nuuk, each March) ends as the next day
    // begins; a day that a zone left out altogether (Apia, 30 December 2011) has no moment.
    return minutes > 0 && compute(date, 0, zone) !== undefined ? compute(dateOf(dayOf(date) + 1), 0, zone) : undefined;
  };

  return {
    canonical(zone) {
      try {
        return formatOf(zone).resolvedOptions().timeZone;
      } catch {
        return undefined;
      }
    },
    toUtc(date, minutes, zone) {
      const key = `${date} ${minutes} ${zone}`;
      if (!moments.has(key)) {
        moments.set(key, compute(date, minutes, zone));
      }
      return moments.get(key);
    },
    toLocal
  };
}
