import type { Corpus } from './corpus.ts';
import { pairKind } from './features.ts';
import type { Query } from './query.ts';
import { seededRandom } from './random.ts';
import { foldOf, phrasingRows, shuffle, unitRow } from './training-rows.ts';

/** Knows which words tell the documents apart: softmax regression over words and pairs. */
export interface Classifier {
  /** For each document the square root of its probability among all documents, 0 to 1. */
  scores(query: Query, documents: readonly number[]): number[];
}

/** Past this many documents the table of weights would outgrow its worth. */
export const mostClasses = 600;
const rounds = 3;
const rate = 0.12;
/** Share of the probability spread over all documents while learning, against overconfidence. */
const smoothing = 0.05;
/** Smaller errors of the wrong documents are passed over: it halves the time and changes nothing. */
const leastError = 0.005;

/**
 * Learns from all phrasings.
 *
 * @param leave the fold not to learn from, for when the matcher tests itself
 */
export function trainClassifier(corpus: Corpus, leave?: number): Classifier {
  const classes = corpus.documents.length;
  const columns = new Int32Array(corpus.weight.length).fill(-1);
  let width = 0;
  corpus.featuriser.kinds.forEach((kind, id) => {
    if (kind !== pairKind || corpus.occurrences[id]! > 1) columns[id] = width++;
  });
  const columnOf = (id: number) => columns[id]!;
  const weights = new Float32Array(width * classes);
  const out = new Float32Array(classes);

  const probabilities = (column: ArrayLike<number>, value: ArrayLike<number>, from: number, to: number) => {
    out.fill(0);
    for (let i = from; i < to; i++) {
      const at = column[i]! * classes;
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
  };

  learn();
  return {
    scores(query, documents) {
      const column: number[] = [];
      const value: number[] = [];
      unitRow(corpus, query.ids, columnOf, column, value);
      probabilities(column, value, 0, column.length);
      return documents.map((d) => Math.sqrt(out[d]!));
    }
  };

  /** Stochastic gradient with AdaGrad's steps. */
  function learn(): void {
    const { count, start, column, value, document, phrasing } = phrasingRows(corpus, columnOf);
    const squares = new Float32Array(width * classes).fill(1e-6);
    const order = Int32Array.from({ length: count }, (_, i) => i).filter((i) => foldOf(phrasing[i]!) !== leave);
    const random = seededRandom(11);
    const wrong = new Int32Array(classes);
    for (let round = 0; round < rounds; round++) {
      shuffle(order, random);
      for (const row of order) {
        probabilities(column, value, start[row]!, start[row + 1]!);
        const owner = document[row]!;
        let errors = 0;
        for (let c = 0; c < classes; c++) {
          const error = out[c]! - smoothing / classes - (c === owner ? 1 - smoothing : 0);
          if (c !== owner && error < leastError) continue;
          wrong[errors] = c;
          out[errors++] = error;
        }
        for (let i = start[row]!; i < start[row + 1]!; i++) {
          const at = column[i]! * classes;
          const x = value[i]!;
          for (let c = 0; c < errors; c++) {
            const step = out[c]! * x;
            const k = at + wrong[c]!;
            squares[k]! += step * step;
            weights[k]! -= (rate * step) / Math.sqrt(squares[k]!);
          }
        }
      }
    }
  }
}
