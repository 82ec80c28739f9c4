import type { Topic } from '../model/entry.ts';
import { dayOf, weekdayNames, weekdayOf } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { readBareHour, readTime } from './parse-time.ts';
import { takeTimeOff } from './parse-time-off.ts';
import { takeCity, zoneNamed } from './parse-zone.ts';
import type { Frequency, RuleChange } from './rule.ts';

const weekdays: readonly RegExp[] = ['mon', 'tues?', 'wed(?:s|nes)?', 'thu(?:rs?)?', 'fri', 'sat(?:ur)?', 'sun'].map(
  (short) => new RegExp(`\\b${short}(?:days?)?(?:['’]s)?(?![\\w-])`)
);

const frequencyWords: readonly [RegExp, Frequency][] = [
  [/\b(?:daily|(?:every|each) (?:single )?day|once a day|every morning)(?! of)\b/, 'daily'],
  [
    /\b(?:on )?(?:every |each )?(?:week ?days?|(?:working|work) ?days?|mon(?:day)?s? ?(?:to|[-–]|through|thru|till|until) ?fri(?:day)?s?)\b/,
    'weekdays'
  ],
  [
    /\b(?:fortnightly|bi-?weekly|alternate weeks|every 14 days|(?:every|each|once a) (?:fortnight|(?:two|2|other|second) weeks?)|once a fortnight)\b/,
    'fortnightly'
  ],
  [/\b(?:monthly|(?:every|each|once a|once every|once per|a) month)\b/, 'monthly'],
  [/\b(?:weekly|(?:every|each|once a|once per) week)\b/, 'weekly']
];

const nths: readonly [RegExp, number][] = [
  [/\b(?:first|1st)\b/, 1],
  [/\b(?:second|2nd)\b/, 2],
  [/\b(?:third|3rd)\b/, 3],
  [/\b(?:fourth|4th)\b/, 4],
  [/\blast\b/, -1]
];

const fillers =
  /\b(?:please|on|at|by|come|coming|them|it|day|days|morning|mornings|work|our|can|could|have|every|each|in|of|the|a|an|month|week|about|regarding|for|and|or|with|to|me|us|send|post|get|want|would|like|we|i|give|tips?|improvement tips?|only|just|once|same|ish|around|roughly|this|channel|these|those|start|next|time|zone|local|instead|again|now|from now on|hrs|hours|o'clock|but|from|weekly)\b|@|[,.;:!?()&+–-]/g;

/** Requests that are understood but not supported, with the alternative. */
const cannot: readonly [RegExp, string][] = [
  [
    /\bevery (?:[3-9]|1\d|three|four|five|six|eight) (?:weeks|months|days)\b|\bquarterly\b|\btwice a month\b/,
    'I can post every day, on weekdays, every week, every other week or once a month.'
  ],
  [
    /\b(?:twice|two times|2x|three times|3x) (?:a|per|each|every) (?:week|day)\b/,
    'I can post once a day, on weekdays, or once a week.'
  ],
  [
    /\bfor (?:the next )?(?:a|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?)\b/,
    'I cannot end by myself after some weeks. Leave that out, and write `tips stop` when it is enough.'
  ],
  [
    /\b(?:today|tomorrow|tonight)\b/,
    'I post on a schedule, not once. Try `daily 9am` or `every monday 9am`; `tips now` shows you one at once.'
  ],
  [
    /\b(?:first|last|second) (?:working|work|business) day\b/,
    'I do not know working days of the month. Try `first monday`, `on the 1st` or `last friday`.'
  ]
];

const gmtProblem =
  'GMT stays the same in summer, when clocks in the UK do not. Write `UK time` for the clock on the wall, or `UTC`.';

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
  if (take(/\b(?:uk|london|british|local uk) time\b|\bbst\b|\buk(?! (?:bank|public|holiday))\b/))
    change.zone = 'Europe/London';
  const timeOff = takeTimeOff(rest, today);
  rest = timeOff.rest;
  Object.assign(change, timeOff.change);
  const unable = cannot.find(([pattern]) => pattern.test(rest));
  if (unable) return { problem: unable[1] };
  take(/\b(?:instead of|rather than|not)(?: on)? (?:the )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*/);
  const moved = take(
    /\b(half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?) (later|earlier|sooner)\b|\b(?:(later)|(earlier)) by (half an|an?|one|two|three|\d{1,2}) (hours?|minutes?|mins?)\b/
  );
  if (moved) change.shift = minutesOf(moved);

  const named = topics.filter((topic) => take(topicPattern(topic)));
  if (named.length > 0) change.topics = named.map(({ id }) => id);
  if (take(/\b(?:all topics|any topic|everything|anything)\b/)) change.topics = [] as Topic[];

  const onDay = take(
    /\b(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! (?:mon|tue|wed|thu|fri|sat|sun))(?: day)?(?: of (?:the|each|every) month)?/
  );
  const { time, rest: withoutTime, fault } = readTime(rest);
  rest = withoutTime;
  if (fault) return { problem: `“${fault}” is not a time of day.` };
  if (time !== undefined) change.time = time;

  const ofMonth = take(/\b(?:of|in) (?:the|each|every|a|any) month\b|\bof (?:the )?month\b/);
  const otherWeek =
    take(
      /\b(?:every|each) other(?= (?:mon|tue|wed|thu|fri|sat|sun))|\balternate(?= (?:mon|tue|wed|thu|fri|sat|sun))/
    ) ?? (ofMonth ? undefined : take(/\b(?:every|each) (?:second|2nd)(?= (?:mon|tue|wed|thu|fri|sat|sun))/));
  for (const [pattern, frequency] of frequencyWords) {
    if (!take(pattern)) continue;
    if (change.frequency && frequency !== 'weekly')
      return { problem: `I read both ${change.frequency} and ${frequency}.` };
    change.frequency ??= frequency;
  }
  if (
    change.frequency === 'daily' &&
    take(/\b(?:except|but not|not|excluding|without)(?: on| at)?(?: the)? weekends?\b/)
  ) {
    change.frequency = 'weekdays';
  }
  if (otherWeek) change.frequency = 'fortnightly';
  if (ofMonth && change.frequency === 'fortnightly') return { problem: 'I read both fortnightly and monthly.' };
  if (ofMonth) change.frequency = 'monthly';

  const days = weekdays.flatMap((pattern, index) => (take(pattern) ? [index + 1] : []));
  if (days.length > 1) return { problem: 'I can post on one day of the week, or on every weekday (`weekdays 09:00`).' };
  if (days[0]) change.weekday = days[0];
  const lastDay = days.length === 0 && take(/\b(?:on )?(?:the )?(?:last|final) day\b|\b(?:at )?(?:the )?end\b/);
  if (lastDay) change.day = 31;
  const nth = nths.find(([pattern]) => take(pattern))?.[1];
  if (nth !== undefined || onDay || lastDay) change.frequency ??= 'monthly';
  if (nth !== undefined && days.length > 0) change.nth = nth;
  else if (nth !== undefined) change.day = nth === -1 ? 31 : nth;
  if (onDay) change.day = Number(onDay[1]);
  if (change.frequency === 'monthly' && !onDay && !lastDay && days.length === 0) {
    const dayNumber = take(/(?<![\w:./-])(?:1[0-9]|2[0-9]|3[01]|[1-9])(?![\w:./-])/);
    if (dayNumber) change.day = Number(dayNumber[0]);
  }
  if (change.time === undefined) {
    const bare = readBareHour(rest);
    rest = bare.rest;
    if (bare.time !== undefined) change.time = bare.time;
  }
  if (change.frequency !== 'monthly' && (nth !== undefined || onDay)) {
    return { problem: `A day of the month goes with monthly tips, and I read ${change.frequency}.` };
  }
  if (change.day !== undefined && (change.day < 1 || change.day > 31)) {
    return { problem: `No month has a day ${change.day}.` };
  }
  if (change.weekday && change.day !== undefined) {
    return { problem: `I read both a ${weekdayNames[change.weekday - 1]} and a day of the month.` };
  }
  if (change.weekday && !change.frequency) change.frequency = 'weekly';
  if (change.from && timeOff.dayNamed) onItsDay(change, change.from);

  const city = change.zone === undefined ? takeCity(rest, zones) : undefined;
  if (city) {
    change.zone = city.zone;
    rest = city.rest;
  }
  const left = rest.replace(fillers, ' ').trim().replace(/\s+/g, ' ');
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

const amounts: Readonly<Record<string, number>> = { 'half an': 0.5, a: 1, an: 1, one: 1, two: 2, three: 3 };

/** Returns the minutes of "an hour later", "half an hour earlier", "later by 15 minutes". */
function minutesOf([, count, unit, way, later, , countAfter, unitAfter]: RegExpExecArray): number {
  const amount = count ?? countAfter ?? '';
  const minutes = (amounts[amount] ?? Number(amount)) * ((unit ?? unitAfter)!.startsWith('h') ? 60 : 1);
  return later || way === 'later' ? minutes : -minutes;
}
