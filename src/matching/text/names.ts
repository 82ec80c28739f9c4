import { wordLists } from '../../config/word-lists.ts';
import type { Entry } from '../../core/model/entry.ts';
import { wordsUnder } from './phrases.ts';
import { inBothCases, isFunctionWord } from './text.ts';

/** Finds the entry that a message asks for by name, with no other content. */
export interface Names {
  /**
   * Returns the entry that is asked for.
   *
   * @param words of the message as read, in order
   */
  asked(words: readonly string[]): Entry | undefined;
}

/** Words that people put around the name of a thing they want. */
const around = wordsUnder(wordLists.words, 'around a name');

/** Most words in a message that only asks for a name. */
const longestAsking = 16;

const aside = (word: string): boolean => isFunctionWord(word) || around.has(word);

/** Returns the words without those around a name; all of them if nothing would be left. */
function bare(words: readonly string[]): string {
  const first = words.findIndex((word) => !aside(word));
  if (first < 0) return words.join(' ');
  return words.slice(first, words.findLastIndex((word) => !aside(word)) + 1).join(' ');
}

/** A name as read; several entries may share one. */
interface Name {
  words: string;
  entries: Set<Entry>;
}

/**
 * Reads all names in advance, so that no question waits for it.
 *
 * @param read normalises a name as messages are
 */
export function createNames(entries: readonly Entry[], read: (text: string) => readonly string[]): Names {
  const names = new Map<string, Name[]>();
  for (const entry of entries) {
    for (const given of [entry.title, ...entry.aliases].flatMap(inBothCases)) {
      const words = read(given);
      const core = bare(words);
      const alike = names.get(core) ?? [];
      if (alike.length === 0) names.set(core, alike);
      const name = alike.find((other) => other.words === words.join(' '));
      if (name) name.entries.add(entry);
      else alike.push({ words: words.join(' '), entries: new Set([entry]) });
    }
  }
  return {
    asked(words) {
      if (words.length > longestAsking) return undefined;
      const said = ` ${words.join(' ')} `;
      const found = (names.get(bare(words)) ?? []).filter((name) => said.includes(` ${name.words} `));
      const meant = new Set(found.flatMap((name) => [...name.entries]));
      return meant.size === 1 ? [...meant][0] : undefined;
    }
  };
}
