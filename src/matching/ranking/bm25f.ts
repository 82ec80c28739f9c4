import type { Corpus, CorpusTables } from '../corpus/corpus.ts';
import type { LeftOut } from './nearest-question.ts';
import type { Query } from './query.ts';

/** Saturation of repeated words (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const saturation = 1.2;
/** At most this many documents are looked at for one word, those that hold it most strongly first. */
const longestPosting = 2000;
/** And for one question, rarest words first; past it, common words count only for documents already found. */
const mostPostings = 8000;
/** Share of its weight with which a word that nothing holds lowers the score. */
const unseenCounts = 0.5;

/** BM25F over names, questions and body: finds candidates quickly, then scores them exactly. */
export interface Bm25f {
  /** Loads the question; every call until the next `ask` is for it. */
  ask(query: Query): void;
  /** Up to `limit` documents that share words with the question, likeliest first. */
  candidates(limit: number): number[];
  /** The score of one document as a share of what the question could reach, 0 to 1. */
  score(document: number, without?: LeftOut): number;
  /** Weight of a feature in a document over its fields, 0 where it has none. */
  weightIn(document: number, feature: number): number;
}

interface Term {
  id: number;
  weight: number;
  length: number;
}

export function createBm25f(corpus: Corpus, postings: Postings): Bm25f {
  const { start, feature, weight: fieldWeight } = corpus.terms;
  const documents = corpus.documents.length;
  const scores = new Float64Array(documents);
  const found = new Int32Array(documents);
  let touched = 0;
  /** Whether `scores` holds what every word of the question counts in every document. */
  let summed = false;
  let terms: Term[] = [];
  let reach = 1;

  const weightIn = (d: number, id: number): number => {
    let low = start[d]!;
    let high = start[d + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (feature[middle] === id) return fieldWeight[middle]!;
      if (feature[middle]! < id) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  };
  const gain = (weight: number) => (weight * (saturation + 1)) / (weight + saturation);
  const shareOf = (d: number, left: number) =>
    left - corpus.phrasingsOf[d]! < corpus.namesOf[d]! ? corpus.shareOfName[d]! : corpus.shareOfAsk[d]!;
  /** What the left-out phrasing holds of a feature no longer counts. */
  const heldBy = (left: number, id: number): number => {
    let count = 0;
    const end = corpus.featuresOf[left]! + corpus.singlesOf[left]!;
    for (let i = corpus.featuresOf[left]!; i < end; i++) if (corpus.ids[i] === id) count++;
    return count;
  };

  const forget = (): void => {
    for (let i = 0; i < touched; i++) scores[found[i]!] = 0;
    touched = 0;
    summed = false;
  };

  return {
    weightIn,
    ask(query) {
      forget();
      terms = [];
      const add = (id: number, weight: number) => {
        const length = postings.start[id + 1]! - postings.start[id]!;
        if (length > 0) terms.push({ id, weight, length });
      };
      query.ids.forEach((id, i) => {
        add(id, query.weights[i]!);
      });
      query.kinIds.forEach((id, i) => {
        add(id, query.kinWeights[i]!);
      });
      terms.sort((a, b) => a.length - b.length);
      reach = 0;
      for (const id of query.wordIds) reach += id < 0 ? corpus.unseenWeight * unseenCounts : corpus.weight[id]!;
      reach *= saturation + 1;
    },
    candidates(limit) {
      forget();
      const late: Term[] = [];
      let visited = 0;
      for (const term of terms) {
        if (visited > mostPostings) {
          late.push(term);
          continue;
        }
        const from = postings.start[term.id]!;
        const end = from + Math.min(term.length, longestPosting);
        for (let i = from; i < end; i++) {
          const d = postings.document[i]!;
          if (scores[d] === 0) found[touched++] = d;
          scores[d]! += term.weight * gain(postings.weight[i]!);
        }
        visited += end - from;
      }
      const likely = topOf(found, touched, scores, limit * (late.length > 0 ? 3 : 1));
      for (const { id, weight } of late) for (const d of likely) scores[d]! += weight * gain(weightIn(d, id));
      summed = terms.every(({ length }) => length <= longestPosting) && late.length === 0;
      return late.length > 0 ? topOf(likely, likely.length, scores, limit) : likely;
    },
    score(d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      if (summed && left < 0) return reach > 0 ? Math.min(1, scores[d]! / reach) : 0;
      let sum = 0;
      for (const { id, weight } of terms) {
        let own = weightIn(d, id);
        if (own > 0 && left >= 0) own -= heldBy(left, id) * shareOf(d, left);
        if (own > 1e-6) sum += weight * gain(own);
      }
      return reach > 0 ? Math.min(1, sum / reach) : 0;
    }
  };
}

/** For each feature the documents that hold it, and how strongly. */
export interface Postings {
  /** First place of each feature in `document` and `weight`, and one more at the end. */
  start: Int32Array;
  document: Int32Array;
  weight: Float32Array;
}

/** Inverted lists of the words; in long ones the documents that hold it most strongly come first. */
export function buildPostings(corpus: CorpusTables): Postings {
  const { start, feature, weight } = corpus.terms;
  const documents = start.length - 1;
  const size = corpus.weight.length;
  const from = new Int32Array(size + 1);
  for (const id of feature) from[id + 1]!++;
  for (let id = 0; id < size; id++) from[id + 1]! += from[id]!;
  const next = from.slice();
  const document = new Int32Array(feature.length);
  const strength = new Float32Array(feature.length);
  for (let d = 0; d < documents; d++) {
    for (let i = start[d]!; i < start[d + 1]!; i++) {
      const at = next[feature[i]!]!++;
      document[at] = d;
      strength[at] = weight[i]!;
    }
  }
  for (let id = 0; id < size; id++) {
    const length = from[id + 1]! - from[id]!;
    if (length <= longestPosting) continue;
    const order = Array.from({ length }, (_, i) => from[id]! + i).sort((a, b) => strength[b]! - strength[a]!);
    const sortedDocuments = order.map((i) => document[i]!);
    const sortedStrengths = order.map((i) => strength[i]!);
    document.set(sortedDocuments, from[id]);
    strength.set(sortedStrengths, from[id]);
  }
  return { start: from, document, weight: strength };
}

/** The `limit` items with the highest scores, best first; ties in the order of the items' numbers. */
export function topOf(items: ArrayLike<number>, count: number, scores: ArrayLike<number>, limit: number): number[] {
  const before = (a: number, b: number) => scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b);
  // a heap of the best so far with the worst of them on top
  const heap = Array.from({ length: Math.min(limit, count) }, (_, i) => items[i]!);
  const sink = (item: number, from: number) => {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child]!, heap[child + 1]!)) child++;
      if (before(heap[child]!, item)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
  };
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap[at]!, at);
  for (let i = heap.length; i < count; i++) if (before(items[i]!, heap[0]!)) sink(items[i]!, 0);
  return heap.sort((a, b) => (before(a, b) ? -1 : 1));
}
