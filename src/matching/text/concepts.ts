import type { Synonyms } from '../../core/model/entry.ts';
import { hash32 } from '../corpus/hash.ts';
import { stem, wordsOf } from './text.ts';

/** A phrase after its first word: hashes of the stems that follow, and the concept it stands for. */
interface Phrase {
  rest: readonly number[];
  concept: number;
}

/** Finds synonyms in a text: each word or phrase with a known meaning adds the feature of its concept to the words. */
export interface Concepts {
  /** Returns words with each abbreviation written out. */
  expand(words: readonly string[]): string[];
  /**
   * Returns the hashes of the concepts whose words or phrases occur in a text, given the hashes of its stems; each
   * once.
   */
  find(stems: readonly number[]): number[];
  /** Returns true if any word or phrase begins with the stem of this hash. */
  begins(stem: number): boolean;
  /** Returns the name of a concept by its hash, for explanations. */
  nameOf(hash: number): string | undefined;
  /** All words of the synonyms, so that none is taken for a misspelling. */
  words: readonly string[];
}

/** Indexes the synonyms of a knowledge base for fast look-up. */
export function createConcepts(synonyms: Synonyms): Concepts {
  const byFirst = new Map<number, Phrase[]>();
  const names = new Map<number, string>();
  const words = new Set<string>();
  const full = new Map<string, string[]>();

  const learn = (phrase: string, concept: number) => {
    const own = wordsOf(phrase);
    for (const word of own) words.add(word);
    const [first, ...rest] = own.map((word) => hash32(stem(word)));
    if (first === undefined) return;
    const list = byFirst.get(first) ?? [];
    if (list.length === 0) byFirst.set(first, list);
    list.push({ rest, concept });
    list.sort((a, b) => b.rest.length - a.rest.length);
  };
  for (const [short, long] of Object.entries(synonyms.abbreviations)) {
    const concept = hash32(`§${short}`);
    names.set(concept, long);
    words.add(short);
    full.set(short, wordsOf(long));
    learn(long, concept);
  }
  for (const group of synonyms.groups) {
    const concept = hash32(`§${group[0]}`);
    names.set(concept, group[0] ?? '');
    for (const phrase of group) {
      const abbreviation = full.get(phrase.toLowerCase());
      learn(abbreviation ? abbreviation.join(' ') : phrase, concept);
    }
  }
  return {
    words: [...words],
    expand: (list) =>
      list.some((word) => full.has(word)) ? list.flatMap((word) => full.get(word) ?? word) : [...list],
    find(stems) {
      const found = new Set<number>();
      for (let i = 0; i < stems.length; i++) {
        for (const { rest, concept } of byFirst.get(stems[i]!) ?? []) {
          if (rest.every((s, k) => stems[i + 1 + k] === s)) found.add(concept);
        }
      }
      return [...found];
    },
    begins: (hash) => byFirst.has(hash),
    nameOf: (hash) => names.get(hash)
  };
}
