import { expect, test } from '@jest/globals';
import { memoize } from '../../../src/core/model/bounded-map.ts';

test('what was made of a text is made once, and the oldest text is forgotten first', () => {
  const asked: string[] = [];
  const lengths = memoize((text) => {
    asked.push(text);
    return text.length;
  }, 2);
  expect(['', 'one', '', 'one'].map(lengths)).toEqual([0, 3, 0, 3]);
  expect(asked).toEqual(['', 'one']);
  expect(['three', 'one', ''].map(lengths)).toEqual([5, 3, 0]);
  expect(asked).toEqual(['', 'one', 'three', '']);
});
