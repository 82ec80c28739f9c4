import type { Zones } from '../time/zones.ts';
import type { RuleChange } from './parse-rule.ts';
import type { TipRule } from './rule.ts';
import { nextSlot } from './schedule.ts';

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
  const { nth, day, since, holidays, ...kept } = base;
  const { holidays: wanted, ...asked } = change;
  const nation = wanted === undefined ? holidays : wanted;
  const rule: TipRule = { ...kept, ...asked, ...(nation && { holidays: nation }) };
  if (rule.frequency === 'monthly' && rule.day === undefined && rule.nth === undefined) {
    const byDay = base.frequency === 'monthly' && day !== undefined && change.weekday === undefined;
    if (byDay) rule.day = day;
    else rule.nth = nth ?? 1;
  }
  if (rule.frequency === 'fortnightly') {
    const same = base.frequency === 'fortnightly' && since !== undefined;
    const first = same ? since : nextSlot({ ...rule, frequency: 'weekly' }, now, zones)?.date;
    if (first) rule.since = first;
  }
  return rule;
}
