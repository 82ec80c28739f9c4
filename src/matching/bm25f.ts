import type { Corpus } from './corpus.ts';
import type { LeftOut } from './phrasings.ts';
import type { Query } from './query.ts';

/** Saturation of repeated words (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const saturation = 1.2;
/** At most this many documents are looked at for one word, those that hold it most strongly first. */
const longestPosting = 2000;
/** And for one question, rarest words first; past it, common words count only for documents already found. */
const mostPostings = 8000;

/** BM25F over names, questions and body: finds candidates quickly, then scores them exactly. */
export interface Bm25f {
  /** Up to `limit` documents that share words with the question, likeliest first. */
  candidates(query: Query, limit: number): number[];
  /** The score of one document as a share of what the question could reach, 0 to 1. */
  score(query: Query, document: number, without?: LeftOut): number;
  /** Weight of a feature in a document over its fields, 0 where it has none. */
  weightIn(document: number, feature: number): number;
}

export function createBm25f(corpus: Corpus): Bm25f {
  const { start, feature, weight: fieldWeight } = corpus.terms;
  const documents = corpus.documents.length;
  sortByFeature(start, feature, fieldWeight);
  const postings = invert(corpus, documents);
  const scores = new Float32Array(documents);

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
  /** Words and concepts of the question with their weights; words that only look alike last. */
  const termsOf = (query: Query) => {
    const terms: { id: number; weight: number; rare: number }[] = [];
    query.ids.forEach((id, i) => {
      if (postings.start[id + 1]! > postings.start[id]!)
        terms.push({ id, weight: query.weights[i]!, rare: postings.start[id + 1]! - postings.start[id]! });
    });
    query.kinIds.forEach((id, i) => {
      terms.push({ id, weight: query.kinWeights[i]!, rare: postings.start[id + 1]! - postings.start[id]! });
    });
    return terms.sort((a, b) => a.rare - b.rare);
  };

  return {
    weightIn,
    candidates(query, limit) {
      const touched: number[] = [];
      let visited = 0;
      const late: { id: number; weight: number }[] = [];
      for (const term of termsOf(query)) {
        if (visited > mostPostings) {
          late.push(term);
          continue;
        }
        const end = Math.min(postings.start[term.id + 1]!, postings.start[term.id]! + longestPosting);
        for (let i = postings.start[term.id]!; i < end; i++) {
          const d = postings.document[i]!;
          if (scores[d] === 0) touched.push(d);
          scores[d]! += term.weight * gain(postings.weight[i]!);
        }
        visited += end - postings.start[term.id]!;
      }
      const likely = topOf(touched, scores, limit * (late.length > 0 ? 4 : 1));
      for (const { id, weight } of late) for (const d of likely) scores[d]! += weight * gain(weightIn(d, id));
      const best = topOf(likely, scores, limit);
      for (const d of touched) scores[d] = 0;
      return best;
    },
    score(query, d, without) {
      const left = without?.document === d ? without.phrasing : -1;
      const share =
        left < 0
          ? 0
          : left - corpus.phrasingsOf[d]! < corpus.namesOf[d]!
            ? corpus.shareOfName[d]!
            : corpus.shareOfAsk[d]!;
      let sum = 0;
      let most = 0;
      for (const { id, weight } of termsOf(query)) {
        let own = weightIn(d, id);
        if (own > 0 && left >= 0) {
          for (let i = corpus.featuresOf[left]!; i < corpus.featuresOf[left]! + corpus.singlesOf[left]!; i++) {
            if (corpus.features[i] === id) own -= share;
          }
        }
        if (own > 1e-6) sum += weight * gain(own);
      }
      for (const id of query.wordIds)
        most += (saturation + 1) * (id < 0 ? corpus.unseenWeight * 0.5 : corpus.weight[id]!);
      return most > 0 ? Math.min(1, sum / most) : 0;
    }
  };
}

/** Inverted lists of the words, each sorted so that the documents that hold it most strongly come first. */
function invert(corpus: Corpus, documents: number) {
  const { start, feature, weight } = corpus.terms;
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

function sortByFeature(start: Int32Array, feature: Int32Array, weight: Float32Array): void {
  for (let d = 0; d + 1 < start.length; d++) {
    const order = Array.from({ length: start[d + 1]! - start[d]! }, (_, i) => start[d]! + i);
    order.sort((a, b) => feature[a]! - feature[b]!);
    const ids = order.map((i) => feature[i]!);
    const weights = order.map((i) => weight[i]!);
    feature.set(ids, start[d]);
    weight.set(weights, start[d]);
  }
}

/** The `limit` items with the highest scores, best first; ties in the order of the items' numbers. */
export function topOf(items: readonly number[], scores: ArrayLike<number>, limit: number): number[] {
  const best: number[] = [];
  const before = (a: number, b: number) => scores[a]! > scores[b]! || (scores[a] === scores[b] && a < b);
  for (const item of items) {
    if (best.length === limit && !before(item, best[limit - 1]!)) continue;
    let at = best.length;
    while (at > 0 && before(item, best[at - 1]!)) at--;
    best.splice(at, 0, item);
    if (best.length > limit) best.pop();
  }
  return best;
}
