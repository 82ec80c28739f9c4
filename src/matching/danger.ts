import type { Corpus } from './corpus/corpus.ts';
import type { TrainingData } from './corpus/documents.ts';
import type { Query } from './ranking/query.ts';
import type { Ranked } from './ranking/ranker.ts';

/** Weights of a logistic regression that tells messages of danger from others, fitted as docs/decisions/0059 says. */
const weights = { words: 3.88, meaning: 9.3, none: 0.39 };
/** Minimum probability. At 0.4 seven more of 130 messages of danger are told, and nearly three times as many complaints of a window or a smart card. */
const leastProbable = 0.7;
/** Count of a word in a negative example beside 1 in one that only sounds like danger, and the count of a word that no example holds. */
const negativeCounts = 0.3;
const unseenCounts = 0.3;
/** Words that count along in every message, with a little evidence against danger: one word alone says little. */
const doubt = { words: 2, evidence: -1 };

/**
 * Reads the examples of danger and of what only sounds so, and returns what tells whether a message tells of danger to somebody's life or
 * safety: by the odds of its words and pairs of words (naive Bayes), and by which side has the nearest example, where that is likelier
 * than any entry to be right (`any`, 0 to 1).
 *
 * @param read returns the words of an example as those of messages
 */
export function createDanger(
  { documents }: Pick<Corpus, 'documents'>,
  { danger = { told: [], soundsSo: [] }, negativeExamples }: TrainingData,
  read: (text: string) => readonly string[],
  vectorOf: (words: readonly string[]) => Float32Array | undefined
): (query: Pick<Query, 'words' | 'dense'>, ranked: readonly Ranked[], any: number) => boolean {
  const counts = new Map<string, { told: number; other: number }>();
  const sums = { told: 0, other: 0 };
  const count = (texts: readonly string[], side: keyof typeof sums, by: number): void => {
    for (const word of texts.flatMap((text) => [...withPairs(read(text))])) {
      const own = counts.get(word) ?? { told: unseenCounts, other: unseenCounts };
      own[side] += by;
      sums[side] += by;
      counts.set(word, own);
    }
  };
  count(danger.told, 'told', 1);
  count(danger.soundsSo, 'other', 1);
  for (const { asks } of negativeExamples) count(asks, 'other', negativeCounts);
  const every = unseenCounts * counts.size;
  const usual = (sums.told + every) / (sums.other + every);
  const [told, soundsSo] = [danger.told, danger.soundsSo].map((texts) =>
    texts.flatMap((text) => vectorOf(read(text)) ?? [])
  );

  return ({ words, dense }, ranked, any) => {
    let [evidence, known] = [doubt.evidence, doubt.words];
    for (const word of withPairs(words)) {
      const own = counts.get(word);
      if (!own) continue;
      evidence += Math.log(own.told / own.other / usual);
      known++;
    }
    let [near, other] = [0, 0];
    for (const { document, parts } of ranked) {
      if (documents[document]!.talk === 'crisis') near = Math.max(near, parts.meaning);
      else other = Math.max(other, parts.meaning);
    }
    const isLikely = (nearer: number): boolean => {
      const odds = weights.words * (evidence / known) + weights.meaning * nearer + weights.none;
      return 1 / (1 + Math.exp(-odds)) > Math.max(leastProbable, any);
    };
    // most messages are not, however near an example may be
    if (!dense || !isLikely(1 - other)) return isLikely(near - other);
    return isLikely(nearest(dense, told!, near) - nearest(dense, soundsSo!, other));
  };
}

/** Returns the words and the pairs of neighbours, each once. */
function withPairs(words: readonly string[]): Set<string> {
  const all = new Set(words);
  for (let i = 1; i < words.length; i++) all.add(`${words[i - 1]} ${words[i]}`);
  return all;
}

/** Returns the highest cosine of a vector with others, at least `least`. */
function nearest(vector: Float32Array, others: readonly Float32Array[], least: number): number {
  let best = least;
  for (const other of others) {
    let [a, b] = [0, 0];
    for (let i = 0; i < vector.length; i += 2) {
      a += other[i]! * vector[i]!;
      b += other[i + 1]! * vector[i + 1]!;
    }
    if (a + b > best) best = a + b;
  }
  return best;
}
