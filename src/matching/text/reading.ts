import { givenNames, wordLists } from '../../config/word-lists.ts';
import type { Document } from '../corpus/documents.ts';
import { anyOf, linesOf, wordEnd, wordsUnder } from './phrases.ts';
import type { Speller } from './speller.ts';
import { contentOf, functionWords, fuzzyLimits, type Limits, matchedLimits, unmarked, wordsOf } from './text.ts';

/** A message prepared for matching. */
export interface Reading {
  /** Normalised words, shortened, corrected, with abbreviations written out. */
  words: string[];
  corrections: { from: string; to: string }[];
}

/** Maximum number of characters of a message that are read. */
const longestMessage = 4000;

/** Shortens a message to its last words, because stories end with their question. */
export function cut(text: string, limits: Limits): string {
  const words = text.slice(0, longestMessage).trim().split(/\s+/).slice(-limits.words);
  while (words.length > 0 && words.join(' ').length > limits.characters) words.shift();
  return words.join(' ');
}

const { frames } = wordLists;
const any = (heading: string): string => anyOf(linesOf(frames, heading), frames);
/** Matches where a clause ends: at punctuation, before a word that joins another one, and before a capital within a sentence. */
export const clauseEnd = new RegExp(
  `(?<=[,;:.!?…)])\\s+|\\s+[–—-]+\\s+|\\s+(?=\\()|\\s+(?=${any('another clause')}${wordEnd})|(?<=\\p{Ll})\\s+(?=\\p{Lu}\\p{Ll})`,
  'u'
);

const capital = '\\p{Lu}\\p{Ll}[\\p{L}\\p{M}]{1,40}';
/** A word with a capital at its beginning and small letters behind it, as names have, and another such word behind it. */
const capitalised = new RegExp(`(?<![\\p{L}\\p{N}])(${capital})(?=(?: (${capital}))?)`, 'gu');

/**
 * Makes what reads a message: shortened, normalised, with misspelt words repaired. English words are not changed, nor is a given name with a
 * capital or the word with a capital behind it. Any other word with a capital and a given name in small letters may be a name too: they are
 * repaired only where a slip is likelier. Repair compares by shape and is costly, so it reads at most 300 characters and 32 words of the message.
 *
 * @param isName returns true for a word of an entry's name, which is never corrected
 */
export function createReader(
  speller: Pick<Speller, 'repair'>,
  isName: (word: string) => boolean,
  expand: (words: string[]) => string[]
): (text: string) => Reading {
  return (text) => {
    const corrections: { from: string; to: string }[] = [];
    const words: string[] = [];
    const compared = cut(text, fuzzyLimits);
    const repairable = new Set(wordsOf(compared).slice(0, fuzzyLimits.words));
    const [capitals, people] = [new Set<string>(), new Set<string>()];
    for (const [, first = '', behind = ''] of compared.matchAll(capitalised)) {
      const [word = ''] = wordsOf(first);
      capitals.add(word);
      if (givenNames.has(word)) for (const part of [word, ...wordsOf(behind)]) people.add(part);
    }
    const written = wordsOf(cut(text, matchedLimits)).slice(0, matchedLimits.words);
    for (const [i, token] of written.entries()) {
      const word = isName(token) ? token : unmarked(token);
      const stands = functionWords.has(word) || isName(word) || people.has(word) || !repairable.has(word);
      const mayBeName = capitals.has(word) || givenNames.has(word);
      const repaired = stands ? undefined : speller.repair(word, words[i - 1], written[i + 1], mayBeName);
      if (repaired) corrections.push({ from: word, to: repaired });
      words.push(repaired ?? word);
    }
    return { words: expand(words), corrections };
  };
}

/** A name of an entry in a text. */
export interface Named {
  /** Id of the entry. */
  id: string;
  name: string;
  /** Place of the name in the text. */
  start: number;
}

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
  /**
   * Returns the names that stand in a text, in its order: those of several words, and those of one word with capitals ("our lead swears
   * by TIDieR"). A name that several entries have is none.
   */
  written(text: string): Named[];
  /** Returns true if the words, without those of grammar, are the name of an entry. */
  isName(words: readonly string[]): boolean;
  /** Returns true for a word of any name. */
  holds(word: string): boolean;
}

/** Words that people put around the name of a thing they want. */
const around = new Set([...functionWords, ...wordsUnder(wordLists.words, 'around a name')]);

/** A word of four letters or more with a capital behind its first letter, as names have; three letters mean too many things. */
const capitalWord = /^(?=\p{L}[\p{L}-]{0,20}\p{Lu})\p{L}[\p{L}-]{3,30}$/u;
/** A word with what belongs to it: `SQUIRE`, `2.0`, `carers'`. */
const token = /[\p{L}\p{N}](?:[\p{L}\p{N}'’&.-]*[\p{L}\p{N}])?/gu;
/** Maximum number of words of a name that is looked for in a text. */
const longestName = 6;

/** Words after which a word of everyday English is a verb and no name: "I can't cope". */
const beforeVerb = wordsUnder(wordLists.words, 'before a verb');

/** Returns the words without those around a name; all of them if nothing would be left. */
function bare(words: readonly string[]): string {
  let [from, to] = [0, words.length];
  while (from < to && around.has(words[from]!)) from++;
  while (to > from && around.has(words[to - 1]!)) to--;
  return (from < to ? words.slice(from, to) : words).join(' ');
}

/**
 * Reads names in advance, so that no question waits for it.
 *
 * @param expand writes out abbreviations
 */
export function createNames(expand: (words: string[]) => readonly string[]): Names {
  /** Ids of the entries by name as read, by what is left of it without the words around it. */
  const byCore = new Map<string, Map<string, string[]>>();
  const contents = new Map<string, number>();
  const single = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string, by: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + by);
  };
  const change = ({ id, names }: Document, by: 1 | -1): void => {
    for (const name of names) {
      const words = expand(wordsOf(name));
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
      const said = ` ${words.join(' ')} `;
      const meant = new Set<string>();
      const core = bare(words);
      if (beforeVerb.has(words[words.indexOf(core) - 1] ?? '')) return undefined;
      for (const [name, ids] of byCore.get(core) ?? [])
        if (said.includes(` ${name} `)) for (const id of ids) meant.add(id);
      return meant.size === 1 ? [...meant][0] : undefined;
    },
    written(text) {
      const found: Named[] = [];
      const mayBeOne = /\p{Ll}/u.test(text);
      const tokens = [...text.matchAll(token)];
      for (let from = 0; from < tokens.length; from++) {
        const start = tokens[from]!.index;
        for (let to = Math.min(tokens.length, from + longestName) - 1; to >= from; to--) {
          const name = text.slice(start, tokens[to]!.index + tokens[to]![0].length);
          if (to === from && !(mayBeOne && capitalWord.test(name))) continue;
          const words = expand(wordsOf(name));
          const ids = byCore.get(bare(words))?.get(words.join(' ')) ?? [];
          if (new Set(ids).size !== 1) continue;
          found.push({ id: ids[0]!, name, start });
          from = to;
        }
      }
      return found;
    }
  };
}
