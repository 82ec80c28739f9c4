import { seededRandom } from '../confidence/random.ts';
import { foldOf, phrasingRows, shuffle, unitRow } from '../confidence/training-rows.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { pairKind } from '../corpus/features.ts';
import { createIntList } from '../corpus/growable.ts';
import type { Query } from './query.ts';

const { sqrt, exp, abs, max, round } = Math;

/** Knows which words tell the documents apart: softmax regression over words and pairs. */
export interface Classifier {
  /** For each document the square root of its probability among all documents, 0 to 1. */
  scores(query: Query, documents: readonly number[]): number[];
}

/** Past this many documents the table of weights would outgrow its worth. */
export const mostClasses = 600;
const rounds = 3;
const rate = 0.15;
/** Share of the probability spread over all documents while learning, against overconfidence. */
const smoothing = 0.05;
/** Smaller errors of the wrong documents are passed over: it halves the time and changes nothing. */
const leastError = 0.005;

/** What was learnt, small enough to keep: for each column the documents it speaks for or against, as bytes. */
export interface ClassifierWeights {
  /** First number of each column in `document` and `weight`, and one more at the end. */
  start: Int32Array;
  document: Uint16Array;
  weight: Int8Array;
  /** What one step of `weight` is worth. */
  step: number;
}

/** The column of each feature, -1 for pairs that occur once: they say nothing of other questions. */
function columnsOf(corpus: Corpus): { columns: Int32Array; width: number } {
  const columns = new Int32Array(corpus.weight.length).fill(-1);
  let width = 0;
  corpus.featuriser.kinds.forEach((kind, id) => {
    if (kind !== pairKind || corpus.occurrences[id]! > 1) columns[id] = width++;
  });
  return { columns, width };
}

/** Turns sums into probabilities, in place. */
function normalise(out: Float32Array): void {
  let peak = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < out.length; c++) if (out[c]! > peak) peak = out[c]!;
  let sum = 0;
  for (let c = 0; c < out.length; c++) {
    out[c] = exp(out[c]! - peak);
    sum += out[c]!;
  }
  for (let c = 0; c < out.length; c++) out[c]! /= sum;
}

/** The classifier of a corpus with weights that were learnt from it. */
export function createClassifier(corpus: Corpus, { start, document, weight, step }: ClassifierWeights): Classifier {
  const { columns } = columnsOf(corpus);
  const out = new Float32Array(corpus.documents.length);
  return {
    scores(query, documents) {
      const column: number[] = [];
      const value: number[] = [];
      unitRow(corpus, query.ids, (id) => columns[id]!, column, value);
      out.fill(0);
      column.forEach((own, i) => {
        const x = value[i]! * step;
        for (let k = start[own]!; k < start[own + 1]!; k++) out[document[k]!]! += x * weight[k]!;
      });
      normalise(out);
      return documents.map((d) => sqrt(out[d]!));
    }
  };
}

/**
 * Learns from all phrasings: stochastic gradient with AdaGrad's steps.
 *
 * @param leave the fold not to learn from, for when the matcher tests itself
 * @param early told what is known after the first round, which is most of it
 */
export function trainClassifier(
  corpus: Corpus,
  leave?: number,
  early?: (weights: ClassifierWeights) => void
): ClassifierWeights {
  const classes = corpus.documents.length;
  const { columns, width } = columnsOf(corpus);
  const weights = new Float32Array(width * classes);
  const squares = new Float32Array(width * classes).fill(1e-6);
  const out = new Float32Array(classes);
  const wrong = new Int32Array(classes);
  const { count, start, column, value, document, phrasing } = phrasingRows(corpus, (id) => columns[id]!);
  const order = Int32Array.from({ length: count }, (_, i) => i).filter((i) => foldOf(phrasing[i]!) !== leave);
  const random = seededRandom(11);
  for (let round = 0; round < rounds; round++) {
    if (round === 1) early?.(pack(weights, width, classes));
    shuffle(order, random);
    for (const row of order) {
      out.fill(0);
      for (let i = start[row]!; i < start[row + 1]!; i++) {
        const at = column[i]! * classes;
        const x = value[i]!;
        for (let c = 0; c < classes; c++) out[c]! += x * weights[at + c]!;
      }
      normalise(out);
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
          const change = out[c]! * x;
          const k = at + wrong[c]!;
          squares[k]! += change * change;
          weights[k]! -= (rate * change) / sqrt(squares[k]!);
        }
      }
    }
  }
  return pack(weights, width, classes);
}

/** Keeps of the full table what is not nothing, one byte a weight. */
function pack(weights: Float32Array, width: number, classes: number): ClassifierWeights {
  let largest = 0;
  for (let k = 0; k < weights.length; k++) largest = max(largest, abs(weights[k]!));
  const step = largest / 127 || 1;
  const start = new Int32Array(width + 1);
  const document = createIntList();
  const weight = createIntList();
  for (let column = 0, k = 0; column < width; column++) {
    for (let c = 0; c < classes; c++, k++) {
      if (weights[k] === 0) continue;
      const value = round(weights[k]! / step);
      if (value === 0) continue;
      document.push(c);
      weight.push(value);
    }
    start[column + 1] = weight.length;
  }
  return { start, document: new Uint16Array(document.take()), weight: new Int8Array(weight.take()), step };
}
