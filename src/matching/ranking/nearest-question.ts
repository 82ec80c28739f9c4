import { type Corpus, type Features, type LeftOut, phrasingOf } from '../corpus/corpus.ts';
import type { Query } from './query.ts';

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
