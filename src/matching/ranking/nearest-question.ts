import type { Corpus, CorpusTables } from '../corpus/corpus.ts';
import { createFloatList, createIntList } from '../corpus/growable.ts';
import type { Query } from './query.ts';

/** Parts left out while the matcher tests itself: one phrasing of a document. */
export interface LeftOut {
  document: number;
  phrasing: number;
}

export interface PhrasingScore {
  /** Cosine with the nearest phrasing, 0 to 1. */
  near: number;
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
  /** Cosine of two phrasings over all their features. */
  likeness(a: number, b: number): number;
}

/** Contents of the index: lengths of phrasings, and the sum of each document's unit phrasings, not yet divided. */
export interface PhrasingTables {
  norms: Float32Array;
  start: Int32Array;
  feature: Int32Array;
  weight: Float32Array;
  /** Squared length of each sum. */
  squares: Float32Array;
}

export function buildPhrasingTables({ ids, featuresOf, phrasingsOf, weight }: CorpusTables): PhrasingTables {
  const documents = phrasingsOf.length - 1;
  const norms = new Float32Array(featuresOf.length - 1);
  for (let p = 0; p < norms.length; p++) {
    let squares = 0;
    for (let i = featuresOf[p]!; i < featuresOf[p + 1]!; i++) squares += weight[ids[i]!]! ** 2;
    norms[p] = Math.sqrt(squares) || 1;
  }
  const start = createIntList();
  const sumFeature = createIntList();
  const sumWeight = createFloatList();
  const sumSquares = new Float32Array(documents);
  const slot = new Float32Array(weight.length);
  for (let d = 0; d < documents; d++) {
    start.push(sumFeature.length);
    const touched: number[] = [];
    for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++) {
      for (let i = featuresOf[p]!; i < featuresOf[p + 1]!; i++) {
        const id = ids[i]!;
        if (slot[id] === 0) touched.push(id);
        slot[id]! += weight[id]! / norms[p]!;
      }
    }
    let squares = 0;
    for (const id of touched) {
      sumFeature.push(id);
      sumWeight.push(slot[id]!);
      squares += slot[id]! ** 2;
      slot[id] = 0;
    }
    sumSquares[d] = squares;
  }
  start.push(sumFeature.length);
  return { norms, start: start.take(), feature: sumFeature.take(), weight: sumWeight.take(), squares: sumSquares };
}

export function createPhrasingIndex(corpus: Corpus, sums: PhrasingTables): PhrasingIndex {
  const { ids, featuresOf, phrasingsOf, weight } = corpus;
  const { norms } = sums;
  const asked = new Float32Array(weight.length);
  let touched: number[] = [];
  let norm = 1;
  const dotPhrasing = (p: number): number => {
    let dot = 0;
    for (let i = featuresOf[p]!; i < featuresOf[p + 1]!; i++) dot += asked[ids[i]!]! * weight[ids[i]!]!;
    return dot / norms[p]!;
  };
  const dotSum = (d: number, of: (id: number) => number): number => {
    let dot = 0;
    for (let i = sums.start[d]!; i < sums.start[d + 1]!; i++) dot += of(sums.feature[i]!) * sums.weight[i]!;
    return dot;
  };

  return {
    ask(query) {
      for (const id of touched) asked[id] = 0;
      touched = [...query.ids, ...query.kinIds];
      query.ids.forEach((id, i) => {
        asked[id] = query.weights[i]!;
      });
      query.kinIds.forEach((id, i) => {
        asked[id] = query.kinWeights[i]!;
      });
      norm = query.norm;
    },
    score(d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      let near = 0;
      let phrasing = -1;
      for (let p = phrasingsOf[d]!; p < phrasingsOf[d + 1]!; p++) {
        if (p === left) continue;
        const dot = dotPhrasing(p);
        if (dot > near) {
          near = dot;
          phrasing = p;
        }
      }
      let along = dotSum(d, (id) => asked[id]!);
      let squares = sums.squares[d]!;
      if (left >= 0) {
        along -= dotPhrasing(left);
        const own = new Map<number, number>();
        for (let i = featuresOf[left]!; i < featuresOf[left + 1]!; i++) {
          const id = ids[i]!;
          own.set(id, (own.get(id) ?? 0) + weight[id]! / norms[left]!);
        }
        let length = 0;
        for (const value of own.values()) length += value * value;
        squares += length - 2 * dotSum(d, (id) => own.get(id) ?? 0);
      }
      const centroid = squares > 1e-9 ? along / Math.sqrt(squares) : 0;
      return { near: Math.min(1, near / norm), phrasing, centroid: Math.min(1, Math.max(0, centroid / norm)) };
    },
    likeness(a, b) {
      const own = new Map<number, number>();
      for (let i = featuresOf[a]!; i < featuresOf[a + 1]!; i++) own.set(ids[i]!, weight[ids[i]!]!);
      let dot = 0;
      for (let i = featuresOf[b]!; i < featuresOf[b + 1]!; i++) {
        dot += (own.get(ids[i]!) ?? 0) * weight[ids[i]!]!;
      }
      return Math.min(1, dot / (norms[a]! * norms[b]!));
    }
  };
}
