import { dateOf, dayOf, monthLength, monthNames, weekdayOf } from '../time/calendar.ts';
import { readDate } from './parse-date.ts';
import { type Break, noEnd } from './rule.ts';

/** Longest span without tips, in days; for more, tips are better stopped. */
const longest = 300;
const daysOn = (date: string, days: number): string => dateOf(dayOf(date) + days);
const weekOf = (date: string): Break => {
  const first = daysOn(date, 1 - weekdayOf(dayOf(date)));
  return { first, last: daysOn(first, 6) };
};

const months = monthNames.map((name) =>
  name === 'September' ? 'sept?(?:ember)?' : `${name.slice(0, 3)}(?:${name.slice(3)})?`.toLowerCase()
);
/** Matches the name of a month, whole or short. */
export const monthPattern = months.join('|').replace('may(?:)?', 'may');
const month = `(?:${monthPattern})(?! ?\\d)`;
/** Matches a list of months: `august`, `july and august`, `dec, jan`. */
export const monthList = `${month}(?:(?:, ?| )(?:(?:and|or|&) )?${month}){0,11}`;

const eachMonth = new RegExp(`\\b(?:${monthPattern})\\b`, 'g');
const fromMonth = new RegExp(`\\b(?:${monthPattern})\\b.*$`);
const onlyMonths = new RegExp(`^${monthList}$`);

/** Returns the months, January is 1, that a list of them names, in order. */
export function readMonths(text: string): number[] {
  return [...text.matchAll(eachMonth)]
    .map(([name]) => monthNames.findIndex((month) => month.toLowerCase().startsWith(name.slice(0, 3))) + 1)
    .sort((a, b) => a - b);
}

/** Returns a feast with the days that go with it: Christmas until the New Year, Easter from Good Friday to Monday. */
function feastOf(name: string, today: string): Break | undefined {
  if (/^(?:the )?easter(?: (?:weekend|break|holidays?))?$/.test(name)) {
    const monday = readDate('easter monday', today);
    return monday === undefined ? undefined : { first: daysOn(monday, -3), last: monday };
  }
  if (/^(?:the )?(?:christmas|xmas)(?: (?:break|holidays?|period))?(?: (?:and|&) (?:the )?new year)?$/.test(name)) {
    const day = readDate('christmas', today);
    return day === undefined ? undefined : { first: daysOn(day, -1), last: daysOn(day, 7) };
  }
  return undefined;
}

/** Returns the week or month that is named: `next week`, `this week and next`, `the week of 5 january`, `christmas week`. */
function weeksOf(text: string, today: string): Break | undefined {
  const { first, last } = weekOf(today);
  if (/^this week$/.test(text)) return { first: today, last };
  if (/^this (?:week )?and next(?: week)?$/.test(text)) return { first: today, last: daysOn(last, 7) };
  if (/^next week$/.test(text)) return weekOf(daysOn(first, 7));
  if (/^(?:the )?week after next$/.test(text)) return weekOf(daysOn(first, 14));
  if (/^next week and the (?:week after|one after|following)(?: week)?$/.test(text)) {
    return { first: daysOn(first, 7), last: daysOn(first, 20) };
  }
  if (/^next month$/.test(text)) {
    const month = readDate('next month', today)!;
    return { first: month, last: `${month.slice(0, 8)}${monthLength(month)}` };
  }
  const named =
    /^(?:the )?week (?:of|commencing|beginning|starting)(?: on)? (.+)$/.exec(text)?.[1] ??
    /^w\/?c (.+)$/.exec(text)?.[1] ??
    /^(?:the )?((?:christmas|xmas|easter)) week$/.exec(text)?.[1];
  const day = named && readDate(named, today);
  return day ? weekOf(day) : undefined;
}

/** Matches the beginning of a break whose end nobody names. */
const begins =
  /^(?:(?:starting|beginning|as)(?: from| of| on)?|from|after)(?: (?!.*\b(?:to|until|till?|through|thru|for|and)\b)(.+?))(?: on(?:wards?)?)?$/;

/**
 * Parses a break without an end: `from 20 december`, `from monday onwards`, `after christmas`.
 *
 * @returns undefined for anything else
 */
export function readOpenBreak(text: string, today: string): Break | undefined {
  const plain = text.trim().replace(/\s+/g, ' ');
  const named = begins.exec(plain)?.[1];
  const first = named && readDate(plain.startsWith('after') ? plain : named, today);
  return first ? { first, last: noEnd } : undefined;
}

/**
 * Parses a span of days to come: `from 20 december to 4 january`, `in august`, `over christmas`, `next week`, `the week of
 * 5 jan`. "to" and a dash include the last day, "until" does not.
 *
 * @param text lower case, without its verb
 * @param today `YYYY-MM-DD` where the person is
 * @returns undefined for anything else, and for spans longer than 300 days
 */
export function readBreak(text: string, today: string): Break | undefined {
  const plain = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(
      /^(?:while|when|as) we(?:'re| ?are|'ll be| will be) (?:all )?(?:off|away|closed|out|on leave|on holiday) /,
      ''
    )
    .replace(/[.,!]+$/, '');
  const found = spanOf(plain, today);
  return found && found.last >= found.first && dayOf(found.last) - dayOf(found.first) < longest ? found : undefined;
}

function spanOf(text: string, today: string): Break | undefined {
  const named = text.replace(/^(?:for|over|during|in|throughout|(?:for )?(?:the )?whole(?: of)?|all of) /, '');
  const oneDay = /^on (.+)$/.exec(text)?.[1] ?? /^(?:tomorrow|next [a-z]+day)$/.exec(text)?.[0];
  const day = oneDay && readDate(oneDay, today);
  if (day) return { first: day, last: day };
  const [, begins, lasts] = /^from (.+) for (.+)$/.exec(text.replace(/^for (.+) from (.+)$/, 'from $2 for $1')) ?? [];
  const start = begins && readDate(begins, today);
  const over = start && readDate(lasts!, start);
  if (over) return { first: start, last: daysOn(over, -1) };
  const weeks = weeksOf(named, today) ?? weeksOf(text, today);
  if (weeks) return weeks;
  const feast = named === text ? undefined : feastOf(named, today);
  if (feast) return feast;
  if (onlyMonths.test(named)) return monthsOf(named, today);
  const between =
    /^(?:(?:from|between) )?(.+?) (to|-|–|until|till|til|through|thru|and) (.+)$/.exec(text) ??
    /^(?:from )?(.+?) ?([–-]) ?(.+)$/.exec(text);
  if (!between || (between[2] === 'and' && !text.startsWith('between'))) return undefined;
  const [, begin = '', word = '', end = ''] = between;
  return datesBetween(begin, end, /^until|^till?$/.test(word), today);
}

/** Returns the next run of the months that are named. */
function monthsOf(text: string, today: string): Break | undefined {
  const numbers = readMonths(text);
  const first = numbers[0];
  if (first === undefined || numbers.some((month, index) => month !== first + index)) return undefined;
  const from = Number(today.slice(5, 7)) === first ? today : readDate(`1 ${monthNames[first - 1]}`, today);
  if (!from) return undefined;
  const end = `${from.slice(0, 5)}${String(numbers.at(-1)).padStart(2, '0')}-01`;
  return { first: from, last: `${end.slice(0, 8)}${monthLength(end)}` };
}

/** Returns the days between two dates; the first takes its month from the second where it has none: `20 to 24 dec`. */
function datesBetween(begin: string, end: string, open: boolean, today: string): Break | undefined {
  const monthAndYear = fromMonth.exec(end)?.[0];
  const bare = /^\d{1,2}(?:st|nd|rd|th)?$/.test(begin.replace(/^the /, ''));
  const from = /^(?:now|today)$/.test(begin)
    ? today
    : readDate(bare && monthAndYear ? `${begin} ${monthAndYear}` : begin, today);
  const until = from && readDate(end, from);
  return from && until ? { first: from, last: daysOn(until, open ? -1 : 0) } : undefined;
}
