import type { Corpus, CorpusTables, RawTexts } from '../corpus/corpus.ts';
import type { WordTable } from '../corpus/word-table.ts';
import type { LeftOut } from './nearest-question.ts';

import { measureSpread, whiten } from './whitening.ts';

const { sqrt, round, max, min, imul } = Math;

/** Past this many phrasings only the documents' middles are kept: 128 bytes a phrasing add up. */
const mostPhrasings = 60_000;
/** Past this many documents the table no longer proposes candidates of its own: it would look at all of them. */
const mostScanned = 4096;
/** Numbers of a unit vector of 128 seldom pass a half: twice the scale of a byte keeps another bit. */
const scale = 254;
/** Of the asked vector, which is of length one: products of 128 numbers and bytes stay within 32 bits. */
const askedScale = 2 ** 14;

/** Compares by meaning of words: vectors from the word table, whitened, so that words no phrasing holds still count. */
export interface MeaningIndex {
  /** Returns the unit vector of the words, or undefined when the table knows none of them. */
  vectorOf(words: readonly string[]): Float32Array | undefined;
  /** Returns the cosine with the nearest phrasing of the document, 0 to 1. */
  near(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Returns the cosine with the middle of all phrasings of the document, 0 to 1. */
  middle(vector: Float32Array, document: number, without?: LeftOut): number;
  /** Returns the `limit` documents whose middle is nearest; none for very large knowledge. */
  candidates(vector: Float32Array, limit: number): number[];
}

/** Vectors of bytes, `dim` numbers each. */
export interface MeaningTables {
  /** Result of {@link measureSpread}. */
  spread: Float32Array;
  /** One for each phrasing; empty for very large knowledge. */
  rows: Int8Array;
  /** The middle of each document's phrasings, and how long their sum was. */
  middles: Int8Array;
  sumLengths: Float32Array;
}

function store(v: Float32Array, into: Int8Array, at: number): void {
  for (let d = 0; d < v.length; d++) into[at + d] = max(-127, min(127, round(v[d]! * scale)));
}

/** Builds the vectors of all texts. */
export function buildMeaningTables(corpus: CorpusTables, texts: RawTexts, table: WordTable): MeaningTables {
  const { dim } = table;
  const { phrasingsOf } = corpus;
  const documents = phrasingsOf.length - 1;
  const phrasings = corpus.featuresOf.length - 1;
  const kept = phrasings <= mostPhrasings;
  const middles = new Int8Array(documents * dim);
  const sumLengths = new Float32Array(documents);
  const tableRows = Int32Array.from(corpus.features.words.split(' '), (word) => table.rowOf(word));
  const vectorOf = (v: Float32Array, words: Int32Array, from: number, to: number): Float32Array => {
    for (let i = from; i < to; i++) table.addRow(tableRows[words[i]!]!, 1, v);
    toUnit(v);
    return v;
  };

  // Of very large knowledge the spread is measured on its first phrasings, and middles are whitened as a whole.
  const measured = kept ? documents : lastWithin(phrasingsOf, mostPhrasings);
  const raw = new Float32Array(phrasingsOf[measured]! * dim);
  const rawOf = (p: number) => raw.subarray(p * dim, (p + 1) * dim);
  for (let p = 0; p < phrasingsOf[measured]!; p++)
    vectorOf(rawOf(p), texts.words, texts.start[p]!, texts.start[p + 1]!);
  const spread = measureSpread(phrasingsOf.subarray(0, measured + 1), raw, dim);
  const rows = new Int8Array(kept ? phrasings * dim : 0);
  const sum = new Float32Array(dim);
  for (let d = 0; d < documents; d++) {
    sum.fill(0);
    for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++) {
      const own = kept ? rawOf(p) : vectorOf(new Float32Array(dim), texts.words, texts.start[p]!, texts.start[p + 1]!);
      if (kept) {
        whiten(own, spread);
        toUnit(own);
        store(own, rows, p * dim);
      }
      for (let i = 0; i < dim; i++) sum[i]! += own[i]!;
    }
    if (!kept) whiten(sum, spread);
    sumLengths[d] = toUnit(sum);
    store(sum, middles, d * dim);
  }
  return { spread, rows, middles, sumLengths };
}

/** Returns how many documents from the first on have at most `limit` phrasings together. */
function lastWithin(phrasingsOf: Int32Array, limit: number): number {
  let documents = 0;
  while (documents + 1 < phrasingsOf.length && phrasingsOf[documents + 1]! <= limit) documents++;
  return documents;
}

/** Opens the vectors for questions. */
export function createMeaningIndex(corpus: Corpus, tables: MeaningTables, table: WordTable): MeaningIndex {
  const { dim } = table;
  const { phrasingsOf } = corpus;
  const { spread, rows, middles, sumLengths } = tables;
  const documents = corpus.documents.length;
  const kept = rows.length > 0;
  const asked = new Int32Array(dim);
  let askedOf: Float32Array | undefined;

  const load = (v: Float32Array): void => {
    if (askedOf === v) return;
    for (let d = 0; d < dim; d++) asked[d] = round(v[d]! * askedScale);
    askedOf = v;
  };
  /** Whole numbers, in four sums side by side: half the time of one sum of fractions. Tables have a multiple of four numbers. */
  const dot = (v: Float32Array, numbers: Int8Array, at: number): number => {
    load(v);
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
      for (const word of words) table.addRow(table.rowOf(word), 1, v);
      if (toUnit(v) === 0) return undefined;
      whiten(v, spread);
      toUnit(v);
      return v;
    },
    near(v, d, without) {
      if (!kept) return max(0, dot(v, middles, d * dim));
      let best = 0;
      for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++)
        if (p !== without?.phrasing) best = max(best, dot(v, rows, p * dim));
      return min(1, best);
    },
    middle(v, d, without) {
      if (without?.document !== d || !kept) return max(0, dot(v, middles, d * dim));
      const rest = new Float32Array(dim);
      for (let i = 0; i < dim; i++) {
        rest[i] = (middles[d * dim + i]! * sumLengths[d]! - rows[without.phrasing * dim + i]!) / scale;
      }
      toUnit(rest);
      let total = 0;
      for (let i = 0; i < dim; i++) total += rest[i]! * v[i]!;
      return max(0, total);
    },
    candidates(v, limit) {
      if (documents > mostScanned) return [];
      const best: { d: number; likeness: number }[] = [];
      for (let d = 0; d < documents; d++) {
        const likeness = dot(v, middles, d * dim);
        if (best.length === limit && likeness <= best[limit - 1]!.likeness) continue;
        let at = best.length;
        while (at > 0 && best[at - 1]!.likeness < likeness) at--;
        best.splice(at, 0, { d, likeness });
        if (best.length > limit) best.pop();
      }
      return best.map(({ d }) => d);
    }
  };
}

/** Brings a vector to length one in place; returns the length it had, 0 when it was all zeros. */
function toUnit(v: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < v.length; i++) squares += v[i]! * v[i]!;
  const length = sqrt(squares);
  if (length > 0) for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}
