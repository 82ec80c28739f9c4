import type { Concepts } from '../text/concepts.ts';
import { stem } from '../text/stem.ts';
import { tokensOf, writtenOut } from '../text/text.ts';
import { createIntList } from './growable.ts';
import { hash32, mix32 } from './hash.ts';
import { createIdTable } from './id-table.ts';

/** Kinds of features. */
export const wordKind = 0;
export const conceptKind = 1;
export const pairKind = 2;

/**
 * A text as numbers: stems in order, concepts, and pairs of neighbouring stems. -1 is a feature that no entry holds.
 */
export interface TextFeatures {
  words: readonly number[];
  concepts: readonly number[];
  pairs: readonly number[];
}

/** All features read, as plain numbers that can be stored. A feature's id is its index in `hashes` and `kinds`. */
export interface FeatureTables {
  hashes: Uint32Array;
  kinds: Uint8Array;
  /**
   * The raw words in order of first occurrence, separated by spaces; the count of each, and the feature of its stem.
   */
  words: string;
  counts: Int32Array;
  wordIds: Int32Array;
}

/** Looks up the features of texts. */
export interface Featuriser {
  kinds: Uint8Array;
  /** All raw words that were read. */
  words: readonly string[];
  /** Returns how often a raw word was read. */
  countOf(word: string): number;
  /**
   * Returns the features of words.
   *
   * @param words already normalised, abbreviations written out
   */
  look(words: readonly string[]): TextFeatures;
  /** Returns the id of a word's stem, or -1. */
  idOf(word: string): number;
  idOfHash(hash: number): number;
  /** Returns the hash of a word's stem. */
  hashOf(word: string): number;
}

/** Converts texts to features and assigns ids to new ones. */
export interface FeatureReader {
  /**
   * Reads a text.
   *
   * @returns the features, and `raw`: the number of each word in order; the lists are reused by the next call
   */
  add(text: string): TextFeatures & { raw: readonly number[] };
  take(): FeatureTables;
}

interface Known {
  number: number;
  count: number;
  hash: number;
  id: number;
  /** True if a phrase of the synonyms begins with this word. */
  begins: boolean;
}

const pairHash = (a: number, b: number): number => mix32(Math.imul(a, 31) ^ b ^ 0x9e3779b9);

export function createFeatureReader(concepts: Concepts): FeatureReader {
  const table = createIdTable();
  const hashes = createIntList();
  const kinds = createIntList();
  const words = new Map<string, Known>();
  /** Words of each piece of a text, with short forms and abbreviations written out. */
  const tokens = new Map<string, readonly Known[]>();
  const found = { words: [] as number[], concepts: [] as number[], pairs: [] as number[], raw: [] as number[] };

  const addId = (hash: number, kind: number): number => {
    const id = table.add(hash);
    if (id === kinds.length) {
      kinds.push(kind);
      hashes.push(hash);
    }
    return id;
  };
  const learn = (word: string): Known => {
    const known = words.get(word);
    if (known) return known;
    const hash = hash32(stem(word));
    const id = addId(hash, wordKind);
    const made: Known = { number: words.size, count: 0, hash, id, begins: concepts.begins(hash) };
    words.set(word, made);
    return made;
  };
  const wordsOfToken = (token: string): readonly Known[] => {
    let known = tokens.get(token);
    if (!known) {
      known = concepts.expand(writtenOut(token)).map(learn);
      tokens.set(token, known);
    }
    return known;
  };

  return {
    add(text) {
      for (const list of [found.words, found.concepts, found.pairs, found.raw]) list.length = 0;
      const own: Known[] = [];
      let phrases = false;
      for (const token of tokensOf(text)) {
        for (const known of wordsOfToken(token)) {
          own.push(known);
          known.count++;
          found.words.push(known.id);
          found.raw.push(known.number);
          phrases ||= known.begins;
        }
      }
      for (let i = 1; i < own.length; i++) found.pairs.push(addId(pairHash(own[i - 1]!.hash, own[i]!.hash), pairKind));
      if (phrases) {
        for (const hash of concepts.find(own.map((known) => known.hash))) found.concepts.push(addId(hash, conceptKind));
      }
      return found;
    },
    take: () => ({
      hashes: Uint32Array.from(hashes.take()),
      kinds: Uint8Array.from(kinds.take()),
      words: [...words.keys()].join(' '),
      counts: Int32Array.from(words.values(), ({ count }) => count),
      wordIds: Int32Array.from(words.values(), ({ id }) => id)
    })
  };
}

/** Creates a featuriser of the features read; looking up texts adds none. */
export function openFeaturiser(
  { hashes, kinds, words, counts, wordIds }: FeatureTables,
  concepts: Concepts
): Featuriser {
  const table = createIdTable(hashes.length);
  for (const hash of hashes) table.add(hash);
  const vocabulary = words === '' ? [] : words.split(' ');
  const numbers = new Map<string, number>();
  for (let number = 0; number < vocabulary.length; number++) numbers.set(vocabulary[number]!, number);
  const hashOf = (word: string): number => {
    const number = numbers.get(word);
    return number === undefined ? hash32(stem(word)) : hashes[wordIds[number]!]!;
  };

  return {
    kinds,
    words: vocabulary,
    countOf: (word) => counts[numbers.get(word) ?? -1] ?? 0,
    look(texts) {
      const own = texts.map(hashOf);
      return {
        words: own.map((hash) => table.find(hash)),
        concepts: concepts.find(own).map((hash) => table.find(hash)),
        pairs: own.slice(1).map((hash, i) => table.find(pairHash(own[i]!, hash)))
      };
    },
    idOf: (word) => {
      const number = numbers.get(word);
      return number === undefined ? table.find(hash32(stem(word))) : wordIds[number]!;
    },
    idOfHash: (hash) => table.find(hash),
    hashOf
  };
}
