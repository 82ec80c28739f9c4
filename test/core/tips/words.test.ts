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
  ''
])('“tips %s” is read as a command', (rest) => {
  expect(parseCommand(`tips ${rest}`)).toEqual({ name: 'tips', rest: rest.trim() });
});

test.each(['tips for getting published', 'tips on writing', 'tips last year', 'tips about spread'])(
  '“%s” is a question',
  (text) => {
    expect(parseCommand(text)).toBeUndefined();
  }
);
