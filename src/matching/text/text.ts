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
 * Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), after converting American
 * spellings to British ones, so that "organize" and "organising" have one stem.
 */

const step2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['iser', 'ise'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['isation', 'ise'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble']
];
const step3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alise', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', '']
];
const step4 = 'ement ance ence able ible ment ant ent ion ism ate iti ous ive ise al er ic ou'.split(' ');

function isVowel(word: string, i: number): boolean {
  const c = word[i]!;
  return 'aeiou'.includes(c) || (c === 'y' && i > 0 && !isVowel(word, i - 1));
}

function measure(word: string): number {
  let count = 0;
  let before = false;
  for (let i = 0; i < word.length; i++) {
    const vowel = isVowel(word, i);
    if (before && !vowel) count++;
    before = vowel;
  }
  return count;
}

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (isVowel(word, i)) return true;
  return false;
}

const endsDouble = (w: string) => w.length > 1 && w.at(-1) === w.at(-2) && !isVowel(w, w.length - 1);

function endsShort(w: string): boolean {
  const n = w.length;
  return n > 2 && !isVowel(w, n - 1) && isVowel(w, n - 2) && !isVowel(w, n - 3) && !'wxy'.includes(w.at(-1)!);
}

function swapSuffix(word: string, pairs: readonly (readonly [string, string])[]): string {
  for (const [suffix, by] of pairs) {
    if (!word.endsWith(suffix)) continue;
    const rest = word.slice(0, -suffix.length);
    return measure(rest) > 0 ? rest + by : word;
  }
  return word;
}

function stripPlural(w: string): string {
  if (w.endsWith('sses') || w.endsWith('ies')) return w.slice(0, -2);
  // "his" and "hi" are different words
  return w.length > 3 && w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w;
}

function stripPast(w: string): string {
  if (w.endsWith('eed')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  let rest: string | undefined;
  if (w.endsWith('ed') && hasVowel(w.slice(0, -2))) rest = w.slice(0, -2);
  else if (w.endsWith('ing') && hasVowel(w.slice(0, -3))) rest = w.slice(0, -3);
  if (rest === undefined) return w;
  if (rest.endsWith('at') || rest.endsWith('bl') || rest.endsWith('is')) return `${rest}e`;
  if (endsDouble(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

function stripLast(w: string): string {
  for (const suffix of step4) {
    if (!w.endsWith(suffix)) continue;
    const rest = w.slice(0, -suffix.length);
    return measure(rest) > 1 && (suffix !== 'ion' || /[st]$/.test(rest)) ? rest : w;
  }
  return w;
}

function stripE(w: string): string {
  let s = w;
  if (s.endsWith('e')) {
    const rest = s.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !endsShort(rest))) s = rest;
  }
  return s.endsWith('ll') && measure(s) > 1 ? s.slice(0, -1) : s;
}

/** Returns the stem of a lower-case word; words with anything but a to z are returned unchanged. */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let s = word.replace(/iz(e|ed|es|er|ers|ing|ation|ations|ational)$/, 'is$1').replace(/yz(e|ed|es|ing)$/, 'ys$1');
  s = stripPast(stripPlural(s));
  if (s.endsWith('y') && hasVowel(s.slice(0, -1))) s = `${s.slice(0, -1)}i`;
  return stripE(stripLast(swapSuffix(swapSuffix(s, step2), step3)));
}
