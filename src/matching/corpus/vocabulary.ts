import type { Synonyms } from '../../core/model/entry.ts';
import { stem, tokensOf, wordsOf, writtenOut } from '../text/text.ts';
import { NumberList } from './number-list.ts';
import { hash32, mix32 } from './word-table.ts';

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
    expand(list) {
      const expanded: string[] = [];
      for (const word of list) expanded.push(...(full.get(word) ?? [word]));
      return expanded;
    },
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

/** Kinds of features: a stem, a concept of the synonyms, two stems that stand beside each other. */
const wordKind = 0;
const conceptKind = 1;
const pairKind = 2;

/** A text as numbers of features: stems in order, concepts, and pairs of neighbouring stems. -1 is one that no document holds. */
export interface TextFeatures {
  words: readonly number[];
  concepts: readonly number[];
  pairs: readonly number[];
}

/** All features read, as plain numbers that can be stored. A feature's number is its index in `hashes`. */
export interface VocabularyTables {
  hashes: Int32Array;
  kinds: Int8Array;
  /** Number of documents, and of phrasings and bodies, that hold each feature. */
  documentsWith: Int32Array;
  textsWith: Int32Array;
  /** The words as written, separated by spaces; how often each was read, and the feature of its stem. */
  words: string;
  counts: Int32Array;
  wordIds: Int32Array;
}

/** Converts texts to features. */
export interface Vocabulary {
  /** Reads a text of a document and numbers what is new in it. The lists, with the number of each word, are reused by the next call. */
  read(text: string): TextFeatures & { raw: readonly number[] };
  /** Counts the words of a text once more, or once less. */
  count(raw: readonly number[], by: 1 | -1): void;
  /** Counts the features of a document and of its texts once more, or once less. */
  hold(texts: readonly (readonly number[])[], by: 1 | -1): void;
  /** Returns the features of words of a message, which are normalised and have abbreviations written out. */
  look(words: readonly string[]): TextFeatures;
  /** Returns true where a text holds the two words, or others of their stems, beside each other. */
  isPair(first: string, second: string): boolean;
  /** Returns the feature of a word's stem, or -1. */
  idOf(word: string): number;
  idOfHash(hash: number): number;
  /** Returns the hash of a word's stem. */
  hashOf(word: string): number;
  /** Returns how often the documents hold a word as it is written. */
  countOf(word: string): number;
  /** All words ever read, by number; those of removed documents have no count. */
  words: readonly string[];
  textsWith(id: number): number;
  /** Returns the weight of each feature among so many documents: its rarity times the weight of its kind. */
  weights(documents: number): Float32Array;
  tables(): VocabularyTables;
}

/** Weights of a word, a concept and a pair of words of equal rarity. */
const kindWeight = [1, 0.8, 0.45] as const;

const pairHash = (a: number, b: number): number => mix32(Math.imul(a, 31) ^ b ^ 0x9e3779b9);

/** Facts about a word as it is written. */
interface Known {
  number: number;
  hash: number;
  id: number;
  /** True if a phrase of the synonyms begins with this word. */
  begins: boolean;
}

/** Opens the vocabulary of kept tables, or an empty one. */
export function createVocabulary(concepts: Concepts, kept?: VocabularyTables): Vocabulary {
  const none = new Int32Array(0);
  const hashes = new NumberList(kept?.hashes ?? none);
  const kinds = new NumberList(kept?.kinds ?? new Int8Array(0));
  const documentsWith = new NumberList(kept?.documentsWith ?? none);
  const textsWith = new NumberList(kept?.textsWith ?? none);
  const counts = new NumberList(kept?.counts ?? none);
  const wordIds = new NumberList(kept?.wordIds ?? none);
  const words = kept?.words ? kept.words.split(' ') : [];
  const idsOf = new Map<number, number>();
  for (let id = 0; id < hashes.length; id++) idsOf.set(hashes.items[id]!, id);
  const numbers = new Map(words.map((word, number) => [word, number]));
  /** Words of each piece of a text, with short forms and abbreviations written out. */
  const tokens = new Map<string, readonly Known[]>();
  const found = { words: [] as number[], concepts: [] as number[], pairs: [] as number[], raw: [] as number[] };

  const addId = (hash: number, kind: number): number => {
    const known = idsOf.get(hash | 0);
    if (known !== undefined) return known;
    idsOf.set(hash | 0, hashes.length);
    hashes.push(hash);
    kinds.push(kind);
    documentsWith.push(0);
    textsWith.push(0);
    return hashes.length - 1;
  };
  const learn = (word: string): Known => {
    const hash = hashOf(word);
    let number = numbers.get(word);
    if (number === undefined) {
      number = words.push(word) - 1;
      numbers.set(word, number);
      counts.push(0);
      wordIds.push(addId(hash, wordKind));
    }
    return { number, hash, id: wordIds.items[number]!, begins: concepts.begins(hash) };
  };
  const wordsOfToken = (token: string): readonly Known[] => {
    let known = tokens.get(token);
    if (!known) {
      known = concepts.expand(writtenOut(token)).map(learn);
      tokens.set(token, known);
    }
    return known;
  };
  const idOfHash = (hash: number): number => {
    const id = idsOf.get(hash | 0) ?? -1;
    return id >= 0 && documentsWith.items[id]! > 0 ? id : -1;
  };
  function hashOf(word: string): number {
    const number = numbers.get(word);
    return number === undefined ? hash32(stem(word)) : hashes.items[wordIds.items[number]!]! >>> 0;
  }

  // Words of the synonyms are known though no document may hold them.
  if (!kept) concepts.words.forEach(learn);

  return {
    words,
    read(text) {
      for (const list of [found.words, found.concepts, found.pairs, found.raw]) list.length = 0;
      const own = tokensOf(text).flatMap(wordsOfToken);
      for (const [i, { id, number, hash }] of own.entries()) {
        found.words.push(id);
        found.raw.push(number);
        if (i > 0) found.pairs.push(addId(pairHash(own[i - 1]!.hash, hash), pairKind));
      }
      if (own.some(({ begins }) => begins))
        for (const hash of concepts.find(own.map((known) => known.hash))) found.concepts.push(addId(hash, conceptKind));
      return found;
    },
    count(raw, by) {
      for (const number of raw) counts.items[number]! += by;
    },
    hold(texts, by) {
      const all = new Set<number>();
      const own = new Set<number>();
      for (const text of texts) {
        own.clear();
        for (const id of text) {
          if (!own.has(id)) textsWith.items[id]! += by;
          own.add(id);
          all.add(id);
        }
      }
      for (const id of all) documentsWith.items[id]! += by;
    },
    look(list) {
      const own = list.map(hashOf);
      const pairs: number[] = [];
      for (let i = 1; i < own.length; i++) pairs.push(idOfHash(pairHash(own[i - 1]!, own[i]!)));
      return { words: own.map(idOfHash), concepts: concepts.find(own).map(idOfHash), pairs };
    },
    isPair: (first, second) => idOfHash(pairHash(hashOf(first), hashOf(second))) >= 0,
    idOf: (word) => idOfHash(hashOf(word)),
    idOfHash,
    hashOf,
    countOf: (word) => counts.items[numbers.get(word) ?? -1] ?? 0,
    textsWith: (id) => textsWith.items[id]!,
    weights(documents) {
      const weights = new Float32Array(hashes.length);
      for (let id = 0; id < weights.length; id++)
        weights[id] = Math.log(1 + documents / (documentsWith.items[id]! + 0.5)) * kindWeight[kinds.items[id]!]!;
      return weights;
    },
    tables: () => ({
      hashes: hashes.take(),
      kinds: kinds.take(),
      documentsWith: documentsWith.take(),
      textsWith: textsWith.take(),
      words: words.join(' '),
      counts: counts.take(),
      wordIds: wordIds.take()
    })
  };
}
