const { sqrt, exp, abs, max, min } = Math;

/** A fitted logistic model over standardised features. Plain numbers, so that it can be kept. */
export interface Logistic {
  /** The constant first, then one for each feature. */
  coefficients: readonly number[];
  mean: readonly number[];
  spread: readonly number[];
}

/** Probability, 0 to 1, that a fitted model gives. */
export function probability({ coefficients, mean, spread }: Logistic, features: readonly number[]): number {
  let sum = coefficients[0]!;
  features.forEach((x, j) => {
    sum += (coefficients[j + 1]! * (x - mean[j]!)) / spread[j]!;
  });
  return sigmoid(sum);
}

/**
 * Fits by Newton's method with an L2 penalty.
 *
 * @param rows features of each example
 * @param truths how far each example came true, 0 to 1
 * @param weights how much each example counts
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  truths: readonly number[],
  weights: readonly number[],
  penalty: number
): Logistic {
  const size = rows[0]?.length ?? 0;
  const total = weights.reduce((a, b) => a + b, 0) || 1;
  const mean = Array.from({ length: size }, (_, j) => rows.reduce((a, r, i) => a + weights[i]! * r[j]!, 0) / total);
  const spread = mean.map((m, j) => sqrt(rows.reduce((a, r, i) => a + weights[i]! * (r[j]! - m) ** 2, 0) / total) || 1);
  const scaled = rows.map((r) => [1, ...r.map((x, j) => (x - mean[j]!) / spread[j]!)]);
  const coefficients = new Array<number>(size + 1).fill(0);
  const linear = (r: readonly number[]) => r.reduce((a, x, j) => a + x * coefficients[j]!, 0);
  for (let round = 0; round < 12; round++) {
    const gradient = coefficients.map((c, j) => (j === 0 ? 0 : -penalty * c));
    const hessian = coefficients.map((_, j) => coefficients.map((__, k) => (j === k ? (j === 0 ? 1e-6 : penalty) : 0)));
    scaled.forEach((r, i) => {
      const p = sigmoid(linear(r));
      const error = weights[i]! * (truths[i]! - p);
      const curve = weights[i]! * max(1e-6, p * (1 - p));
      for (let j = 0; j <= size; j++) {
        gradient[j]! += error * r[j]!;
        for (let k = 0; k <= j; k++) hessian[j]![k]! += curve * r[j]! * r[k]!;
      }
    });
    for (let j = 0; j <= size; j++) for (let k = 0; k < j; k++) hessian[k]![j] = hessian[j]![k]!;
    const step = solve(hessian, gradient);
    let moved = 0;
    step.forEach((s, j) => {
      const limited = max(-4, min(4, s));
      coefficients[j]! += limited;
      moved = max(moved, abs(limited));
    });
    if (moved < 1e-5) break;
  }
  return { coefficients, mean, spread };
}

const sigmoid = (t: number): number => 1 / (1 + exp(-t));

/** Solves a symmetric positive system by Gaussian elimination with pivoting. */
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
