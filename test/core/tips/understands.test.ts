import { expect, test } from '@jest/globals';
import { parseMore } from '../../../src/core/conversation/commands.ts';
import { graspOfTips } from '../../../src/core/tips/command.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { knowledgeOf, someTips } from '../../support/tips-world.ts';

const parts = { zones: createZones(), knowledge: () => knowledgeOf(someTips) };
/** Returns how well a message after the tips is understood as a change of them. */
const graspOf = (text: string) => {
  const more = parseMore({ text, typed: true });
  return more && graspOfTips(more.rest, parts, Date.parse('2026-11-30T10:00:00Z'));
};
const isTaken = (text: string): boolean => graspOf(text) === 'whole';

test.each([
  'stop',
  'ok stop',
  'next',
  'is it on',
  'make it friday',
  'wait wednesday',
  'change to tuesdays at 2pm',
  'pause until january',
  'skip the next two',
  'resume',
  'back from 5 january',
  'how do I stop them',
  'when is the next one',
  'how often do they come',
  'make it 31 april',
  'send me one now',
  'at 10',
  'help',
  "don't stop",
  'do not resume yet',
  'are we still getting them',
  'no more',
  'quarterly',
  'twice a week',
  'tuesdays at 9 until easter'
])('after the tips “%s” is about them', (text) => {
  expect(isTaken(text)).toBe(true);
});

test.each([
  'is it free',
  'are they free',
  'what is squire',
  'stop using paper forms how?',
  'change management',
  'set up a QI team',
  'move patients faster',
  'hold a meeting on monday',
  'pause until we have funding',
  'continue with spread',
  'skip the methods section',
  'end of life care',
  'help me get published',
  'when is the next QI conference',
  'how often should we measure',
  'status of squire',
  'show me squire',
  'weekly meetings',
  'daily huddle',
  'every ward',
  'the second one',
  '2',
  'yes',
  'thanks'
])('after the tips “%s” is a question', (text) => {
  expect(isTaken(text)).toBe(false);
});

test.each([
  'stop on friday',
  'pause until half term',
  'pause while we are on strike',
  'monday 8am Eastern',
  'every friday before the huddle',
  'change the time',
  'less often'
])('after the tips “%s” is asked about, unless an entry answers it', (text) => {
  expect(graspOf(text)).toBe('near');
});
