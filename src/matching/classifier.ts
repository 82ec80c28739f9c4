import type { Corpus } from './corpus.ts';
import { pairKind } from './features.ts';
import type { MeaningIndex } from './meaning.ts';
import type { Query } from './query.ts';
import { seededRandom } from './random.ts';
import { wordsOf } from './text.ts';

/** Learns which words tell the documents apart: softmax regression over words, pairs and meaning. */
export interface Classifier {
  /**
   * @param held true when the matcher tests itself: what is asked must not have been learnt from
   * @returns for each document the square root of its probability among these, 0 to 1
   */
  scores(query: Query, documents: readonly number[], held?: boolean): number[];
}

/** Past this many documents the table of weights would outgrow its worth. */
export const mostClasses = 600;
const rounds = 5;
const rate = 0.08;
/** Share of the probability spread over all documents while learning, against overconfidence. */
const smoothing = 0.05;
const leastError = 0.003;

/** The matcher tests itself on this half of the phrasings, with a second model that learnt from the other half. */
export const heldFold = 1;

export function foldOf(phrasing: number): number {
  return phrasing & 1;
}

export function createClassifier(
  corpus: Corpus,
  meaning: MeaningIndex | undefined,
  expand: (words: string[]) => string[],
  dim: number
): Classifier {
  const classes = corpus.documents.length;
  const column = new Int32Array(corpus.weight.length).fill(-1);
  let columns = 0;
  corpus.featuriser.kinds.forEach((kind, id) => {
    if (kind !== pairKind || corpus.occurrences[id]! > 1) column[id] = columns++;
  });
  const width = columns + dim;

  /** Unit vectors: features and meaning, each of length one. */
  const rowOf = (ids: readonly number[], dense: Float32Array | undefined) => {
    const index: number[] = [];
    const value: number[] = [];
    let squares = 0;
    for (const id of new Set(ids)) {
      const own = corpus.weight[id]!;
      squares += own * own;
      if (column[id]! < 0) continue;
      index.push(column[id]!);
      value.push(own);
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < value.length; i++) value[i]! /= length;
    if (dense && dim > 0) {
      dense.forEach((x, d) => {
        index.push(columns + d);
        value.push(x);
      });
    }
    return { index: Int32Array.from(index), value: Float32Array.from(value) };
  };

  const rows: { index: Int32Array; value: Float32Array; owner: number; phrasing: number }[] = [];
  for (let d = 0; d < classes; d++) {
    for (let p = corpus.phrasingsOf[d]!; p < corpus.phrasingsOf[d + 1]!; p++) {
      const ids = [...corpus.features.subarray(corpus.featuresOf[p]!, corpus.featuresOf[p + 1]!)];
      const dense = meaning?.vectorOf(expand(wordsOf(corpus.textOf(p))));
      rows.push({ ...rowOf(ids, dense), owner: d, phrasing: p });
    }
  }

  const train = (leave: number): Float32Array => {
    const weights = new Float32Array(width * classes);
    const squares = new Float32Array(width * classes).fill(1e-6);
    const order = rows.flatMap((row, i) => (foldOf(row.phrasing) === leave ? [] : i));
    const random = seededRandom(11);
    for (let round = 0; round < rounds; round++) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      for (const n of order) {
        const { index, value, owner } = rows[n]!;
        const errors = probabilitiesOf(weights, index, value);
        let count = 0;
        for (let c = 0; c < classes; c++) {
          const error = errors[c]! - smoothing / classes - (c === owner ? 1 - smoothing : 0);
          if (c !== owner && error < leastError) continue;
          wrong[count] = c;
          errors[count++] = error;
        }
        for (let i = 0; i < index.length; i++) {
          const at = index[i]! * classes;
          const x = value[i]!;
          for (let c = 0; c < count; c++) {
            const step = errors[c]! * x;
            const k = at + wrong[c]!;
            squares[k]! += step * step;
            weights[k]! -= (rate * step) / Math.sqrt(squares[k]!);
          }
        }
      }
    }
    return weights;
  };

  const scratch = new Float32Array(classes);
  const wrong = new Int32Array(classes);
  const probabilitiesOf = (weights: Float32Array, index: Int32Array, value: Float32Array): Float32Array => {
    const out = scratch.fill(0);
    for (let i = 0; i < index.length; i++) {
      const at = index[i]! * classes;
      const x = value[i]!;
      for (let c = 0; c < classes; c++) out[c]! += x * weights[at + c]!;
    }
    let peak = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) if (out[c]! > peak) peak = out[c]!;
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      out[c] = Math.exp(out[c]! - peak);
      sum += out[c]!;
    }
    for (let c = 0; c < classes; c++) out[c]! /= sum;
    return out;
  };

  const whole = train(-1);
  const half = train(heldFold);
  return {
    scores(query, documents, held) {
      const { index, value } = rowOf(query.ids, query.dense);
      const probabilities = probabilitiesOf(held ? half : whole, index, value);
      return documents.map((d) => Math.sqrt(probabilities[d]!));
    }
  };
}
