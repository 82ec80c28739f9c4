import type { Synonyms } from '../../core/model/entry.ts';
import { stem, tokensOf, wordsOf, writtenOut } from '../text/text.ts';

/** Finds synonyms in a text: each word or phrase with a known meaning adds the feature of its concept to the words. */
export interface Concepts {
  /** Returns words with each abbreviation written out. */
  expand(words: readonly string[]): string[];
  /** Returns the concepts whose words or phrases occur in a text, given its stems; each once. */
  find(stems: readonly string[]): string[];
  /** All words of the synonyms, so that none is taken for a misspelling. */
  words: ReadonlySet<string>;
}

/** Marks the feature of a concept, so that it differs from the word that names it. */
export const conceptMark = '§';

export function createConcepts({ abbreviations, groups }: Synonyms): Concepts {
  /** Phrases by their first stem: the stems that follow it, and the concept. */
  const phrases = new Map<string, { rest: readonly string[]; concept: string }[]>();
  const words = new Set<string>();
  const full = new Map<string, string[]>();
  const learn = (phrase: string, name: string): void => {
    const own = wordsOf(phrase);
    for (const word of own) words.add(word);
    const [first, ...rest] = own.map(stem);
    if (first === undefined) return;
    const known = phrases.get(first) ?? [];
    phrases.set(first, [...known, { rest, concept: `${conceptMark}${name}` }]);
  };
  for (const [short, long] of Object.entries(abbreviations)) {
    words.add(short);
    full.set(short, wordsOf(long));
    learn(long, long);
  }
  for (const group of groups)
    for (const phrase of group) learn(full.get(phrase.toLowerCase())?.join(' ') ?? phrase, group[0]!);
  return {
    words,
    expand(list) {
      const written: string[] = [];
      for (const word of list) written.push(...(full.get(word) ?? [word]));
      return written;
    },
    find(stems) {
      const found = new Set<string>();
      for (const [i, first] of stems.entries())
        for (const { rest, concept } of phrases.get(first) ?? [])
          if (rest.every((one, k) => stems[i + 1 + k] === one)) found.add(concept);
      return [...found];
    }
  };
}

/** A word as it is written. */
export interface Word {
  text: string;
  stem: string;
  /** Feature of the stem. */
  id: number;
  /** Number of times that the documents hold it. */
  uses: number;
}

/** Features of a text: the stems of its words in order, and its concepts. -1 is one that no document holds. */
export interface TextFeatures {
  words: number[];
  concepts: number[];
}

/** Numbers the features of the documents' texts. */
export interface Vocabulary {
  /** Reads a text of a document and numbers what is new in it. */
  read(text: string): TextFeatures & { written: readonly Word[] };
  /** Returns the features of the pairs of neighbouring stems, given the features of words that were read. */
  pairsOf(words: readonly number[]): number[];
  /** Counts the features of a document, given those of each of its texts, once more or once less. */
  hold(texts: readonly (readonly number[])[], by: 1 | -1, documents: 0 | 1 | -1): void;
  /** Returns the features of words of a message, which are normalised and have abbreviations written out. */
  look(words: readonly string[]): TextFeatures & { pairs: number[] };
  /** Returns true where a text holds the two words, or others of their stems, beside each other. */
  isPair(first: string, second: string): boolean;
  /** Returns the feature of a word's stem, or -1. */
  idOf(word: string): number;
  /** Returns the feature of a stem or concept, or -1. */
  idOfFeature(feature: string): number;
  stemOf(word: string): string;
  /** Returns how often the documents hold a word as it is written. */
  countOf(word: string): number;
  /** All words ever read; those of removed documents have no count. */
  words: readonly string[];
  /** Returns the number of texts that hold a feature. */
  textsWith(id: number): number;
  /** Returns the weight of each feature among so many documents: its rarity times the weight of its kind. */
  weights(documents: number): Float32Array;
}

/** Weights of a word, a concept and a pair of words of equal rarity. */
const wordWeight = 1;
const conceptWeight = 0.8;
const pairWeight = 0.45;

export function createVocabulary(concepts: Concepts): Vocabulary {
  const ids = new Map<string, number>();
  /** Features of pairs, by those of the two stems. */
  const pairIds: (Map<number, number> | undefined)[] = [];
  const kindWeights: number[] = [];
  const documentsWith: number[] = [];
  const textsWith: number[] = [];
  /** Number of the text counted last, and of the last one that holds each feature. */
  let lastText = 0;
  const lastTextWith: number[] = [];
  const known = new Map<string, Word>();
  const words: string[] = [];
  /** Words of each piece of a text, with short forms and abbreviations written out. */
  const pieces = new Map<string, readonly Word[]>();

  const addFeature = (weight: number): number => {
    documentsWith.push(0);
    textsWith.push(0);
    lastTextWith.push(0);
    return kindWeights.push(weight) - 1;
  };
  const addId = (feature: string, weight: number): number => {
    const id = ids.get(feature) ?? addFeature(weight);
    ids.set(feature, id);
    return id;
  };
  const addPair = (first: number, second: number): number => {
    pairIds[first] ??= new Map();
    const id = pairIds[first].get(second) ?? addFeature(pairWeight);
    pairIds[first].set(second, id);
    return id;
  };
  const learn = (text: string): Word => {
    let word = known.get(text);
    if (!word) {
      const own = stem(text);
      word = { text, stem: own, id: addId(own, wordWeight), uses: 0 };
      known.set(text, word);
      words.push(text);
    }
    return word;
  };
  const wordsIn = (piece: string): readonly Word[] => {
    let own = pieces.get(piece);
    if (!own) {
      own = concepts.expand(writtenOut(piece)).map(learn);
      pieces.set(piece, own);
    }
    return own;
  };
  const held = (id = -1): number => (id >= 0 && textsWith[id]! > 0 ? id : -1);
  const idOfFeature = (feature: string): number => held(ids.get(feature));
  const stemOf = (word: string): string => known.get(word)?.stem ?? stem(word);

  // Words of the synonyms are known though no document may hold them.
  for (const word of concepts.words) learn(word);

  return {
    words,
    read(text) {
      const written: Word[] = [];
      for (const piece of tokensOf(text)) written.push(...wordsIn(piece));
      const stems = written.map((word) => word.stem);
      return {
        written,
        words: written.map(({ id }) => id),
        concepts: concepts.find(stems).map((concept) => addId(concept, conceptWeight))
      };
    },
    pairsOf: (list) => list.slice(1).map((id, i) => addPair(list[i]!, id)),
    hold(texts, by, documents) {
      const before = lastText;
      for (const text of texts) {
        lastText++;
        for (const id of text) {
          const last = lastTextWith[id]!;
          if (last <= before) documentsWith[id]! += documents;
          if (last < lastText) textsWith[id]! += by;
          lastTextWith[id] = lastText;
        }
      }
    },
    look(list) {
      const stems = list.map(stemOf);
      const words: number[] = [];
      const pairs: number[] = [];
      let before: number | undefined;
      for (const [i, one] of stems.entries()) {
        const id = ids.get(one);
        words.push(held(id));
        if (i > 0) pairs.push(held(pairIds[before ?? -1]?.get(id ?? -1)));
        before = id;
      }
      return { words, concepts: concepts.find(stems).map(idOfFeature), pairs };
    },
    isPair: (first, second) => held(pairIds[idOfFeature(stemOf(first))]?.get(idOfFeature(stemOf(second)))) >= 0,
    idOf: (word) => idOfFeature(stemOf(word)),
    idOfFeature,
    stemOf,
    countOf: (word) => known.get(word)?.uses ?? 0,
    textsWith: (id) => textsWith[id]!,
    weights(documents) {
      const weights = new Float32Array(kindWeights.length);
      for (let id = 0; id < weights.length; id++)
        weights[id] = Math.log(1 + documents / (documentsWith[id]! + 0.5)) * kindWeights[id]!;
      return weights;
    }
  };
}
