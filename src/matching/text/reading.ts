import type { Speller } from './speller.ts';
import { fuzzyLimits, isFunctionWord, type Limits, matchedLimits, wordsOf } from './text.ts';

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
  const start = text.slice(0, longestMessage);
  const all = start.trim().split(/\s+/);
  const whole = all.join(' ');
  if (all.length <= limits.words && whole.length <= limits.characters) return whole;
  const sentences = start
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
    /** Returns true for a word of an entry's name, which is never corrected. */
    isName(word: string): boolean;
    speller: Pick<Speller, 'repair'>;
    expand(words: string[]): string[];
  }
): Reading {
  const corrections: { from: string; to: string }[] = [];
  const unknown: string[] = [];
  const words: string[] = [];
  const repairable = new Set(wordsOf(cut(text, fuzzyLimits)).slice(0, fuzzyLimits.words));
  const written = wordsOf(cut(text, matchedLimits)).slice(0, matchedLimits.words);
  for (const [i, word] of written.entries()) {
    const stands = isFunctionWord(word) || parts.isName(word) || !repairable.has(word);
    const repaired = stands ? undefined : parts.speller.repair(word, words[i - 1], written[i + 1]);
    if (repaired) corrections.push({ from: word, to: repaired });
    else if (!isFunctionWord(word) && !parts.knows(word)) unknown.push(word);
    words.push(repaired ?? word);
  }
  return { words: parts.expand(words), corrections, unknown };
}
