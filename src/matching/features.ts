import type { Concepts } from './concepts.ts';
import { hash32, mix32 } from './hash.ts';
import { createIdTable } from './id-table.ts';
import { stem } from './stem.ts';
import { wordsOf } from './text.ts';

/** What kind of feature an id stands for. */
export const wordKind = 0;
export const conceptKind = 1;
export const pairKind = 2;

/** A text as numbers: stems in order, concepts, and pairs of neighbouring stems. -1 stands for what no entry holds. */
export interface TextFeatures {
  words: readonly number[];
  concepts: readonly number[];
  pairs: readonly number[];
}

/** Turns texts into features. What is added while the index is built is all that look-ups know. */
export interface Featuriser {
  readonly size: number;
  /** Kind of each feature so far. */
  readonly kinds: readonly number[];
  /** Number and count of each raw word added, in the order of their coming. */
  readonly vocabulary: ReadonlyMap<string, { number: number; count: number }>;
  /** @returns the features, and `raw`: the number of each word of the vocabulary */
  add(text: string): TextFeatures & { raw: readonly number[] };
  /** @param words already normalised, abbreviations written out */
  look(words: readonly string[]): TextFeatures;
  /** The id of a word's stem, or -1. */
  idOf(word: string): number;
  idOfHash(hash: number): number;
  stemOf(word: string): string;
}

interface Known {
  number: number;
  count: number;
  stem: string;
  hash: number;
  id: number;
}

export function createFeaturiser(concepts: Concepts): Featuriser {
  const table = createIdTable();
  const kinds: number[] = [];
  const vocabulary = new Map<string, Known>();

  const addId = (hash: number, kind: number): number => {
    const id = table.add(hash);
    if (id === kinds.length) kinds.push(kind);
    return id;
  };
  const addWord = (word: string): Known => {
    let known = vocabulary.get(word);
    if (!known) {
      const own = stem(word);
      const hash = hash32(own);
      known = { number: vocabulary.size, count: 0, stem: own, hash, id: addId(hash, wordKind) };
      vocabulary.set(word, known);
    }
    known.count++;
    return known;
  };
  const pairHash = (a: number, b: number) => mix32(Math.imul(a, 31) ^ b ^ 0x9e3779b9);
  const stemOf = (word: string): string => vocabulary.get(word)?.stem ?? stem(word);

  return {
    get size() {
      return table.size;
    },
    kinds,
    vocabulary,
    add(text) {
      const known = concepts.expand(wordsOf(text)).map(addWord);
      const pairs: number[] = [];
      for (let i = 1; i < known.length; i++) pairs.push(addId(pairHash(known[i - 1]!.hash, known[i]!.hash), pairKind));
      return {
        words: known.map(({ id }) => id),
        concepts: concepts.find(known.map((word) => word.stem)).map((hash) => addId(hash, conceptKind)),
        pairs,
        raw: known.map(({ number }) => number)
      };
    },
    look(words) {
      const stems = words.map(stemOf);
      const hashes = stems.map(hash32);
      return {
        words: hashes.map((hash) => table.find(hash)),
        concepts: concepts.find(stems).map((hash) => table.find(hash)),
        pairs: hashes.slice(1).map((hash, i) => table.find(pairHash(hashes[i]!, hash)))
      };
    },
    idOf: (word) => vocabulary.get(word)?.id ?? table.find(hash32(stem(word))),
    idOfHash: (hash) => table.find(hash),
    stemOf
  };
}
