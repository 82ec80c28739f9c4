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
