import type { Corpus, CorpusTables, RawTexts } from '../corpus/corpus.ts';
import type { WordTable } from '../corpus/word-table.ts';
import type { LeftOut } from './nearest-question.ts';

const { sqrt, round, max, min, imul } = Math;

/** Past this many phrasings only the documents' middles are kept: 128 bytes a phrasing add up. */
const mostPhrasings = 60_000;
/** Past this many documents the table no longer proposes candidates of its own: it would look at all of them. */
const mostScanned = 4096;
/** Numbers of a unit vector of 128 seldom pass a half: twice the scale of a byte keeps another bit. */
const scale = 254;
/** Of the asked vector, which is of length one: products of 128 numbers and bytes stay within 32 bits. */
const askedScale = 2 ** 14;

/** The first numbers of a vector hold most of it, since the table is made by principal components: two thirds in a quarter. */
const headNumbers = 32;

/** Compares by meaning of words: vectors from the word table, so that words no phrasing holds still count. */
export interface MeaningIndex {
  /** Numbers a vector. */
  dim: number;
  /** Unit vector of the words, or undefined when the table knows none of them. */
  vectorOf(words: readonly string[]): Float32Array | undefined;
  /** The vector of a phrasing, or undefined where there is none. */
  vectorOfPhrasing(phrasing: number): Float32Array | undefined;
  /** Cosine with the nearest phrasing of the document, 0 to 1. */
  near(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Cosine with the middle of all phrasings of the document, 0 to 1. */
  middle(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Cosine with the document's body, 0 to 1. */
  body(vector: Float32Array, document: number): number;
  /** The `limit` documents whose middle is nearest; empty for very large knowledge. */
  candidates(vector: Float32Array, limit: number): number[];
}

/** Vectors of bytes, `dim` numbers each. */
export interface MeaningTables {
  /** One for each phrasing; empty for very large knowledge. */
  rows: Int8Array;
  /** The middle of each document's phrasings, and how long their sum was. */
  middles: Int8Array;
  sumLengths: Float32Array;
  bodies: Int8Array;
}

export function buildMeaningTables(corpus: CorpusTables, texts: RawTexts, table: WordTable): MeaningTables {
  const { dim } = table;
  const { phrasingsOf } = corpus;
  const documents = phrasingsOf.length - 1;
  const phrasings = corpus.featuresOf.length - 1;
  const kept = phrasings <= mostPhrasings;
  const rows = new Int8Array(kept ? phrasings * dim : 0);
  const middles = new Int8Array(documents * dim);
  const bodies = new Int8Array(documents * dim);
  const sumLengths = new Float32Array(documents);
  const tableRows = Int32Array.from(corpus.features.words.split(' '), (word) => table.rowOf(word));
  const vector = new Float32Array(dim);
  const sum = new Float32Array(dim);

  const store = (v: Float32Array, into: Int8Array, at: number) => {
    for (let d = 0; d < dim; d++) into[at + d] = max(-127, min(127, round(v[d]! * scale)));
  };
  /** @returns whether the table knew any of the words; then `vector` is their unit vector */
  const read = (words: Int32Array, from: number, to: number): boolean => {
    vector.fill(0);
    for (let i = from; i < to; i++) table.addRow(tableRows[words[i]!]!, 1, vector);
    return toUnit(vector) > 0;
  };

  for (let d = 0; d < documents; d++) {
    sum.fill(0);
    for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++) {
      if (!read(texts.words, texts.start[p]!, texts.start[p + 1]!)) continue;
      if (kept) store(vector, rows, p * dim);
      for (let i = 0; i < dim; i++) sum[i]! += vector[i]!;
    }
    sumLengths[d] = toUnit(sum);
    store(sum, middles, d * dim);
    if (read(texts.bodyWords, texts.bodyStart[d]!, texts.bodyStart[d + 1]!)) store(vector, bodies, d * dim);
  }
  return { rows, middles, sumLengths, bodies };
}

export function createMeaningIndex(corpus: Corpus, tables: MeaningTables, table: WordTable): MeaningIndex {
  const { dim } = table;
  const { phrasingsOf } = corpus;
  const { rows, middles, sumLengths, bodies } = tables;
  const documents = corpus.documents.length;
  const kept = rows.length > 0;
  const head = min(headNumbers, dim);
  const asked = new Int32Array(dim);
  let askedOf: Float32Array | undefined;
  /** Length of what follows the head, of the asked vector and of each phrasing's. */
  let askedTail = 0;
  const tails = new Float32Array(rows.length / dim);
  for (let p = 0; p < tails.length; p++) tails[p] = lengthOf(rows, p * dim + head, (p + 1) * dim);
  /** Likeness of each document's middle to the vector that candidates were last sought for. */
  const likenesses = new Float64Array(documents > mostScanned ? 0 : documents);
  let soughtOf: Float32Array | undefined;

  const load = (v: Float32Array): void => {
    if (askedOf === v) return;
    for (let d = 0; d < dim; d++) asked[d] = round(v[d]! * askedScale);
    askedTail = lengthOf(asked, head, dim);
    askedOf = v;
  };
  /** Whole numbers, in four sums side by side: half the time of one sum of fractions. Tables have a multiple of four numbers. */
  const products = (numbers: Int8Array, at: number, first: number, end: number): number => {
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let d = first; d < end; d += 4) {
      a = (a + imul(asked[d]!, numbers[at + d]!)) | 0;
      b = (b + imul(asked[d + 1]!, numbers[at + d + 1]!)) | 0;
      c = (c + imul(asked[d + 2]!, numbers[at + d + 2]!)) | 0;
      e = (e + imul(asked[d + 3]!, numbers[at + d + 3]!)) | 0;
    }
    return a + b + c + e;
  };
  const dot = (v: Float32Array, numbers: Int8Array, at: number): number => {
    load(v);
    return products(numbers, at, 0, dim) / (scale * askedScale);
  };

  return {
    dim,
    vectorOf(words) {
      const v = new Float32Array(dim);
      for (const word of words) table.addRow(table.rowOf(word), 1, v);
      return toUnit(v) > 0 ? v : undefined;
    },
    vectorOfPhrasing(p) {
      if (!kept) return undefined;
      const v = new Float32Array(dim);
      for (let d = 0; d < dim; d++) v[d] = rows[p * dim + d]! / scale;
      return v;
    },
    near(v, d, without) {
      if (!kept) return max(0, dot(v, middles, d * dim));
      load(v);
      let best = 0;
      for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++) {
        if (p === without?.phrasing) continue;
        const sum = products(rows, p * dim, 0, head);
        // The tails cannot add more than the product of their lengths (Cauchy and Schwarz).
        if (sum + askedTail * tails[p]! > best) best = max(best, sum + products(rows, p * dim, head, dim));
      }
      return min(1, best / (scale * askedScale));
    },
    middle(v, d, without) {
      if (without?.document !== d || !kept) return max(0, v === soughtOf ? likenesses[d]! : dot(v, middles, d * dim));
      const rest = new Float32Array(dim);
      for (let i = 0; i < dim; i++) {
        rest[i] = (middles[d * dim + i]! * sumLengths[d]! - rows[without.phrasing * dim + i]!) / scale;
      }
      toUnit(rest);
      let total = 0;
      for (let i = 0; i < dim; i++) total += rest[i]! * v[i]!;
      return max(0, total);
    },
    body: (v, d) => max(0, dot(v, bodies, d * dim)),
    candidates(v, limit) {
      if (documents > mostScanned) return [];
      const best: { d: number; likeness: number }[] = [];
      for (let d = 0; d < documents; d++) {
        const likeness = dot(v, middles, d * dim);
        likenesses[d] = likeness;
        if (best.length === limit && likeness <= best[limit - 1]!.likeness) continue;
        let at = best.length;
        while (at > 0 && best[at - 1]!.likeness < likeness) at--;
        best.splice(at, 0, { d, likeness });
        if (best.length > limit) best.pop();
      }
      soughtOf = v;
      return best.map(({ d }) => d);
    }
  };
}

function lengthOf(numbers: ArrayLike<number>, from: number, to: number): number {
  let squares = 0;
  for (let i = from; i < to; i++) squares += numbers[i]! * numbers[i]!;
  return sqrt(squares);
}

/** Brings a vector to length one in place; returns the length it had, 0 when it was all zeros. */
function toUnit(v: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  const length = sqrt(squares);
  if (length > 0) for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}
