import { expect, test } from '@jest/globals';
import { probabilities } from '../../../src/matching/confidence/confidence.ts';
import { type Example, fitModel } from '../../../src/matching/confidence/fit-model.ts';
import { seededRandom } from '../../../src/matching/confidence/random.ts';

const truth = { candidate: [6, 2], none: [3] };
/** Questions with three candidates each, of which the right one is drawn with the probabilities of `truth`. */
function drawn(count: number): Example[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => {
    const candidates = [0, 1, 2].map(() => [random(), random()]);
    const features = { candidates, none: [1] };
    let dice = random();
    const right = probabilities(truth, features).map((p) => {
      const is = dice >= 0 && dice < p;
      dice -= p;
      return is ? 1 : 0;
    });
    return { ...features, right, weight: 1 };
  });
}

test('entries that fit equally well share the probability, and none of them may be right', () => {
  const [a, b] = probabilities(truth, {
    candidates: [
      [0.8, 0],
      [0.8, 0]
    ],
    none: [1]
  }) as [number, number];
  expect(a).toBeCloseTo(b, 9);
  expect(a + b).toBeLessThan(1);
  expect(probabilities(truth, { candidates: [], none: [1] })).toEqual([]);
});

test('with many examples the weights are those that made them', () => {
  const { candidate, none } = fitModel(drawn(4000), { candidate: [0, 0], none: [0] }, 1);
  expect(Math.abs(candidate[0]! - 6)).toBeLessThan(0.6);
  expect(Math.abs(candidate[1]! - 2)).toBeLessThan(0.6);
  expect(Math.abs(none[0]! - 3)).toBeLessThan(0.6);
});

test('without examples the prior stands, and it yields the more the more there are', () => {
  const prior = { candidate: [0, 0], none: [0] };
  expect(fitModel([], prior, 5)).toEqual(prior);
  const few = fitModel(drawn(20), prior, 5).candidate[0]!;
  const many = fitModel(drawn(500), prior, 5).candidate[0]!;
  expect(few).toBeGreaterThan(0);
  expect(many).toBeGreaterThan(few);
});
