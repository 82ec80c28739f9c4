import { expect, test } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import rrule from 'rrule';
import { dateOf, dayOf, monthLength } from '../../../src/core/time/calendar.ts';
import type { TipRule } from '../../../src/core/tips/rule.ts';
import { nextSlot } from '../../../src/core/tips/schedule.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { runs } from '../../support/property-runs.ts';

const { RRule } = rrule;
const zones = createZones();

/** Zones with odd clocks: changes of half an hour, of two hours, in Ramadan, at midnight, a day left out. */
const named =
  `Europe/London Europe/Dublin Europe/Lisbon America/New_York America/Santiago America/Havana America/Sao_Paulo America/Asuncion
  America/Nuuk America/St_Johns America/Caracas Africa/Casablanca Africa/Cairo Antarctica/Troll Asia/Tehran Asia/Gaza Asia/Beirut
  Asia/Amman Asia/Kathmandu Asia/Pyongyang Asia/Kolkata Australia/Lord_Howe Australia/Sydney Pacific/Apia Pacific/Auckland
  Pacific/Chatham Pacific/Easter Pacific/Norfolk Pacific/Kiritimati Etc/UTC`.split(/\s+/);

/** Numbers below a limit that look random and are the same in each run (Numerical Recipes' generator). */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Returns the moment by Temporal: of a doubled time the first, of a missing one the end of the gap. */
function moment(date: string, minutes: number, zone: string): number | undefined {
  const wall = Temporal.PlainDateTime.from(date).add({ minutes });
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation })
  );
  if (earlier!.toPlainDateTime().equals(wall)) return earlier!.epochMilliseconds;
  const change = later!.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')!;
  // A gap that swallows the day whole leaves no moment of it.
  return Temporal.PlainDate.compare(change.toPlainDate(), date) > 0 && minutes < 1440 && !isPartly(date, zone)
    ? undefined
    : change.epochMilliseconds;
}

/** Returns whether any minute of the date exists in the zone. */
const isPartly = (date: string, zone: string): boolean =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).toPlainDate().toString() === date;

test('wall clock to moment agrees with Temporal: 30 zones, 1995 to 2044, three in five close to a clock change', () => {
  const pick = numbers(20_261_129);
  let [gaps, doubled] = [0, 0];
  const differences: unknown[] = [];
  for (let run = 0; run < runs(3_000); run++) {
    const zone = named[pick(named.length)]!;
    let date = dateOf(dayOf('1995-01-01') + pick(50 * 365));
    let minutes = pick(24 * 12) * 5;
    if (pick(5) < 3) {
      const change = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).getTimeZoneTransition('next');
      const near = change?.toPlainDateTime().add({ minutes: 5 * (pick(60) - 30) });
      if (near) [date, minutes] = [near.toPlainDate().toString(), near.hour * 60 + near.minute];
    }
    const wall = Temporal.PlainDateTime.from(date).add({ minutes });
    const both = (['earlier', 'later'] as const).map((disambiguation) =>
      wall.toZonedDateTime(zone, { disambiguation })
    );
    if (!both[0]!.toPlainDateTime().equals(wall)) gaps++;
    else if (both[0]!.epochMilliseconds !== both[1]!.epochMilliseconds) doubled++;
    const [found, expected] = [zones.toUtc(date, minutes, zone), moment(date, minutes, zone)];
    if (found !== expected) differences.push({ zone, date, minutes, found, expected });
  }
  expect(differences).toEqual([]);
  expect([gaps, doubled].every((count) => count >= 20)).toBe(true);
});

/** Returns the rule as RFC 5545 has it. A day that a month lacks is its last one: the last of the days up to it. */
function asRrule(rule: TipRule, from: string, count: number): InstanceType<typeof RRule> {
  const all = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU];
  const weekday = all[rule.weekday - 1]!;
  const also = rule.also ?? [];
  const byweekday = [weekday, ...also.map((day) => all[day - 1]!)];
  const dtstart = new Date(`${rule.frequency === 'fortnightly' ? rule.since! : from}T00:00:00Z`);
  const common = { dtstart, wkst: RRule.MO, count: count + 3_000 };
  switch (rule.frequency) {
    case 'daily':
      return new RRule({ ...common, freq: RRule.DAILY });
    case 'weekdays':
      return new RRule({
        ...common,
        freq: RRule.WEEKLY,
        byweekday: [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR]
      });
    case 'weekly':
      return new RRule({ ...common, freq: RRule.WEEKLY, byweekday });
    case 'fortnightly':
      return new RRule({ ...common, freq: RRule.WEEKLY, interval: rule.weeks ?? 2, byweekday });
    case 'monthly':
      if (rule.workday)
        return new RRule({ ...common, freq: RRule.MONTHLY, byweekday: all.slice(0, 5), bysetpos: rule.nth! });
      if (rule.day === undefined) {
        const nths = [rule.nth!, ...also].map((nth) => weekday.nth(nth));
        return new RRule({ ...common, freq: RRule.MONTHLY, byweekday: nths });
      }
      if (also.length > 0) return new RRule({ ...common, freq: RRule.MONTHLY, bymonthday: [rule.day, ...also] });
      return new RRule({
        ...common,
        freq: RRule.MONTHLY,
        bymonthday: Array.from({ length: Math.max(1, rule.day - 27) }, (_, back) => rule.day! - back),
        bysetpos: -1
      });
  }
}

test('slots agree with rrule and Temporal: rules of every kind, 25 slots each, in 11 zones', () => {
  const pick = numbers(42);
  const kinds = ['daily', 'weekdays', 'weekly', 'fortnightly', 'nth', 'day', 'working day'] as const;
  const slotCount = 25;
  const differences: unknown[] = [];
  let ends = 0;
  for (let run = 0; run < runs(280); run++) {
    const kind = kinds[run % kinds.length]!;
    const from = dateOf(dayOf('2000-01-01') + pick(35 * 365));
    const rule: TipRule = {
      frequency: kind === 'nth' || kind === 'day' || kind === 'working day' ? 'monthly' : kind,
      weekday: 1 + pick(7),
      time: pick(24 * 4) * 15,
      zone: named[pick(11)]!,
      topics: [],
      since: from,
      ...(kind === 'nth' && { nth: [1, 2, 3, 4, -1][pick(5)]! }),
      ...(kind === 'day' && { day: 1 + pick(31) }),
      ...(kind === 'working day' && { workday: true, nth: [1, 2, 15, -1][pick(4)]! }),
      ...(kind === 'fortnightly' && pick(2) === 1 && { weeks: 2 + pick(7) })
    };
    // Every other rule names several days: of the week, of the month to the 28th, ordinals.
    const further = pick(7);
    if (run % 2 === 1 && (kind === 'weekly' || kind === 'fortnightly') && 1 + further !== rule.weekday)
      rule.also = [1 + further];
    if (run % 2 === 1 && kind === 'nth' && rule.nth! < 4 && rule.nth! > 0) rule.also = [-1];
    if (run % 2 === 1 && kind === 'day' && rule.day! < 20) rule.also = [rule.day! + 1 + further];
    // A day earlier than any zone's start of the date, so that no slot before it is expected.
    const start = moment(from, 0, rule.zone)! - 1;
    const days = asRrule(rule, from, slotCount).all((_, index) => index < slotCount + 8);
    const expected = days
      .map((day) => day.toISOString().slice(0, 10))
      .map((date) => ({ date, at: moment(date, rule.time, rule.zone)! }))
      .filter(({ at }) => at > start)
      .slice(0, slotCount);
    const found: { date: string; at: number }[] = [];
    for (let slot = nextSlot(rule, start, zones); slot && found.length < slotCount; ) {
      found.push({ date: slot.date, at: slot.at });
      slot = nextSlot(rule, slot.at, zones, slot);
    }
    ends += found.filter(({ date }) => rule.day !== undefined && rule.day > monthLength(date)).length;
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      const at = expected.findIndex((slot, index) => slot.at !== found[index]?.at);
      differences.push({ rule, from, expected: expected[at], found: found[at] });
    }
  }
  expect(differences).toEqual([]);
  expect(ends).toBeGreaterThan(0);
});
