import type { Featuriser } from '../corpus/features.ts';

/** A word of the knowledge that resembles another word, with its likeness (0 to 1). */
export interface Kin {
  id: number;
  likeness: number;
}

/**
 * Finds words of similar shape: words of a family that the stemmer keeps apart ("publish", "publication"), and
 * misspellings.
 */
export interface KinFinder {
  /** Returns up to six features of other stems that resemble the word, best first. */
  kinOf(word: string): readonly Kin[];
  /** Returns up to `limit` known words that share most letter groups with the word, best first. */
  nearWords(word: string, limit: number): string[];
}

const shortestWord = 4;
const leastLikeness = 0.5;
/** Most words that share a useful letter group; commoner groups carry no information and cost time. */
const longestList = 3000;

function letterGroups(word: string): string[] {
  const padded = `<${word}>`;
  const groups = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) groups.add(padded.slice(i, i + 3));
  for (let i = 0; i + 2 <= padded.length; i++) groups.add(padded.slice(i, i + 2));
  return [...groups];
}

/** Index of words by groups of two and three letters. */
export interface KinTables {
  /** Words separated by spaces. */
  words: string;
  /** Number of groups of each word. */
  sizes: Uint16Array;
  /** Groups separated by spaces; the words of the n-th are in `lists` from `start[n]` on. */
  groups: string;
  start: Int32Array;
  lists: Int32Array;
}

/** Indexes words by their letters; short words and those with digits are left out. */
export function buildKinTables(vocabulary: Iterable<string>): KinTables {
  const words = [...new Set(vocabulary)].filter((word) => word.length >= shortestWord && !/\d/.test(word));
  const sizes = new Uint16Array(words.length);
  const lists = new Map<string, number[]>();
  words.forEach((word, index) => {
    const groups = letterGroups(word);
    sizes[index] = groups.length;
    for (const group of groups) {
      const list = lists.get(group);
      if (list) list.push(index);
      else lists.set(group, [index]);
    }
  });
  const start = new Int32Array(lists.size + 1);
  let group = 0;
  for (const list of lists.values()) start[group + 1] = start[group++]! + list.length;
  const all = new Int32Array(start[group]!);
  group = 0;
  for (const list of lists.values()) all.set(list, start[group++]);
  return { words: words.join(' '), sizes, groups: [...lists.keys()].join(' '), start, lists: all };
}

export function createKinFinder({ idOf }: Pick<Featuriser, 'idOf'>, tables: KinTables): KinFinder {
  const { sizes, start, lists } = tables;
  const words = tables.words.split(' ');
  const numbers = new Map(tables.groups.split(' ').map((group, n) => [group, n]));
  const shared = new Uint16Array(words.length);
  const remembered = new Map<string, readonly Kin[]>();

  const alike = (word: string): { index: number; likeness: number }[] => {
    const groups = letterGroups(word);
    const touched: number[] = [];
    for (const group of groups) {
      const number = numbers.get(group);
      if (number === undefined || start[number + 1]! - start[number]! > longestList) continue;
      for (let i = start[number]!; i < start[number + 1]!; i++) {
        const index = lists[i]!;
        if (shared[index] === 0) touched.push(index);
        shared[index]!++;
      }
    }
    const found: { index: number; likeness: number }[] = [];
    for (const index of touched) {
      const likeness = (2 * shared[index]!) / (groups.length + sizes[index]!);
      shared[index] = 0;
      if (likeness >= 0.3) found.push({ index, likeness });
    }
    return found.sort((a, b) => b.likeness - a.likeness || a.index - b.index);
  };

  return {
    kinOf(word) {
      if (word.length < shortestWord) return [];
      const known = remembered.get(word);
      if (known) return known;
      const own = idOf(word);
      const kin: Kin[] = [];
      for (const { index, likeness } of alike(word)) {
        if (likeness < leastLikeness || kin.length === 6) break;
        const id = idOf(words[index]!);
        if (id >= 0 && id !== own && !kin.some((k) => k.id === id)) kin.push({ id, likeness });
      }
      if (remembered.size > 5000) remembered.clear();
      remembered.set(word, kin);
      return kin;
    },
    nearWords: (word, limit) =>
      alike(word)
        .slice(0, limit)
        .map(({ index }) => words[index]!)
  };
}
