import type { SimilarWords } from './similar-words.ts';
import { fuzzyLimits, grammarWords, isFunctionWord, type Limits, matchedLimits, wordsOf } from './text.ts';

/** Repairs unknown words, and words that the knowledge itself holds only as a misspelling. */
export interface Speller {
  /** Returns the most likely known word, or undefined. */
  repair(word: string): string | undefined;
}

const shortestWord = 3;
/** Fewest letters of a word that may have two slips; shorter ones may have one. */
const longWord = 8;
/**
 * Fewest letters of a word in which two slips are also repaired if the first letter is right and the result is common
 * here.
 */
const middlingWord = 5;
const commonWord = 12;
/** Most occurrences of a word in the knowledge that may be a slip too: questions are stored as people type them. */
const rareWord = 2;
/** Most letters of a word that is also compared with words of grammar, which letter groups do not find. */
const longestShort = 5;
const shortGrammar = grammarWords.filter(({ length }) => length >= 3 && length <= longestShort);
/** Share of a slip that is outweighed by ten times as many uses of a word in the knowledge. */
const commonness = 0.2;
/** Number of words that letter groups select, which are then compared letter by letter. */
const shortlist = 24;

/**
 * Creates a speller.
 *
 * @param count returns how often the knowledge holds a word; of two equally near words the commoner is taken
 */
export function createSpeller(similarWords: SimilarWords, count: (word: string) => number): Speller {
  const remembered = new Map<string, string | undefined>();
  const mayStand = (word: string, meant: string, slips: number): boolean => {
    if (count(word) > 0) return meant !== word && slips < 2 && count(meant) >= commonWord;
    if (word.length === shortestWord) return slips <= 1 && meant.length > shortestWord && count(meant) >= commonWord;
    if (slips < 2 || word.length >= longWord) return slips <= (word.length >= longWord ? 2.5 : 1.5);
    return slips === 2 && count(meant) >= commonWord;
  };
  return {
    repair(word) {
      if (word.length < shortestWord || /\d/.test(word) || count(word) > rareWord) return undefined;
      if (remembered.has(word)) return remembered.get(word);
      const cost = ({ item, slips }: { item: string; slips: number }) =>
        slips - commonness * Math.log10(1 + count(item));
      const most = word.length >= middlingWord ? 2 : 1;
      const short = word.length <= longestShort ? shortGrammar : [];
      const near = [...new Set([...similarWords.nearWords(word, shortlist), ...short])].filter(
        (other) => Math.abs(other.length - word.length) <= most
      );
      const found = near
        .map((item) => ({ item, slips: slipsBetween(word, item, most) + otherStart(word, item) }))
        .filter(({ item, slips }) => mayStand(word, item, slips))
        .sort((a, b) => cost(a) - cost(b));
      if (remembered.size > 5000) remembered.clear();
      remembered.set(word, found[0]?.item);
      return found[0]?.item;
    }
  };
}

/** Returns the penalty for another first letter, which is seldom mistyped unless it changed places with the second. */
function otherStart(word: string, meant: string): number {
  if (word[0] === meant[0]) return 0;
  return word[0] === meant[1] && word[1] === meant[0] ? 0.1 : 0.5;
}

/**
 * Returns the optimal string alignment distance: letters dropped, added, changed or swapped; `most` + 1 if it is
 * larger.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/** A message prepared for matching. */
export interface Reading {
  /** Normalised words, shortened, corrected, with abbreviations written out. */
  words: string[];
  corrections: { from: string; to: string }[];
  /** Words, in their position in `words`, that are unknown and could not be repaired. */
  unknown: string[];
}

/** Most characters of a message that is split into sentences. */
const longestMessage = 4000;

/**
 * Shortens a message. Of a message that exceeds the limits the questions are kept, last first, then the sentences
 * before them, because stories end with their question; of a longer sentence its end.
 */
export function cut(text: string, limits: Limits): string {
  const sentences = text
    .slice(0, longestMessage)
    .split(/(?<=[.?!])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const last = sentences.length - 1;
  const order = sentences.map((_, i) => i).sort((a, b) => rankOf(b) - rankOf(a));
  const kept = new Map<number, string>();
  let { characters, words } = limits;
  for (const i of order) {
    const tail = sentences[i]!.split(/\s+/).slice(-words);
    while (tail.length > 0 && tail.join(' ').length > characters) tail.shift();
    if (tail.length === 0) continue;
    kept.set(i, tail.join(' '));
    words -= tail.length;
    characters -= tail.join(' ').length + 1;
    if (words <= 0 || characters <= 0) break;
  }
  return [...kept.keys()]
    .sort((a, b) => a - b)
    .map((i) => kept.get(i)!)
    .join(' ');

  function rankOf(i: number): number {
    return i + (sentences[i]!.endsWith('?') ? last + 1 : 0);
  }
}

/**
 * Reads a message: shortened, normalised, with misspelt words repaired. English words are not changed.
 * Repair compares by shape and is costly, so it reads at most 300 characters and 32 words of the message.
 */
export function readMessage(
  text: string,
  parts: {
    knows(word: string): boolean;
    /** Returns false for a word that is English as it stands, unless `meant` is far commoner. */
    mayMean(word: string, meant: string): boolean;
    /** Returns true for a word of an entry's name, which is never corrected. */
    isName(word: string): boolean;
    speller: Speller;
    expand(words: string[]): string[];
  }
): Reading {
  const corrections: { from: string; to: string }[] = [];
  const unknown: string[] = [];
  const words: string[] = [];
  const repairable = new Set(wordsOf(cut(text, fuzzyLimits)).slice(0, fuzzyLimits.words));
  for (const word of wordsOf(cut(text, matchedLimits)).slice(0, matchedLimits.words)) {
    const meant =
      isFunctionWord(word) || parts.isName(word) || !repairable.has(word) ? undefined : parts.speller.repair(word);
    const repaired = meant !== undefined && parts.mayMean(word, meant) ? meant : undefined;
    if (repaired) corrections.push({ from: word, to: repaired });
    else if (!isFunctionWord(word) && !parts.knows(word)) unknown.push(word);
    words.push(repaired ?? word);
  }
  return { words: parts.expand(words), corrections, unknown };
}
