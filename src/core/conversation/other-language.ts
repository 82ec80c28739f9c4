import { wordLists } from '../../config/word-lists.ts';

const languages = wordLists.otherLanguages.map(({ lines }) => new Set(lines.flatMap((line) => line.split(' '))));
/** Minimum number of a language's words in a message, and their minimum share of its words, 0 to 1. */
const fewestWords = 2;
const leastShare = 0.4;

/** Returns true for a message in another language than English: most letters are not Latin, or many words are of one other language. */
export function isOtherLanguage(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length * 2 > letters.length) return true;
  const words =
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}'’]+/gu) ?? [];
  const most = Math.max(...languages.map((own) => words.filter((word) => own.has(word.replace('’', "'"))).length));
  return most >= fewestWords && most >= leastShare * words.length;
}
