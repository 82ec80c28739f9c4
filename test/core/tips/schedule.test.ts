import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, isoWeek, monthLength, weekdayOf } from '../../../src/core/time/calendar.ts';
import type { Zones } from '../../../src/core/time/zones.ts';
import { isBankHoliday } from '../../../src/core/tips/bank-holidays.ts';
import { frequencies, type TipRule } from '../../../src/core/tips/rule.ts';
import { nextSlot, periodOf, type Slot } from '../../../src/core/tips/schedule.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { runs } from '../../support/property-runs.ts';

const zones = createZones();
const hour = 3_600_000;
const london: TipRule = { frequency: 'weekly', weekday: 1, time: 9 * 60, zone: 'Europe/London', topics: [] };
const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const next = (rule: Partial<TipRule>, after: string, last?: Slot) =>
  nextSlot({ ...london, ...rule }, Date.parse(after), zones, last);

/** Every slot from a moment on, each found from the one before, as the bot does. */
function slots(rule: TipRule, from: number, until: number): Slot[] {
  const found: Slot[] = [];
  for (let slot = nextSlot(rule, from, zones); slot && slot.at < until; ) {
    found.push(slot);
    slot = nextSlot(rule, slot.at, zones, slot);
  }
  return found;
}

/** Returns true where the wall clock never showed the rule's time on that date: found by looking, not by the code under test. */
function isMissing(rule: TipRule, date: string): boolean {
  const start = Date.parse(`${date}T00:00:00Z`) - 15 * hour;
  for (let at = start; at < start + 54 * hour; at += 15 * 60_000) {
    const local = zones.toLocal(at, rule.zone);
    if (local.date === date && local.minutes === rule.time) return false;
  }
  return true;
}

describe('nextSlot', () => {
  test('keeps Monday 09:00 over both clock changes of the United Kingdom', () => {
    expect(iso(next({}, '2026-03-24T00:00:00Z')?.at)).toBe('2026-03-30T08:00:00.000Z');
    expect(iso(next({}, '2026-10-20T00:00:00Z')?.at)).toBe('2026-10-26T09:00:00.000Z');
  });

  test('a missing time runs at the first moment after the gap, a doubled one on its first pass', () => {
    const sunday = { weekday: 7, time: 90 };
    expect(iso(next(sunday, '2026-03-28T12:00:00Z')?.at)).toBe('2026-03-29T01:00:00.000Z');
    expect(iso(next(sunday, '2026-10-24T12:00:00Z')?.at)).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(next(sunday, '2026-10-25T00:30:00Z')?.at)).toBe('2026-11-01T01:30:00.000Z');
  });

  test('crosses year ends by ISO week, and leap days', () => {
    expect(next({ weekday: 5 }, '2026-12-31T12:00:00Z')).toMatchObject({ date: '2027-01-01', period: '2026-W53' });
    expect(next({ frequency: 'daily' }, '2028-02-28T12:00:00Z')?.date).toBe('2028-02-29');
    expect(next({ frequency: 'monthly', day: 31 }, '2028-02-01T00:00:00Z')?.date).toBe('2028-02-29');
    expect(next({ frequency: 'monthly', day: 29 }, '2027-02-01T00:00:00Z')?.date).toBe('2027-02-28');
  });

  test('monthly takes the first, the third or the last such weekday', () => {
    const monthly = { frequency: 'monthly' as const, weekday: 5 };
    expect(next(monthly, '2026-11-23T00:00:00Z')?.date).toBe('2026-12-04');
    expect(next({ ...monthly, nth: 3 }, '2026-11-23T00:00:00Z')?.date).toBe('2026-12-18');
    expect(next({ ...monthly, nth: -1 }, '2026-11-23T00:00:00Z')?.date).toBe('2026-11-27');
  });

  test('leaves bank holidays out where asked, and only those of the nation', () => {
    expect(next({ holidays: 'england-and-wales' }, '2026-12-22T00:00:00Z')?.date).toBe('2027-01-04');
    expect(next({}, '2026-12-22T00:00:00Z')?.date).toBe('2026-12-28');
    expect(next({ holidays: 'england-and-wales' }, '2026-11-24T00:00:00Z')?.date).toBe('2026-11-30');
    expect(next({ holidays: 'scotland' }, '2026-11-24T00:00:00Z')?.date).toBe('2026-12-07');
  });

  test('after a rule was changed in mid-week there is still one tip a week', () => {
    const posted = next({}, '2026-11-20T00:00:00Z')!;
    expect(posted.date).toBe('2026-11-23');
    expect(next({ weekday: 5 }, '2026-11-23T12:00:00Z', posted)?.date).toBe('2026-12-04');
    expect(next({ frequency: 'daily', time: 600 }, '2026-11-23T09:30:00Z', posted)?.date).toBe('2026-11-24');
  });

  test('a whole day that a zone left out has no slot, and the next one comes', () => {
    const apia = { zone: 'Pacific/Apia', weekday: 5 };
    expect(next(apia, '2011-12-26T00:00:00Z')?.date).toBe('2012-01-06');
  });
});

const anyZone = fc.oneof(
  fc.constantFrom('Europe/London', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu'),
  fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
);
const anyRule: fc.Arbitrary<TipRule> = fc.record({
  frequency: fc.constantFrom(...frequencies),
  weekday: fc.integer({ min: 1, max: 7 }),
  // Clocks change at night, so most times are there; on the quarter, as zones are.
  time: fc.oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 95 })).map((quarter) => quarter * 15),
  zone: anyZone,
  topics: fc.constant([]),
  since: fc.constant('2026-11-23')
});
const anyYear = fc.integer({ min: 2020, max: 2036 });

describe('over ten years of any rule in any zone', () => {
  test('every slot shows the rule’s time on its clock, or the first moment after a gap, and its first pass', () => {
    fc.assert(
      fc.property(anyRule, anyYear, (rule, year) => {
        const weekly = { ...rule, frequency: 'weekly' as const };
        for (const { at, date } of slots(weekly, Date.UTC(year, 0, 1), Date.UTC(year + 10, 0, 1))) {
          const local = zones.toLocal(at, rule.zone);
          if (local.date === date && local.minutes === rule.time) {
            for (const earlier of [hour / 2, hour, 2 * hour]) {
              expect(zones.toLocal(at - earlier, rule.zone)).not.toEqual(local);
            }
          } else {
            expect(isMissing(rule, date)).toBe(true);
            const before = zones.toLocal(at - 60_000, rule.zone);
            expect(`${before.date} ${1000 + before.minutes}` < `${date} ${1000 + rule.time}`).toBe(true);
          }
        }
      }),
      { numRuns: runs(8) }
    );
  });

  test('slots go forward, one a period, and no period is left out', () => {
    fc.assert(
      fc.property(anyRule, anyYear, (rule, year) => {
        const years = rule.frequency === 'daily' || rule.frequency === 'weekdays' ? 2 : 10;
        const found = slots(rule, Date.UTC(year, 0, 1), Date.UTC(year + years, 0, 1));
        expect(new Set(found.map(({ period }) => period)).size).toBe(found.length);
        const gap = { daily: 1, weekdays: 3, weekly: 7, fortnightly: 14, monthly: 35 }[rule.frequency];
        for (const [index, slot] of found.entries()) {
          expect(slot.period).toBe(periodOf(rule, slot.date));
          const before = found[index - 1];
          if (!before) continue;
          expect(slot.at).toBeGreaterThan(before.at);
          expect(dayOf(slot.date) - dayOf(before.date)).toBeLessThanOrEqual(gap);
          expect(dayOf(slot.date) - dayOf(before.date)).toBeGreaterThanOrEqual(
            { daily: 1, weekdays: 1, weekly: 7, fortnightly: 14, monthly: 28 }[rule.frequency]
          );
        }
      }),
      { numRuns: runs(12) }
    );
  });

  test('where it is asked from within a wait makes no difference', () => {
    fc.assert(
      fc.property(anyRule, anyYear, fc.double({ min: 0, max: 0.999, noNaN: true }), (rule, year, part) => {
        const first = nextSlot(rule, Date.UTC(year, 5, 1), zones)!;
        const second = nextSlot(rule, first.at, zones)!;
        const between = first.at + Math.floor((second.at - first.at) * part);
        expect(nextSlot(rule, between, zones)).toEqual(second);
      }),
      { numRuns: runs(200) }
    );
  });

  test('no slot falls on a bank holiday when they are left out', () => {
    const rule: TipRule = { ...london, frequency: 'weekdays', holidays: 'northern-ireland' };
    for (const { date } of slots(rule, Date.UTC(2026, 0, 1), Date.UTC(2029, 0, 1))) {
      expect(isBankHoliday(date, 'northern-ireland')).toBe(false);
    }
  });
});

describe('a zone whose rules change', () => {
  test('moves the slots after the change to the new clock, and keeps one a week', () => {
    // The United Kingdom gives up summer time in 2028, say: the machine's zone data is renewed in between.
    const renewed: Zones = { ...zones, toUtc: (date, minutes) => zones.toUtc(date, minutes, 'Etc/UTC') };
    const before = nextSlot(london, Date.UTC(2028, 5, 19), zones)!;
    const after = nextSlot(london, before.at, renewed, before)!;
    expect([iso(before.at), iso(after.at)]).toEqual(['2028-06-19T08:00:00.000Z', '2028-06-26T09:00:00.000Z']);
  });
});

describe('calendar', () => {
  test('ISO weeks and months agree with the known cases', () => {
    const weeks = ['2020-12-31', '2021-01-03', '2021-01-04', '2026-12-31', '2027-01-03', '2024-12-30'];
    expect(weeks.map((date) => isoWeek(dayOf(date)))).toEqual([
      { year: 2020, week: 53 },
      { year: 2020, week: 53 },
      { year: 2021, week: 1 },
      { year: 2026, week: 53 },
      { year: 2026, week: 53 },
      { year: 2025, week: 1 }
    ]);
    expect(['2024-02-01', '2100-02-01', '2026-12-25'].map(monthLength)).toEqual([29, 28, 31]);
    expect(weekdayOf(dayOf('2026-11-23'))).toBe(1);
    expect(weekdayOf(dayOf('1969-12-31'))).toBe(3);
  });
});
