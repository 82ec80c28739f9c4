import type { Zones } from '../time/zones.ts';
import type { RuleChange, TipRule } from './rule.ts';
import { nextSlot } from './schedule.ts';

/** Last minute of a day. */
const lastMinute = 24 * 60 - 1;

/** Returns the default rule: Monday morning. */
export function defaultRule(zone: string): TipRule {
  return { frequency: 'weekly', weekday: 1, time: 9 * 60, zone, topics: [] };
}

/**
 * Returns a rule with the requested changes; the rest is unchanged.
 *
 * @param now milliseconds since 1970: a fortnight is counted from the first slot after it
 */
export function changedRule(base: TipRule, change: RuleChange, now: number, zones: Zones): TipRule {
  const { nth, day, workday, also, weeks, since, holidays, breaks, weekdaysOff, monthsOff = [], ...kept } = base;
  const {
    holidays: wanted,
    shift,
    monthsOff: off = [],
    monthsOn = [],
    breaks: further = [],
    weekdaysOff: daysOff,
    ...asked
  } = change;
  const nation = wanted === undefined ? holidays : wanted;
  const months = [...new Set([...monthsOff, ...off])]
    .filter((month) => !monthsOn.includes(month))
    .sort((a, b) => a - b);
  const away = [...(breaks ?? []), ...further].sort((a, b) => a.first.localeCompare(b.first));
  const sameDays = (['frequency', 'weekday', 'nth', 'day'] as const).every((field) => change[field] === undefined);
  const without = [...new Set([...(sameDays ? (weekdaysOff ?? []) : []), ...(daysOff ?? [])])].sort((a, b) => a - b);
  const rule: TipRule = withoutWeekdays(without, {
    ...kept,
    ...(sameDays && { ...(workday && { workday }), ...(also && { also }), ...(weeks && { weeks }) }),
    ...asked,
    ...(nation && { holidays: nation }),
    ...(months.length > 0 && { monthsOff: months }),
    ...(away.length > 0 && { breaks: away })
  });
  if (shift !== undefined) rule.time = Math.min(lastMinute, Math.max(0, rule.time + shift));
  if (rule.frequency === 'monthly' && rule.day === undefined && rule.nth === undefined) {
    const byDay = base.frequency === 'monthly' && day !== undefined && change.weekday === undefined;
    if (byDay) rule.day = day;
    else rule.nth = nth ?? 1;
  }
  if (rule.frequency === 'fortnightly') {
    const same =
      base.frequency === 'fortnightly' && weeks === rule.weeks && since !== undefined && change.from === undefined;
    const first = same ? since : nextSlot({ ...rule, frequency: 'weekly' }, now, zones)?.date;
    if (first) rule.since = first;
  }
  return rule;
}

/**
 * Returns a rule that leaves out some weekdays: by its list of days where it has one, else as days on which nothing goes
 * out. Where no day is left both stand in it, and it never comes.
 *
 * @param off weekdays in order, Monday is 1
 */
function withoutWeekdays(off: readonly number[], rule: TipRule): TipRule {
  if (off.length === 0) return rule;
  if (rule.frequency === 'daily' && off.join() === '6,7') return { ...rule, frequency: 'weekdays' };
  const { weekday, also = [], ...others } = rule;
  const listed = rule.frequency === 'weekdays' ? [1, 2, 3, 4, 5] : [weekday, ...also];
  const [first, ...more] = listed.filter((day) => !off.includes(day));
  if (rule.frequency === 'daily' || rule.frequency === 'monthly' || first === undefined)
    return { ...rule, weekdaysOff: off };
  if (more.length + 1 === listed.length) return rule;
  const frequency = rule.frequency === 'weekdays' ? 'weekly' : rule.frequency;
  return { ...others, frequency, weekday: first, ...(more.length > 0 && { also: more }) };
}
