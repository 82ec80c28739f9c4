import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBreak } from '../../../src/core/tips/parse-break.ts';
import { readDate } from '../../../src/core/tips/parse-date.ts';
import { readIntent } from '../../../src/core/tips/parse-intent.ts';
import { parseRule } from '../../../src/core/tips/parse-rule.ts';
import { describeRule } from '../../../src/core/tips/rule.ts';
import { nextSlot } from '../../../src/core/tips/schedule.ts';
import { changedRule, defaultRule } from '../../../src/core/tips/wish.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';

const topics = ['spread', 'sustainability', 'publishing', 'improvement'].map((id) => ({ id, title: id }));
const zones = createZones();
const now = Date.UTC(2026, 10, 29, 9);
const today = '2026-11-29';

/** Says what a wish for tips comes to, over Monday 09:00 in London. */
function ruleOf(written: string): string {
  const intent = readIntent(written);
  if (intent.wish !== 'subscribe') return intent.wish;
  const read = parseRule(intent.rule, zones, topics, today);
  return 'problem' in read
    ? read.problem
    : describeRule(changedRule(defaultRule('Europe/London'), read.change, now, zones));
}

describe('nothing ends tips but a plain wish to end them', () => {
  test.each([
    'stop',
    'Stop.',
    'stop please',
    'stop the tips',
    'stop sending tips here',
    'end',
    'off',
    'turn off',
    'cancel',
    'unsubscribe',
    'no more tips',
    'please stop sending these',
    "I'd like to stop the tips",
    'we don’t want tips any more',
    'stop all of them',
    'cancel my subscription'
  ])('%s', (written) => {
    expect(readIntent(written)).toEqual({ wish: 'stop' });
  });

  test.each([
    ['stop until january', '2027-01-01'],
    ['stop for two weeks', '2026-12-13'],
    ['off until Monday 5 January', '2027-01-05'],
    ['cancel until christmas', '2026-12-25']
  ])('%s is a pause until %s', (written, until) => {
    const intent = readIntent(written);
    expect(intent.wish).toBe('pause');
    expect('until' in intent && readDate(intent.until, today)).toBe(until);
  });

  test.each([
    'stop on friday',
    'end friday',
    'cancel my appointment',
    'stop tips about spread',
    'stop after christmas',
    'stop now and then',
    'cancel monday',
    'stop at 5'
  ])('%s is asked about', (written) => {
    expect(readIntent(written).wish).toBe('unclear');
  });

  test.each([
    ['stop the tips over the summer holidays', { wish: 'pause', until: 'over the summer holidays' }],
    ['stop sending these until february', { wish: 'pause', until: 'until february' }],
    ['cancel the pause', { wish: 'resume', until: '' }],
    ['end this break', { wish: 'resume', until: '' }],
    ['send one now', { wish: 'preview' }],
    ['post another', { wish: 'preview' }],
    ['send now', { wish: 'preview' }],
    ['what time', { wish: 'status' }],
    ['on', { wish: 'subscribe', rule: '' }],
    ['start the tips on monday 4 january', { wish: 'resume', until: 'on monday 4 january' }],
    ['pause from today', { wish: 'pause', until: '' }],
    ['enough already', { wish: 'stop' }],
    ['/spread tips weekly friday 9am', { wish: 'subscribe', rule: 'weekly friday 9am' }],
    ['friday 9am 🙂', { wish: 'subscribe', rule: 'friday 9am' }]
  ])('%s is understood whole', (written, intent) => {
    expect(readIntent(written)).toEqual(intent);
  });

  test('whatever follows a word that ends them, it is a pause, a skip, a rule, a question or understood whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('stop', 'end', 'off', 'cancel'),
        fc.stringMatching(/^[a-z]{4,9}( [a-z]{4,9}){1,3}$/),
        (verb, rest) => {
          const plain =
            /^(?:(?:please|tips|channel|weekly|sending|posting|coming|here|them|this|these|those|team|room|improvement|altogether|completely|again|just|forever|thanks|want|would|like|could|chat)\s*)+$/;
          fc.pre(!plain.test(rest));
          expect(readIntent(`${verb} ${rest}`).wish).not.toBe('stop');
        }
      )
    );
  });
});

describe('times and days in people’s words', () => {
  test.each([
    ['start weekly monday 09:00', 'every Monday at 09:00 (Europe/London)'],
    ['start friday 2pm', 'every Friday at 14:00 (Europe/London)'],
    ['change to friday', 'every Friday at 09:00 (Europe/London)'],
    ['make it 10am', 'every Monday at 10:00 (Europe/London)'],
    ['`weekly monday 09:00`', 'every Monday at 09:00 (Europe/London)'],
    ['“tuesday 9:15”', 'every Tuesday at 09:15 (Europe/London)'],
    ['half nine', 'every Monday at 09:30 (Europe/London)'],
    ['monday morning', 'every Monday at 09:00 (Europe/London)'],
    ['friday afternoon', 'every Friday at 14:00 (Europe/London)'],
    ['every morning at 7', 'every day at 07:00 (Europe/London)'],
    ['every monday morning at 7', 'every Monday at 07:00 (Europe/London)'],
    ['thursday afternoons 3ish', 'every Thursday at 15:00 (Europe/London)'],
    ['how about thursdays at 4', 'every Thursday at 16:00 (Europe/London)'],
    ['mondya 9am', 'every Monday at 09:00 (Europe/London)'],
    ['evry wensday 10:00', 'every Wednesday at 10:00 (Europe/London)'],
    ['hi, could we get a tip every friday at 3 o’clock, thanks', 'every Friday at 15:00 (Europe/London)'],
    ['move from monday to wednesday', 'every Wednesday at 09:00 (Europe/London)'],
    ['tuesday to thursday at 10', 'every Tuesday, Wednesday and Thursday at 10:00 (Europe/London)'],
    ['every three weeks on monday', 'every three weeks on Monday at 09:00 (Europe/London)'],
    ['2nd and 4th tuesday of the month', 'on the second and fourth Tuesday of the month at 09:00 (Europe/London)'],
    ['on the 1st and 15th', 'on the 1st and 15th of the month at 09:00 (Europe/London)'],
    [
      'first working day of each month',
      'on the first working day of the month at 09:00 (Europe/London), not on bank holidays'
    ],
    ['every weekday morning', 'Monday to Friday at 09:00 (Europe/London)'],
    ['monday through friday @ 8', 'Monday to Friday at 08:00 (Europe/London)'],
    ['alternate mondays', 'every other Monday at 09:00 (Europe/London)'],
    ['every second friday of the month', 'on the second Friday of the month at 09:00 (Europe/London)'],
    ['every other friday', 'every other Friday at 09:00 (Europe/London)'],
    ['monthly 15', 'on the 15th of the month at 09:00 (Europe/London)'],
    ['end of the month', 'on the last day of the month at 09:00 (Europe/London)'],
    ['off on bank holidays', 'every Monday at 09:00 (Europe/London), not on bank holidays'],
    ['no tips on bank holidays please', 'every Monday at 09:00 (Europe/London), not on bank holidays'],
    ["don't post on bank holidays", 'every Monday at 09:00 (Europe/London), not on bank holidays'],
    ['skip scottish bank holidays', 'every Monday at 09:00 (Europe/London), not on bank holidays in Scotland'],
    ['can we have it on wednesday instead', 'every Wednesday at 09:00 (Europe/London)'],
    ['could we move it to 2pm', 'every Monday at 14:00 (Europe/London)'],
    ['9am BST', 'every Monday at 09:00 (Europe/London)'],
    ['monday 9am Dublin', 'every Monday at 09:00 (Europe/Dublin)'],
    ['weekly monday 09:00 Europe/Kyiv', 'every Monday at 09:00 (Europe/Kyiv)'],
    ['9am asia/kolkata', 'every Monday at 09:00 (Asia/Kolkata)'],
    ['fortnightly from 5 jan', 'every other Tuesday at 09:00 (Europe/London), from 5 January 2027 on'],
    [
      'every other tuesday starting 12 january',
      'every other Tuesday at 09:00 (Europe/London), from 12 January 2027 on'
    ],
    ['weekly on wednesday from january', 'every Wednesday at 09:00 (Europe/London), from 1 January 2027 on'],
    ['monday to friday from the new year', 'Monday to Friday at 09:00 (Europe/London), from 1 January 2027 on'],
    ['from monday to friday at 8', 'Monday to Friday at 08:00 (Europe/London)'],
    ['daily from tomorrow', 'every day at 09:00 (Europe/London), from 30 November 2026 on'],
    ['not in august', 'every Monday at 09:00 (Europe/London), not in August'],
    ['fridays but not in july or august', 'every Friday at 09:00 (Europe/London), not in July and August'],
    ['not over christmas', 'every Monday at 09:00 (Europe/London), not from 24 December 2026 to 1 January 2027'],
    ['no tip on monday', 'every Monday at 09:00 (Europe/London), not on 30 November 2026'],
    ['on the first', 'on the 1st of the month at 09:00 (Europe/London)'],
    ['last of the month at noon', 'on the last day of the month at 12:00 (Europe/London)'],
    ['move from monday to tuesday', 'every Tuesday at 09:00 (Europe/London)'],
    ['could we have them on thursdays at 2 instead of mondays', 'every Thursday at 14:00 (Europe/London)'],
    ['make it an hour later', 'every Monday at 10:00 (Europe/London)'],
    ['half an hour earlier please', 'every Monday at 08:30 (Europe/London)'],
    ['every day except weekends', 'Monday to Friday at 09:00 (Europe/London)'],
    ['weekdays at eight thirty', 'Monday to Friday at 08:30 (Europe/London)'],
    ['mondays but not bank hols', 'every Monday at 09:00 (Europe/London), not on bank holidays'],
    ['can we get these fridays at 4?', 'every Friday at 16:00 (Europe/London)'],
    ['monday 10-ish', 'every Monday at 10:00 (Europe/London)'],
    ['back to mondays', 'every Monday at 09:00 (Europe/London)'],
    ['any day but friday', 'every day at 09:00 (Europe/London), not on Fridays'],
    ['every day but friday', 'every day at 09:00 (Europe/London), not on Fridays'],
    ['all days except saturday and sunday at 8', 'Monday to Friday at 08:00 (Europe/London)'],
    ['daily apart from the weekend', 'Monday to Friday at 09:00 (Europe/London)'],
    ['weekdays but not wednesdays', 'every Monday, Tuesday, Thursday and Friday at 09:00 (Europe/London)'],
    ['mon to thu but not tue', 'every Monday, Wednesday and Thursday at 09:00 (Europe/London)'],
    ['mon/wed/fri 0900', 'every Monday, Wednesday and Friday at 09:00 (Europe/London)'],
    ['not on fridays', 'every Monday at 09:00 (Europe/London)'],
    ['not on mondays', 'every Monday at 09:00 (Europe/London), not on Mondays'],
    ['we don’t want tips on mondays any more', 'every Monday at 09:00 (Europe/London), not on Mondays'],
    ['not on mondays, wednesdays instead', 'every Wednesday at 09:00 (Europe/London)'],
    ['tuesdays not mondays', 'every Tuesday at 09:00 (Europe/London)'],
    ['monday week onwards', 'every Monday at 09:00 (Europe/London), from 7 December 2026 on'],
    ['friday week', 'every Friday at 09:00 (Europe/London), from 11 December 2026 on'],
    ['once a week on friday', 'every Friday at 09:00 (Europe/London)'],
    ['fridays from 5 january onwards', 'every Friday at 09:00 (Europe/London), from 5 January 2027 on'],
    ['5 january onwards', 'every Monday at 09:00 (Europe/London), from 5 January 2027 on'],
    ['not until 11 january', 'every Monday at 09:00 (Europe/London), from 11 January 2027 on'],
    ['except 7 december', 'every Monday at 09:00 (Europe/London), not on 7 December 2026'],
    [
      'mondays except at christmas',
      'every Monday at 09:00 (Europe/London), not from 24 December 2026 to 1 January 2027'
    ],
    ['even on bank holidays', 'every Monday at 09:00 (Europe/London)'],
    ['twice a week on tuesday and thursday', 'every Tuesday and Thursday at 09:00 (Europe/London)'],
    ['twice monthly on the 1st and 15th', 'on the 1st and 15th of the month at 09:00 (Europe/London)'],
    ['four-weekly on tuesdays', 'every four weeks on Tuesday at 09:00 (Europe/London)'],
    ['monday 9 weekly', 'every Monday at 09:00 (Europe/London)'],
    ['friday night at 8', 'every Friday at 20:00 (Europe/London)'],
    ['friday at 12 at night', 'every Friday at 00:00 (Europe/London)'],
    ['every evening at 8', 'every day at 20:00 (Europe/London)'],
    ['every morning at half past 7', 'every day at 07:30 (Europe/London)'],
    ['wed am', 'every Wednesday at 09:00 (Europe/London)'],
    ['thursday pm', 'every Thursday at 14:00 (Europe/London)'],
    ['monday 8 thirty', 'every Monday at 08:30 (Europe/London)'],
    ['monday 9.00h', 'every Monday at 09:00 (Europe/London)'],
    ['monday 9am new york', 'every Monday at 09:00 (America/New_York)']
  ])('“%s” is %s', (written, said) => {
    expect(ruleOf(written)).toBe(said);
  });

  test.each([
    ['9am GMT', /summer.*UK time/],
    ['every 9 weeks', /every 8 weeks or less/],
    ['twice a week', /Which days\?/],
    ['monthly on the last', /The last what\?/],
    ['when the moon is full', /did not understand/],
    ['monday 31st', /both a Monday and a day of the month/],
    ['every day at 9 for a week', /cannot end by myself/],
    ['tomorrow at 9', /on a schedule, not once/],
    ['just once on friday at 10', /on a schedule, not once/],
    ['this friday only', /on a schedule, not once/],
    ['13th of december only', /on a schedule, not once/],
    ['monday 5 january at 9', /every monday from 5 january/],
    ['mondays at 9 but if it is a bank holiday send it on tuesday', /not move it to another day/],
    ['mondays 9am, not on bank holidays, tuesday instead', /not move it to another day/],
    ['tuesdays 9am not in the school holidays', /when schools have holidays/],
    ['fridays at 3 in term time only', /when schools have holidays/],
    ['monday 9am and friday 4pm', /09:00 and 16:00, and I post at one time/],
    ['every hour', /every day, on weekdays/],
    ['second monday of the month fortnightly', /both monthly and fortnightly/],
    ['mondays 9am until christmas', /cannot end by myself on a day/],
    ['every friday night', /did not understand “night”/],
    ['every friday but the last friday of the month', /did not understand “except”/],
    ['mondays for ever', /did not understand “ever”/],
    ['monday 0900z', /“0900” is not a time of day/],
    ['twice a week on monday', /Which days\?/],
    ['__proto__', /did not understand/],
    ['monday 9am constructor', /did not understand/]
  ])('“%s” cannot be had, and what can is said', (written, problem) => {
    expect(ruleOf(written)).toMatch(problem);
  });
});

describe('ends of a pause', () => {
  test.each([
    ['in 2 weeks', '2026-12-13'],
    ['a fortnight', '2026-12-13'],
    ['14d', '2026-12-13'],
    ['twelve weeks', '2027-02-21'],
    ['25.12.2026', '2026-12-25'],
    ['5 Jan 27', '2027-01-05'],
    ['monday 5 january', '2027-01-05'],
    ['until the end of january', '2027-02-01'],
    ['until easter', '2027-03-28'],
    ['until the new year', '2027-01-01'],
    ['the 3rd', '2026-12-03'],
    ['next monday', '2026-11-30'],
    ['monday week', '2026-12-07'],
    ['until a week on monday', '2026-12-07'],
    ['for a couple of weeks', '2026-12-13'],
    ['until mid january', '2027-01-15'],
    ['until easter monday', '2027-03-29'],
    ['until after easter', '2027-03-30'],
    ['until after christmas', '2026-12-27'],
    ['until after january', '2027-02-01'],
    ['until after 5 january', '2027-01-06'],
    ['after two weeks', '2026-12-13']
  ])('%s is %s', (written, date) => {
    expect(readDate(written, today)).toBe(date);
  });

  test.each([
    ['until the first monday in january', '2027-01-04'],
    ['until the last friday of january 2027', '2027-01-29'],
    ["until we're back on 4 jan", '2027-01-04'],
    ['until monday 4th', '2027-01-04'],
    ['for the rest of the year', '2027-01-01'],
    ['until the week after next', '2026-12-07'],
    ['until w/c 4 jan', '2027-01-04'],
    // Christmas Day, a weekend, and the day in lieu of Boxing Day.
    ['until after the bank holiday', '2026-12-29']
  ])('%s is %s', (written, date) => {
    expect(readDate(written, today)).toBe(date);
  });

  test('a month is one of the calendar', () => {
    expect(readDate('a month', '2027-01-31')).toBe('2027-02-28');
    expect(readDate('for two months', '2026-12-31')).toBe('2027-02-28');
  });
});

describe('breaks', () => {
  test.each([
    ['from 20 december to 4 january', '2026-12-20', '2027-01-04'],
    ['from 20th december until 4th january', '2026-12-20', '2027-01-03'],
    ['20 dec - 4 jan', '2026-12-20', '2027-01-04'],
    ['1-14 february', '2027-02-01', '2027-02-14'],
    ['from monday for two weeks', '2026-11-30', '2026-12-13'],
    ['for august', '2027-08-01', '2027-08-31'],
    ['in july and august', '2027-07-01', '2027-08-31'],
    ['over christmas and new year', '2026-12-24', '2027-01-01'],
    ['over easter', '2027-03-26', '2027-03-29'],
    ['this week and next', '2026-11-29', '2026-12-06'],
    ['next week and the week after', '2026-11-30', '2026-12-13'],
    ['the week of 25 january', '2027-01-25', '2027-01-31'],
    ['next month', '2026-12-01', '2026-12-31'],
    ['jan', '2027-01-01', '2027-01-31'],
    ['tomorrow', '2026-11-30', '2026-11-30']
  ])('“%s” is from %s to %s', (written, first, last) => {
    expect(readBreak(written, today)).toEqual({ first, last });
  });

  test.each(['during half term', 'until january', 'for two weeks', 'from 4 january to 20 december 2029', ''])(
    '“%s” is none',
    (written) => {
      expect(readBreak(written, today)).toBeUndefined();
    }
  );
});

describe('one tip left out, and tips that begin later', () => {
  test.each([
    ['skip next monday', { wish: 'skip', on: 'monday' }],
    ['cancel the tip on monday', { wish: 'skip', on: 'monday' }],
    ['cancel the 30 november tip', { wish: 'skip', on: '30 november' }],
    ['skip a week', { wish: 'skip' }],
    ['skip the next two', { wish: 'skip', count: 2 }],
    ['skip 3 tips', { wish: 'skip', count: 3 }],
    ['cancel the next two', { wish: 'skip', count: 2 }],
    ['cancel next week', { wish: 'pause', until: 'next week' }],
    ['skip january and february', { wish: 'pause', until: 'over january and february' }],
    ['start in may', { wish: 'resume', until: 'in may' }],
    ['skip next week', { wish: 'pause', until: 'next week' }],
    ['skip until christmas', { wish: 'pause', until: 'until christmas' }],
    ['skip christmas week', { wish: 'pause', until: 'over christmas week' }],
    ['take a break until february', { wish: 'pause', until: 'until february' }],
    ["we're off until the 12th", { wish: 'pause', until: 'until the 12th' }],
    ['back from 4 jan', { wish: 'resume', until: 'from 4 jan' }],
    ['skip two weeks', { wish: 'pause', until: 'two weeks' }],
    ['start again', { wish: 'resume', until: '' }],
    ['turn them back on', { wish: 'resume', until: '' }],
    ['start again in the new year', { wish: 'resume', until: 'in the new year' }],
    ['start on 4 january', { wish: 'resume', until: 'on 4 january' }],
    ['start monday', { wish: 'subscribe', rule: 'monday' }],
    ['what’s the schedule', { wish: 'status' }],
    ['when’s the next one', { wish: 'status' }],
    ['what day do they come', { wish: 'status' }]
  ])('%s', (written, intent) => {
    expect(readIntent(written)).toEqual(intent);
  });
});

describe('weekdays without tips', () => {
  const ruleAfter = (base: Parameters<typeof changedRule>[0], written: string) => {
    const intent = readIntent(written);
    const read = parseRule('rule' in intent ? intent.rule : '', zones, topics, today);
    if ('problem' in read) throw new Error(read.problem);
    return changedRule(base, read.change, now, zones);
  };
  const london = defaultRule('Europe/London');
  const daily = ruleAfter(london, 'daily');

  test('no tip comes on them', () => {
    const rule = ruleAfter(daily, 'skip fridays');
    const days: string[] = [];
    for (let at = now, slot = nextSlot(rule, at, zones); days.length < 6; slot = nextSlot(rule, at, zones, slot)) {
      days.push(slot!.date);
      at = slot!.at;
    }
    expect(days).toEqual(['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-05', '2026-12-06']);
  });

  test('they add up, and end when days are named anew', () => {
    const rule = ruleAfter(ruleAfter(daily, 'not on fridays'), 'not on tuesdays');
    expect(describeRule(rule)).toBe('every day at 09:00 (Europe/London), not on Tuesdays and Fridays');
    expect(describeRule(ruleAfter(rule, '10am'))).toContain('at 10:00 (Europe/London), not on Tuesdays and Fridays');
    expect(describeRule(ruleAfter(rule, 'every friday'))).toBe('every Friday at 09:00 (Europe/London)');
    expect(describeRule(ruleAfter(rule, 'daily'))).toBe('every day at 09:00 (Europe/London)');
  });
});

describe('wordings of an audit', () => {
  test.each([
    ['please send us one every thursday at lunchtime', 'every Thursday at 12:00 (Europe/London)'],
    ['yes please, weekly', 'every Monday at 09:00 (Europe/London)'],
    ['sign us up for mondays at 10', 'every Monday at 10:00 (Europe/London)'],
    ['end of the week, 3pm', 'every Friday at 15:00 (Europe/London)'],
    ['too early, try 11', 'every Monday at 11:00 (Europe/London)'],
    ['keep them on fridays', 'every Friday at 09:00 (Europe/London)'],
    ['could they come on a wednesday instead', 'every Wednesday at 09:00 (Europe/London)'],
    ['drop one in here every tuesday around 10', 'every Tuesday at 10:00 (Europe/London)'],
    ['put one in here every friday', 'every Friday at 09:00 (Europe/London)'],
    ['send one at 9 on mondays', 'every Monday at 09:00 (Europe/London)'],
    ['can we have one on wednesdays', 'every Wednesday at 09:00 (Europe/London)'],
    ['one on fridays please', 'every Friday at 09:00 (Europe/London)'],
    ['at one on wednesdays', 'every Wednesday at 13:00 (Europe/London)'],
    ['half past one every friday', 'every Friday at 13:30 (Europe/London)'],
    ['two a week, tuesday and friday', 'every Tuesday and Friday at 09:00 (Europe/London)'],
    ['2 a week on mondays and thursdays', 'every Monday and Thursday at 09:00 (Europe/London)'],
    ['just one a month', 'on the first Monday of the month at 09:00 (Europe/London)'],
    ['one tip a month', 'on the first Monday of the month at 09:00 (Europe/London)'],
    ['at two every day', 'every day at 14:00 (Europe/London)'],
    ['one a week on thursdays', 'every Thursday at 09:00 (Europe/London)'],
    ['one every tuesday', 'every Tuesday at 09:00 (Europe/London)'],
    ['bump it to half past ten', 'every Monday at 10:30 (Europe/London)'],
    ['push it back an hour', 'every Monday at 10:00 (Europe/London)'],
    ['bring it forward by 30 minutes', 'every Monday at 08:30 (Europe/London)'],
    ['start us off with weekly', 'every Monday at 09:00 (Europe/London)'],
    ['leave out bank holidays', 'every Monday at 09:00 (Europe/London), not on bank holidays'],
    ["that's too late", 'How much? Write “tips an hour later”, or the time itself.'],
    ['one day later please', 'Which day is that? Write it, for example “tips every tuesday”.']
  ])('%s: %s', (written, comesTo) => {
    expect(ruleOf(written)).toBe(comesTo);
  });

  test.each([
    ['leave it paused until march', 'until march'],
    ['keep them off until march', 'until march'],
    ['extend the pause to february', 'until february'],
    ['quiet until 9 january please', 'until 9 january'],
    ['put them on hold', ''],
    ["we're shut 24 dec to 2 jan", '24 dec to 2 jan'],
    ['hold them until we are back on the 4th', 'until the 4th'],
    ['give it a rest till spring', 'till spring']
  ])('%s is a pause “%s”', (written, until) => {
    expect(readIntent(written)).toEqual({ wish: 'pause', until });
  });

  test.each([
    'resume for one week',
    'keep paused for another month',
    'extend the pause by a week',
    'pause for another week'
  ])('%s does not say from when, and is asked about', (written) => {
    expect(readIntent(written)).toMatchObject({ wish: 'unclear' });
  });

  test.each([
    "don't stop",
    'do not stop the tips',
    'do not resume yet',
    'don’t pause',
    'never mind',
    'keep going',
    'not yet',
    'leave them alone',
    'are we still getting tips',
    'are they weekly',
    'which topics are we on'
  ])('%s changes nothing', (written) => {
    expect(readIntent(written)).toEqual({ wish: 'status' });
  });

  test.each(['back on please', "we're back", 'ok start them up again'])('%s goes on', (written) => {
    expect(readIntent(written)).toEqual({ wish: 'resume', until: '' });
  });

  test.each(['stop bothering us', "we've had enough of these tips", 'please remove us from these'])(
    '%s ends them',
    (written) => {
      expect(readIntent(written)).toEqual({ wish: 'stop' });
    }
  );
});
