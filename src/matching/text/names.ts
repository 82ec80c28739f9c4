import { wordLists } from '../../config/word-lists.ts';
import type { Document } from '../corpus/documents.ts';
import { wordsUnder } from './phrases.ts';
import { contentOf, isFunctionWord } from './text.ts';

/** The names of the entries: titles and aliases. */
export interface Names {
  /** Counts the names of a document; of those that are no entries there are none. */
  add(document: Document): void;
  remove(document: Document): void;
  /**
   * Returns the entry that a message asks for by name, with no other content.
   *
   * @param words of the message as read, in order
   * @returns its id
   */
  asked(words: readonly string[]): string | undefined;
  /** Returns true if the words, without those of grammar, are the name of an entry. */
  isName(words: readonly string[]): boolean;
  /** Returns true for a word of any name. */
  holds(word: string): boolean;
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

/**
 * Reads names in advance, so that no question waits for it.
 *
 * @param read normalises a name as messages are, but corrects nothing
 */
export function createNames(read: (text: string) => readonly string[]): Names {
  /** Ids of the entries by name as read, by what is left of it without the words around it. */
  const byCore = new Map<string, Map<string, string[]>>();
  const contents = new Map<string, number>();
  const single = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string, by: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + by);
  };
  const change = ({ id, names }: Document, by: 1 | -1): void => {
    for (const name of names) {
      const words = read(name);
      const core = byCore.get(bare(words)) ?? new Map<string, string[]>();
      const ids = core.get(words.join(' ')) ?? [];
      core.set(words.join(' '), by > 0 ? [...ids, id] : ids.filter((other) => other !== id));
      byCore.set(bare(words), core);
      count(contents, contentOf(words).join(' '), by);
      for (const word of words) count(single, word, by);
    }
  };
  return {
    add: (document) => change(document, 1),
    remove: (document) => change(document, -1),
    isName: (words) => (contents.get(contentOf(words).join(' ')) ?? 0) > 0,
    holds: (word) => (single.get(word) ?? 0) > 0,
    asked(words) {
      if (words.length > longestAsking) return undefined;
      const said = ` ${words.join(' ')} `;
      const meant = new Set<string>();
      for (const [name, ids] of byCore.get(bare(words)) ?? [])
        if (said.includes(` ${name} `)) for (const id of ids) meant.add(id);
      return meant.size === 1 ? [...meant][0] : undefined;
    }
  };
}
