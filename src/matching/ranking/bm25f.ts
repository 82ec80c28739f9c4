import { type Corpus, countIn, type LeftOut } from '../corpus/corpus.ts';
import type { Query } from './query.ts';

/** Weights of the fields names, questions and body, and the strength of length normalisation of each. */
const fieldWeight = [1.5, 1, 0.2] as const;
const fieldLengthShare = [0.5, 0.75, 0.75] as const;
/** Saturation of repeated words (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const saturation = 1.2;
/** Documents visited for one question, rarest words first; beyond it, common words count only for the likeliest found by then. */
const mostVisited = 8000;
/** Share of the weight of an unseen word that is added to what a question could reach, which lowers the score. */
const unseenCounts = 0.5;

/** BM25F over names, questions and body: finds candidates quickly, then scores them exactly. */
export interface Bm25f {
  /** Returns up to `limit` documents that share words with the question, likeliest first, each with its {@link sumOf}. */
  candidates(query: Query, limit: number): Map<number, number>;
  /** Returns what the words of a question weigh in a document. */
  sumOf(query: Query, document: number, without?: LeftOut): number;
  /** Returns the most that the words of a question could weigh in a document. */
  reachOf(query: Query): number;
  /** Returns the weight of a feature in a document over its fields, saturated; 0 where it has none. */
  weightIn(document: number, feature: number): number;
  /** Follows a change of the corpus. */
  follow(): void;
}

export function createBm25f(corpus: Corpus): Bm25f {
  const { features, postings } = corpus;
  /** Weight of one occurrence in each field, document after document. */
  let shares = new Float32Array(0);
  /** Sums of the documents that were found; all zero in between. */
  let scores = new Float64Array(0);

  const gain = (document: number, counts: number): number => {
    const at = 3 * document;
    const strength =
      countIn(counts, 0) * shares[at]! + countIn(counts, 1) * shares[at + 1]! + countIn(counts, 2) * shares[at + 2]!;
    return (strength * (saturation + 1)) / (strength + saturation);
  };
  const weightIn = (document: number, feature: number, without?: LeftOut): number => {
    const posting = postings[feature];
    if (!posting) return 0;
    const { documents, counts } = posting;
    let from = 0;
    let to = documents.length - 1;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (documents[middle]! < document) from = middle + 1;
      else to = middle;
    }
    if (documents[from] !== document) return 0;
    return gain(document, without ? corpus.countsWithout(counts[from]!, feature, without) : counts[from]!);
  };

  const byRarity = (a: { id: number }, b: { id: number }): number =>
    postings[a.id]!.documents.length - postings[b.id]!.documents.length;

  return {
    weightIn,
    follow() {
      shares = new Float32Array(3 * features.length);
      scores = new Float64Array(features.length);
      const living = features.filter((own) => own !== undefined).length;
      for (const [field, weight] of fieldWeight.entries()) {
        const all = features.reduce((sum, own) => sum + (own?.lengths[field] ?? 0), 0);
        const share = fieldLengthShare[field]!;
        for (const [document, own] of features.entries()) {
          const longer = (own?.lengths[field] ?? 0) / Math.max(1, all / living);
          shares[3 * document + field] = weight / (1 - share + share * longer);
        }
      }
    },
    candidates(query, limit) {
      const found: number[] = [];
      const late: typeof query.features = [];
      let visited = 0;
      for (const term of query.features.filter(({ id }) => postings[id]).sort(byRarity)) {
        if (visited > mostVisited) {
          late.push(term);
          continue;
        }
        const { documents, counts } = postings[term.id]!;
        visited += documents.length;
        for (let i = 0; i < documents.length; i++) {
          const document = documents[i]!;
          if (scores[document] === 0) found.push(document);
          scores[document]! += term.weight * gain(document, counts[i]!);
        }
      }
      const likely = topOf(found, scores, late.length > 0 ? 3 * limit : limit);
      for (const { id, weight } of late)
        for (const document of likely) scores[document]! += weight * weightIn(document, id);
      const best = new Map<number, number>();
      for (const document of topOf(likely, scores, limit)) best.set(document, scores[document]!);
      for (const document of found) scores[document] = 0;
      return best;
    },
    sumOf(query, document, without) {
      const left = without?.document === document ? without : undefined;
      let sum = 0;
      for (const { id, weight } of query.features) sum += weight * weightIn(document, id, left);
      return sum;
    },
    reachOf({ wordIds }) {
      let reach = 0;
      for (const id of wordIds) reach += id < 0 ? corpus.unseenWeight * unseenCounts : corpus.weight[id]!;
      return reach * (saturation + 1);
    }
  };
}

/** Returns the `limit` items with the highest scores, best first; ties in the order of the items' numbers. */
export function topOf(items: readonly number[], scores: ArrayLike<number>, limit: number): number[] {
  const best: number[] = [];
  for (const item of items) {
    let at = best.length;
    while (
      at > 0 &&
      (scores[item]! > scores[best[at - 1]!]! || (scores[item] === scores[best[at - 1]!] && item < best[at - 1]!))
    )
      at--;
    if (at === limit) continue;
    best.splice(at, 0, item);
    if (best.length > limit) best.pop();
  }
  return best;
}
