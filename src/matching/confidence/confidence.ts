import type { Entry, GoldenQuestion } from '../../core/model/entry.ts';
import type { Query } from '../ranking/nearest-question.ts';
import type { Ranked } from '../ranking/ranker.ts';
import type { Index } from '../search-index.ts';
import { evidenceOf } from './evidence.ts';
import { askGolden } from './golden-evidence.ts';
import { type ConfidenceModel, fitModel, probabilities } from './model.ts';
import { prior } from './prior.ts';
import { areRelated, relatedCounts } from './related.ts';
import { askItself } from './self-questions.ts';

/** How firmly the prior stands against the matcher's own experience. Chosen on the validation halves of the public sets. */
const priorHold = 5;

/**
 * A knowledge base with few names and questions has shown little of what it cannot answer: so many are needed until half of the doubt
 * is gone. A message that is nearly one of them word for word is not doubted.
 */
const doubtfulQuestions = 16;

/** From this cosine with a question of one entry alone the message is that question, and the entry as good as named. */
const sameQuestion = 0.98;
const sameQuestionCounts = 0.97;

/** An entry with how likely it is the one that was meant, and how likely it is a good answer, 0 to 1. */
export interface Likely {
  entry: Entry;
  /** The sum over all entries is at most 1. */
  meant: number;
  /** What related entries would have is good here too; less where the knowledge base is too small to be sure of. */
  good: number;
}

/** Returns the best entries of a ranking in its order. */
export type Confidence = (query: Query, ranked: readonly Ranked[]) => Likely[];

/**
 * Learns from the knowledge how much to trust a ranking: the prior, moved by what the matcher finds when it asks itself, and by the
 * golden questions of the editors.
 */
export function fitConfidence(index: Index, golden: readonly GoldenQuestion[]): ConfidenceModel {
  return fitModel([...askItself(index), ...askGolden(index, golden)], prior, priorHold);
}

/** Returns the confidence of an index with a model that was fitted to it. */
export function createConfidence(model: ConfidenceModel, { corpus, fields }: Index): Confidence {
  const isEntry = (document: number) => corpus.documents[document]!.entry !== undefined;
  const known = corpus.documents.reduce(
    (sum, { entry, names, asks }) => sum + (entry ? names.length + asks.length : 0),
    0
  );
  const doubt = doubtfulQuestions / (doubtfulQuestions + known);
  return (query, ranked) => {
    const found = ranked.filter(({ document }) => isEntry(document));
    const meant = probabilities(model, evidenceOf(query, ranked, corpus, fields.weightIn));
    const entries = found.slice(0, meant.length).map(({ document }) => corpus.documents[document]!.entry!);
    const same = found.filter(({ parts }) => parts.near >= sameQuestion);
    return entries.map((entry, i) => {
      if (same.length === 1 && same[0] === found[i])
        return { entry, meant: sameQuestionCounts, good: sameQuestionCounts };
      const related = meant.reduce((sum, other, j) => sum + (areRelated(entry, entries[j]!) ? other : 0), 0);
      const trust = 1 - doubt * (1 - found[i]!.parts.near ** 4);
      return { entry, meant: meant[i]!, good: trust * Math.min(1, meant[i]! + relatedCounts * related) };
    });
  };
}
