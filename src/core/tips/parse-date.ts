import { dateOf, dayOf, monthLength, monthNames, weekdayNames, weekdayOf } from '../time/calendar.ts';
import { isBankHoliday } from './bank-holidays.ts';

const short = (names: readonly string[]): RegExp =>
  new RegExp(
    `^(?:${names.map((name) => `(${name.slice(0, 3)}(?:${name.slice(3)})?|${name.slice(0, 4)})`).join('|')})$`,
    'i'
  );
const monthPattern = short(monthNames);
const weekdayPattern = short(weekdayNames);
const indexIn = (pattern: RegExp, word: string): number => (pattern.exec(word)?.slice(1).findIndex(Boolean) ?? -1) + 1;
const countWords = [
  'a',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve'
];
const countOf = (word: string): number => {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const index = countWords.indexOf(word);
  return word === 'an' || word === 'a' ? 1 : index > 0 ? index : Number.NaN;
};
const units: Readonly<Record<string, number>> = { d: 1, day: 1, w: 7, wk: 7, week: 7, fortnight: 14 };

/** Returns a valid date as `YYYY-MM-DD`; undefined for one that does not exist. */
function existing(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return day <= monthLength(first) ? dateOf(dayOf(first) + day - 1) : undefined;
}

/**
 * Parses a date as people in the United Kingdom write it: `2026-12-24`, `24/12/2026`, `24.12.26`, `Monday 5 January`,
 * `5 Jan 27`, `Monday`, `January`, `the end of January`, `tomorrow`, `for two weeks`, `14d`, `Monday week`, `mid January`,
 * `Christmas`, `after Easter`. Without a year it is the next such date; a span counts days, weeks or calendar months from today.
 *
 * @param today `YYYY-MM-DD` where the person is
 * @returns a date after today, as `YYYY-MM-DD`; undefined for anything else
 */
export function readDate(text: string, today: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/(?<!\d)[,.]|[,.](?!\d)/g, ' ')
    .replace(/\bweek after next\b/, 'second week')
    .replace(/\b(?:week (?:commencing|beginning|starting|of)|w\/?c)\b/, ' ');
  const words = plain
    .replace(
      /\b(?:we(?:'re| are) (?:all )?back|until|till|til|the|of|for|on|after|in|from|about|another)\b|'til\b/g,
      ' '
    )
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:a )?couple /, 'two ');
  const found = /\bafter\b/.test(plain) ? dayAfter(words, today) : named(words, today);
  return found !== undefined && found > today ? found : undefined;
}

/** Days from the first day of a feast until it is over: with Boxing Day and Easter Monday. */
const feastDays: Readonly<Record<string, number>> = { christmas: 2, xmas: 2, easter: 2 };

/**
 * Returns the day on which what is named is over: a feast, a month, a day; a bank holiday with the days off that follow; a
 * span is over at its end.
 */
function dayAfter(words: string, today: string): string | undefined {
  const month = indexIn(monthPattern, words);
  if (month > 0) return named(`end ${words}`, today);
  const found = named(words, today);
  if (!found) return undefined;
  const over = dateOf(dayOf(found) + (spanOf(words) ? 0 : (feastDays[words] ?? 1)));
  return /^bank\b/.test(words) ? nextWorkday(over) : over;
}

/** Returns the parts of a span: count in figures, count in words, unit. */
function spanOf(words: string): RegExpExecArray | null {
  return (
    /^(?:(\d{1,3}) ?|([a-z]+) )(d|w|day|wk|week|fortnight|month)s?$/.exec(words) ??
    /^()()(fortnight|week|month)$/.exec(words)
  );
}

function named(words: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const upcoming = (month: number, day: number): string | undefined => {
    const thisYear = existing(year, month, day);
    return thisYear && thisYear > today ? thisYear : existing(year + 1, month, day);
  };
  const slashed = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(words);
  if (slashed) {
    const [day, month] = [Number(slashed[1]), Number(slashed[2])];
    return slashed[3] ? existing(fullYear(slashed[3]), month, day) : upcoming(month, day);
  }
  if (words === 'tomorrow') return dateOf(dayOf(today) + 1);
  if (/^(?:next year|rest (?:this )?year|end (?:this )?year)$/.test(words)) return existing(year + 1, 1, 1);
  const feast = feastOf(words, today);
  if (feast) return feast;
  const week = /^(?:beginning|start) (?:next )?week$|^next week$/.test(words) || words === 'this week';
  if (week) return dateOf(dayOf(today) + 8 - weekdayOf(dayOf(today)));
  if (words === 'second week') return dateOf(dayOf(today) + 15 - weekdayOf(dayOf(today)));
  if (/^(?:next month|(?:end|rest) (?:this )?month)$/.test(words)) return monthsOn(`${today.slice(0, 8)}01`, 1);
  const span = spanOf(words);
  const count = span ? countOf(span[1] || span[2] || 'a') : Number.NaN;
  if (span && !Number.isNaN(count)) {
    return span[3] === 'month' ? monthsOn(today, count) : dateOf(dayOf(today) + count * units[span[3]!]!);
  }
  const ending = /^end ([a-z]+)(?: (\d{4}|\d{2}))?$/.exec(words);
  const ended = ending ? indexIn(monthPattern, ending[1]!) : 0;
  if (ended > 0) {
    const first = ending![2] ? existing(fullYear(ending![2]), ended, 1) : monthToEnd(ended, today);
    return first && monthsOn(first, 1);
  }
  const dayAlone = /^(?:([a-z]+) )?(\d{1,2})(?:st|nd|rd|th)$/.exec(words);
  const dayName = indexIn(weekdayPattern, dayAlone?.[1] ?? '');
  if (dayAlone && (dayName > 0 || !dayAlone[1])) return nextDayOfMonth(Number(dayAlone[2]), today, dayName);
  const nth = /^(first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) ([a-z]+) ([a-z]+)(?: (\d{4}))?$/.exec(words);
  if (nth) return nthWeekday(nth[1]!, indexIn(weekdayPattern, nth[2]!), indexIn(monthPattern, nth[3]!), nth[4], today);
  const dated =
    /^(\d{1,2})(?:st|nd|rd|th)? ?([a-z]+)(?: '?(\d{4}|\d{2}))?$/.exec(withoutWeekday(words)) ??
    swap(/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(withoutWeekday(words)));
  if (dated) {
    const month = indexIn(monthPattern, dated[2]!);
    if (month === 0) return undefined;
    return dated[3] ? existing(fullYear(dated[3]), month, Number(dated[1])) : upcoming(month, Number(dated[1]));
  }
  const weekWith = /^(?:(?:a )?week ([a-z]+)|([a-z]+) week)$/.exec(words);
  const weekday = indexIn(
    weekdayPattern,
    weekWith?.[1] ?? weekWith?.[2] ?? words.replace(/^(?:next|this|(?:this )?coming) /, '')
  );
  if (weekday > 0) {
    return dateOf(dayOf(today) + ((weekday - weekdayOf(dayOf(today)) + 6) % 7) + (weekWith ? 8 : 1));
  }
  const middle = /^(?:mid|middle)[ -]([a-z]+)$/.exec(words);
  const halfway = middle ? indexIn(monthPattern, middle[1]!) : 0;
  if (halfway > 0) return upcoming(halfway, 15);
  const month = indexIn(monthPattern, words.replace(/^(?:beginning|start|next) /, ''));
  return month > 0 ? upcoming(month, 1) : undefined;
}

/** Returns the parts of `December 24` in the order of `24 December`. */
function swap(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found && [found[0], found[2], found[1], found[3]];
}

const fullYear = (written: string): number => (Number(written) % 2000) + 2000;

/** Returns a date without its weekday, which follows from the date. */
function withoutWeekday(words: string): string {
  const [first = '', ...rest] = words.split(' ');
  return rest.length > 1 && indexIn(weekdayPattern, first) > 0 ? rest.join(' ') : words;
}

/**
 * Returns the date a number of calendar months later; the last day where the month is shorter: 31 January plus one
 * month is 28 February.
 */
function monthsOn(from: string, count: number): string | undefined {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const later = year * 12 + (month - 1) + count;
  const first = existing(Math.floor(later / 12), (later % 12) + 1, 1);
  return first && existing(Math.floor(later / 12), (later % 12) + 1, Math.min(day, monthLength(first)));
}

/** Returns the first day of the named month that is not over yet. */
function monthToEnd(month: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return existing(month < Number(today.slice(5, 7)) ? year + 1 : year, month, 1);
}

/**
 * Returns the next date with a day of the month.
 *
 * @param weekday the weekday it must be, Monday is 1; 0 for any
 */
function nextDayOfMonth(day: number, today: string, weekday: number): string | undefined {
  for (let on = 0; on < 12; on++) {
    const first = monthsOn(`${today.slice(0, 8)}01`, on);
    const date = first && existing(Number(first.slice(0, 4)), Number(first.slice(5, 7)), day);
    if (date && date > today && (weekday === 0 || weekdayOf(dayOf(date)) === weekday)) return date;
  }
  return undefined;
}

const nths = ['first', 'second', 'third', 'fourth'];

/** Returns the next date such as the first Monday of January. */
function nthWeekday(
  nth: string,
  weekday: number,
  month: number,
  written: string | undefined,
  today: string
): string | undefined {
  if (weekday === 0 || month === 0) return undefined;
  const index = nths.indexOf(nth) === -1 ? Number.parseInt(nth, 10) - 1 : nths.indexOf(nth);
  const year = written ? Number(written) : Number(today.slice(0, 4));
  for (const each of written ? [year] : [year, year + 1]) {
    const first = existing(each, month, 1)!;
    const firstSuch = dayOf(first) + ((weekday - weekdayOf(dayOf(first)) + 7) % 7);
    const lastSuch = firstSuch + (firstSuch + 28 < dayOf(first) + monthLength(first) ? 28 : 21);
    const date = dateOf(nth === 'last' ? lastSuch : firstSuch + 7 * index);
    if (date > today) return date;
  }
  return undefined;
}

/** Returns the date of a named feast: Christmas, New Year, Easter (Gregorian, after Meeus). */
function feastOf(words: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const coming = (dateIn: (year: number) => string | undefined): string | undefined => {
    const thisYear = dateIn(year);
    return thisYear && thisYear > today ? thisYear : dateIn(year + 1);
  };
  switch (
    words
      .replace(/^next /, '')
      .replace(/['’]s$/, '')
      .replace(/ (?:day|holidays?|break)$/, '')
  ) {
    case 'christmas':
    case 'xmas':
      return coming((one) => existing(one, 12, 25));
    case 'christmas eve':
      return coming((one) => existing(one, 12, 24));
    case 'boxing':
      return coming((one) => existing(one, 12, 26));
    case 'new year':
    case 'new years':
    case "new year's":
      return coming((one) => existing(one, 1, 1));
    case 'easter':
    case 'easter sunday':
      return coming((one) => existing(one, ...easter(one)));
    case 'good friday':
      return coming((one) => daysOn(existing(one, ...easter(one)), -2));
    case 'easter monday':
      return coming((one) => daysOn(existing(one, ...easter(one)), 1));
    case 'bank':
      return nextBankHoliday(today);
    default:
      return undefined;
  }
}

/** Returns the first day from a date on that is no weekend and no bank holiday. */
function nextWorkday(date: string): string {
  const isOff = weekdayOf(dayOf(date)) > 5 || isBankHoliday(date, 'england-and-wales');
  return isOff ? nextWorkday(dateOf(dayOf(date) + 1)) : date;
}

function nextBankHoliday(today: string): string | undefined {
  const days = Array.from({ length: 366 }, (_, ahead) => dateOf(dayOf(today) + ahead + 1));
  return days.find((date) => isBankHoliday(date, 'england-and-wales'));
}

const daysOn = (date: string | undefined, days: number): string | undefined => date && dateOf(dayOf(date) + days);

function easter(year: number): [month: number, day: number] {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const sum = h + l - 7 * m + 90;
  const month = Math.floor(sum / 25);
  return [month, (h + l - 7 * m + 33 * month + 19) % 32];
}
