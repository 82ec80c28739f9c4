import { BoundedMap } from '../../core/model/bounded-map.ts';
import { createLetterIndex } from '../text/letter-groups.ts';

/**
 * Finds words of similar shape: words of a family that the stemmer keeps apart ("publish", "publication"), and
 * misspellings.
 */
export interface SimilarWords {
  /** Returns up to six features of other stems that resemble the word, best first, with their likeness, 0 to 1. */
  similarTo(word: string): readonly { id: number; likeness: number }[];
  /** Reads the words that were added. */
  follow(): void;
}

const shortestWord = 4;
const leastLikeness = 0.5;
const mostSimilar = 6;
/** Maximum number of words that share a useful letter group; commoner groups carry no information and cost time. */
const mostSharing = 1000;
/** Maximum number of words whose similar words are remembered. */
const mostRemembered = 5000;

/** Returns every two and three letters in a row of a word and the marks of its ends. */
function letterGroups(word: string): string[] {
  const padded = `<${word}>`;
  const groups = new Set<string>();
  for (const size of [2, 3]) for (let i = 0; i + size <= padded.length; i++) groups.add(padded.slice(i, i + size));
  return [...groups];
}

/**
 * Creates the finder.
 *
 * @param vocabulary words, to which others may be added
 */
export function createSimilarWords(vocabulary: readonly string[], idOf: (word: string) => number): SimilarWords {
  const words: string[] = [];
  const sizes: number[] = [];
  const index = createLetterIndex();
  const remembered = new BoundedMap<string, { id: number; likeness: number }[]>(mostRemembered);
  let read = 0;
  const search = (word: string): { id: number; likeness: number }[] => {
    const groups = letterGroups(word);
    const alike: { word: string; likeness: number }[] = [];
    const shared = index.find(groups, (having) => (having <= mostSharing ? 1 : 0));
    const fewestShared = (groups.length * leastLikeness) / (2 - leastLikeness);
    for (let item = 0; item < words.length; item++) {
      if (shared[item]! < fewestShared) continue;
      const size = groups.length + sizes[item]!;
      if (2 * shared[item]! < leastLikeness * size) continue;
      alike.push({ word: words[item]!, likeness: (2 * shared[item]!) / size });
    }
    alike.sort((a, b) => b.likeness - a.likeness || (a.word < b.word ? -1 : 1));
    const found = new Map<number, number>();
    for (const { word: other, likeness } of alike) {
      const id = idOf(other);
      if (id >= 0 && id !== idOf(word) && !found.has(id) && found.size < mostSimilar) found.set(id, likeness);
    }
    return [...found].map(([id, likeness]) => ({ id, likeness }));
  };
  const follow = (): void => {
    for (; read < vocabulary.length; read++) {
      const word = vocabulary[read]!;
      if (word.length < shortestWord || /\d/.test(word)) continue;
      const groups = letterGroups(word);
      index.add(groups);
      words.push(word);
      sizes.push(groups.length);
    }
    remembered.clear();
  };
  follow();
  return {
    follow,
    similarTo(word) {
      if (word.length < shortestWord) return [];
      const known = remembered.get(word);
      if (known) return known;
      const similar = search(word);
      remembered.set(word, similar);
      return similar;
    }
  };
}
