import type { Corpus } from '../corpus/corpus.ts';
import { functionWords, fuzzyLimits } from '../text/text.ts';
import type { SimilarWords } from './similar-words.ts';

/** Weight of a word that only looks alike, beside 1 for the word itself. */
const similarWeight = 0.5;

/** A question as weights over the features of the corpus. */
export interface Query {
  /** Words in order, corrected, abbreviations written out. */
  words: readonly string[];
  /** Feature of each word, or -1. */
  wordIds: readonly number[];
  /** Weights of the features that the question holds. */
  held: ReadonlyMap<number, number>;
  /** The same, and those of features that only look alike; each once. */
  features: { id: number; weight: number }[];
  /** Length of the vector of what it holds, unseen words included. */
  norm: number;
  /** Sum of the weights of all its words, each as often as it stands. */
  reach: number;
  /** Unit vector over the word table, where there is one. */
  dense?: Float32Array;
}

/** Share of the weight of an unseen word that is added to what a question could reach, which lowers the score. */
const unseenCounts = 0.5;

/**
 * Makes the query of a question.
 *
 * @param hides returns true for a feature that counts as unknown: the calibration hides what only the left-out text holds
 */
export type ReadQuery = (words: readonly string[], hides?: (id: number) => boolean) => Query;

export function createQueries(
  corpus: Corpus,
  similarWords: SimilarWords,
  vectorOf?: (words: readonly string[]) => Float32Array | undefined
): ReadQuery {
  return (words, hides) => {
    const found = corpus.vocabulary.look(words);
    const wordIds = hides ? found.words.map((id) => (id >= 0 && hides(id) ? -1 : id)) : found.words;
    const held = new Map<number, number>();
    const features: Query['features'] = [];
    let squares = 0;
    for (const ids of [wordIds, found.concepts, found.pairs]) {
      for (const id of ids) {
        if (id < 0 || held.has(id) || hides?.(id)) continue;
        const weight = corpus.weight[id]!;
        held.set(id, weight);
        features.push({ id, weight });
        squares += weight * weight;
      }
    }
    let reach = 0;
    const content = new Set<string>();
    const unseen = new Set<string>();
    for (const [i, word] of words.entries()) {
      const id = wordIds[i]!;
      reach += id < 0 ? corpus.unseenWeight * unseenCounts : corpus.weight[id]!;
      if (functionWords.has(word)) continue;
      content.add(word);
      if (id < 0) unseen.add(word);
    }
    squares += unseen.size * corpus.unseenWeight ** 2;
    const alike = new Map<number, number>();
    for (const word of [...content].slice(-fuzzyLimits.words)) {
      for (const { id, likeness } of similarWords.similarTo(word)) {
        if (held.has(id) || hides?.(id)) continue;
        const weight = corpus.weight[id]! * likeness * similarWeight;
        alike.set(id, Math.max(weight, alike.get(id) ?? 0));
      }
    }
    for (const [id, weight] of alike) features.push({ id, weight });
    const dense = vectorOf?.(words);
    return { words, wordIds, held, features, norm: Math.sqrt(squares) || 1, reach, ...(dense && { dense }) };
  };
}
