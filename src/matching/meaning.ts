import type { Corpus } from './corpus.ts';
import type { LeftOut } from './phrasings.ts';
import { wordsOf } from './text.ts';
import type { WordTable } from './word-table.ts';

/** Past this many phrasings only the documents' middles are kept: 128 bytes a phrasing add up. */
const mostPhrasings = 60_000;
/** Past this many documents the table no longer proposes candidates of its own: it would look at all of them. */
const mostScanned = 4096;
const unit = 127;

/** Compares by meaning of words: vectors from the word table, so that words no phrasing holds still count. */
export interface MeaningIndex {
  /** Numbers a vector. */
  dim: number;
  /** Unit vector of the words, or undefined when the table knows none of them. */
  vectorOf(words: readonly string[]): Float32Array | undefined;
  /** Cosines with the nearest phrasing and with the middle of all phrasings, each 0 to 1. */
  score(vector: Float32Array, document: number, without?: LeftOut): { near: number; middle: number; body: number };
  /** The `limit` documents whose middle is nearest; empty for very large knowledge. */
  candidates(vector: Float32Array, limit: number): number[];
}

export function createMeaningIndex(
  corpus: Corpus,
  table: WordTable,
  expand: (words: string[]) => string[]
): MeaningIndex {
  const { dim } = table;
  const documents = corpus.documents.length;
  const phrasings = corpus.featuresOf.length - 1;
  const kept = phrasings <= mostPhrasings;
  const rows = new Int8Array(kept ? phrasings * dim : 0);
  const middles = new Int8Array(documents * dim);
  const bodies = new Int8Array(documents * dim);
  const sums = new Float32Array(kept ? documents * dim : 0);
  const vector = new Float32Array(dim);

  const toUnit = (v: Float32Array): boolean => {
    let squares = 0;
    for (let d = 0; d < dim; d++) squares += v[d]! * v[d]!;
    if (squares === 0) return false;
    const length = Math.sqrt(squares);
    for (let d = 0; d < dim; d++) v[d]! /= length;
    return true;
  };
  /** Numbers of a unit vector of 128 seldom pass a half: twice the scale keeps another bit. */
  const store = (v: Float32Array, into: Int8Array, at: number) => {
    for (let d = 0; d < dim; d++) into[at + d] = Math.max(-unit, Math.min(unit, Math.round(v[d]! * unit * 2)));
  };
  const dot = (v: Float32Array, from: Int8Array, at: number): number => {
    let sum = 0;
    for (let d = 0; d < dim; d++) sum += v[d]! * from[at + d]!;
    return sum / (unit * 2);
  };

  for (let d = 0; d < documents; d++) {
    const sum = new Float32Array(dim);
    for (let p = corpus.phrasingsOf[d]!; p < corpus.phrasingsOf[d + 1]!; p++) {
      vector.fill(0);
      for (const word of expand(wordsOf(corpus.textOf(p)))) table.add(word, 1, vector);
      if (!toUnit(vector)) continue;
      if (kept) store(vector, rows, p * dim);
      for (let i = 0; i < dim; i++) sum[i]! += vector[i]!;
    }
    if (kept) sums.set(sum, d * dim);
    if (toUnit(sum)) store(sum, middles, d * dim);
    vector.fill(0);
    for (const word of expand(wordsOf(corpus.documents[d]!.body))) table.add(word, 1, vector);
    if (toUnit(vector)) store(vector, bodies, d * dim);
  }

  return {
    dim,
    vectorOf(words) {
      const v = new Float32Array(dim);
      for (const word of words) table.add(word, 1, v);
      return toUnit(v) ? v : undefined;
    },
    score(v, d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      let middle = dot(v, middles, d * dim);
      const body = Math.max(0, dot(v, bodies, d * dim));
      if (!kept) return { near: Math.max(0, middle), middle: Math.max(0, middle), body };
      let near = 0;
      for (let p = corpus.phrasingsOf[d]!; p < corpus.phrasingsOf[d + 1]!; p++) {
        if (p !== left) near = Math.max(near, dot(v, rows, p * dim));
      }
      if (left >= 0) {
        const rest = sums.slice(d * dim, (d + 1) * dim);
        for (let i = 0; i < dim; i++) rest[i]! -= rows[left * dim + i]! / (unit * 2);
        middle = 0;
        if (toUnit(rest)) for (let i = 0; i < dim; i++) middle += rest[i]! * v[i]!;
      }
      return { near: Math.min(1, near), middle: Math.max(0, middle), body };
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
