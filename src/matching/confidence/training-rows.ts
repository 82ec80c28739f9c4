import type { Corpus } from '../corpus/corpus.ts';

/** The matcher tests itself on this half of the phrasings, with models that learnt from the other half. */
export const heldFold = 1;

export function foldOf(phrasing: number): number {
  return phrasing & 1;
}

/** Texts as sparse unit vectors, in flat arrays. */
export interface Rows {
  count: number;
  /** First number of each row in `column` and `value`, and one more at the end. */
  start: Int32Array;
  column: Int32Array;
  value: Float32Array;
  document: Int32Array;
  phrasing: Int32Array;
}

/**
 * The phrasings as rows to learn from.
 *
 * @param columnOf the column of a feature, or -1 to leave it out
 */
export function phrasingRows(
  corpus: Corpus,
  columnOf: (feature: number) => number,
  most = Number.POSITIVE_INFINITY
): Rows {
  const total = corpus.featuresOf.length - 1;
  const stride = Math.max(1, Math.ceil(total / most));
  const start = new Int32Array(Math.ceil(total / stride) + 1);
  const document = new Int32Array(start.length - 1);
  const phrasing = new Int32Array(start.length - 1);
  const column: number[] = [];
  const value: number[] = [];
  let count = 0;
  for (let d = 0; d < corpus.documents.length; d++) {
    for (let p = corpus.phrasingsOf[d]!; p < corpus.phrasingsOf[d + 1]!; p++) {
      if (p % stride !== 0) continue;
      start[count] = column.length;
      document[count] = d;
      phrasing[count] = p;
      unitRow(corpus, corpus.ids.subarray(corpus.featuresOf[p]!, corpus.featuresOf[p + 1]!), columnOf, column, value);
      count++;
    }
  }
  start[count] = column.length;
  return { count, start, column: Int32Array.from(column), value: Float32Array.from(value), document, phrasing };
}

/** Appends the features as a row of length one (features without a column count for the length). */
export function unitRow(
  corpus: Corpus,
  features: Iterable<number>,
  columnOf: (feature: number) => number,
  column: number[],
  value: number[]
): void {
  const from = value.length;
  let squares = 0;
  for (const id of new Set(features)) {
    const weight = corpus.weight[id]!;
    squares += weight * weight;
    const own = columnOf(id);
    if (own < 0) continue;
    column.push(own);
    value.push(weight);
  }
  const length = Math.sqrt(squares) || 1;
  for (let i = from; i < value.length; i++) value[i]! /= length;
}

/** Shuffles in place. */
export function shuffle(items: Int32Array, random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
}
