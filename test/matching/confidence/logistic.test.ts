import { describe, expect, test } from '@jest/globals';
import { fitLogistic, probability } from '../../../src/matching/confidence/logistic.ts';
import { seededRandom } from '../../../src/matching/confidence/random.ts';

describe('logistic fit', () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 3000 }, () => [random() * 4 - 2, random()]);
  const chance = ([x]: readonly number[]) => 1 / (1 + Math.exp(-(1.5 * x! - 0.5)));
  const truths = rows.map((row) => (random() < chance(row) ? 1 : 0));
  const model = fitLogistic(
    rows,
    truths,
    rows.map(() => 1),
    1
  );

  test('finds the chances that the data were drawn with', () => {
    for (const x of [-1.5, -0.5, 0, 0.5, 1.5]) expect(probability(model, [x, 0.5])).toBeCloseTo(chance([x]), 1);
  });

  test('gives nothing for a number that says nothing', () => {
    expect(Math.abs(probability(model, [0, 0]) - probability(model, [0, 1]))).toBeLessThan(0.1);
  });

  test('stays finite when the two sides do not overlap', () => {
    const apart = fitLogistic([[0], [0.1], [1], [1.1]], [0, 0, 1, 1], [1, 1, 1, 1], 1);
    expect(probability(apart, [0])).toBeLessThan(0.5);
    expect(probability(apart, [1])).toBeGreaterThan(0.5);
    expect(Number.isFinite(probability(apart, [1e6]))).toBe(true);
  });

  test('an example counts as often as its weight says', () => {
    const even = fitLogistic([[0], [0]], [1, 0], [3, 1], 1);
    expect(probability(even, [0])).toBeCloseTo(0.75, 1);
  });
});
