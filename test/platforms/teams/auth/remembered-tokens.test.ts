import { expect, test } from '@jest/globals';
import { createRemembered } from '../../../../src/platforms/teams/auth/remembered-tokens.ts';

test('is recalled until its time is over', () => {
  const remembered = createRemembered<string>();
  remembered.remember('secret', 'good', 10);
  expect(remembered.recall('secret', 9)).toBe('good');
  expect(remembered.recall('another', 9)).toBeUndefined();
  expect(remembered.recall('secret', 10)).toBeUndefined();
});

test('the oldest goes first; what is remembered again is not old', () => {
  const remembered = createRemembered<number>(2);
  for (const [secret, value] of [
    ['one', 1],
    ['two', 2],
    ['one', 3],
    ['three', 4]
  ] as const) {
    remembered.remember(secret, value, 10);
  }
  expect(['one', 'two', 'three'].map((secret) => remembered.recall(secret, 0))).toEqual([3, undefined, 4]);
});
