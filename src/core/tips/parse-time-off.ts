import { alternatives } from '../model/alternatives.ts';
import type { Nation } from './bank-holidays.ts';
import { monthList, readBreak, readMonths } from './parse-break.ts';
import { readDate } from './parse-date.ts';
import { type Reading, take } from './reading.ts';

const holidayVerbs = alternatives`
  skip(?:ping)?|(?:but )?not on|(?:but )?not|(?:do not|don'?t) (?:post|send)(?: tips| any| them)* on|no tips on
  none on|except(?: on)?|excluding|without|no|include|including|also on|even on
`;
/** Matches what is said of bank holidays: the verb, and the nation before or after them. */
const holidaysPattern = new RegExp(
  [
    String.raw`\b(${holidayVerbs})(?: uk)?( scottish| northern irish| english| welsh)?`,
    `(?: (?:bank|public))? hol(?:iday)?s?(?: (?:in|of))?`,
    String.raw`( scotland| northern ireland| england(?: and wales)?| wales)?\b`
  ].join('')
);
/** Matches bank holidays on which tips are to come as on other days. */
const holidaysTooPattern = /\b(?:on )?(?:uk )?(?:bank|public) hol(?:iday)?s? (?:too|as well|also|again|included)\b/;
const not =
  "(?:skip(?:ping)?|(?:but )?not|no tips?|none|nothing|except(?:ing)?|excluding|apart from|without|(?:do not|don'?t) (?:post|send)(?: tips| any| them)*)";
const monthsPattern = new RegExp(`\\b${not}(?: in| during| for| over)? (?<months>${monthList})(?![\\w-])`);
const monthsAgainPattern = new RegExp(
  `\\b(?:include|including|also in|even in|and in) (?<months>${monthList})|\\bin (?<too>${monthList}) (?:too|again|as well)\\b`
);
const breakPattern = new RegExp(
  `\\b${not} (?<span>(?:(?:in|on|over|at|during|for|from|between|next|this|tomorrow|the week|w\\/?c|christmas|xmas|easter)\\b|\\d{1,4}(?:st|nd|rd|th)?[-/. ]).*)$`
);
const startPattern =
  /\b(?:(?:starting|beginning|commencing|as of|with effect from|wef)(?: from| on| in)?|(?:start|begin) (?:on|from|in)|from|not (?:before|until|till?)) (?!mon(?:day)?s? ?(?:to|[-–]|through|thru|till|until)\b)(?=\S)/g;

/** Matches a first day by its distance: `from monday week`, `a week on friday`. */
const weekOnPattern =
  /\b(?<from>(?:starting|beginning|from|on) )*(?:(?<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day) week|(?<=^\s*|\b(?:from|starting|beginning|on) )a week on (?<dayAfter>(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b/;

/** Reads what a rule says about times without tips: bank holidays, months, a break, the day it begins. */
export function readTimeOff(reading: Reading): undefined {
  const { change, today } = reading;
  reading.rest = reading.rest.replace(/\bapart from\b/g, 'except');
  take(reading, /\b(?:starting|beginning|from|as of|as from) (?:today|now|right away|immediately)\b/);
  if (take(reading, holidaysTooPattern)) change.holidays = null;
  const holidays = take(reading, holidaysPattern);
  if (holidays) change.holidays = /^(?:incl|also|even)/.test(holidays[1] ?? '') ? null : nationOf(holidays);
  const months = take(reading, monthsPattern)?.groups?.months;
  if (months) change.monthsOff = readMonths(months);
  const again = take(reading, monthsAgainPattern)?.groups;
  if (again) change.monthsOn = readMonths(again.months ?? again.too ?? '');
  if (take(reading, /\b(?:all (?:the )?year(?: round)?|every month of the year)\b/)) {
    change.monthsOn = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  }
  const span = breakPattern.exec(reading.rest);
  const away = span && longestRead(span.groups!.span!, (words) => breakNamed(words, today));
  if (away) {
    change.breaks = [away.value];
    reading.rest = `${reading.rest.slice(0, span.index)} ${away.left}`;
  }
  readBeginning(reading);
}

/** Reads the day on which a rule begins. */
function readBeginning(reading: Reading): void {
  const { change, today } = reading;
  const week = take(reading, weekOnPattern)?.groups;
  if (week) {
    change.from = readDate(`${week.day ?? week.dayAfter} week`, today)!;
    // "from friday week" says nothing of the days, "friday week" does.
    if (!week.from) reading.rest = `${reading.rest} ${week.day ?? week.dayAfter}`;
    reading.dayNamed = true;
    return;
  }
  const rest = reading.rest.replace(/\b(\S+(?: \S+){0,3}) onwards?\b/, (_, words: string) => fromLast(words, today));
  reading.rest = rest;
  for (const start of rest.matchAll(startPattern)) {
    const read = longestRead(rest.slice(start.index + start[0].length), (words) => readDate(words, today));
    if (!read) continue;
    change.from = read.value;
    reading.rest = `${rest.slice(0, start.index)} ${read.left}`;
    // not in a month or a week
    reading.dayNamed = /\d|day\b|^(?:mon|tue|wed|thu|fri|sat|sun)/.test(read.words);
    return;
  }
}

/** Reads a break also where no word tells what is named: `christmas`, `24 december`. */
const breakNamed = (words: string, today: string) =>
  readBreak(words.replace(/^at /, 'over '), today) ??
  readBreak(`over ${words}`, today) ??
  readBreak(`on ${words}`, today);

/** Returns words with `from` before the date at their end: "tips 5 january" → "tips from 5 january". */
function fromLast(said: string, today: string): string {
  const words = said.split(' ');
  const begins = words.findIndex((_, index) => readDate(words.slice(index).join(' '), today) !== undefined);
  return begins === -1 ? said : [...words.slice(0, begins), 'from', ...words.slice(begins)].join(' ');
}

/** Reads the longest run of words at the start of a text that can be read; at most eight. */
function longestRead<T>(
  text: string,
  read: (words: string) => T | undefined
): { value: T; words: string; left: string } | undefined {
  const words = text.trim().split(/\s+/);
  for (let length = Math.min(8, words.length); length > 0; length--) {
    const said = words.slice(0, length).join(' ').replace(/[,;]$/, '');
    const value = read(said);
    if (value !== undefined) return { value, words: said, left: words.slice(length).join(' ') };
  }
  return undefined;
}

function nationOf([, , before = '', after = '']: RegExpExecArray): Nation {
  const named = before + after;
  return /scot/.test(named) ? 'scotland' : /northern/.test(named) ? 'northern-ireland' : 'england-and-wales';
}
