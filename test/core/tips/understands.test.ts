import { expect, test } from '@jest/globals';
import { parseMore } from '../../../src/core/conversation/commands.ts';
import { understandsTips } from '../../../src/core/tips/command.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';
import { knowledgeOf, someTips } from '../../support/tips-world.ts';

const parts = { zones: createZones(), knowledge: () => knowledgeOf(someTips) };
/** Returns whether a message after the tips is taken for a change of them. */
const isTaken = (text: string): boolean => {
  const more = parseMore(text);
  return more !== undefined && understandsTips(more.rest, parts, Date.parse('2026-11-30T10:00:00Z'));
};

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
  'help'
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
