import { dayOf, weekdayOf } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { noSuchDay } from './no-such-day.ts';
import { readDays } from './parse-days.ts';
import { readTime } from './parse-time.ts';
import { readTimeOff } from './parse-time-off.ts';
import { takeCity, zoneNamed } from './parse-zone.ts';
import { type Named, type Reading, take } from './reading.ts';
import { clock, type RuleChange } from './rule.ts';
import { movedHoliday, movedHolidayProblem, unsupportedIn } from './unsupported.ts';

/** Matches a span of hours with its half of the day: `9-10am`, `between 7 and 8pm`. */
const hours =
  /\b(?<between>between )?(?<from>\d{1,2})(?<minutes>[:.]\d{2})? ?(?<own>[ap]m)? ?(?<to>-|–|to|and) ?(?<until>\d{1,2})(?:[:.]\d{2})? ?(?<half>[ap]m)\b/g;

/** Returns a text with the beginning of a span of hours in its place: `11-1pm` → `11am`. */
const beginnings = (text: string): string =>
  text.replace(hours, (...found) => {
    const { between, from, minutes = '', own, to, until, half } = found.at(-1) as Record<string, string | undefined>;
    // "9am and 2pm" are two times.
    if (to === 'and' && !between) return String(found[0]);
    const across = Number(from) % 12 > Number(until) % 12;
    const other = half === 'pm' ? 'am' : 'pm';
    return `${from}${minutes}${own ?? (across ? other : half)}`;
  });

const gmtProblem =
  'GMT stays the same in summer, when clocks in the UK do not. Write “UK time” for the clock on the wall, or “UTC”.';

/** Matches weekdays with strokes between: `mon/wed/fri`. */
const dayList = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\/(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)+\b/gi;

const escaped = (text: string): string => text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Returns a pattern for a topic: its id, also with spaces, or its title. "Improvement tips" means all tips. */
function topicPattern({ id, title }: Named): RegExp {
  const names = [...new Set([id, id.replaceAll('-', ' '), title])].map(escaped).sort((a, b) => b.length - a.length);
  const every = id === 'improvement' ? '(?! tips?(?![\\p{L}\\d]))' : '';
  return new RegExp(`(?<![\\p{L}\\d])(?:${names.join('|')})(?![\\p{L}\\d])${every}`, 'u');
}

/** Example shown with every refusal. */
export const ruleExample = 'weekly monday 09:00';

/** Reads a part of a request; returns one sentence on what cannot be done or was not understood. */
type Step = (reading: Reading) => string | undefined;

const readZone: Step = (reading) => {
  const { zones, change } = reading;
  if (/\bgmt\b/i.test(reading.rest)) return gmtProblem;
  const zone = take(
    reading,
    /(?<=\s)[A-Za-z]+\/[A-Za-z_]+(?:[/+-][A-Za-z_\d]+)*(?=[\s,.)])|\b(?:utc|CET|CEST|EST|EDT|PST|PDT)\b/i
  )?.[0];
  const known = zone && zoneNamed(zone, zones);
  if (zone && !known) return `I do not know the time zone ${zone}. Use a name such as Europe/London.`;
  if (known) change.zone = known;
  // Names of zones have capitals; the rest is read without.
  reading.rest = reading.rest.toLowerCase().replace(/[`"“”]/g, ' ');
  if (take(reading, /\b(?:uk|london|british(?: summer)?|local uk) time\b|\bbst\b|\buk(?! (?:bank|public|holiday))\b/))
    change.zone = 'Europe/London';
  if (take(reading, /\birish(?: summer)? time\b/)) change.zone = 'Europe/Dublin';
  return undefined;
};

const refuse: Step = (reading) => {
  reading.rest = beginnings(reading.rest);
  const { rest } = reading;
  const never = noSuchDay(rest);
  return never ? `There is no ${never}.` : unsupportedIn(rest);
};

/** Leaves out words that say nothing, and what is to be changed: "instead of mondays". */
const dropReplaced: Step = (reading) => {
  take(reading, /\b(?:(?:that is|it is|that's|it's) )?too (?:early|late)\b(?: (?:for us|in the day))?/);
  take(reading, /(?<![\p{L}\d])(?:try|say|how about|what about)(?= [\p{L}\d])/u);
  take(
    reading,
    /\b(?:(?:instead of|rather than)(?: (?:on|at|every))? (?:the )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:instead of|rather than|not)(?: (?:on|at|every))? (?:the )?(?:daily|weekly|fortnightly|monthly|day|week|\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m)?))(?![\w:])/
  );
};

const readShift: Step = (reading) => {
  reading.rest = reading.rest.replace(
    /\b(back|forward)(?: by)? (?=(?:half an|an?|one|two|three|\d{1,2}) (?:hours?|minutes?|mins?)\b)/,
    (_, way) => (way === 'back' ? 'later by ' : 'earlier by ')
  );
  const moved = take(
    reading,
    /\b(half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?) (later|earlier|sooner)\b|\b(?:(later)|(earlier)) by (half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?)\b/
  );
  if (moved) reading.change.shift = minutesOf(moved);
};

const readTopics: Step = (reading) => {
  const named = reading.topics.filter((topic) => take(reading, topicPattern(topic)));
  if (named.length > 0) reading.change.topics = named.map(({ id }) => id);
  if (take(reading, /\b(?:all topics|any topic|everything|anything)\b/)) reading.change.topics = [];
};

/** Writes numbers that are no hours in other words. */
const rewriteCounts: Step = (reading) => {
  reading.rest = reading.rest
    // "two a week" says how often.
    .replace(
      /(?<!\b(?:at|around|about) )\b(one|two|three|[123]) (?:tips? )?(?:an?|per|each|every) (?=(?:week|fortnight|month|day)\b)/g,
      (_, count: string) => `${often[count] ?? 'thrice a'} `
    )
    // "one on wednesdays" is a tip; "at one on wednesdays" is an hour.
    .replace(
      /(?<!\b(?:at|around|about|by|from|past|to|after|before|[\p{L}]+day|[\p{L}]+days) )\bone (?=(?:tip )?(?:on|every|each|per|a (?:day|week|month)|in here|here|at)\b)/gu,
      ' '
    )
    // "every morning at 7" is every day; "every monday morning" is not.
    .replace(/\b(every|each) (?=(?:single )?(?:morning|afternoon|evening|lunch ?time)s?\b)/, '$1 day ');
};

const readTimes: Step = (reading) => {
  const { time, rest, fault, half } = readTime(reading.rest);
  if (fault) return `“${fault}” is not a time of day.`;
  if (time !== undefined) reading.change.time = time;
  const second = time === undefined || half ? undefined : readTime(rest);
  if (second?.time !== undefined && !second.half && second.time !== time)
    return `I read ${clock(time!)} and ${clock(second.time)}, and I post at one time of day. Write one, with all the days.`;
  reading.half = half;
  reading.rest = second?.time === time && second ? second.rest : rest;
  return undefined;
};

const readDaysLeft: Step = (reading) => {
  const { change, half } = reading;
  const days = readDays(reading.rest);
  if ('problem' in days) return days.problem;
  Object.assign(change, days.change);
  const numbers = days.left.filter(({ symbol }) => symbol === 'C');
  if (change.frequency === 'monthly' && change.day === undefined && !change.weekday && !change.workday) {
    const day = numbers.findIndex(({ value }) => value >= 1 && value <= 31);
    if (day >= 0) change.day = numbers.splice(day, 1)[0]!.value;
  }
  if ((change.time === undefined || half) && numbers.length > 0) {
    const { value, word } = numbers.shift()!;
    const hour = readTime(`at ${value}${half ?? ''}`);
    if (hour.time === undefined) return `“${word}” is not a time of day.`;
    change.time = hour.time;
  }
  reading.left = [...days.left.filter(({ symbol }) => 'gNOTX?'.includes(symbol)), ...numbers];
  return undefined;
};

/** Completes how often it comes from the days that were named. */
const completeFrequency: Step = ({ change, dayNamed }) => {
  const ofMonth = change.day !== undefined || change.nth !== undefined;
  if (ofMonth && change.frequency && change.frequency !== 'monthly')
    return `A day of the month goes with monthly tips, and I read ${change.frequency}.`;
  if (ofMonth) change.frequency = 'monthly';
  if (change.weekday && !change.frequency) change.frequency = 'weekly';
  if (change.from && dayNamed) onItsDay(change, change.from);
  return undefined;
};

/** Reads a city in the words that are left; any other word is one that was not understood. */
const readLeft: Step = ({ change, zones, left: tokens = [] }) => {
  let left = tokens.map(({ word }) => word).join(' ');
  const unknown = tokens.filter(({ symbol }) => symbol === '?').map(({ word }) => word);
  const city = change.zone === undefined ? takeCity(left, unknown, zones) : undefined;
  if (city) {
    change.zone = city.zone;
    left = city.rest.trim();
  }
  if (left) return `I did not understand “${left.slice(0, 60)}”.`;
  return Object.keys(change).length === 0 ? 'I did not find a day or a time in that.' : undefined;
};

const steps: readonly Step[] = [
  ({ rest }) => (movedHoliday.test(rest) ? movedHolidayProblem : undefined),
  readZone,
  readTimeOff,
  refuse,
  dropReplaced,
  readShift,
  readTopics,
  rewriteCounts,
  readTimes,
  readDaysLeft,
  completeFrequency,
  readLeft
];

/**
 * Parses a request for tips: frequency, day, time, topics, zone, bank holidays, in any order and in everyday words.
 *
 * @param text the text after `tips`
 * @param topics topics that can narrow the tips
 * @param today `YYYY-MM-DD` where the person is
 * @returns the named changes, or one sentence on the part that was not understood
 */
export function parseRule(
  text: string,
  zones: Zones,
  topics: readonly Named[],
  today: string
): { change: RuleChange } | { problem: string } {
  const written = ` ${text.trim().replace(/\s+/g, ' ')} `.replace(dayList, (days) => days.replaceAll('/', ', '));
  const reading: Reading = { zones, topics, today, rest: written, change: {} };
  for (const step of steps) {
    const problem = step(reading);
    if (problem !== undefined) return { problem };
  }
  return { change: reading.change };
}

/** Sets the day of a rule that begins on a named day and names no other: "fortnightly from 5 jan" comes on Tuesdays. */
function onItsDay(change: RuleChange, from: string): void {
  const { frequency, weekday, day } = change;
  if ((frequency === 'weekly' || frequency === 'fortnightly') && weekday === undefined) {
    change.weekday = weekdayOf(dayOf(from));
  }
  if (frequency === 'monthly' && weekday === undefined && day === undefined) change.day = Number(from.slice(8));
}

/** Words for a number of tips in a span. */
const often: Readonly<Record<string, string>> = { one: 'every', '1': 'every', two: 'twice a', '2': 'twice a' };

const amounts: Readonly<Record<string, number>> = { 'half an': 0.5, a: 1, an: 1, one: 1, two: 2, three: 3 };

/** Returns the minutes of "an hour later", "half an hour earlier", "later by 15 minutes". */
function minutesOf([, count, unit, way, later, , countAfter, unitAfter]: RegExpExecArray): number {
  const amount = count ?? countAfter ?? '';
  const minutes = (amounts[amount] ?? Number(amount)) * ((unit ?? unitAfter)!.startsWith('h') ? 60 : 1);
  return later || way === 'later' ? minutes : -minutes;
}
