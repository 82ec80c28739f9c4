import { describe, expect, test } from '@jest/globals';
import { slipsBetween } from '../../../src/matching/text/reading.ts';

describe('slips between two words', () => {
  test.each([
    ['spread', 'spread', 0],
    ['spraed', 'spread', 1],
    ['spead', 'spread', 1],
    ['sspread', 'spread', 1],
    ['sprxad', 'spread', 1],
    ['sustianibility', 'sustainability', 2]
  ])('%s and %s: %i', (a, b, slips) => {
    expect(slipsBetween(a, b, 2)).toBe(slips);
    expect(slipsBetween(b, a, 2)).toBe(slips);
  });

  test('stops counting past the limit', () => {
    expect(slipsBetween('jam', 'publication', 2)).toBe(3);
    expect(slipsBetween('abcdef', 'uvwxyz', 2)).toBe(3);
  });
});
