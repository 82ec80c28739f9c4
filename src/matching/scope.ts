import type { Corpus } from './corpus.ts';
import { pairKind } from './features.ts';
import type { MeaningIndex } from './meaning.ts';
import type { Query } from './query.ts';
import { seededRandom } from './random.ts';
import { wordsOf } from './text.ts';

/** Tells questions of the field from others by their words and meaning alone, whatever entry may answer them. */
export interface Scope {
  /** Log odds that the question is of the field, cut at plus and minus 6. */
  oddsOf(query: Query, held?: boolean): number;
}

const rounds = 10;
const rate = 0.15;
const most = 6;
const meaningWeight = 2;

/**
 * Learns from the entries' questions against the background's.
 *
 * @param isHeld the phrasings that a second model must not learn from, for when the matcher tests itself
 */
export function createScope(
  corpus: Corpus,
  meaning: MeaningIndex | undefined,
  expand: (words: string[]) => string[],
  isHeld: (phrasing: number) => boolean
): Scope {
  const size = corpus.weight.length;
  const dim = meaning?.dim ?? 0;
  const rowOf = (ids: Iterable<number>, dense: Float32Array | undefined) => {
    const index: number[] = [];
    const value: number[] = [];
    let squares = 0;
    for (const id of new Set(ids)) {
      if (corpus.featuriser.kinds[id] === pairKind) continue;
      index.push(id);
      value.push(corpus.weight[id]!);
      squares += corpus.weight[id]! ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < value.length; i++) value[i]! /= length;
    dense?.forEach((x, d) => {
      index.push(size + d);
      value.push(x * meaningWeight);
    });
    return { index, value };
  };
  const rows: { index: number[]; value: number[]; field: boolean; held: boolean }[] = [];
  corpus.documents.forEach(({ entry }, d) => {
    for (let p = corpus.phrasingsOf[d]!; p < corpus.phrasingsOf[d + 1]!; p++) {
      const ids = corpus.features.subarray(corpus.featuresOf[p]!, corpus.featuresOf[p + 1]!);
      const dense = meaning?.vectorOf(expand(wordsOf(corpus.textOf(p))));
      rows.push({ ...rowOf(ids, dense), field: entry !== undefined, held: isHeld(p) });
    }
  });
  const fields = rows.filter(({ field }) => field).length;
  const weightOf = { true: rows.length / (2 * fields), false: rows.length / (2 * (rows.length - fields)) };

  const train = (withHeld: boolean) => {
    const weights = new Float32Array(size + dim + 1);
    const squares = new Float32Array(size + dim + 1).fill(1e-3);
    const order = rows.filter(({ held }) => withHeld || !held);
    const random = seededRandom(17);
    for (let round = 0; round < rounds; round++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      for (const { index, value, field } of order) {
        const odds = oddsIn(weights, index, value);
        const error = (1 / (1 + Math.exp(-odds)) - (field ? 0.98 : 0.02)) * weightOf[field ? 'true' : 'false'];
        const step = (k: number, x: number) => {
          squares[k]! += (error * x) ** 2;
          weights[k]! -= (rate * error * x) / Math.sqrt(squares[k]!);
        };
        for (let i = 0; i < index.length; i++) step(index[i]!, value[i]!);
        step(size + dim, 1);
      }
    }
    return weights;
  };
  const oddsIn = (weights: Float32Array, index: readonly number[], value: readonly number[]): number => {
    let sum = weights[size + dim]!;
    for (let i = 0; i < index.length; i++) sum += weights[index[i]!]! * value[i]!;
    return sum;
  };
  const whole = train(true);
  const part = train(false);
  return {
    oddsOf(query, held = false) {
      const { index, value } = rowOf(query.ids, query.dense);
      return Math.max(-most, Math.min(most, oddsIn(held ? part : whole, index, value)));
    }
  };
}
