import type { Corpus } from './corpus.ts';
import { pairKind } from './features.ts';
import type { MeaningIndex } from './meaning.ts';
import type { Query } from './query.ts';
import { seededRandom } from './random.ts';
import { foldOf, phrasingRows, shuffle, unitRow } from './training-rows.ts';

/** Tells questions of the field from others by their words and meaning alone, whatever entry may answer them. */
export interface Scope {
  /** Log odds that the question is of the field, cut at plus and minus 6. */
  oddsOf(query: Query): number;
}

const rounds = 8;
const rate = 0.15;
const mostOdds = 6;
/** How much the vector of meaning counts beside the words. */
const meaningWeight = 2;
/** Learning takes at most about this many phrasings. */
const mostRows = 8000;

/**
 * Learns from the entries' questions against the background's.
 *
 * @param leave the fold not to learn from, for when the matcher tests itself
 */
export function trainScope(corpus: Corpus, meaning: MeaningIndex | undefined, leave?: number): Scope {
  const size = corpus.weight.length;
  const dim = meaning?.dim ?? 0;
  const { kinds } = corpus.featuriser;
  const columnOf = (id: number) => (kinds[id] === pairKind ? -1 : id);
  const weights = new Float32Array(size);
  const direction = new Float32Array(dim);
  let bias = 0;

  const odds = (
    column: ArrayLike<number>,
    value: ArrayLike<number>,
    from: number,
    to: number,
    dense: Float32Array | undefined
  ): number => {
    let sum = bias;
    for (let i = from; i < to; i++) sum += weights[column[i]!]! * value[i]!;
    if (dense) for (let d = 0; d < dim; d++) sum += direction[d]! * dense[d]! * meaningWeight;
    return sum;
  };

  learn();
  return {
    oddsOf(query) {
      const column: number[] = [];
      const value: number[] = [];
      unitRow(corpus, query.ids, columnOf, column, value);
      const own = odds(column, value, 0, column.length, query.dense);
      return Math.max(-mostOdds, Math.min(mostOdds, own));
    }
  };

  /** Logistic regression, both sides weighing the same, stochastic gradient with AdaGrad's steps. */
  function learn(): void {
    const { count, start, column, value, document, phrasing } = phrasingRows(corpus, columnOf, mostRows);
    const isField = Array.from(document.subarray(0, count), (d) => corpus.documents[d]!.entry !== undefined);
    const dense = Array.from(phrasing.subarray(0, count), (p) => meaning?.vectorOfPhrasing(p));
    const fields = isField.filter(Boolean).length;
    const weightOf = (field: boolean) => count / (2 * Math.max(1, field ? fields : count - fields));
    const order = Int32Array.from({ length: count }, (_, i) => i).filter((i) => foldOf(phrasing[i]!) !== leave);
    const squares = new Float32Array(size).fill(1e-3);
    const directionSquares = new Float32Array(dim).fill(1e-3);
    let biasSquares = 1e-3;
    const random = seededRandom(17);
    for (let round = 0; round < rounds; round++) {
      shuffle(order, random);
      for (const row of order) {
        const field = isField[row]!;
        const own = dense[row];
        const chance = 1 / (1 + Math.exp(-odds(column, value, start[row]!, start[row + 1]!, own)));
        const error = (chance - (field ? 0.98 : 0.02)) * weightOf(field);
        for (let i = start[row]!; i < start[row + 1]!; i++) {
          const step = error * value[i]!;
          const k = column[i]!;
          squares[k]! += step * step;
          weights[k]! -= (rate * step) / Math.sqrt(squares[k]!);
        }
        if (own) {
          for (let d = 0; d < dim; d++) {
            const step = error * own[d]! * meaningWeight;
            directionSquares[d]! += step * step;
            direction[d]! -= (rate * step) / Math.sqrt(directionSquares[d]!);
          }
        }
        biasSquares += error * error;
        bias -= (rate * error) / Math.sqrt(biasSquares);
      }
    }
  }
}
