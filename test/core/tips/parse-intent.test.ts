import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDate } from '../../../src/core/tips/parse-date.ts';
import { readIntent } from '../../../src/core/tips/parse-intent.ts';
import { parseRule } from '../../../src/core/tips/parse-rule.ts';
import { describeRule } from '../../../src/core/tips/rule.ts';
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
  const read = parseRule(intent.rule, zones, topics);
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
    'we don’t want tips any more'
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
    'we don’t want tips on fridays any more'
  ])('%s is asked about', (written) => {
    expect(readIntent(written).wish).toBe('unclear');
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
    ['9am asia/kolkata', 'every Monday at 09:00 (Asia/Kolkata)']
  ])('“%s” is %s', (written, said) => {
    expect(ruleOf(written)).toBe(said);
  });

  test.each([
    ['9am GMT', /summer.*UK time/],
    ['every 4 weeks', /every other week or once a month/],
    ['first working day of the month', /first monday/],
    ['twice a week', /once a week/],
    ['monday 31st', /both a Monday and a day of the month/],
    ['on the 1st and 15th', /did not understand “15th”/],
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

  test('a month is one of the calendar', () => {
    expect(readDate('a month', '2027-01-31')).toBe('2027-02-28');
    expect(readDate('for two months', '2026-12-31')).toBe('2027-02-28');
  });
});

describe('one tip left out, and tips that begin later', () => {
  test.each([
    ['skip next monday', { wish: 'skip', on: 'monday' }],
    ['cancel the tip on monday', { wish: 'skip', on: 'monday' }],
    ['cancel the 30 november tip', { wish: 'skip', on: '30 november' }],
    ['skip a week', { wish: 'skip' }],
    ['skip two weeks', { wish: 'pause', until: 'two weeks' }],
    ['start again', { wish: 'resume', until: '' }],
    ['turn them back on', { wish: 'resume', until: '' }],
    ['start again in the new year', { wish: 'resume', until: 'in the new year' }],
    ['start on 4 january', { wish: 'resume', until: 'on 4 january' }],
    ['start monday', { wish: 'subscribe', rule: 'monday' }],
    ['what’s the schedule', { wish: 'status' }]
  ])('%s', (written, intent) => {
    expect(readIntent(written)).toEqual(intent);
  });
});
