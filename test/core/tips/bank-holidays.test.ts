import { describe, expect, test } from '@jest/globals';
import { bankHolidays, type Nation, nationOf } from '../../../src/core/tips/bank-holidays.ts';

/** As published at https://www.gov.uk/bank-holidays.json (Open Government Licence v3.0), month and day. */
const published: Readonly<Record<Nation, Readonly<Record<number, string>>>> = {
  'england-and-wales': {
    2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
    2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
    2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
    2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
    2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
    2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
    2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
    2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
    2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'
  },
  scotland: {
    2020: '01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28',
    2021: '01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28',
    2022: '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27',
    2023: '01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26',
    2024: '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26',
    2025: '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26',
    2026: '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28',
    2027: '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28',
    2028: '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26'
  },
  'northern-ireland': {
    2020: '01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28',
    2021: '01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28',
    2022: '01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27',
    2023: '01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26',
    2024: '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26',
    2025: '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26',
    2026: '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28',
    2027: '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28',
    2028: '01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26'
  }
};

describe('bank holidays', () => {
  for (const [nation, years] of Object.entries(published)) {
    test(`of ${nation} are those that gov.uk publishes for 2020 to 2028`, () => {
      for (const [year, days] of Object.entries(years)) {
        const found = [...bankHolidays(Number(year), nation as Nation)].sort().map((date) => date.slice(5));
        expect(`${year}: ${found.join(' ')}`).toBe(`${year}: ${days}`);
      }
    });
  }
});

test.each([
  ['Europe/London', 'United Kingdom', 'england-and-wales'],
  ['Europe/London', undefined, 'england-and-wales'],
  ['Europe/London', 'NHS Scotland', 'scotland'],
  ['Europe/Belfast', 'Northern Ireland', 'northern-ireland'],
  ['Europe/Dublin', 'Ireland', undefined],
  ['Australia/Sydney', 'United Kingdom', undefined]
])('in %s, for knowledge of %s, people keep the days of %s', (zone, region, nation) => {
  expect(nationOf(zone, region)).toBe(nation);
});
