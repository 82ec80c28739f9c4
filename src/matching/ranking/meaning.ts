import type { Added, Corpus } from '../corpus/corpus.ts';
import { NumberList } from '../corpus/number-list.ts';
import type { WordTable } from '../corpus/word-table.ts';
import { topOf } from './bm25f.ts';
import { type LeftOut, sentenceCounts } from './nearest-question.ts';

const { sqrt, round, max, min, imul } = Math;

/**
 * Share of the spread that is taken to be the same in all directions: with few phrasings the measured one is noise. Half was as
 * good as any share from 0.3 to 0.7 on the validation halves of the public sets.
 */
const shrinkage = 0.5;
/** The spread is measured on at most about this many phrasings. */
const mostMeasured = 4000;

/**
 * Measures how the phrasings of one document differ from one another: directions in which they differ much say little about
 * which document is meant (Fisher's linear discriminant with the covariance pooled over documents and shrunk).
 *
 * @param documents unit vectors of the phrasings of each document, all zero where there is none
 * @returns the lower triangle of the Cholesky factor of the covariance, row by row
 */
function measureSpread(documents: readonly (readonly Float32Array[])[], dim: number): Float32Array {
  const sums = new Float64Array(dim * dim);
  const mean = new Float64Array(dim);
  const apart = new Float64Array(dim);
  const all = documents.reduce((sum, { length }) => sum + length, 0);
  const stride = max(1, Math.ceil(all / mostMeasured));
  let count = 0;
  let p = -1;
  for (const vectors of documents) {
    mean.fill(0);
    for (const v of vectors) for (let i = 0; i < dim; i++) mean[i]! += v[i]! / vectors.length;
    for (const v of vectors) {
      if (++p % stride !== 0 || vectors.length < 2) continue;
      count++;
      for (let i = 0; i < dim; i++) apart[i] = v[i]! - mean[i]!;
      for (let i = 0; i < dim; i++) for (let j = 0; j <= i; j++) sums[i * dim + j]! += apart[i]! * apart[j]!;
    }
  }
  let trace = 0;
  for (let i = 0; i < dim; i++) trace += sums[i * dim + i]!;
  // With nothing measured all directions are alike, and whitening changes nothing.
  const [own, shared] = trace > 0 ? [(1 - shrinkage) / count, (shrinkage * trace) / (count * dim)] : [0, 1];
  const factor = new Float32Array((dim * (dim + 1)) / 2);
  for (let i = 0; i < dim; i++) {
    const row = (i * (i + 1)) / 2;
    for (let j = 0; j <= i; j++) {
      const other = (j * (j + 1)) / 2;
      let sum = sums[i * dim + j]! * own + (i === j ? shared : 0);
      for (let k = 0; k < j; k++) sum -= factor[row + k]! * factor[other + k]!;
      factor[row + j] = i === j ? sqrt(max(sum, 1e-9)) : sum / factor[other + j]!;
    }
  }
  return factor;
}

/** Divides a vector by the spread, in place: solves the triangular system. */
function whiten(vector: Float32Array, factor: Float32Array): void {
  for (let i = 0, at = 0; i < vector.length; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= factor[at++]! * vector[k]!;
    vector[i] = sum / factor[at++]!;
  }
}

/** Maximum number of phrasings that are kept, at 128 bytes each; above it only the centroid of each document is. */
const mostPhrasings = 60_000;
/** Maximum number of documents among which candidates are looked for by meaning, since all of them are compared. */
const mostScanned = 4096;
/**
 * Factor by which the numbers of a unit vector are stored as bytes. Of 128 numbers few exceed a half, so that twice the range of a byte
 * keeps one bit more; larger ones are clipped.
 */
const scale = 254;
/** The same factor for the vector of a message: sums of 128 products with bytes stay within 32 bits. */
const askedScale = 2 ** 14;

/** Compares by meaning of words: vectors from the word table, whitened, so that words no phrasing holds still count. */
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
  /** Adds the vectors of documents that were added to the corpus, whitened as the others. */
  follow(added: readonly Added[]): void;
  /** Takes over the vectors of another index of the same documents; `numberOf` returns the number of a document there. */
  adopt(tables: MeaningTables, phrasingsOf: Int32Array, numberOf: (document: number) => number | undefined): void;
  tables(): MeaningTables;
}

/** Vectors of bytes, as many numbers each as the word table has. */
export interface MeaningTables {
  /** Result of {@link measureSpread}. */
  spread: Float32Array;
  /** One for each phrasing; empty for very large knowledge. */
  rows: Int8Array;
  /** Mean of each document's phrasings as a unit vector, and the length of their sum. */
  centroids: Int8Array;
  sumLengths: Float32Array;
}

/**
 * Opens the vectors of a corpus.
 *
 * @param from the kept tables, or the documents to make them of
 */
export function createMeaningIndex(
  corpus: Corpus,
  table: WordTable,
  from: MeaningTables | readonly Added[]
): MeaningIndex {
  const { dim } = table;
  const { phrasingsOf } = corpus;
  const kept = 'spread' in from ? from : undefined;
  const hasRows = kept ? kept.rows.length > 0 : corpus.singlesOf.length <= mostPhrasings;
  const rows = new NumberList(kept?.rows ?? new Int8Array(0));
  const centroids = new NumberList(kept?.centroids ?? new Int8Array(0));
  const sumLengths = new NumberList(kept?.sumLengths ?? new Float32Array(0));
  /** Row of the word table of each word of the vocabulary. */
  const tableRows: number[] = [];
  const asked = new Int32Array(dim);
  let askedOf: Float32Array | undefined;

  /** Returns the vector of words before whitening. */
  const rawOf = (words: readonly number[]): Float32Array => {
    const v = new Float32Array(dim);
    for (const word of words) {
      tableRows[word] ??= table.rowOf(corpus.vocabulary.words[word]!);
      table.addRow(tableRows[word], v);
    }
    toUnit(v);
    return v;
  };
  const bytes = new Int8Array(dim);
  const store = (v: Float32Array, into: typeof rows): void => {
    for (let d = 0; d < dim; d++) bytes[d] = max(-127, min(127, round(v[d]! * scale)));
    into.append(bytes);
  };
  const first = kept ? [] : measured(from as readonly Added[], rawOf);
  let spread = kept?.spread ?? measureSpread(first, dim);
  const add = (documents: readonly Added[], vectors: readonly Float32Array[][] = []): void => {
    for (const [n, { raw, number }] of documents.entries()) {
      const sum = new Float32Array(dim);
      const sentences = corpus.sentencesOf(number);
      for (const [k, own] of (vectors[n] ?? raw.map(rawOf)).entries()) {
        if (hasRows) {
          whiten(own, spread);
          toUnit(own);
          store(own, rows);
        }
        const weight = phrasingsOf.items[number]! + k < sentences.first ? 1 : sentences.weight;
        for (let i = 0; i < dim; i++) sum[i]! += weight * own[i]!;
      }
      // Of very large knowledge the centroids alone are whitened.
      if (!hasRows) whiten(sum, spread);
      sumLengths.push(toUnit(sum));
      store(sum, centroids);
    }
  };
  if (!kept) add(from as readonly Added[], first);

  /**
   * Returns the product of two vectors in whole numbers, in four sums side by side, which takes half the time of one sum of fractions.
   * Tables have a multiple of four numbers.
   */
  const dot = (v: Float32Array, numbers: Int8Array, at: number): number => {
    if (askedOf !== v) {
      for (let d = 0; d < dim; d++) asked[d] = round(v[d]! * askedScale);
      askedOf = v;
    }
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let d = 0; d < dim; d += 4) {
      a = (a + imul(asked[d]!, numbers[at + d]!)) | 0;
      b = (b + imul(asked[d + 1]!, numbers[at + d + 1]!)) | 0;
      c = (c + imul(asked[d + 2]!, numbers[at + d + 2]!)) | 0;
      e = (e + imul(asked[d + 3]!, numbers[at + d + 3]!)) | 0;
    }
    return (a + b + c + e) / (scale * askedScale);
  };

  return {
    vectorOf(words) {
      const v = new Float32Array(dim);
      for (const word of words) table.addRow(table.rowOf(word), v);
      if (toUnit(v) === 0) return undefined;
      whiten(v, spread);
      toUnit(v);
      return v;
    },
    nearest(v, d, without) {
      if (!hasRows) return max(0, dot(v, centroids.items, d * dim));
      const { items } = rows;
      const sentences = corpus.sentencesOf(d).first;
      let best = 0;
      for (let p = phrasingsOf.items[d]!; p < phrasingsOf.items[d + 1]!; p++)
        if (p !== without?.phrasing) best = max(best, (p < sentences ? 1 : sentenceCounts) * dot(v, items, p * dim));
      return min(1, best);
    },
    centroid(v, d, without) {
      if (without?.document !== d || !hasRows) return max(0, dot(v, centroids.items, d * dim));
      const rest = new Float32Array(dim);
      for (let i = 0; i < dim; i++) {
        const all = centroids.items[d * dim + i]! * sumLengths.items[d]!;
        rest[i] = (all - rows.items[without.phrasing * dim + i]!) / scale;
      }
      toUnit(rest);
      let total = 0;
      for (let i = 0; i < dim; i++) total += rest[i]! * v[i]!;
      return max(0, total);
    },
    candidates(v, limit) {
      const documents = corpus.documents.length;
      if (documents > mostScanned) return [];
      const likeness = new Float64Array(documents);
      const living: number[] = [];
      for (let d = 0; d < documents; d++) {
        if (corpus.documents[d]!.id === '') continue;
        living.push(d);
        likeness[d] = dot(v, centroids.items, d * dim);
      }
      return topOf(living, likeness, limit);
    },
    typical() {
      const mean = new Float32Array(dim);
      let phrasings = 0;
      for (let d = 0; d < corpus.documents.length; d++) {
        if (corpus.documents[d]!.id === '') continue;
        phrasings += phrasingsOf.items[d + 1]! - phrasingsOf.items[d]!;
        for (let i = 0; i < dim; i++) mean[i]! += (centroids.items[d * dim + i]! * sumLengths.items[d]!) / scale;
      }
      return mean.map((sum) => sum / max(1, phrasings));
    },
    follow: (added) => add(added),
    adopt(tables, theirs, numberOf) {
      spread = tables.spread;
      askedOf = undefined;
      corpus.documents.forEach((_, d) => {
        const other = numberOf(d);
        if (other === undefined) return;
        const copy = (own: { items: Int8Array }, at: number, their: Int8Array, from: number, to: number) =>
          own.items.set(their.subarray(from * dim, to * dim), at * dim);
        if (hasRows) copy(rows, phrasingsOf.items[d]!, tables.rows, theirs[other]!, theirs[other + 1]!);
        copy(centroids, d, tables.centroids, other, other + 1);
        sumLengths.items[d] = tables.sumLengths[other]!;
      });
    },
    tables: () => ({ spread, rows: rows.take(), centroids: centroids.take(), sumLengths: sumLengths.take() })
  };
}

/** Returns the vectors by document, of very large knowledge those of the first phrasings. */
function measured(documents: readonly Added[], rawOf: (words: readonly number[]) => Float32Array): Float32Array[][] {
  const vectors: Float32Array[][] = [];
  let count = 0;
  for (const { raw } of documents) {
    count += raw.length;
    if (count > mostPhrasings) break;
    vectors.push(raw.map(rawOf));
  }
  return vectors;
}

/** Brings a vector to length one in place; returns the length it had, 0 when it was all zeros. */
function toUnit(v: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  const length = sqrt(squares);
  if (length > 0) for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}
