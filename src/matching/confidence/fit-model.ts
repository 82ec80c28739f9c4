import { type ConfidenceFeatures, type ConfidenceModel, probabilities } from './confidence.ts';

/** A question whose right candidates are known. */
export interface Example extends ConfidenceFeatures {
  /** Extent to which each candidate is right, 0 to 1; all zero when nothing that was found is. */
  right: readonly number[];
  weight: number;
}

/** Movement of a weight in a step below which the model counts as fitted, and the maximum number of steps. */
const settled = 1e-4;
const mostSteps = 25;
/** Maximum movement of a weight in a step: a longer one would overshoot. */
const longestStep = 2;

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

/**
 * Fits the weights to examples by Newton's method with Fisher's information, drawn towards a prior: with few examples the
 * prior stands, with many they do (maximum a posteriori, Gaussian).
 *
 * @param hold weight of the prior, in examples of moderate numbers
 */
export function fitModel(examples: readonly Example[], prior: ConfidenceModel, hold: number): ConfidenceModel {
  const start = [...prior.candidate, ...prior.none];
  const size = start.length;
  const own = prior.candidate.length;
  /** Numbers of each candidate, and of none as the last row, over all weights. */
  const rowsOf = examples.map(({ candidates, none }) => [
    ...candidates.map((row) => [...row, ...zeros(size - own)]),
    [...zeros(own), ...none]
  ]);
  let weights = start;
  for (let step = 0; step < mostSteps; step++) {
    const model = { candidate: weights.slice(0, own), none: weights.slice(own) };
    const slope = weights.map((weight, i) => -hold * (weight - start[i]!));
    const curve = start.map((_, i) => start.map((__, j) => (i === j ? hold + 1e-6 : 0)));
    for (const [n, example] of examples.entries()) {
      const found = probabilities(model, example);
      const all = [...found, Math.max(0, 1 - sumOf(found))];
      const truth = truthOf(example.right, all);
      const middle = zeros(size);
      for (const [k, row] of rowsOf[n]!.entries()) {
        for (let i = 0; i < size; i++) {
          middle[i]! += all[k]! * row[i]!;
          slope[i]! += example.weight * (truth[k]! - all[k]!) * row[i]!;
          const part = example.weight * all[k]! * row[i]!;
          if (part !== 0) for (let j = 0; j < size; j++) curve[i]![j]! += part * row[j]!;
        }
      }
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) curve[i]![j]! -= example.weight * middle[i]! * middle[j]!;
    }
    const move = solve(curve, slope);
    const longest = Math.max(...move.map(Math.abs));
    const share = Math.min(1, longestStep / longest);
    weights = weights.map((weight, i) => weight + share * move[i]!);
    if (longest < settled) break;
  }
  return { candidate: weights.slice(0, own), none: weights.slice(own) };
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Returns how likely each outcome (the last is none) is when it is known which are right. */
function truthOf(right: readonly number[], all: readonly number[]): number[] {
  const isNone = !right.some((share) => share > 0);
  const joint = all.map((value, k) => (k < right.length ? right[k]! * value : Number(isNone) * value));
  const sum = sumOf(joint) || 1;
  return joint.map((value) => value / sum);
}

/** Solves a system of equations with a positive definite matrix by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (const [i, row] of rows.entries())
    for (const below of rows.slice(i + 1)) {
      const factor = below[i]! / row[i]!;
      for (let j = i; j <= size; j++) below[j]! -= factor * row[j]!;
    }
  const solution = zeros(size);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i]![size]!;
    for (let j = i + 1; j < size; j++) rest -= rows[i]![j]! * solution[j]!;
    solution[i] = rest / rows[i]![i]!;
  }
  return solution;
}
