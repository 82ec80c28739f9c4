import type { Added, Corpus, LeftOut } from '../corpus/corpus.ts';
import type { WordTable } from '../corpus/word-table.ts';
import { sentenceCounts, topOf } from './words.ts';

const { sqrt, round, max, min, imul } = Math;

/** Maximum number of documents among which candidates are looked for by meaning, since all of them are compared. */
const mostScanned = 4096;
/**
 * Factor by which the numbers of a unit vector are stored as bytes. Of 128 numbers few exceed a half, so that twice the range of a byte
 * keeps one bit more; larger ones are clipped.
 */
const scale = 254;
/** The same factor for the vector of a message: sums of 128 products with bytes stay within 32 bits. */
const askedScale = 2 ** 14;

const byteOf = (value: number): number => max(-127, min(127, round(value * scale)));

/** Compares by meaning of words: vectors from the word table, so that words no phrasing holds still count. */
export interface MeaningIndex {
  /** Returns the unit vector of the words, or undefined when the table knows none of them. */
  vectorOf(words: readonly string[]): Float32Array | undefined;
  /** Returns the cosine with the nearest phrasing of the document, 0 to 1. */
  nearest(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Returns the cosine with the mean of all phrasings of the document, 0 to 1. */
  centroid(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Returns the `limit` documents whose centroid is nearest; none for very large knowledge. */
  candidates(vector: Float32Array, limit: number): number[];
  /** Returns the mean of the unit vectors of all phrasings: what texts have in common. */
  typical(): Float32Array;
  /** Follows a change of the corpus. */
  follow(added: readonly Added[]): void;
}

/** Unit vectors of a document's phrasings as bytes, one after another, and their weighted sum. */
interface Vectors {
  rows: Int8Array;
  sum: Float32Array;
}

/** Makes the vectors of a corpus that is still empty. */
export function createMeaningIndex(corpus: Corpus, table: WordTable): MeaningIndex {
  const { dim } = table;
  const known: (Vectors | undefined)[] = [];
  /** The sums brought to length one, by number of the document, as bytes. */
  let centroids = new Int8Array(0);
  /** Likeness of each centroid to the vector compared last. */
  let likeness = new Float64Array(0);
  /** The vector that is compared, in whole numbers. */
  const asked = new Int32Array(dim);
  let askedOf: Float32Array | undefined;

  const vectorOf = (words: readonly string[]): Float32Array | undefined => {
    const v = new Float32Array(dim);
    for (const word of words) table.add(word, v);
    return toUnit(v) > 0 ? v : undefined;
  };
  const read = ({ number, words }: Added): void => {
    const { sentencesFrom, sentenceWeight } = corpus.features[number]!;
    const rows = new Int8Array(words.length * dim);
    const sum = new Float32Array(dim);
    for (const [n, phrasing] of words.entries()) {
      const v = vectorOf(phrasing);
      if (!v) continue;
      const weight = n < sentencesFrom ? 1 : sentenceWeight;
      for (let i = 0; i < dim; i++) {
        rows[n * dim + i] = byteOf(v[i]!);
        sum[i]! += weight * v[i]!;
      }
    }
    const centroid = sum.slice();
    toUnit(centroid);
    if (centroids.length < (number + 1) * dim) {
      const larger = new Int8Array(2 * (number + 1) * dim);
      larger.set(centroids);
      centroids = larger;
    }
    for (let i = 0; i < dim; i++) centroids[number * dim + i] = byteOf(centroid[i]!);
    known[number] = { rows, sum };
  };
  /**
   * Returns the product of two vectors in whole numbers, in four sums side by side, which takes a third of the time of one sum of fractions.
   * Tables have a multiple of four numbers.
   */
  const dot = (v: Float32Array, rows: Int8Array, from: number): number => {
    if (askedOf !== v) {
      for (let i = 0; i < dim; i++) asked[i] = round(v[i]! * askedScale);
      askedOf = v;
    }
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < dim; i += 4) {
      a = (a + imul(asked[i]!, rows[from + i]!)) | 0;
      b = (b + imul(asked[i + 1]!, rows[from + i + 1]!)) | 0;
      c = (c + imul(asked[i + 2]!, rows[from + i + 2]!)) | 0;
      d = (d + imul(asked[i + 3]!, rows[from + i + 3]!)) | 0;
    }
    return (a + b + c + d) / (scale * askedScale);
  };

  return {
    vectorOf,
    nearest(v, document, without) {
      const left = without?.document === document ? without.phrasing : -1;
      const { sentencesFrom } = corpus.features[document]!;
      const { rows } = known[document]!;
      let best = 0;
      for (let n = 0; n * dim < rows.length; n++)
        if (n !== left) best = max(best, (n < sentencesFrom ? 1 : sentenceCounts) * dot(v, rows, n * dim));
      return min(1, best);
    },
    centroid(v, document, without) {
      const { rows, sum } = known[document]!;
      if (without?.document !== document) return max(0, dot(v, centroids, document * dim));
      const rest = sum.map((value, i) => value - rows[without.phrasing * dim + i]! / scale);
      toUnit(rest);
      let cosine = 0;
      for (let i = 0; i < dim; i++) cosine += rest[i]! * v[i]!;
      return max(0, cosine);
    },
    candidates(v, limit) {
      if (known.length > mostScanned) return [];
      const living: number[] = [];
      for (let document = 0; document < known.length; document++) {
        if (!known[document]) continue;
        living.push(document);
        likeness[document] = dot(v, centroids, document * dim);
      }
      return topOf(living, likeness, limit);
    },
    typical() {
      const mean = new Float32Array(dim);
      let phrasings = 0;
      for (const own of known) {
        phrasings += (own?.rows.length ?? 0) / dim;
        own?.sum.forEach((value, i) => {
          mean[i]! += value;
        });
      }
      return mean.map((value) => value / max(1, phrasings));
    },
    follow(added) {
      corpus.features.forEach((own, document) => {
        if (!own) known[document] = undefined;
      });
      added.forEach(read);
      likeness = new Float64Array(known.length);
    }
  };
}

/** Brings a vector to length one in place; zeros stay. Returns the length that it had. */
function toUnit(v: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  const length = sqrt(squares);
  if (length > 0) for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}
