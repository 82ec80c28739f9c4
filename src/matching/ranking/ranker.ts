import type { Corpus, LeftOut } from '../corpus/corpus.ts';
import { contentOf } from '../text/text.ts';
import type { MeaningIndex } from './meaning.ts';
import type { Query } from './query.ts';
import type { Bm25f, PhrasingIndex } from './words.ts';

/** The bounded parts of a score, each 0 to 1. */
export interface Parts {
  /** Cosine with the nearest phrasing, over words. */
  nearestQuestion: number;
  /** Cosine with the sum of all phrasings, over words. */
  questionCentroid: number;
  /** Words held in names, questions and body (BM25F), as a share of what could be held. */
  fields: number;
  /** Cosine with the nearest phrasing, over word vectors. */
  meaning: number;
  /** Cosine with the mean of all phrasings, over word vectors. */
  meaningCentroid: number;
}

/** Weight of each part. Chosen on the validation halves of the public sets and the tuning half of the golden questions. */
export const partWeights: Parts = {
  nearestQuestion: 0.35,
  questionCentroid: 0.45,
  fields: 0.7,
  meaning: 0.42,
  meaningCentroid: 0.4
};

export interface Ranked {
  document: number;
  score: number;
  parts: Parts;
  /** The nearest phrasing, or -1. */
  phrasing: number;
}

/** Maximum number of candidates by words; quality is the same with 48 as with all (measured on the golden questions). */
const candidateLimit = 48;
/** Number of further candidates by meaning. */
const candidatesByMeaning = 16;
/** Number of best entries, and of best negative examples, for which the costliest parts, the nearest phrasings, are worked out. */
const closestEntries = 10;
const closestNegatives = 3;

/** Maximum number of documents with the same phrasing that are compared in any case. */
const mostSaying = 8;

/** Parts left out while the matcher tests itself: a phrasing, or a document whole. */
export interface Without {
  phrasing?: LeftOut;
  document?: number;
}

/** Ranks documents for a question. */
export interface Ranker {
  /** Returns all candidates, best first; what people say around a question only where it is asked for. */
  rank(query: Query, without?: Without, withAsides?: boolean): Ranked[];
}

export function createRanker(parts: {
  corpus: Corpus;
  phrasings: PhrasingIndex;
  fields: Bm25f;
  meaning?: MeaningIndex | undefined;
}): Ranker {
  const { corpus, phrasings, fields, meaning } = parts;
  const { documents } = corpus;
  const w = partWeights;
  const byMeaning = meaning ? w.meaning + w.meaningCentroid : 0;
  const total = w.nearestQuestion + w.questionCentroid + w.fields + byMeaning;
  const order = (a: Ranked, b: Ranked) =>
    b.score - a.score || (documents[a.document]!.id < documents[b.document]!.id ? -1 : 1);

  return {
    rank(query, without = {}, withAsides = false) {
      phrasings.ask(query);
      const found = fields.candidates(query, candidateLimit);
      const vector = meaning && query.dense;
      if (vector)
        for (const d of meaning.candidates(vector, candidatesByMeaning))
          if (!found.has(d)) found.set(d, fields.sumOf(query, d));
      // the question may be asked word for word of an entry that its words alone would not bring among the best
      const saying = new Set(corpus.saying.get(contentOf(query.words).join(' ')));
      if (without.phrasing || saying.size > mostSaying) saying.clear();
      for (const d of saying) if (!found.has(d)) found.set(d, fields.sumOf(query, d));
      const likely: Ranked[] = [];
      for (const [document, sum] of found) {
        if (document === without.document || (documents[document]!.isAside && !withAsides)) continue;
        const words = document === without.phrasing?.document ? fields.sumOf(query, document, without.phrasing) : sum;
        const own: Parts = {
          nearestQuestion: 0,
          questionCentroid: 0,
          fields: query.reach > 0 ? Math.min(1, words / query.reach) : 0,
          meaning: 0,
          meaningCentroid: vector ? meaning.centroid(vector, document, without.phrasing) : 0
        };
        const score = (w.fields * own.fields + w.meaningCentroid * own.meaningCentroid) / total;
        likely.push({ document, score, parts: own, phrasing: -1 });
      }
      likely.sort(order);
      // the best entries, and the best negative examples, which the confidence compares them with
      const ranked: Ranked[] = [];
      const room = { entries: closestEntries, negatives: closestNegatives };
      for (const candidate of likely) {
        const { entry } = documents[candidate.document]!;
        if (!saying.has(candidate.document) && room[entry ? 'entries' : 'negatives']-- <= 0) continue;
        ranked.push(candidate);
        const { parts: own, document } = candidate;
        const lexical = phrasings.score(document, without.phrasing);
        own.nearestQuestion = lexical.nearest;
        own.questionCentroid = lexical.centroid;
        if (vector) own.meaning = meaning.nearest(vector, document, without.phrasing);
        candidate.phrasing = lexical.phrasing;
        candidate.score +=
          (w.nearestQuestion * own.nearestQuestion +
            w.questionCentroid * own.questionCentroid +
            w.meaning * own.meaning) /
          total;
      }
      ranked.sort(order);
      return ranked;
    }
  };
}
