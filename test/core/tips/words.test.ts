import { expect, test } from '@jest/globals';
import { parseCommand } from '../../../src/core/conversation/commands.ts';

test.each([
  'weekly monday 09:00',
  'every monday 9am',
  'Fridays at half past two',
  'fortnightly',
  'once a week',
  'first monday of the month at 9am',
  'on the 15th',
  '10:15',
  'skip bank holidays',
  'include bank holidays',
  'pause until 5 January',
  'now',
  'preview',
  'not in august',
  'skip the next two',
  "when's the next one",
  'could we have them on thursdays',
  'take a break until february',
  'on the first tuesday at ten',
  'back to mondays',
  'weds at noon',
  'weekends only',
  'hi, could we get a tip every friday at 3 o’clock',
  'mondya 9am',
  'quarterly',
  'any day but friday',
  'never on a friday',
  'monday week onwards',
  'even on bank holidays',
  '3 weekly',
  'same day but at 2',
  'are they paused',
  'how often do we get these',
  "9 o'clock on mondays",
  '30 february',
  'on 31 april',
  'may 5',
  'on',
  'hourly',
  'a bit later',
  'more often',
  'send one now',
  'send on bank holidays too',
  'how do I stop them',
  "don't stop",
  'do not resume yet',
  'never mind',
  'bump it to half past ten',
  'push it back an hour',
  "we're shut 24 dec to 2 jan",
  'just one a month',
  'which topics are we on',
  'ok start them up again',
  'keep going',
  'leave it paused until march',
  'extend the pause to february',
  'quiet until 9 january',
  'sign us up',
  'yes please, weekly',
  'too early, try 11',
  'ok stop',
  'turn the tips back on',
  'quiet next week',
  'give it a rest till spring',
  'are we still getting these',
  ''
])('“tips %s” is read as a command', (rest) => {
  expect(parseCommand({ text: `tips ${rest}`, typed: true })).toEqual({ name: 'tips', rest: rest.trim() });
});

test.each([
  ['pause tips from 20 december', 'pause from 20 december'],
  ['Stop the tips until February, please', 'Stop until February'],
  ['send us a tip every tuesday at ten', 'every tuesday at ten'],
  ['can we have the tips on thursdays instead', 'on thursdays instead'],
  ['no tips next week please', 'no tips next week'],
  ['we’d like a tip on mondays at quarter past nine', 'on mondays at quarter past nine'],
  ["skip next week's tip", 'skip next week'],
  ['start sending us tips on Mondays at 9', 'start on Mondays at 9'],
  ['turn off the tips until january', 'turn off until january'],
  ['please move the weekly tips to thursday', 'move to thursday']
])('“%s” is a command', (text, rest) => {
  expect(parseCommand({ text, typed: true })).toEqual({ name: 'tips', rest });
});

test('a command as it is written in Slack is one elsewhere', () => {
  expect(parseCommand({ text: '/spread tips weekly friday 9am', typed: true })).toEqual({
    name: 'tips',
    rest: 'weekly friday 9am'
  });
});

test.each([
  'tips for getting published',
  'give us tips for a monday meeting',
  'have you tips for every ward',
  'stop the tips',
  'send me tips about spread',
  'tips on writing',
  'tips last year',
  'tips last month',
  'tips last week',
  'tips for a monday meeting with managers',
  'tips for the end of a project',
  'tips about spread',
  'tips when writing a paper',
  'tips on the first draft',
  'tips back to basics',
  'tips is it free to publish',
  'tips how often should we measure',
  'tips when is the deadline for posters',
  'tips what is plan do study act',
  'tips make a poster that people read',
  'tips quiet rooms for staff',
  'tips how do we change the culture',
  'tips on 5 ways to share',
  'no tips in the guide',
  'skip a tip'
])('“%s” is a question', (text) => {
  expect(parseCommand({ text, typed: true })).toBeUndefined();
});
