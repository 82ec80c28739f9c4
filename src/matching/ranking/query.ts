import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { createLetterIndex } from '../text/letter-groups.ts';
import { functionWords, fuzzyLimits } from '../text/text.ts';

/** A word of the knowledge that resembles another word, with its likeness (0 to 1). */
export interface SimilarWord {
  id: number;
  likeness: number;
}

/**
 * Finds words of similar shape: words of a family that the stemmer keeps apart ("publish", "publication"), and
 * misspellings.
 */
export interface SimilarWords {
  /** Returns up to six features of other stems that resemble the word, best first. */
  similarTo(word: string): readonly SimilarWord[];
  /** Reads the words that were added. */
  follow(): void;
}

const shortestWord = 4;
const leastLikeness = 0.5;
/** Maximum number of words that share a useful letter group; commoner groups carry no information and cost time. */
const longestList = 1000;
/** Maximum number of words whose similar words are remembered. */
const mostRemembered = 5000;

function letterGroups(word: string): string[] {
  const padded = `<${word}>`;
  const groups = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) groups.add(padded.slice(i, i + 3));
  for (let i = 0; i + 2 <= padded.length; i++) groups.add(padded.slice(i, i + 2));
  return [...groups];
}

/**
 * Creates the finder.
 *
 * @param vocabulary words, to which others may be added
 */
export function createSimilarWords(vocabulary: readonly string[], idOf: (word: string) => number): SimilarWords {
  const words: string[] = [];
  /** Number of letter groups of each word. */
  const sizes: number[] = [];
  const index = createLetterIndex();
  const remembered = new BoundedMap<string, readonly SimilarWord[]>(mostRemembered);
  let read = 0;
  const readWords = (): void => {
    for (; read < vocabulary.length; read++) {
      const word = vocabulary[read]!;
      if (word.length < shortestWord || /\d/.test(word)) continue;
      const groups = letterGroups(word);
      index.add(groups);
      words.push(word);
      sizes.push(groups.length);
    }
  };
  readWords();

  const isTelling = (having: number): number => (having <= longestList ? 1 : 0);
  const alike = (word: string): { word: string; likeness: number }[] => {
    const groups = letterGroups(word);
    const found: { word: string; likeness: number }[] = [];
    index.find(groups, isTelling, longestList, (item, shared) => {
      const likeness = (2 * shared) / (groups.length + sizes[item]!);
      if (likeness >= leastLikeness) found.push({ word: words[item]!, likeness });
    });
    return found.sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1));
  };

  return {
    follow() {
      readWords();
      remembered.clear();
    },
    similarTo(word) {
      if (word.length < shortestWord) return [];
      const known = remembered.get(word);
      if (known) return known;
      const own = idOf(word);
      const similar: SimilarWord[] = [];
      for (const { word: other, likeness } of alike(word)) {
        if (similar.length === 6) break;
        const id = idOf(other);
        if (id >= 0 && id !== own && !similar.some((k) => k.id === id)) similar.push({ id, likeness });
      }
      remembered.set(word, similar);
      return similar;
    }
  };
}

/** Weight of a word that only looks alike, beside 1 for the word itself. */
const similarWeight = 0.5;

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
  similarIds: readonly number[];
  similarWeights: readonly number[];
  /** Length of the whole vector, unseen words included. */
  norm: number;
  /** Unit vector over the word table, where there is one. */
  dense?: Float32Array;
}

/**
 * Makes the query of a question.
 *
 * @param hides returns true for a feature that counts as unknown: the calibration hides what only the left-out text holds
 */
export function createQuery(
  words: readonly string[],
  corpus: Corpus,
  similarWords: SimilarWords,
  hides?: (id: number) => boolean
): Query {
  const found = corpus.vocabulary.look(words);
  const weightOf = new Map<number, number>();
  const similar = new Map<number, number>();
  let squares = 0;
  const wordIds: number[] = [];
  const content = new Set<string>();
  const unseen = new Set<string>();
  for (const [i, word] of words.entries()) {
    const id = found.words[i]!;
    const isKnown = id >= 0 && !hides?.(id);
    wordIds.push(isKnown ? id : -1);
    if (functionWords.has(word)) continue;
    content.add(word);
    if (!isKnown) unseen.add(word);
  }
  for (const id of [...wordIds, ...found.concepts, ...found.pairs]) {
    if (id < 0 || weightOf.has(id) || hides?.(id)) continue;
    const weight = corpus.weight[id]!;
    weightOf.set(id, weight);
    squares += weight * weight;
  }
  squares += unseen.size * corpus.unseenWeight ** 2;
  for (const word of [...content].slice(-fuzzyLimits.words)) {
    for (const { id, likeness } of similarWords.similarTo(word)) {
      if (weightOf.has(id) || hides?.(id)) continue;
      const weight = corpus.weight[id]! * likeness * similarWeight;
      if (weight > (similar.get(id) ?? 0)) similar.set(id, weight);
    }
  }
  return {
    words,
    wordIds,
    ids: [...weightOf.keys()],
    weights: [...weightOf.values()],
    similarIds: [...similar.keys()],
    similarWeights: [...similar.values()],
    norm: Math.sqrt(squares) || 1
  };
}
