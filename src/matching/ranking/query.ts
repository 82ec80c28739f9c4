import type { Corpus } from '../corpus/corpus.ts';
import type { KinFinder } from '../text/similar-words.ts';
import { fuzzyLimits, isFunctionWord } from '../text/text.ts';

/** How much a word that only looks alike beside the word itself. */
const kinWeight = 0.5;

/** A question as weights over the features of the corpus. */
export interface Query {
  /** Words in order, corrected, abbreviations written out. */
  words: readonly string[];
  /** Feature of each word, or -1. */
  wordIds: readonly number[];
  /** Distinct features the question holds, and their weights. */
  ids: readonly number[];
  weights: readonly number[];
  /** Features that only look alike. */
  kinIds: readonly number[];
  kinWeights: readonly number[];
  /** Length of the whole vector, unseen words included. */
  norm: number;
  /** Unit vector over the word table, where there is one. */
  dense?: Float32Array;
}

/**
 * Makes the query of a question.
 *
 * @param knows true for a feature that counts as known; the calibration hides what only the left-out text holds
 */
export function createQuery(
  words: readonly string[],
  corpus: Corpus,
  kin: KinFinder | undefined,
  knows: (id: number) => boolean = () => true
): Query {
  const found = corpus.vocabulary.look(words);
  const weightOf = new Map<number, number>();
  const kinOf = new Map<number, number>();
  let squares = 0;
  const wordIds = found.words.map((id) => (id >= 0 && knows(id) ? id : -1));
  for (const id of [...wordIds, ...found.concepts, ...found.pairs]) {
    if (id < 0 || weightOf.has(id) || !knows(id)) continue;
    const weight = corpus.weight[id]!;
    weightOf.set(id, weight);
    squares += weight * weight;
  }
  const unseen = new Set(words.filter((word, i) => wordIds[i]! < 0 && !isFunctionWord(word)));
  squares += unseen.size * corpus.unseenWeight ** 2;
  if (kin) {
    const content = [...new Set(words)].filter((word) => !isFunctionWord(word));
    for (const word of content.slice(-fuzzyLimits.words)) {
      for (const { id, likeness } of kin.kinOf(word)) {
        if (weightOf.has(id) || !knows(id)) continue;
        const weight = corpus.weight[id]! * likeness * kinWeight;
        if (weight > (kinOf.get(id) ?? 0)) kinOf.set(id, weight);
      }
    }
  }
  return {
    words,
    wordIds,
    ids: [...weightOf.keys()],
    weights: [...weightOf.values()],
    kinIds: [...kinOf.keys()],
    kinWeights: [...kinOf.values()],
    norm: Math.sqrt(squares) || 1
  };
}
