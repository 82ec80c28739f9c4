import { dateOf, dayOf, monthLength, weekdayOf } from '../time/calendar.ts';

/** The three divisions for which https://www.gov.uk/bank-holidays publishes lists. */
export type Nation = 'england-and-wales' | 'scotland' | 'northern-ireland';

/** Time zones of the three divisions and of the islands that keep much the same days. */
const britishZones: ReadonlySet<string> = new Set([
  'Europe/London',
  'Europe/Belfast',
  'Europe/Jersey',
  'Europe/Guernsey',
  'Europe/Isle_of_Man'
]);

/**
 * Returns the nation whose bank holidays people keep who set no other.
 *
 * @param zone IANA name of their time zone
 * @param region where the knowledge applies, such as `Scotland`: England and Wales unless it names another division
 * @returns undefined outside the United Kingdom, whose holidays are not known here
 */
export function nationOf(zone: string, region: string | undefined): Nation | undefined {
  if (!britishZones.has(zone)) return undefined;
  if (/\bscot(?:land|tish)\b/i.test(region ?? '')) return 'scotland';
  return /\bnorthern (?:ireland|irish)\b/i.test(region ?? '') ? 'northern-ireland' : 'england-and-wales';
}

/**
 * Holidays created or moved by royal proclamation since 2020, as published at https://www.gov.uk/bank-holidays.json
 * (read 23 November 2026). A new one is added as a line here.
 */
const proclaimed: readonly { date: string; insteadOf?: string; only?: Nation }[] = [
  { date: '2020-05-08', insteadOf: '2020-05-04' },
  { date: '2022-06-02', insteadOf: '2022-05-30' },
  { date: '2022-06-03' },
  { date: '2022-09-19' },
  { date: '2023-05-08' },
  { date: '2026-06-15', only: 'scotland' }
];

/**
 * Returns Easter Sunday by the Gregorian rule (J.-M. Oudin 1940, in the Explanatory Supplement to the Astronomical
 * Almanac).
 */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const k = Math.floor((century - 17) / 25);
  let moon = (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30;
  moon -= Math.floor(moon / 28) * (1 - Math.floor(29 / (moon + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  return dayOf(`${year}-03-28`) + moon - weekday;
}

function firstMonday(month: string): number {
  const first = dayOf(`${month}-01`);
  return first + ((8 - weekdayOf(first)) % 7);
}

function lastMonday(month: string): number {
  const last = dayOf(`${month}-${monthLength(`${month}-01`)}`);
  return last - weekdayOf(last) + 1;
}

/**
 * Returns the bank holidays of a year: the Banking and Financial Dealings Act 1971, schedule 1, with the usual
 * proclamations (New Year, early May, 2 January and St Andrew's Day in Scotland, St Patrick's Day and 12 July in
 * Northern Ireland). Those on a weekend move to the next free day.
 *
 * @returns dates `YYYY-MM-DD`
 */
export function bankHolidays(year: number, nation: Nation): ReadonlySet<string> {
  const scotland = nation === 'scotland';
  const northernIreland = nation === 'northern-ireland';
  const moving = [easter(year) - 2, firstMonday(`${year}-05`), lastMonday(`${year}-05`)];
  moving.push(scotland ? firstMonday(`${year}-08`) : lastMonday(`${year}-08`));
  if (!scotland) moving.push(easter(year) + 1);
  const fixed = ['01-01', '12-25', '12-26'];
  if (scotland) fixed.push('01-02', '11-30');
  if (northernIreland) fixed.push('03-17', '07-12');

  const wanted = fixed.map((day) => dayOf(`${year}-${day}`));
  const taken = new Set([...moving, ...wanted.filter((day) => weekdayOf(day) <= 5)]);
  for (const weekend of wanted.filter((day) => weekdayOf(day) > 5).sort()) {
    let free = weekend;
    while (weekdayOf(free) > 5 || taken.has(free)) free += 1;
    taken.add(free);
  }
  const dates = new Set([...taken].map(dateOf));
  for (const { date, insteadOf, only } of proclaimed) {
    if (!date.startsWith(String(year)) || (only && only !== nation)) continue;
    dates.add(date);
    if (insteadOf) dates.delete(insteadOf);
  }
  return dates;
}

export function isBankHoliday(date: string, nation: Nation): boolean {
  return bankHolidays(Number(date.slice(0, 4)), nation).has(date);
}
