import { type Corpus, saturation } from '../corpus/corpus.ts';
import { indexPositions } from '../corpus/number-list.ts';
import type { LeftOut } from './nearest-question.ts';
import type { Query } from './query.ts';

/** Maximum number of documents visited for one word, those in which it is strongest first. */
const longestPosting = 2000;
/** Maximum number visited for one question, rarest words first; beyond it, common words count only for documents already found. */
const mostPostings = 8000;
/** Share of the weight of an unseen word that is added to what a question could reach, which lowers the score. */
const unseenCounts = 0.5;

/** BM25F over names, questions and body: finds candidates quickly, then scores them exactly. */
export interface Bm25f {
  /** Loads the question; every call until the next `ask` is for it. */
  ask(query: Query): void;
  /** Returns up to `limit` documents that share words with the question, likeliest first. */
  candidates(limit: number): number[];
  /** Returns the score of one document as a share of what the question could reach, 0 to 1. */
  score(document: number, without?: LeftOut): number;
  /**
   * Returns the weight of a feature in a document over its fields, saturated; 0 where it has none.
   *
   * @param left a phrasing of the document that is left out, -1 for none
   */
  weightIn(document: number, feature: number, left?: number): number;
  /** Reads the documents that were added to the corpus. */
  follow(): void;
}

export function createBm25f(corpus: Corpus): Bm25f {
  const { terms, gain } = corpus;
  const postings = indexPositions(terms.feature, longestPosting, gain);
  let scores = new Float64Array(corpus.documents.length);
  const found: number[] = [];
  /** True if `scores` holds the weight of every word of the question in every document. */
  let summed = false;
  let asked: { id: number; weight: number; length: number }[] = [];
  let reach = 1;

  const weightIn = (d: number, id: number, left = -1): number => {
    let at = terms.start.items[d]!;
    let last = terms.start.items[d + 1]! - 1;
    const { items } = terms.feature;
    while (at < last) {
      const middle = (at + last) >> 1;
      if (items[middle]! < id) at = middle + 1;
      else last = middle;
    }
    if (at > last || items[at] !== id) return 0;
    let counts = terms.counts.items[at]!;
    const start = left < 0 ? 0 : corpus.featuresOf.items[left]!;
    const end = left < 0 ? 0 : start + corpus.singlesOf.items[left]!;
    for (let i = start; i < end; i++) if (corpus.ids.items[i] === id) counts = corpus.countsWithout(d, counts, left);
    return gain(at, counts);
  };

  return {
    weightIn,
    follow() {
      postings.follow();
      scores = new Float64Array(corpus.documents.length);
      found.length = 0;
    },
    ask(query) {
      summed = false;
      asked = [];
      const weights = [...query.weights, ...query.similarWeights];
      for (const [i, id] of [...query.ids, ...query.similarIds].entries()) {
        const length = postings.countOf(id);
        if (length > 0) asked.push({ id, weight: weights[i]!, length });
      }
      asked.sort((a, b) => a.length - b.length);
      reach = 0;
      for (const id of query.wordIds) reach += id < 0 ? corpus.unseenWeight * unseenCounts : corpus.weight[id]!;
      reach *= saturation + 1;
    },
    candidates(limit) {
      for (const d of found) scores[d] = 0;
      found.length = 0;
      let visited = 0;
      const late: typeof asked = [];
      for (const term of asked) {
        const { id, weight, length } = term;
        if (visited > mostPostings) {
          late.push(term);
          continue;
        }
        visited += Math.min(length, longestPosting);
        const places = postings.of(id, longestPosting);
        for (let i = 0; i < places.length; i++) {
          const at = places[i]!;
          const own = gain(at);
          if (own === 0) continue;
          const d = terms.document.items[at]!;
          if (scores[d] === 0) found.push(d);
          scores[d]! += weight * own;
        }
      }
      const likely = topOf(found, scores, limit * (late.length > 0 ? 3 : 1));
      for (const { id, weight } of late) for (const d of likely) scores[d]! += weight * weightIn(d, id);
      // the commonest word is the last
      summed = late.length === 0 && (asked.at(-1)?.length ?? 0) <= longestPosting;
      return late.length > 0 ? topOf(likely, scores, limit) : likely;
    },
    score(d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      if (reach <= 0) return 0;
      if (summed && left < 0) return Math.min(1, scores[d]! / reach);
      let sum = 0;
      for (const { id, weight } of asked) sum += weight * weightIn(d, id, left);
      return Math.min(1, sum / reach);
    }
  };
}

/** Returns the `limit` items with the highest scores, best first; ties in the order of the items' numbers. */
export function topOf(items: readonly number[], scores: ArrayLike<number>, limit: number): number[] {
  const order = (a: number, b: number) => scores[b]! - scores[a]! || a - b;
  // a heap of the best so far with the worst of them on top
  const heap = items.slice(0, limit);
  const sink = (item: number, from: number) => {
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && order(heap[child]!, heap[child + 1]!) < 0) child++;
      if (order(heap[child]!, item) < 0) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
  };
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap[at]!, at);
  for (let i = heap.length; i < items.length; i++) if (order(items[i]!, heap[0]!) < 0) sink(items[i]!, 0);
  return heap.sort(order);
}
