import { type ConfidenceFeatures, type ConfidenceModel, probabilities } from './confidence.ts';

const { log, abs, max } = Math;

/** A question whose right candidates are known. */
export interface Example extends ConfidenceFeatures {
  /** Extent to which each candidate is right, 0 to 1; all zero when nothing that was found is. */
  right: readonly number[];
  weight: number;
}

/** Movement of the model in a step below which it counts as fitted, and the maximum number of steps. */
const settled = 1e-4;
const mostSteps = 25;

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
  const modelOf = (weights: readonly number[]): ConfidenceModel => ({
    candidate: weights.slice(0, own),
    none: weights.slice(own)
  });
  const zeros = new Array<number>(size - own).fill(0);
  const padded = examples.map(({ candidates, none }) => [
    ...candidates.map((row) => [...row, ...zeros]),
    [...new Array<number>(own).fill(0), ...none]
  ]);
  /** Returns the probability of each outcome (the last is none), its share given what is right, and the likelihood of that. */
  const judge = (model: ConfidenceModel, example: Example) => {
    const found = probabilities(model, example);
    const all = [...found, max(0, 1 - found.reduce((a, b) => a + b, 0))];
    const joint = [...example.right.map((right, i) => right * found[i]!), 0];
    if (!example.right.some((right) => right > 0)) joint[joint.length - 1] = all.at(-1)!;
    const sum = joint.reduce((a, b) => a + b, 0);
    return { all, truth: joint.map((value) => value / (sum || 1)), likelihood: sum };
  };
  const loss = (weights: readonly number[]): number =>
    examples.reduce((sum, each) => sum - each.weight * log(judge(modelOf(weights), each).likelihood + 1e-9), 0) +
    (hold / 2) * weights.reduce((sum, weight, i) => sum + (weight - start[i]!) ** 2, 0);

  let weights = start;
  let now = loss(weights);
  for (let step = 0; step < mostSteps; step++) {
    const model = modelOf(weights);
    const slope = weights.map((weight, i) => -hold * (weight - start[i]!));
    const curve = start.map((_, i) => start.map((__, j) => (i === j ? hold + 1e-6 : 0)));
    examples.forEach((example, n) => {
      const { all, truth } = judge(model, example);
      const middle = new Array<number>(size).fill(0);
      padded[n]!.forEach((row, k) => {
        for (let i = 0; i < size; i++) {
          middle[i]! += all[k]! * row[i]!;
          slope[i]! += example.weight * (truth[k]! - all[k]!) * row[i]!;
          const part = example.weight * all[k]! * row[i]!;
          if (part !== 0) for (let j = 0; j < size; j++) curve[i]![j]! += part * row[j]!;
        }
      });
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) curve[i]![j]! -= example.weight * middle[i]! * middle[j]!;
    });
    const move = solve(curve, slope);
    let share = 1;
    let next = weights;
    let then = now;
    for (; share > 1e-3; share /= 2) {
      next = weights.map((weight, i) => weight + share * move[i]!);
      then = loss(next);
      if (then <= now) break;
    }
    if (then > now) break;
    const moved = max(...move.map(abs)) * share;
    weights = next;
    now = then;
    if (moved < settled) break;
  }
  return modelOf(weights);
}

/** Solves a system of equations by Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (abs(rows[k]![i]!) > abs(rows[pivot]![i]!)) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    const head = rows[i]![i]! || 1e-12;
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k]![i]! / head;
      if (factor !== 0) for (let j = i; j <= n; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * out[j]!;
    out[i] = sum / (rows[i]![i]! || 1e-12);
  }
  return out;
}
