import { type ConfidenceFeatures, type ConfidenceModel, probabilities } from './confidence.ts';

/** A question whose right candidates are known. */
export interface Example extends ConfidenceFeatures {
  /** Extent to which each candidate is right, 0 to 1; all zero when nothing that was found is. */
  right: readonly number[];
  weight: number;
}

/** Movement of a weight in a step below which the model counts as fitted, and the maximum number of steps. */
const settled = 1e-3;
const mostSteps = 25;
/** Maximum movement of a weight in a step: a longer one would overshoot. */
const longestStep = 2;

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
  let model = prior;
  for (let step = 0; step < mostSteps; step++) {
    const weights = [...model.candidate, ...model.none];
    const rows = weights.map((weight, i) =>
      new Float64Array(size + 1).fill(hold + 1e-6, i, i + 1).fill(-hold * (weight - start[i]!), size)
    );
    for (const example of examples) addExample(example, model, rows);
    const move = solve(rows);
    const longest = Math.max(...move.map(Math.abs));
    const next = weights.map((weight, i) => weight + Math.min(1, longestStep / longest) * move[i]!);
    model = { candidate: next.slice(0, own), none: next.slice(own) };
    if (longest < settled) break;
  }
  return model;
}

/** Adds what an example says to the rows of {@link solve}. The weights of none stand behind those of a candidate. */
function addExample(
  { candidates, none, right, weight }: Example,
  model: ConfidenceModel,
  rows: readonly Float64Array[]
): void {
  const size = rows.length;
  const all = probabilities(model, { candidates, none });
  all.push(Math.max(0, 1 - sumOf(all)));
  const truth = truthOf(right, all);
  const middle = [...model.candidate, ...model.none].fill(0);
  for (let k = 0; k < all.length; k++) {
    const numbers = candidates[k] ?? none;
    const from = k < candidates.length ? 0 : model.candidate.length;
    for (let i = 0; i < numbers.length; i++) {
      const row = rows[from + i]!;
      const part = weight * all[k]! * numbers[i]!;
      middle[from + i]! += all[k]! * numbers[i]!;
      row[size]! += weight * (truth[k]! - all[k]!) * numbers[i]!;
      for (let j = 0; j < numbers.length; j++) row[from + j]! += part * numbers[j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) rows[i]![j]! -= weight * middle[i]! * middle[j]!;
}

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Returns how likely each outcome (the last is none) is when it is known which are right. */
function truthOf(right: readonly number[], all: readonly number[]): number[] {
  const isNone = !right.some((share) => share > 0);
  const joint = all.map((value, k) => (k < right.length ? right[k]! * value : Number(isNone) * value));
  const sum = sumOf(joint) || 1;
  return joint.map((value) => value / sum);
}

/** Solves a system of equations with a positive definite matrix by Gaussian elimination. The last number of each row is the right side. */
function solve(rows: readonly Float64Array[]): Float64Array {
  const size = rows.length;
  for (const [i, row] of rows.entries())
    for (const below of rows.slice(i + 1)) {
      const factor = below[i]! / row[i]!;
      for (let j = i; j <= size; j++) below[j]! -= factor * row[j]!;
    }
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i]![size]!;
    for (let j = i + 1; j < size; j++) rest -= rows[i]![j]! * solution[j]!;
    solution[i] = rest / rows[i]![i]!;
  }
  return solution;
}
