import { seededRandom } from '../../src/matching/confidence/random.ts';
import { functionWords, wordsOf } from '../../src/matching/text/text.ts';

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function orthonormalise(rows: Float64Array[]): void {
  rows.forEach((row, k) => {
    for (let j = 0; j < k; j++) {
      const along = dot(row, rows[j]!);
      for (let i = 0; i < row.length; i++) row[i]! -= along * rows[j]![i]!;
    }
    const length = Math.sqrt(dot(row, row)) || 1;
    for (let i = 0; i < row.length; i++) row[i]! /= length;
  });
}

/** Returns the projection onto the leading `dim` principal directions of the sentences' vectors, by orthogonal iteration. */
export function projection(vectors: readonly Float32Array[], dim: number): (v: Float32Array) => Float32Array {
  const size = vectors[0]!.length;
  const mean = new Float64Array(size);
  for (const v of vectors) for (let i = 0; i < size; i++) mean[i]! += v[i]! / vectors.length;
  const spread = Array.from({ length: size }, () => new Float64Array(size));
  for (const v of vectors) {
    for (let i = 0; i < size; i++) {
      const x = v[i]! - mean[i]!;
      for (let j = i; j < size; j++) spread[i]![j]! += x * (v[j]! - mean[j]!);
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) spread[i]![j] = spread[j]![i]!;
  let axes = Array.from({ length: dim }, (_, k) =>
    Float64Array.from({ length: size }, (_x, i) => Math.sin((i + 1) * (k + 1) * 12.9898))
  );
  orthonormalise(axes);
  for (let round = 0; round < 10; round++) {
    axes = axes.map((axis) => Float64Array.from(spread, (row) => dot(row, axis)));
    orthonormalise(axes);
  }
  return (v) => {
    const centred = Float64Array.from(v, (x, i) => x - mean[i]!);
    return Float32Array.from(axes, (axis) => dot(axis, centred));
  };
}

/** Returns the weight of a word, estimated from its rank by Zipf's law; the vectors carry it as their length. */
export function startingWeight(word: string, rank: number): number {
  return (3e-3 / (3e-3 + 0.1 / (rank + 2))) * (functionWords.has(word) ? 0.6 : 1);
}

/**
 * Moves the words' vectors so that their sum points where the teacher's vector of the whole sentence points: gradient
 * steps on the cosine (AdaGrad by word), held back towards where they began.
 *
 * @param vectors one row of `dim` a word, changed in place
 * @returns the mean cosine of each round
 */
export function alignToSentences(
  words: readonly string[],
  vectors: Float32Array,
  dim: number,
  sentences: readonly string[],
  targets: readonly Float32Array[],
  options: { rounds: number; rate: number; hold: number }
): number[] {
  const row = new Map(words.map((word, i) => [word, i]));
  const start = vectors.slice();
  const squares = new Float32Array(words.length).fill(1e-4);
  const rows = sentences.map((s) => wordsOf(s).flatMap((word) => row.get(word) ?? []));
  const cosines: number[] = [];
  const sum = new Float32Array(dim);
  const step = new Float32Array(dim);
  for (let round = 0; round < options.rounds; round++) {
    let total = 0;
    let count = 0;
    for (const i of shuffled([...sentences.keys()], seededRandom(round + 1))) {
      const own = rows[i]!;
      if (own.length < 2) continue;
      const target = targets[i]!;
      sum.fill(0);
      for (const w of own) for (let d = 0; d < dim; d++) sum[d]! += vectors[w * dim + d]!;
      const length = Math.sqrt(dot(sum, sum)) || 1;
      const aim = Math.sqrt(dot(target, target)) || 1;
      const cosine = dot(sum, target) / (length * aim);
      total += cosine;
      count++;
      for (let d = 0; d < dim; d++) step[d] = target[d]! / (length * aim) - (cosine * sum[d]!) / (length * length);
      const size = dot(step, step);
      for (const w of own) {
        squares[w]! += size;
        const rate = options.rate / Math.sqrt(squares[w]!);
        for (let d = 0; d < dim; d++) {
          const k = w * dim + d;
          vectors[k]! += rate * step[d]! - options.rate * options.hold * (vectors[k]! - start[k]!);
        }
      }
    }
    cosines.push(total / count);
  }
  return cosines;
}
