import type { Speller } from './spelling.ts';
import { isFunctionWord, maxCharacters, maxWords, wordsOf } from './text.ts';

/** A message made ready to match. */
export interface Reading {
  /** Normalised, cut, corrected, abbreviations written out. */
  words: string[];
  corrections: { from: string; to: string }[];
  /** Words in their place in `words` that nothing knows and no repair was found for. */
  unknown: string[];
}

/** Cuts a text to what is matched: whole words, at most 300 characters. */
export function cut(text: string): string {
  if (text.length <= maxCharacters) return text;
  const end = text.lastIndexOf(' ', maxCharacters);
  return text.slice(0, end > 0 ? end : maxCharacters);
}

/**
 * Reads a message: cut to 300 characters and 32 words, normalised, unknown words repaired. A word that the knowledge or
 * everyday English knows is never touched.
 */
export function readMessage(
  text: string,
  parts: {
    knows(word: string): boolean;
    /** True for a common English word that the knowledge may not hold. */
    english(word: string): boolean;
    speller: Speller;
    expand(words: string[]): string[];
  }
): Reading {
  const corrections: { from: string; to: string }[] = [];
  const unknown: string[] = [];
  const words: string[] = [];
  for (const word of wordsOf(cut(text)).slice(0, maxWords)) {
    if (isFunctionWord(word) || parts.knows(word)) {
      words.push(word);
      continue;
    }
    const repaired = parts.english(word) ? undefined : parts.speller.repair(word);
    if (repaired) corrections.push({ from: word, to: repaired });
    else unknown.push(word);
    words.push(repaired ?? word);
  }
  return { words: parts.expand(words), corrections, unknown };
}
