import type { Bm25f } from './bm25f.ts';
import type { Classifier } from './classifier.ts';
import type { Corpus } from './corpus.ts';
import type { MeaningIndex } from './meaning.ts';
import type { LeftOut, PhrasingIndex } from './phrasings.ts';
import type { Query } from './query.ts';

/** The bounded parts of a score, each 0 to 1. */
export interface Parts {
  near: number;
  centroid: number;
  name: number;
  fields: number;
  meaning: number;
  middle: number;
  body: number;
  learnt: number;
}

/** What each part counts. Set on the tuning half of the golden questions and on left-out phrasings. */
export const partWeights: Parts = {
  near: 0.4,
  centroid: 0.2,
  name: 0.15,
  fields: 1.2,
  meaning: 0.45,
  middle: 0.45,
  body: 0.2,
  learnt: 0.55
};

export interface Ranked {
  document: number;
  score: number;
  parts: Parts;
  /** The nearest phrasing, or -1. */
  phrasing: number;
}

/** Candidates looked at closely; quality is the same with 48 as with all (research/retrieval.md, section 9). */
const candidateLimit = 48;
const candidatesByMeaning = 16;

/** Ranks documents for a question. */
export interface Ranker {
  /** @param without left out while the matcher tests itself; `document` alone leaves the whole document out */
  rank(query: Query, without?: { phrasing?: LeftOut; document?: number; held?: boolean }): Ranked[];
}

export function createRanker(parts: {
  corpus: Corpus;
  phrasings: PhrasingIndex;
  fields: Bm25f;
  meaning?: MeaningIndex | undefined;
  classifier?: Classifier | undefined;
}): Ranker {
  const { phrasings, fields, meaning, classifier } = parts;
  const total =
    partWeights.near +
    partWeights.centroid +
    partWeights.name +
    partWeights.fields +
    (meaning ? partWeights.meaning + partWeights.middle + partWeights.body : 0) +
    (classifier ? partWeights.learnt : 0);

  return {
    rank(query, without = {}) {
      const found = fields.candidates(query, candidateLimit);
      if (query.dense && meaning) {
        for (const d of meaning.candidates(query.dense, candidatesByMeaning)) if (!found.includes(d)) found.push(d);
      }
      phrasings.ask(query);
      const learnt = classifier?.scores(query, found, without.held);
      const ranked: Ranked[] = [];
      found.forEach((document, i) => {
        if (document === without.document) return;
        const lexical = phrasings.score(document, without.phrasing);
        const dense = query.dense && meaning ? meaning.score(query.dense, document, without.phrasing) : undefined;
        const own: Parts = {
          near: lexical.near,
          centroid: lexical.centroid,
          name: lexical.name,
          fields: fields.score(query, document, without.phrasing),
          meaning: dense ? dense.near : 0,
          middle: dense ? dense.middle : 0,
          body: dense ? dense.body : 0,
          learnt: learnt ? learnt[i]! : 0
        };
        let score = 0;
        for (const key of Object.keys(partWeights) as (keyof Parts)[]) score += partWeights[key] * own[key];
        ranked.push({ document, score: score / total, parts: own, phrasing: lexical.phrasing });
      });
      return ranked.sort((a, b) => b.score - a.score || a.document - b.document);
    }
  };
}
