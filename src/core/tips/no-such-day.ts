import { monthLength, monthNames } from '../time/calendar.ts';
import { monthPattern, readMonths } from './parse-break.ts';

const dayThenMonth = new RegExp(
  `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<month>${monthPattern})\\b(?:,? (?<year>\\d{4})\\b)?`,
  'g'
);
const monthThenDay = new RegExp(
  `\\b(?<month>${monthPattern}) (?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?![:.]\\d| ?[ap]m)(?:,? (?<year>\\d{4})\\b)?`,
  'g'
);
/** Matches dates in figures; with a full stop only where a year follows, as `9.30` is a time. */
const inFigures =
  /(?<![\d/.-])(?<day>\d{1,2})(?:\/(?<month>\d{1,2})(?:\/(?<year>\d{4}))?|\.(?<monthOf>\d{1,2})\.(?<yearOf>\d{4}))(?![\d/.])/g;

/** A leap year, for dates without one. */
const leap = '2024';

/**
 * Returns the first day and month of a text that no year has, or not the year that is named: `30 February`, `31/4`,
 * `29 February 2027`; undefined where every one is a real day.
 */
export function noSuchDay(text: string): string | undefined {
  const plain = text.toLowerCase();
  for (const pattern of [dayThenMonth, monthThenDay, inFigures]) {
    for (const { groups = {} } of plain.matchAll(pattern)) {
      const written = groups.month ?? groups.monthOf ?? '';
      const [day, year] = [Number(groups.day), groups.year ?? groups.yearOf];
      const month = Number(written) || readMonths(written)[0] || 0;
      if (month < 1 || month > 12 || day < 1) continue;
      const longest = monthLength(`${year ?? leap}-${String(month).padStart(2, '0')}-01`);
      if (day > longest) return `${day} ${monthNames[month - 1]}${day === 29 ? ` ${year}` : ''}`;
    }
  }
  return undefined;
}
