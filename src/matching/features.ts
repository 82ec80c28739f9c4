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
  /** Raw words seen while adding, with their counts. */
  readonly vocabulary: ReadonlyMap<string, number>;
  add(text: string): TextFeatures;
  /** @param words already normalised, abbreviations written out */
  look(words: readonly string[]): TextFeatures;
  /** The id of a word's stem, or -1. */
  idOf(word: string): number;
  idOfHash(hash: number): number;
  stemOf(word: string): string;
}

export function createFeaturiser(concepts: Concepts): Featuriser {
  const table = createIdTable();
  const kinds: number[] = [];
  const stems = new Map<string, string>();
  const vocabulary = new Map<string, number>();

  const addId = (hash: number, kind: number): number => {
    const id = table.add(hash);
    if (id === kinds.length) kinds.push(kind);
    return id;
  };
  const pairHash = (a: string, b: string) => mix32(Math.imul(hash32(a), 31) ^ hash32(b) ^ 0x9e3779b9);
  const stemOf = (word: string): string => stems.get(word) ?? stem(word);

  return {
    get size() {
      return table.size;
    },
    kinds,
    vocabulary,
    add(text) {
      const own = concepts.expand(wordsOf(text));
      const found = own.map((word) => {
        vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
        let s = stems.get(word);
        if (s === undefined) {
          s = stem(word);
          stems.set(word, s);
        }
        return s;
      });
      return {
        words: found.map((s) => addId(hash32(s), wordKind)),
        concepts: concepts.find(found).map((hash) => addId(hash, conceptKind)),
        pairs: found.slice(1).map((s, i) => addId(pairHash(found[i]!, s), pairKind))
      };
    },
    look(words) {
      const found = words.map(stemOf);
      return {
        words: found.map((s) => table.find(hash32(s))),
        concepts: concepts.find(found).map((hash) => table.find(hash)),
        pairs: found.slice(1).map((s, i) => table.find(pairHash(found[i]!, s)))
      };
    },
    idOf: (word) => table.find(hash32(stemOf(word))),
    idOfHash: (hash) => table.find(hash),
    stemOf
  };
}
