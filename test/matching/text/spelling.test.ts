import { describe, expect, test } from '@jest/globals';
import { slipCost } from '../../../src/matching/text/slips.ts';

describe('what slips cost', () => {
  test.each([
    ['spread', 'spread', 0],
    ['sprxad', 'spread', 1],
    ['spfead', 'spread', 0.7],
    ['spraed', 'spread', 0.8],
    ['spead', 'spread', 0.7],
    ['sspread', 'spread', 0.7],
    ['spremad', 'spread', 1],
    ['spresad', 'spread', 0.7],
    ['spreed', 'spread', 1],
    ['sustianibility', 'sustainability', 1.8]
  ])('%s for %s: %d', (typed, meant, cost) => {
    expect(slipCost(typed, meant, 2)).toBeCloseTo(cost);
  });

  test('is not worked out past the limit', () => {
    expect(slipCost('jam', 'publication', 2)).toBe(3);
    expect(slipCost('abcdef', 'uvwxyz', 2)).toBe(3);
  });
});
