import type { Corpus } from '../corpus/corpus.ts';
import { pairKind } from '../corpus/features.ts';
import type { MeaningIndex } from '../ranking/meaning.ts';
import type { Query } from '../ranking/query.ts';
import { seededRandom } from './random.ts';
import { foldOf, phrasingRows, shuffle, unitRow } from './training-rows.ts';

const { sqrt, exp, max, min } = Math;

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

/** What was learnt. */
export interface ScopeWeights {
  /** By feature. */
  weights: Float32Array;
  /** By number of the vector of meaning. */
  direction: Float32Array;
  bias: number;
}

const columnIn =
  ({ featuriser: { kinds } }: Corpus) =>
  (id: number): number =>
    kinds[id] === pairKind ? -1 : id;

function odds(
  { weights, direction, bias }: ScopeWeights,
  row: { column: ArrayLike<number>; value: ArrayLike<number>; from: number; to: number },
  dense: Float32Array | undefined
): number {
  let sum = bias;
  for (let i = row.from; i < row.to; i++) sum += weights[row.column[i]!]! * row.value[i]!;
  if (dense) for (let d = 0; d < direction.length; d++) sum += direction[d]! * dense[d]! * meaningWeight;
  return sum;
}

/** The scope of a corpus with weights that were learnt from it. */
export function createScope(corpus: Corpus, learnt: ScopeWeights): Scope {
  const columnOf = columnIn(corpus);
  return {
    oddsOf(query) {
      const column: number[] = [];
      const value: number[] = [];
      unitRow(corpus, query.ids, columnOf, column, value);
      const own = odds(learnt, { column, value, from: 0, to: column.length }, query.dense);
      return max(-mostOdds, min(mostOdds, own));
    }
  };
}

/**
 * Learns from the entries' questions against the background's: logistic regression, both sides weighing the same,
 * stochastic gradient with AdaGrad's steps.
 *
 * @param leave the fold not to learn from, for when the matcher tests itself
 */
export function trainScope(corpus: Corpus, meaning: MeaningIndex | undefined, leave?: number): ScopeWeights {
  const size = corpus.weight.length;
  const dim = meaning?.dim ?? 0;
  const learnt: ScopeWeights = { weights: new Float32Array(size), direction: new Float32Array(dim), bias: 0 };
  const { weights, direction } = learnt;
  const { count, start, column, value, document, phrasing } = phrasingRows(corpus, columnIn(corpus), mostRows);
  const isField = Array.from(document.subarray(0, count), (d) => corpus.documents[d]!.entry !== undefined);
  const dense = Array.from(phrasing.subarray(0, count), (p) => meaning?.vectorOfPhrasing(p));
  const fields = isField.filter(Boolean).length;
  const weightOf = (field: boolean) => count / (2 * max(1, field ? fields : count - fields));
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
      const spoken = odds(learnt, { column, value, from: start[row]!, to: start[row + 1]! }, own);
      const error = (1 / (1 + exp(-spoken)) - (field ? 0.98 : 0.02)) * weightOf(field);
      for (let i = start[row]!; i < start[row + 1]!; i++) {
        const change = error * value[i]!;
        const k = column[i]!;
        squares[k]! += change * change;
        weights[k]! -= (rate * change) / sqrt(squares[k]!);
      }
      if (own) {
        for (let d = 0; d < dim; d++) {
          const change = error * own[d]! * meaningWeight;
          directionSquares[d]! += change * change;
          direction[d]! -= (rate * change) / sqrt(directionSquares[d]!);
        }
      }
      biasSquares += error * error;
      learnt.bias -= (rate * error) / sqrt(biasSquares);
    }
  }
  return learnt;
}
