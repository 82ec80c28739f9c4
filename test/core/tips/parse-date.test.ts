import { describe, expect, test } from '@jest/globals';
import { readDate } from '../../../src/core/tips/parse-date.ts';

const today = '2026-11-23';

describe('readDate', () => {
  test.each([
    ['2026-12-24', '2026-12-24'],
    ['until 24 December', '2026-12-24'],
    ['till the 5th of January', '2027-01-05'],
    ['Jan 5', '2027-01-05'],
    ['1 November', '2027-11-01'],
    ['29 February 2028', '2028-02-29'],
    ['24/12/2026', '2026-12-24'],
    ['5/1', '2027-01-05'],
    ['5/1/27', '2027-01-05'],
    ['tomorrow', '2026-11-24'],
    ['monday', '2026-11-30'],
    ['next Friday', '2026-11-27'],
    ['thursday', '2026-11-26'],
    ['september', '2027-09-01'],
    ['sept', '2027-09-01'],
    ['for two weeks', '2026-12-07'],
    ['3 weeks', '2026-12-14'],
    ['next week', '2026-11-30'],
    ['a month', '2026-12-23']
  ])('reads “%s”', (text, date) => {
    expect(readDate(text, today)).toBe(date);
  });

  test.each([
    '2026-11-23',
    '2020-01-01',
    '30 February',
    '2026-13-01',
    '31/4',
    'soon',
    '',
    'mayhem',
    'some weeks',
    '99 bottles'
  ])('does not read “%s”', (text) => {
    expect(readDate(text, today)).toBeUndefined();
  });
});
