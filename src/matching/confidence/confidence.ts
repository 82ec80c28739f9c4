import { type Entry, talkOf } from '../../core/model/entry.ts';
import type { Outcome } from '../../core/model/matcher.ts';
import type { Query } from '../ranking/query.ts';
import type { Ranked } from '../ranking/ranker.ts';
import type { Index } from '../search-index.ts';
import { functionWords } from '../text/text.ts';

const { exp, log, max, min } = Math;

/** Features of one question: a row for each candidate entry, and one for the possibility that none of them is right. */
export interface ConfidenceFeatures {
  candidates: readonly (readonly number[])[];
  none: readonly number[];
}

/** Weights of the features of a candidate and of the possibility that none is right. */
export interface ConfidenceModel {
  candidate: readonly number[];
  none: readonly number[];
}

/** The two fitted models: `meant` for the probability that an entry is the one meant, `good` for that of its being a good answer. */
export interface TrainedConfidence {
  meant: ConfidenceModel;
  good: ConfidenceModel;
}

const wishForAssessment = talkOf('assess ');

/** Maximum number of entries that share the probability. */
const candidateLimit = 8;

/** Power of the ratio of a score to the best entry's: a ratio of 0.9 becomes 0.43. */
const besideBest = 8;

/**
 * Returns the features of each of the best entries and of "none of them", on scales that do not depend on the knowledge base.
 *
 * @param ranked all candidates, best first, entries and negative examples mixed
 * @returns `entries` in the order of `candidates`. A row of `candidates`: the score and its parts `nearestQuestion`, `questionCentroid`, `meaning` and
 *   `meaningCentroid`, share of the words held, ratio of the score to the best to the power of 8; each 0 to 1. `none`: 1; score and meaning of the best negative example;
 *   highest share of the words held by any negative example, and its highest `nearestQuestion`;
 *   log(1 + number of content words); score of the second entry; highest `nearestQuestion` of any entry
 */
export function confidenceFeatures(
  { corpus, fields }: Pick<Index, 'corpus' | 'fields'>,
  query: Query,
  ranked: readonly Ranked[]
): ConfidenceFeatures & { entries: Entry[] } {
  const { documents, weight, unseenWeight } = corpus;
  const content: number[] = [];
  let all = 0;
  for (const [i, id] of query.wordIds.entries()) {
    if (functionWords.has(query.words[i]!)) continue;
    content.push(id);
    all += id < 0 ? unseenWeight : weight[id]!;
  }
  const heldBy = (document: number): number => {
    let sum = 0;
    for (const id of content) if (id >= 0 && fields.weightIn(document, id) > 0) sum += weight[id]!;
    return sum / (all || 1);
  };
  const entries: Entry[] = [];
  const candidates: number[][] = [];
  let negative: Ranked | undefined;
  let best = 0;
  let [negativeHeld, negativeNear, entryNear] = [0, 0, 0];
  for (const candidate of ranked) {
    const { document, score, parts } = candidate;
    const { entry, talk } = documents[document]!;
    // who wishes for an assessment asks about its entries: it is no evidence that none of them is meant
    if (talk?.startsWith(wishForAssessment)) continue;
    if (!entry) {
      negative ??= candidate;
      negativeHeld = max(negativeHeld, heldBy(document));
      negativeNear = max(negativeNear, parts.nearestQuestion);
    } else if (entries.length < candidateLimit) {
      const { nearestQuestion, questionCentroid, meaning, meaningCentroid } = parts;
      best ||= max(score, 1e-6);
      entries.push(entry);
      candidates.push([
        score,
        nearestQuestion,
        questionCentroid,
        meaning,
        meaningCentroid,
        heldBy(document),
        (score / best) ** besideBest
      ]);
      entryNear = max(entryNear, nearestQuestion);
    }
  }
  const none = [
    ...[1, negative?.score ?? 0, negative?.parts.meaning ?? 0, negativeHeld, negativeNear],
    ...[log(1 + content.length), candidates[1]?.[0] ?? 0, entryNear]
  ];
  return { entries, candidates, none };
}

const product = (weights: readonly number[], row: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * row[i]!;
  return sum;
};

/**
 * Returns the probability of each candidate to be the right one; the rest, up to 1, is that of none. Entries that fit equally well
 * share the probability (conditional logit: McFadden, 1974).
 */
export function probabilities(model: ConfidenceModel, { candidates, none }: ConfidenceFeatures): number[] {
  const odds: number[] = [];
  for (const row of candidates) odds.push(product(model.candidate, row));
  const nothing = product(model.none, none);
  const highest = max(nothing, ...odds);
  let sum = exp(nothing - highest);
  for (let i = 0; i < odds.length; i++) {
    odds[i] = exp(odds[i]! - highest);
    sum += odds[i]!;
  }
  for (let i = 0; i < odds.length; i++) odds[i]! /= sum;
  return odds;
}

/** Degree, 0 to 1, to which an entry related to the right one counts as right: most questions have several good answers. */
export const relatedCounts = 0.8;

/** Returns true for entries of which one refers to the other. */
export function areRelated(a: Entry, b: Entry): boolean {
  return a.see.includes(b.id) || b.see.includes(a.id);
}

const logit = (p: number): number => {
  const within = min(1 - 1e-4, max(1e-4, p));
  return log(within / (1 - within));
};

/**
 * Returns the features by which one of the entries is judged a good answer: the log odds of two probabilities: that it is the one meant, and that
 * it or a related entry is. Both are needed: one of many good answers is seldom the one meant, and a relation alone makes none good.
 */
export function goodnessFeatures(i: number, entries: readonly Entry[], meant: readonly number[]): ConfidenceFeatures {
  let related = 0;
  for (const [j, other] of entries.entries()) if (areRelated(entries[i]!, other)) related += meant[j]!;
  return { candidates: [[logit(meant[i]!), logit(meant[i]! + relatedCounts * related)]], none: [1] };
}

/** An entry with the probabilities, 0 to 1, that it is the one meant and that it is a good answer. */
export interface Likely {
  entry: Entry;
  /** Sums over all entries to at most 1. */
  meant: number;
  /** Reduced for a small knowledge base, see `doubtfulQuestions`. */
  good: number;
  /** True where the message is a question of this entry and of no other. */
  isAsked?: true;
}

/**
 * Number of names and questions at which half of the doubt about a small knowledge base is gone: with few, it has shown little of what
 * it cannot answer. A message that is nearly one of them word for word is not doubted.
 */
const doubtfulQuestions = 16;

/** Minimum cosine with a question of exactly one entry at which the message is that question, and the confidence in that entry. */
const sameQuestion = 0.98;
const sameQuestionCounts = 0.97;

/** Returns the best entries of a ranking in its order, but first the one entry whose own question the message is. */
export type Confidence = (query: Query, ranked: readonly Ranked[]) => Likely[];

/** Returns the confidence of an index with a model that was fitted to it. */
export function createConfidence(model: TrainedConfidence, index: Pick<Index, 'corpus' | 'fields'>): Confidence {
  const { documents } = index.corpus;
  let known = 0;
  for (const { entry, names, asks } of documents) if (entry) known += names.length + asks.length;
  const doubt = doubtfulQuestions / (doubtfulQuestions + known);
  return (query, ranked) => {
    const { entries, ...features } = confidenceFeatures(index, query, ranked);
    const meant = probabilities(model.meant, features);
    const asked = new Set<Entry>();
    for (const { document, parts } of ranked) {
      const { entry } = documents[document]!;
      if (entry && parts.nearestQuestion >= sameQuestion) asked.add(entry);
    }
    const likely: Likely[] = [];
    for (const [i, entry] of entries.entries()) {
      if (asked.size === 1 && asked.has(entry)) {
        likely.unshift({ entry, meant: sameQuestionCounts, good: sameQuestionCounts, isAsked: true });
        continue;
      }
      const near = features.candidates[i]![1]!;
      const trust = 1 - doubt * (1 - near ** 4);
      const [good] = probabilities(model.good, goodnessFeatures(i, entries, meant));
      likely.push({ entry, meant: meant[i]!, good: trust * good! });
    }
    return likely;
  };
}

/** Minimum probability of an answer. This and the following limits were set on the tuning half of the golden questions. */
const answerFrom = 0.85;
/** Minimum probability that any entry is right at which the likeliest are offered. */
const choicesFrom = 0.53;
/** Maximum number of choices. */
export const choiceLimit = 4;
/**
 * Minimum worth (see `worthOf`) of a second choice, and of a third and fourth. Where the best entry's worth is low itself, this share of
 * it is enough.
 */
const secondFrom = 0.18;
const furtherFrom = 0.25;
const nearlyBest = 0.8;

/** Returns the worth of an entry as a choice: the geometric mean of its two probabilities, 0 to 1. */
const worthOf = ({ meant, good }: Likely): number => Math.sqrt(meant * good);

/**
 * Decides the outcome. Entries that fit equally well share the probability, so it is the sum of all that says whether there is
 * anything to show.
 *
 * @param likely the best entries in the order of the ranking
 * @returns the outcome, the probability that any entry is right, and the entries worth showing, in the same order
 */
export function outcomeOf(likely: readonly Likely[]): { outcome: Outcome; any: number; worth: readonly Likely[] } {
  const [best, ...others] = likely;
  if (!best) return { outcome: 'none', any: 0, worth: [] };
  let any = 0;
  for (const { meant } of likely) any += meant;
  const offered = [best];
  for (const each of others.sort((a, b) => worthOf(b) - worthOf(a)).slice(0, choiceLimit - 1))
    if (worthOf(each) >= min(each === others[0] ? secondFrom : furtherFrom, nearlyBest * worthOf(best)))
      offered.push(each);
  const worth: Likely[] = [];
  for (const each of likely) if (offered.includes(each)) worth.push(each);
  const outcome = best.good >= answerFrom ? 'answer' : any >= choicesFrom ? 'choices' : 'none';
  return { outcome, any, worth };
}
