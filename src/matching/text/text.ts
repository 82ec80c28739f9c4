import { stemmer } from 'stemmer';
import { wordLists } from '../../config/word-lists.ts';
import { linesOf, wordsUnder } from './phrases.ts';

/** Limits on the text that is compared by shape: repair and look-alikes, which are costly. */
export const fuzzyLimits: Limits = { characters: 300, words: 32 };

/**
 * Limits on the text that is matched word by word. For stories longer than 32 words, cut to 32, the right entry was
 * among the best four in 84 to 89 %; with all their words in 92 to 94 %.
 */
export const matchedLimits: Limits = { characters: 800, words: 80 };

/** A limit on text. */
export interface Limits {
  characters: number;
  words: number;
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\b(i|you|we|they|he|she|it|that|there|what|where|who|how|when)'s\b/g, '$1 is'],
  [/'re\b/g, ' are'],
  [/'m\b/g, ' am'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
  [/'s\b/g, '']
];

const shortForms = new Map(
  linesOf(wordLists.words, 'short forms').map((line) => {
    const [short, full] = line.split(' = ');
    return [short!, full!.split(' ')];
  })
);

/**
 * Normalises text: lower case, one kind of apostrophe, no accents, no addresses, contractions written out; words and
 * single spaces.
 */
export function normalise(text: string): string {
  let t = text.toLowerCase();
  // Most texts are plain ASCII without apostrophes: the costly steps are for the others.
  if (/[\u0080-\uffff]/.test(t)) {
    t = t
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[\u2018\u2019\u02bc]/g, "'");
  }
  if (t.includes('://')) t = t.replace(/\bhttps?:\/\/\S+/g, ' ');
  if (t.includes("'")) for (const [pattern, full] of contractions) t = t.replace(pattern, full);
  return t.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Two initials that are one name: R&D, Q&A. */
const initials = /\b(\p{L})&(?:amp;)?(\p{L})\b/gu;

/** Suffix of a word that is a name in capitals and a word of grammar in small letters, so that the two differ; its digit keeps slips from being taken for it. */
const nameMark = '0name';

/**
 * Marks names in capitals that are words of grammar in small letters, such as HIS or THIS: "how do I share this" must
 * not name an institute. In a text all in capitals only a single word is marked.
 */
function markNames(text: string): string {
  if (!/\b[A-Z]{2,5}\b/.test(text) || (!/[a-z]/.test(text) && /\s/.test(text.trim()))) return text;
  return text.replace(/\b[A-Z]{2,5}\b/g, (word) =>
    functionWords.has(word.toLowerCase()) ? `${word.toLowerCase()}${nameMark}` : word
  );
}

/** Returns the word that was marked as a name, for names that the knowledge lacks: "it was done TO them". */
export function unmarked(word: string): string {
  const small = word.endsWith(nameMark) ? word.slice(0, -nameMark.length) : word;
  return functionWords.has(small) ? small : word;
}

/** Splits text into normalised pieces; most texts are plain ASCII and are read in one step. */
export function tokensOf(given: string): string[] {
  const text = markNames(given.includes('&') ? given.replace(initials, '$1$2') : given);
  const t = text.toLowerCase();
  const tokens: string[] = [];
  let from = -1;
  for (let i = 0; i < t.length; i++) {
    const c = t.charCodeAt(i);
    if ((c >= 97 && c <= 122) || (c >= 48 && c <= 57)) {
      if (from < 0) from = i;
      continue;
    }
    // Accents, apostrophes and addresses need more steps.
    if (c > 127 || c === 39 || (c === 58 && t.startsWith('//', i + 1)))
      return normalise(text).split(' ').filter(Boolean);
    if (from >= 0) tokens.push(t.slice(from, i));
    from = -1;
  }
  if (from >= 0) tokens.push(t.slice(from));
  return tokens;
}

/** Returns a name as written, and in small letters if these make other words of it: for names of several words. */
export function inBothCases(name: string): string[] {
  const small = name.toLowerCase();
  return name.includes(' ') && tokensOf(name).join(' ') !== tokensOf(small).join(' ') ? [name, small] : [name];
}

/** Returns the words of a normalised piece of text, with everyday short forms written out. */
export function writtenOut(token: string): readonly string[] {
  return shortForms.get(token) ?? [token];
}

/** Returns the words of a text, normalised, with everyday short forms written out. */
export function wordsOf(text: string): string[] {
  return tokensOf(text).flatMap(writtenOut);
}

/** Words of grammar and of asking, which carry no topic: an unmatched one says nothing about it. */
export const functionWords = wordsUnder(wordLists.words, 'words of grammar');

/** Returns the words that carry a topic. */
export function contentOf(words: readonly string[]): string[] {
  const content: string[] = [];
  for (const word of words) if (!functionWords.has(word)) content.push(word);
  return content;
}

/**
 * Returns the stem of a lower-case word (Porter's stemmer), the same for British and American spelling; words with anything but a to z
 * are returned unchanged.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  // "his" and "hi" are different words
  if (word.length === 3 && word.endsWith('s')) return word;
  return stemmer(
    word.replace(/is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)/, 'iz').replace(/ys(?=(?:e|ed|es|ing)$)/, 'yz')
  );
}
