import type { Topic } from '../model/entry.ts';
import { dayOf, weekdayOf } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { noSuchDay } from './no-such-day.ts';
import { monthPattern } from './parse-break.ts';
import { offered, readDays } from './parse-days.ts';
import { readTime } from './parse-time.ts';
import { takeTimeOff } from './parse-time-off.ts';
import { takeCity, zoneNamed } from './parse-zone.ts';
import { clock, type RuleChange } from './rule.ts';

/** Matches a bank holiday on which a tip is to come on another day. */
const movedHoliday =
  /\b(?:if|when(?:ever)?|should)\b.*\b(?:bank|public) hol(?:iday)?s?\b|\b(?:bank|public) hol(?:iday)?s?\b.*\b(?:instead|(?:day|one) (?:after|before)|(?:next|previous|following) (?:work(?:ing)? ?)?day|(?:move|shift|send|post) (?:it|them|that|to))\b/i;
const movedHolidayProblem =
  'I can leave a tip out on a bank holiday (“skip bank holidays”), not move it to another day.';

const monthName = `(?:${monthPattern})\\b`;

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

/** Requests that are understood but not supported, with the alternative. */
const cannot: readonly [RegExp, string][] = [
  [
    /\bfor (?:the next )?(?:a|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?)\b/,
    'I cannot end by myself after some weeks. Leave that out, and write “tips stop” when it is enough.'
  ],
  [
    /\b(?:until|till|til|up to|ending)\b(?! (?:mon|tue|wed|thu|fri|sat|sun))/,
    'I cannot end by myself on a day. Leave that out, and write “tips stop” when it is enough.'
  ],
  [
    /\b(?:school|half[- ]term|term[- ]?time|terms?\b(?: only)?)/,
    'I do not know when schools have holidays. Name the days, for example “not from 20 december to 4 january”, or “not in august”.'
  ],
  [/\b(?:more|less) (?:often|frequent(?:ly)?)\b|\btoo (?:many|often|much|few)\b|\bfewer\b/, `How often? ${offered}`],
  [
    /^ *(?:(?:(?:a bit|bit|much|little|any) )*(?:later|earlier|sooner)(?: (?:in the day|please))*|(?:that is |that's |it is |it's |they are )?too (?:early|late)(?: (?:in the day|for us))?) *$/,
    'How much? Write “tips an hour later”, or the time itself.'
  ],
  [
    /\b(?:an?|one|two|three|\d) days? (?:later|earlier|sooner)\b/,
    'Which day is that? Write it, for example “tips every tuesday”.'
  ],
  [/\b(?:every|each)(?: (?:other|half|\w+))? (?:hours?|minutes?|mins?)\b|\bhourly\b/, offered],
  [
    new RegExp(
      `\\b(?:today|tomorrow|tonight|one[- ]off)\\b|\\b(?:just|only) (?:this|next|the once)\\b|\\b(?:this|next|coming) [a-z]+(?: at \\S+)? only\\b|(?<!\\b(?:weekly|monthly|week|month|day) )\\bonce\\b(?! (?:an?|per|every|each|in|daily|weekly|fortnightly|monthly|more)\\b)|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${monthName}|\\b${monthName} \\d{1,2}\\b(?![:.]\\d| ?[ap]m)`
    ),
    'I post on a schedule, not once. Try “daily 9am”, “every monday 9am” or “every monday from 5 january”; “tips now” shows you one at once.'
  ]
];

const gmtProblem =
  'GMT stays the same in summer, when clocks in the UK do not. Write “UK time” for the clock on the wall, or “UTC”.';

/** Matches weekdays with strokes between: `mon/wed/fri`. */
const dayList = /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\/(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)+\b/gi;

/** A topic with the names that identify it in a request. */
interface Named {
  id: Topic;
  title: string;
}

const escaped = (text: string): string => text.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Returns a pattern for a topic: its id, also with spaces, or its title. "Improvement tips" means all tips. */
function topicPattern({ id, title }: Named): RegExp {
  const names = [...new Set([id, id.replaceAll('-', ' '), title])].map(escaped).sort((a, b) => b.length - a.length);
  const every = id === 'improvement' ? '(?! tips?(?![\\p{L}\\d]))' : '';
  return new RegExp(`(?<![\\p{L}\\d])(?:${names.join('|')})(?![\\p{L}\\d])${every}`, 'u');
}

/** Example shown with every refusal. */
export const ruleExample = 'weekly monday 09:00';

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
  const change: RuleChange = {};
  let rest = ` ${text.trim().replace(/\s+/g, ' ')} `;
  /** Removes a pattern's match from the text and returns it. */
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found ?? undefined;
  };

  rest = rest.replace(dayList, (days) => days.replaceAll('/', ', '));
  if (movedHoliday.test(rest)) return { problem: movedHolidayProblem };
  if (/\bgmt\b/i.test(rest)) return { problem: gmtProblem };
  const zone = take(
    /(?<=\s)[A-Za-z]+\/[A-Za-z_]+(?:[/+-][A-Za-z_\d]+)*(?=[\s,.)])|\b(?:utc|CET|CEST|EST|EDT|PST|PDT)\b/i
  )?.[0];
  if (zone) {
    const known = zoneNamed(zone, zones);
    if (!known) return { problem: `I do not know the time zone ${zone}. Use a name such as Europe/London.` };
    change.zone = known;
  }
  rest = rest.toLowerCase().replace(/[`"“”]/g, ' ');
  if (take(/\b(?:uk|london|british(?: summer)?|local uk) time\b|\bbst\b|\buk(?! (?:bank|public|holiday))\b/))
    change.zone = 'Europe/London';
  if (take(/\birish(?: summer)? time\b/)) change.zone = 'Europe/Dublin';
  const timeOff = takeTimeOff(rest.replace(/\bapart from\b/g, 'except'), today);
  rest = timeOff.rest;
  Object.assign(change, timeOff.change);
  rest = beginnings(rest);
  const never = noSuchDay(rest);
  if (never) return { problem: `There is no ${never}.` };
  const unable = cannot.find(([pattern]) => pattern.test(rest));
  if (unable) return { problem: unable[1] };
  take(/\b(?:(?:that is|it is|that's|it's) )?too (?:early|late)\b(?: (?:for us|in the day))?/);
  take(/(?<![\p{L}\d])(?:try|say|how about|what about)(?= [\p{L}\d])/u);
  take(
    /\b(?:(?:instead of|rather than)(?: (?:on|at|every))? (?:the )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:instead of|rather than|not)(?: (?:on|at|every))? (?:the )?(?:daily|weekly|fortnightly|monthly|day|week|\d{1,2}(?:[:.]\d{2})? ?(?:[ap]m)?))(?![\w:])/
  );
  rest = rest.replace(
    /\b(back|forward)(?: by)? (?=(?:half an|an?|one|two|three|\d{1,2}) (?:hours?|minutes?|mins?)\b)/,
    (_, way) => (way === 'back' ? 'later by ' : 'earlier by ')
  );
  const moved = take(
    /\b(half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?) (later|earlier|sooner)\b|\b(?:(later)|(earlier)) by (half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?)\b/
  );
  if (moved) change.shift = minutesOf(moved);

  const named = topics.filter((topic) => take(topicPattern(topic)));
  if (named.length > 0) change.topics = named.map(({ id }) => id);
  if (take(/\b(?:all topics|any topic|everything|anything)\b/)) change.topics = [] as Topic[];

  // "two a week" says how often, and no hour.
  rest = rest.replace(
    /(?<!\b(?:at|around|about) )\b(one|two|three|[123]) (?:tips? )?(?:an?|per|each|every) (?=(?:week|fortnight|month|day)\b)/g,
    (_, count: string) => `${often[count] ?? 'thrice a'} `
  );
  // "one on wednesdays" is a tip, and no hour; "at one on wednesdays" is.
  rest = rest.replace(
    /(?<!\b(?:at|around|about|by|from|past|to|after|before|[\p{L}]+day|[\p{L}]+days) )\bone (?=(?:tip )?(?:on|every|each|per|a (?:day|week|month)|in here|here|at)\b)/gu,
    ' '
  );

  // "every morning at 7" is every day; "every monday morning" is not.
  rest = rest.replace(/\b(every|each) (?=(?:single )?(?:morning|afternoon|evening|lunch ?time)s?\b)/, '$1 day ');
  const { time, rest: withoutTime, fault, half } = readTime(rest);
  if (fault) return { problem: `“${fault}” is not a time of day.` };
  if (time !== undefined) change.time = time;
  const second = time === undefined || half ? undefined : readTime(withoutTime);
  if (second?.time !== undefined && !second.half && second.time !== time) {
    return {
      problem: `I read ${clock(time!)} and ${clock(second.time)}, and I post at one time of day. Write one, with all the days.`
    };
  }

  const days = readDays(second?.time === time && second ? second.rest : withoutTime);
  if ('problem' in days) return days;
  Object.assign(change, days.change);
  const numbers = days.left.filter(({ symbol }) => symbol === 'C');
  if (change.frequency === 'monthly' && change.day === undefined && !change.weekday && !change.workday) {
    const day = numbers.findIndex(({ value }) => value >= 1 && value <= 31);
    if (day >= 0) change.day = numbers.splice(day, 1)[0]!.value;
  }
  if ((change.time === undefined || half) && numbers.length > 0) {
    const { value, word } = numbers.shift()!;
    const hour = readTime(`at ${value}${half ?? ''}`);
    if (hour.time === undefined) return { problem: `“${word}” is not a time of day.` };
    change.time = hour.time;
  }
  const ofMonth = change.day !== undefined || change.nth !== undefined;
  if (ofMonth && change.frequency && change.frequency !== 'monthly') {
    return { problem: `A day of the month goes with monthly tips, and I read ${change.frequency}.` };
  }
  if (ofMonth) change.frequency = 'monthly';
  if (change.weekday && !change.frequency) change.frequency = 'weekly';
  if (change.from && timeOff.dayNamed) onItsDay(change, change.from);

  let left = days.left
    .filter(({ symbol }) => 'gNOTX?'.includes(symbol))
    .map(({ word }) => word)
    .concat(numbers.map(({ word }) => word))
    .join(' ');
  const unknown = days.left.filter(({ symbol }) => symbol === '?').map(({ word }) => word);
  const city = change.zone === undefined ? takeCity(left, unknown, zones) : undefined;
  if (city) {
    change.zone = city.zone;
    left = city.rest.trim();
  }
  if (left) return { problem: `I did not understand “${left.slice(0, 60)}”.` };
  if (Object.keys(change).length === 0) return { problem: 'I did not find a day or a time in that.' };
  return { change };
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
