import type { Topic } from '../model/entry.ts';
import { longDate, monthNames, weekdayNames } from '../time/calendar.ts';
import type { Nation } from './bank-holidays.ts';

export const frequencies = ['daily', 'weekdays', 'weekly', 'fortnightly', 'monthly'] as const;
type Frequency = (typeof frequencies)[number];

/** A channel's schedule of tips, in everyday terms. Plain data, stored as JSON. */
export interface TipRule {
  frequency: Frequency;
  /** Weekday, Monday is 1, Sunday 7. Ignored for `daily` and `weekdays`, and where `day` is given. */
  weekday: number;
  /** Monthly: ordinal of the weekday in the month, 1 to 4, or -1 for the last. */
  nth?: number;
  /** Monthly: day of the month instead of a weekday; a month without it takes its last day. */
  day?: number;
  /** Monthly: true if `nth` counts working days, Monday to Friday without bank holidays. */
  workday?: boolean;
  /** Further weekdays (weekly, fortnightly), or further ordinals or days of the month, beside the first. */
  also?: readonly number[];
  /** Fortnightly: number of weeks from one tip to the next; 2 if absent. */
  weeks?: number;
  /** Fortnightly: a date in one of the weeks that count. */
  since?: string;
  /** Days `YYYY-MM-DD` in order, in place of all of the above: only on these something goes out. */
  dates?: readonly string[];
  /** Minutes after midnight by the wall clock of `zone`. */
  time: number;
  /** IANA name of the time zone. */
  zone: string;
  /** Topics; empty for all. */
  topics: readonly Topic[];
  /** Nation on whose bank holidays no tip goes out. */
  holidays?: Nation;
  /** Date `YYYY-MM-DD` before which no tip goes out. */
  from?: string;
  /** Months without tips, every year; January is 1. */
  monthsOff?: readonly number[];
  /** Weekdays without tips, Monday is 1. */
  weekdaysOff?: readonly number[];
  /** Spans of days without tips. */
  breaks?: readonly Break[];
}

/** A span of days, both included, `YYYY-MM-DD`. */
export interface Break {
  first: string;
  last: string;
}

/** The last day of a break that only `tips resume` ends. */
export const noEnd = '9999-12-31';

/** A requested change to a rule. */
export type RuleChange = Partial<Omit<TipRule, 'holidays'>> & {
  /** Nation whose bank holidays are left out; null allows tips on bank holidays again. */
  holidays?: Nation | null;
  /** Months in which tips come again. */
  monthsOn?: readonly number[];
  /** Minutes by which the time moves: later, or earlier below 0. */
  shift?: number;
};

/** Returns a rule without its start and its breaks that are over on a date. */
export function withoutPast(rule: TipRule, today: string): TipRule {
  const { from, breaks, ...kept } = rule;
  const ahead = (breaks ?? []).filter(({ last }) => last >= today);
  return { ...kept, ...(from && from > today && { from }), ...(ahead.length > 0 && { breaks: ahead }) };
}

/** Formats minutes after midnight as `09:00`. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const nthNames: Readonly<Record<number, string>> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' };

function ordinal(day: number): string {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

const listed = (names: readonly string[]): string => names.join(', ').replace(/, ([^,]+)$/, ' and $1');
const numbersInWords = ['three', 'four', 'five', 'six', 'seven', 'eight'];

function days(rule: TipRule): string {
  const { also = [], weeks = 2 } = rule;
  const weekdays = listed([rule.weekday, ...also].map((day) => weekdayNames[day - 1]!));
  switch (rule.frequency) {
    case 'daily':
      return 'every day';
    case 'weekdays':
      return 'Monday to Friday';
    case 'weekly':
      return `every ${weekdays}`;
    case 'fortnightly':
      return weeks === 2 ? `every other ${weekdays}` : `every ${numbersInWords[weeks - 3]} weeks on ${weekdays}`;
    case 'monthly': {
      if (rule.day !== undefined) {
        const named = [rule.day, ...also].map((day) => (day === 31 ? 'last day' : ordinal(day)));
        return `on the ${listed(named)} of the month`;
      }
      const named = [rule.nth ?? 1, ...(rule.workday ? [] : also)].map((nth) => nthNames[nth] ?? ordinal(nth));
      return `on the ${listed(named)} ${rule.workday ? 'working day' : weekdayNames[rule.weekday - 1]} of the month`;
    }
  }
}

const inNation: Readonly<Record<Nation, string>> = {
  'england-and-wales': '',
  scotland: ' in Scotland',
  'northern-ireland': ' in Northern Ireland'
};

function spanText({ first, last }: Break): string {
  if (last === noEnd) return `from ${longDate(first)} on until somebody writes \`tips resume\``;
  return first === last ? `on ${longDate(first)}` : `from ${longDate(first)} to ${longDate(last)}`;
}

/** Describes when no tip comes: `, not on Fridays, not on bank holidays, not in August, not from 20 December 2026 to 3 January 2027`. */
function without({ holidays, monthsOff = [], weekdaysOff = [], breaks = [] }: TipRule): string {
  return [
    ...(weekdaysOff.length > 0 ? [`, not on ${listed(weekdaysOff.map((day) => `${weekdayNames[day - 1]}s`))}`] : []),
    ...(holidays ? [`, not on bank holidays${inNation[holidays]}`] : []),
    ...(monthsOff.length > 0 ? [`, not in ${listed(monthsOff.map((month) => monthNames[month - 1]!))}`] : []),
    ...breaks.map((span) => `, not ${spanText(span)}`)
  ].join('');
}

/** Describes a rule: `every Monday at 09:00 (Europe/London), about spread, not on bank holidays`. */
export function describeRule(rule: TipRule): string {
  const about = rule.topics.length > 0 ? `, about ${rule.topics.join(' and ')}` : '';
  const from = rule.from ? `, from ${longDate(rule.from)} on` : '';
  return `${days(rule)} at ${clock(rule.time)} (${rule.zone})${from}${about}${without(rule)}`;
}
