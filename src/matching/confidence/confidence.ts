import type { Entry, GoldenQuestion } from '../../core/model/entry.ts';
import type { Query } from '../ranking/nearest-question.ts';
import type { Ranked } from '../ranking/ranker.ts';
import type { Index } from '../search-index.ts';
import { areRelated, evidenceOf, relatedCounts } from './evidence.ts';
import { askGolden } from './golden-evidence.ts';
import { type Evidence, fitModel, probabilities, type TrainedConfidence } from './model.ts';
import { choiceLimit, type Likely } from './outcome.ts';
import { prior } from './prior.ts';
import { askItself } from './self-questions.ts';

/** Weight of the prior against the matcher's own experience. Chosen on the validation halves of the public sets. */
const priorHold = 5;
/**
 * As how many of the matcher's own questions a golden one counts: what it asks itself it has read before. From 0.75 to 5 the near
 * misses declined at equal loss rose by a tenth, with twenty golden questions as with hundreds; 10 said too much from 0.8 to 0.9.
 */
const goldenCounts = 5;

/**
 * A knowledge base with few names and questions has shown little of what it cannot answer: so many are needed until half of the doubt
 * is gone. A message that is nearly one of them word for word is not doubted.
 */
const doubtfulQuestions = 16;

/** From this cosine with a question of one entry alone the message is that question, and the entry as good as named. */
const sameQuestion = 0.98;
const sameQuestionCounts = 0.97;

/** Returns the best entries of a ranking in its order. */
export type Confidence = (query: Query, ranked: readonly Ranked[]) => Likely[];

/**
 * Learns from the knowledge how much to trust a ranking: the prior, moved by what the matcher finds when it asks itself, and by the
 * golden questions of the editors.
 */
export function fitConfidence(index: Index, golden: readonly GoldenQuestion[]): TrainedConfidence {
  const asked = askGolden(index, golden);
  const counted = asked.map((example) => ({ ...example, weight: goldenCounts * example.weight }));
  const meant = fitModel([...askItself(index), ...counted], prior.meant, priorHold);
  const judged = asked.flatMap(({ entries, right, weight, ...evidence }) =>
    goodEvidence(probabilities(meant, evidence), entries)
      .slice(0, choiceLimit)
      .map((each, i) => ({ ...each, right: [right[i]!], weight }))
  );
  return { meant, good: fitModel(judged, prior.good, priorHold) };
}

const logit = (p: number): number => Math.log(p / (1 - p));
const within = (p: number): number => Math.min(1 - 1e-4, Math.max(1e-4, p));

/**
 * Returns for each entry what speaks for it being a good answer, as log odds: how likely it is the one that was meant, and how likely
 * it or a related one is. One of many good answers is seldom the one that was meant, and a relation alone makes none good.
 */
function goodEvidence(meant: readonly number[], entries: readonly Entry[]): Evidence[] {
  return meant.map((own, i) => {
    const related = meant.reduce((sum, other, j) => sum + (areRelated(entries[i]!, entries[j]!) ? other : 0), 0);
    return { candidates: [[logit(within(own)), logit(within(own + relatedCounts * related))]], none: [1] };
  });
}

/** Returns the confidence of an index with a model that was fitted to it. */
export function createConfidence(model: TrainedConfidence, { corpus, fields }: Index): Confidence {
  const isEntry = (document: number) => corpus.documents[document]!.entry !== undefined;
  const known = corpus.documents.reduce(
    (sum, { entry, names, asks }) => sum + (entry ? names.length + asks.length : 0),
    0
  );
  const doubt = doubtfulQuestions / (doubtfulQuestions + known);
  return (query, ranked) => {
    const found = ranked.filter(({ document }) => isEntry(document));
    const meant = probabilities(model.meant, evidenceOf(query, ranked, corpus, fields.weightIn));
    const entries = found.slice(0, meant.length).map(({ document }) => corpus.documents[document]!.entry!);
    const good = goodEvidence(meant, entries).map((evidence) => probabilities(model.good, evidence)[0]!);
    const same = found.filter(({ parts }) => parts.near >= sameQuestion);
    return entries.map((entry, i) => {
      if (same.length === 1 && same[0] === found[i])
        return { entry, meant: sameQuestionCounts, good: sameQuestionCounts };
      const trust = 1 - doubt * (1 - found[i]!.parts.near ** 4);
      return { entry, meant: meant[i]!, good: trust * good[i]! };
    });
  };
}
