import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Query } from './query.ts';

/** Weight of the likeness to a sentence of the body, relative to that to a question. */
export const sentenceCounts = 0.9;

/** Parts left out while the matcher tests itself: one phrasing of a document. */
export interface LeftOut {
  document: number;
  phrasing: number;
}

export interface PhrasingScore {
  /** Cosine with the nearest phrasing, 0 to 1. */
  nearest: number;
  /** The nearest phrasing, or -1. */
  phrasing: number;
  /** Cosine with the sum of all phrasings, 0 to 1. */
  centroid: number;
}

/** Compares a question with the phrasings of a document. */
export interface PhrasingIndex {
  /** Loads the question; every `score` until the next call is for it. */
  ask(query: Query): void;
  score(document: number, without?: LeftOut): PhrasingScore;
  /** Clears the cache after a change of the corpus. */
  follow(): void;
}

/** Lengths of a document's phrasings, and the squared length of the sum of its unit phrasings. */
interface Lengths {
  norms: Float32Array;
  /** Weight of each in the sum. */
  weights: Float32Array;
  square: number;
}

/** Maximum number of documents whose lengths are cached; they are worked out when a document is first compared. */
const mostKept = 5000;

export function createPhrasingIndex(corpus: Corpus): PhrasingIndex {
  const { ids, featuresOf, phrasingsOf } = corpus;
  /** Weight of each feature in a vector that is compared times that in the corpus; all zero in between. */
  let asked = new Float64Array(corpus.weight.length);
  let slot = new Float64Array(corpus.weight.length);
  let touched: number[] = [];
  let norm = 1;
  const kept = new BoundedMap<number, Lengths>(mostKept);

  const dot = (vector: Float64Array, p: number): number => {
    const { items } = ids;
    const end = featuresOf.items[p + 1]!;
    let sum = 0;
    for (let i = featuresOf.items[p]!; i < end; i++) sum += vector[items[i]!]!;
    return sum;
  };
  /** Adds a phrasing to `slot`, or takes it out of it. */
  const put = (p: number, factor: number): void => {
    for (let i = featuresOf.items[p]!; i < featuresOf.items[p + 1]!; i++)
      slot[ids.items[i]!]! += corpus.weight[ids.items[i]!]! ** 2 * factor;
  };
  const lengthsOf = (d: number): Lengths => {
    const known = kept.get(d);
    if (known) return known;
    const first = phrasingsOf.items[d]!;
    const sentences = corpus.sentencesOf(d);
    const norms = new Float32Array(phrasingsOf.items[d + 1]! - first);
    const weights = new Float32Array(norms.length);
    for (let n = 0; n < norms.length; n++) {
      let squares = 0;
      for (let i = featuresOf.items[first + n]!; i < featuresOf.items[first + n + 1]!; i++)
        squares += corpus.weight[ids.items[i]!]! ** 2;
      norms[n] = Math.sqrt(squares) || 1;
      weights[n] = first + n < sentences.first ? 1 : sentences.weight;
      put(first + n, weights[n]! / norms[n]!);
    }
    let square = 0;
    for (let n = 0; n < norms.length; n++) square += (weights[n]! * dot(slot, first + n)) / norms[n]!;
    for (let i = featuresOf.items[first]!; i < featuresOf.items[first + norms.length]!; i++) slot[ids.items[i]!] = 0;
    const lengths = { norms, weights, square };
    kept.set(d, lengths);
    return lengths;
  };

  return {
    follow() {
      kept.clear();
      touched = [];
      asked = new Float64Array(corpus.weight.length);
      slot = new Float64Array(corpus.weight.length);
    },
    ask(query) {
      for (const id of touched) asked[id] = 0;
      touched = [...query.ids, ...query.similarIds];
      for (const [i, id] of query.ids.entries()) asked[id] = query.weights[i]! * corpus.weight[id]!;
      for (const [i, id] of query.similarIds.entries()) asked[id] = query.similarWeights[i]! * corpus.weight[id]!;
      norm = query.norm;
    },
    score(d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      const { norms, weights, square } = lengthsOf(d);
      const first = phrasingsOf.items[d]!;
      const sentences = corpus.sentencesOf(d).first;
      let nearest = 0;
      let phrasing = -1;
      let along = 0;
      for (let n = 0; n < norms.length; n++) {
        if (first + n === left) continue;
        const cosine = dot(asked, first + n) / norms[n]!;
        along += weights[n]! * cosine;
        const counted = first + n < sentences ? cosine : sentenceCounts * cosine;
        if (counted > nearest) {
          nearest = counted;
          phrasing = first + n;
        }
      }
      let squares = square;
      if (left >= 0) {
        const own = norms[left - first]!;
        put(left, 1 / own);
        // without p, the sum S has the square S·S − 2 p·S + p·p
        for (let n = 0; n < norms.length; n++) squares -= (2 * weights[n]! * dot(slot, first + n)) / norms[n]!;
        squares += dot(slot, left) / own;
        for (let i = featuresOf.items[left]!; i < featuresOf.items[left + 1]!; i++) slot[ids.items[i]!] = 0;
      }
      const centroid = squares > 1e-9 ? along / Math.sqrt(squares) : 0;
      return { nearest: Math.min(1, nearest / norm), phrasing, centroid: Math.min(1, Math.max(0, centroid / norm)) };
    }
  };
}
