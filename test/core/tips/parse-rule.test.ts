import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRule } from '../../../src/core/tips/parse-rule.ts';
import type { RuleChange } from '../../../src/core/tips/rule.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';

const topics = ['spread', 'sustainability', 'publishing', 'improvement'].map((id) => ({ id, title: id }));
const zones = createZones();
const weekly = (weekday: number, time: number): RuleChange => ({ frequency: 'weekly', weekday, time });

const understood: readonly [string, RuleChange][] = [
  ['weekly monday 09:00', weekly(1, 540)],
  ['every monday 9am', weekly(1, 540)],
  ['Fridays at half past two', weekly(5, 870)],
  ['fri 2.30pm', weekly(5, 870)],
  ['every Tuesday at 0930', weekly(2, 570)],
  ['thursday at 9', weekly(4, 540)],
  ['Weds quarter to nine', weekly(3, 525)],
  ['each sunday ten past five in the evening', weekly(7, 1030)],
  ['on Mondays at noon please', weekly(1, 720)],
  ['Monday at two o’clock', weekly(1, 840)],
  ['monday 02:30', weekly(1, 150)],
  ['daily 8am', { frequency: 'daily', time: 480 }],
  ['every day at 17:00', { frequency: 'daily', time: 1020 }],
  ['weekdays 09:00', { frequency: 'weekdays', time: 540 }],
  ['every weekday at 9 am', { frequency: 'weekdays', time: 540 }],
  ['fortnightly wednesday 10:15', { frequency: 'fortnightly', weekday: 3, time: 615 }],
  ['every other friday at 3pm', { frequency: 'fortnightly', weekday: 5, time: 900 }],
  ['every two weeks on tuesday', { frequency: 'fortnightly', weekday: 2 }],
  ['monthly', { frequency: 'monthly' }],
  ['first monday of the month at 9am', { frequency: 'monthly', weekday: 1, nth: 1, time: 540 }],
  ['monthly on the last friday 16:00', { frequency: 'monthly', weekday: 5, nth: -1, time: 960 }],
  ['monday and thursday 9am', { ...weekly(1, 540), also: [4] }],
  ['mon, weds & fri at noon', { ...weekly(1, 720), also: [3, 5] }],
  ['tuesday to thursday 10am', { ...weekly(2, 600), also: [3, 4] }],
  ['mon-fri 9am', { frequency: 'weekdays', time: 540 }],
  ['weekends at ten past nine', { ...weekly(6, 550), also: [7] }],
  ['every third friday', { frequency: 'fortnightly', weeks: 3, weekday: 5 }],
  ['once every four weeks, friday', { frequency: 'fortnightly', weeks: 4, weekday: 5 }],
  ['2nd and last tuesday of the month', { frequency: 'monthly', weekday: 2, nth: 2, also: [-1] }],
  ['the 1st and 15th of each month', { frequency: 'monthly', day: 1, also: [15] }],
  ['last working day of the month', { frequency: 'monthly', nth: -1, workday: true, holidays: 'england-and-wales' }],
  ['every second friday of the month', { frequency: 'monthly', weekday: 5, nth: 2 }],
  ['every second friday', { frequency: 'fortnightly', weekday: 5 }],
  ['weekly, not daily, on a tuesday', { frequency: 'weekly', weekday: 2 }],
  ['tuesdays between 9 and 10', weekly(2, 540)],
  ['late afternoon on wednesday', weekly(3, 960)],
  ['on the 15th of every month at 11:00', { frequency: 'monthly', day: 15, time: 660 }],
  ['monthly 31st', { frequency: 'monthly', day: 31 }],
  ['weekly about spread and publishing', { frequency: 'weekly', topics: ['spread', 'publishing'] }],
  ['sustainability', { topics: ['sustainability'] }],
  ['every monday about all topics', { frequency: 'weekly', weekday: 1, topics: [] }],
  ['monday 9am America/New_York', { ...weekly(1, 540), zone: 'America/New_York' }],
  ['monday 9am europe/london', { ...weekly(1, 540), zone: 'Europe/London' }],
  ['monday 9am uk time', { ...weekly(1, 540), zone: 'Europe/London' }],
  ['monday 09:00 skip bank holidays', { ...weekly(1, 540), holidays: 'england-and-wales' }],
  ['mondays at 9, not on bank holidays in Scotland', { ...weekly(1, 540), holidays: 'scotland' }],
  ['skip bank holidays', { holidays: 'england-and-wales' }],
  ['include bank holidays', { holidays: null }],
  ['on bank holidays too', { holidays: null }],
  ['mondays 9-10am', weekly(1, 540)],
  ['mondays between 7 and 8pm', weekly(1, 1140)],
  ['mondays 11 to 1pm', weekly(1, 660)],
  ['everyday at 9 o clock', { frequency: 'daily', time: 540 }],
  ['schedule: weekly monday 9am', weekly(1, 540)],
  ['09:30', { time: 570 }],
  ['  EVERY   MONDAY   9AM ', weekly(1, 540)]
];

const refused: readonly [string, RegExp][] = [
  ['monday 25:00', /“25:00” is not a time of day/],
  ['monday 13pm', /“13pm” is not a time of day/],
  ['monday 9am Europe/Londn', /I do not know the time zone Europe\/Londn\. Use a name such as Europe\/London/],
  ['every 30 days', /every day, on weekdays, on one or several days of the week, every 8 weeks or less, or monthly/],
  ['twice a week', /Which days\?/],
  ['fifth monday of the month', /Not every month has a fifth one/],
  ['when the moon is full', /I did not understand “when moon is full”/],
  ['weekly on the 15th', /A day of the month goes with monthly tips/],
  ['monthly on the 42nd', /No month has a day 42/],
  ['every hour', /every day, on weekdays/],
  ['30 february', /^There is no 30 February\.$/],
  ['mondays from 31/4', /^There is no 31 April\.$/],
  ['from 29 february 2027', /^There is no 29 February 2027\.$/],
  ['june 31st at 9', /^There is no 31 June\.$/],
  ['first week of the month', /On which day of that week\?/],
  ['mondays 9am and 2pm', /^I read 09:00 and 14:00/],
  ['more often', /^How often\?/],
  ['a bit later', /^How much\?/],
  ['', /did not find a day or a time/]
];

describe('parseRule', () => {
  test.each(understood)('understands “%s”', (text, change) => {
    expect(parseRule(text, zones, topics, '2026-11-29')).toEqual({ change });
  });

  test.each(refused)('refuses “%s” and says why', (text, problem) => {
    expect(parseRule(text, zones, topics, '2026-11-29')).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('whatever is typed, it answers at once and in one short sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem({ maxCount: 60 })), (text) => {
        const read = parseRule(text, zones, topics, '2026-11-29');
        if ('problem' in read) expect(read.problem.length).toBeLessThan(200);
        else expect(read.change.time ?? 0).toBeLessThan(1440);
      })
    );
  });
});

test('topics are those of the knowledge, by id or title, whole words only', () => {
  const library = [
    { id: 'e-books', title: 'E-books & audio' },
    { id: 'loans', title: 'Borrowing' }
  ];
  const read = (text: string) => parseRule(text, zones, library, '2026-11-29');
  expect(read('weekly about borrowing')).toEqual({ change: { frequency: 'weekly', topics: ['loans'] } });
  expect(read('weekly about e-books & audio')).toEqual({ change: { frequency: 'weekly', topics: ['e-books'] } });
  expect(read('weekly about e books and loans')).toEqual({
    change: { frequency: 'weekly', topics: ['e-books', 'loans'] }
  });
  expect(read('weekly about spread')).toEqual({ problem: expect.any(String) });
});
