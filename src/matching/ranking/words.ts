import { type Corpus, countIn, type Features, type LeftOut, phrasingOf } from '../corpus/corpus.ts';
import type { Query } from './query.ts';

/** Weights of the fields names, questions and body, and the strength of length normalisation of each. */
const fieldWeight = [1.5, 1, 0.2] as const;
const fieldLengthShare = [0.5, 0.75, 0.75] as const;
/** Saturation of repeated words (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009): however often it stands, a word counts less than once. */
const saturation = 1.2;
/** Documents visited for one question, rarest words first; beyond it, common words count only for the likeliest found by then. */
const mostVisited = 8000;

/** BM25F over names, questions and body: finds candidates quickly, then scores them exactly. */
export interface Bm25f {
  /** Returns up to `limit` documents that share words with the question, likeliest first, each with its {@link sumOf}. */
  candidates(query: Query, limit: number): Map<number, number>;
  /** Returns what the words of a question weigh in a document. */
  sumOf(query: Query, document: number, without?: LeftOut): number;
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
    return strength / (strength + saturation);
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

/** Weight of the likeness to a sentence of the body, relative to that to a question. */
export const sentenceCounts = 0.9;

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
  /** Follows a change of the corpus. */
  follow(): void;
}

/** Lengths of a document's phrasings, and of the sum of them, each brought to length one. */
interface Lengths {
  norms: Float64Array;
  sum: number;
}

export function createPhrasingIndex(corpus: Corpus): PhrasingIndex {
  /** Weight of each feature of the question times that in the corpus; all zero in between. */
  let asked = new Float64Array(0);
  /** Sum of phrasings by feature; all zero in between. */
  let summed = new Float64Array(0);
  let query: Query | undefined;
  /** Lengths by document, worked out when it is first compared. */
  let known: (Lengths | undefined)[] = [];

  const weightOf = ({ sentencesFrom, sentenceWeight }: Features, phrasing: number): number =>
    phrasing < sentencesFrom ? 1 : sentenceWeight;
  const normOf = (features: Features, n: number): number => {
    let squares = 0;
    for (const id of phrasingOf(features, n)) squares += corpus.weight[id]! ** 2;
    return Math.sqrt(squares) || 1;
  };
  /** Returns the length of the sum of phrasings, without one of them. */
  const lengthOfSum = (features: Features, norms: Float64Array, left: number): number => {
    for (const [n, norm] of norms.entries()) {
      if (n === left) continue;
      const factor = weightOf(features, n) / norm;
      for (const id of phrasingOf(features, n)) summed[id]! += corpus.weight[id]! * factor;
    }
    let squares = 0;
    for (const id of features.ids) {
      squares += summed[id]! ** 2;
      summed[id] = 0;
    }
    return Math.sqrt(squares);
  };
  const lengthsOf = (document: number): Lengths => {
    let own = known[document];
    if (!own) {
      const features = corpus.features[document]!;
      const norms = Float64Array.from(features.starts.slice(1), (_, n) => normOf(features, n));
      own = { norms, sum: lengthOfSum(features, norms, -1) };
      known[document] = own;
    }
    return own;
  };

  return {
    follow() {
      known = [];
      query = undefined;
      asked = new Float64Array(corpus.weight.length);
      summed = new Float64Array(corpus.weight.length);
    },
    ask(next) {
      for (const { id } of query?.features ?? []) asked[id] = 0;
      query = next;
      for (const { id, weight } of next.features) asked[id] = weight * corpus.weight[id]!;
    },
    score(document, without) {
      const left = without?.document === document ? without.phrasing : -1;
      const features = corpus.features[document]!;
      const lengths = lengthsOf(document);
      const weights = asked;
      let nearest = 0;
      let at = -1;
      let along = 0;
      const { ids, starts, sentencesFrom, sentenceWeight } = features;
      for (let n = 0; n < lengths.norms.length; n++) {
        if (n === left) continue;
        const end = starts[n + 1]!;
        let dot = 0;
        for (let i = starts[n]!; i < end; i++) dot += weights[ids[i]!]!;
        const cosine = dot / lengths.norms[n]!;
        along += n < sentencesFrom ? cosine : sentenceWeight * cosine;
        const counted = n < sentencesFrom ? cosine : sentenceCounts * cosine;
        if (counted > nearest) {
          nearest = counted;
          at = n;
        }
      }
      const sum = left < 0 ? lengths.sum : lengthOfSum(features, lengths.norms, left);
      const { norm } = query!;
      const centroid = sum > 1e-5 ? along / sum / norm : 0;
      return { nearest: Math.min(1, nearest / norm), phrasing: at, centroid: Math.min(1, Math.max(0, centroid)) };
    }
  };
}
