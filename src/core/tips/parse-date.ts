import { dateOf, dayOf, monthLength, monthNames, weekdayNames, weekdayOf } from '../time/calendar.ts';

const short = (names: readonly string[]): RegExp =>
  new RegExp(
    `^(?:${names.map((name) => `(${name.slice(0, 3)}(?:${name.slice(3)})?|${name.slice(0, 4)})`).join('|')})$`,
    'i'
  );
const monthPattern = short(monthNames);
const weekdayPattern = short(weekdayNames);
const indexIn = (pattern: RegExp, word: string): number => (pattern.exec(word)?.slice(1).findIndex(Boolean) ?? -1) + 1;
const counts: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, six: 6 };

/** A date that exists, as `YYYY-MM-DD`. */
function existing(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  return day <= monthLength(first) ? dateOf(dayOf(first) + day - 1) : undefined;
}

/**
 * Reads a date as people in the United Kingdom write it: `2026-12-24`, `24/12/2026`, `24 December`, `Monday`, `January`,
 * `tomorrow`, `for two weeks`. Without a year it is the next one to come.
 *
 * @param today `YYYY-MM-DD` where the person is
 * @returns a date after today, as `YYYY-MM-DD`; undefined for anything else
 */
export function readDate(text: string, today: string): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[,.]/g, ' ')
    .replace(/\b(?:until|till|the|next|of|for|on|after)\b/g, ' ')
    .trim()
    .replace(/\s+/g, ' ');
  const found = named(words, today);
  return found !== undefined && found > today ? found : undefined;
}

function named(words: string, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const upcoming = (month: number, day: number): string | undefined => {
    const thisYear = existing(year, month, day);
    return thisYear && thisYear > today ? thisYear : existing(year + 1, month, day);
  };
  const slashed = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/.exec(words);
  if (slashed) {
    const [day, month] = [Number(slashed[1]), Number(slashed[2])];
    return slashed[3] ? existing((Number(slashed[3]) % 2000) + 2000, month, day) : upcoming(month, day);
  }
  if (words === 'tomorrow') return dateOf(dayOf(today) + 1);
  const span = /^(\d{1,2}|[a-z]+) (day|week|month)s?$/.exec(words) ?? /^()(week|month)$/.exec(words);
  if (span) {
    const count = span[1] === '' ? 1 : (counts[span[1]!] ?? Number(span[1]));
    if (Number.isNaN(count)) return undefined;
    return dateOf(dayOf(today) + count * { day: 1, week: 7, month: 30 }[span[2] as 'day' | 'week' | 'month']);
  }
  const dated =
    /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?$/.exec(words) ??
    swap(/^([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/.exec(words));
  if (dated) {
    const month = indexIn(monthPattern, dated[2]!);
    if (month === 0) return undefined;
    return dated[3] ? existing(Number(dated[3]), month, Number(dated[1])) : upcoming(month, Number(dated[1]));
  }
  const weekday = indexIn(weekdayPattern, words);
  if (weekday > 0) return dateOf(dayOf(today) + ((weekday - weekdayOf(dayOf(today)) + 6) % 7) + 1);
  const month = indexIn(monthPattern, words);
  return month > 0 ? upcoming(month, 1) : undefined;
}

/** `December 24` read as `24 December`. */
function swap(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found && [found[0], found[2], found[1], found[3]];
}
