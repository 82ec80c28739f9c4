import type { Group } from '../../config/word-lists.ts';

/** Returns the lines of a heading; none where there is no such heading. */
export const linesOf = (groups: readonly Group[], name: string): readonly string[] =>
  groups.find((group) => group.name === name)?.lines ?? [];

/** Returns the words of a heading, which stand in its lines separated by spaces. */
export const wordsUnder = (groups: readonly Group[], name: string): ReadonlySet<string> =>
  new Set(linesOf(groups, name).flatMap((line) => line.split(' ')));

/** Returns the headings that end in `/part`, without that, each with its lines: of "asked" those of "cost/asked" by "cost". */
export const headed = (groups: readonly Group[], part: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    groups.flatMap(({ name, lines }) => (name.endsWith(`/${part}`) ? [[name.slice(0, -part.length - 1), lines]] : []))
  );

/** Ends a word, so that "hi" is not found in "his". */
export const wordEnd = "(?![\\p{L}\\p{N}'’])";
/** Words that join a request to what was said before it. */
export const lead = '^(?:(?:and|but|so|ok|okay|sorry|oh|yes|no|nope|nah|actually|wait|hmm|well|then|just)[,\\s]+){0,3}';
const wordStart = '(?<![\\p{L}\\p{N}])';
/** Matches one to three names, each with a capital. */
const name = "\\p{Lu}[\\p{Ll}'’][\\p{L}'’-]{0,20}";
export const names = `${name}(?: ${name}){0,2}`;
/** More words of the same sentence; bounded, as all repetitions are, so that no text takes long. */
const rest = '[^.?!;\\n]{0,60}?';

interface Piece {
  source: string;
  kind: 'word' | 'optional' | 'rest' | 'check';
  /** Quantifier of an optional piece. */
  times?: string;
}

/**
 * Returns the source of a case-blind pattern for any of some phrases, written as `data/english/frames.txt` says.
 *
 * @throws SyntaxError for brackets that do not match, or a list that is not there
 */
export function anyOf(phrases: readonly string[], groups: readonly Group[] = []): string {
  return `(?:${phrases.map((phrase) => sourceOf(phrase, groups)).join('|')})`;
}

export const phrasesUnder = (groups: readonly Group[], name: string): string => anyOf(linesOf(groups, name), groups);

/** Returns a pattern that finds any of some phrases in a text in small letters, as whole words. */
export const wholeWords = (phrases: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(phrases)}(?![\\p{L}\\p{N}])`, 'gu');

function sourceOf(phrase: string, groups: readonly Group[]): string {
  let at = 0;
  const fail = (): never => {
    throw new SyntaxError(`A phrase cannot be read: ${phrase}`);
  };
  const choices = (close: string): string => {
    const all = [sequence()];
    while (phrase[at] === '|') {
      at++;
      all.push(sequence());
    }
    if (phrase[at++] !== close) fail();
    return `(?:${all.join('|')})`;
  };
  const list = (): string => {
    const end = phrase.indexOf('>', at);
    const wanted = phrase.slice(at, end);
    at = end + 1;
    if (wanted === 'Name') return names;
    const lines = linesOf(groups, wanted);
    return lines.length > 0 ? anyOf(lines, groups) : fail();
  };
  const word = (source: string): Piece => ({ source, kind: 'word' });
  const piece = (): Piece => {
    if (phrase.startsWith('...', at)) {
      at += 3;
      return { source: rest, kind: 'rest' };
    }
    const sign = phrase[at++]!;
    if (sign === '(') return word(choices(')'));
    if (sign === '<') return word(list());
    if (sign === '!' && phrase[at] === '(') {
      at++;
      return { source: `(?!${choices(')')}${wordEnd})`, kind: 'check' };
    }
    if (sign === '[') {
      const source = choices(']');
      const times = phrase[at] === '×' ? `{0,${phrase[at + 1]}}` : '?';
      if (times !== '?') at += 2;
      return { source, kind: 'optional', times };
    }
    if (sign === '#') return word('\\d+');
    if (sign === "'") return word("['’]?");
    if (/[a-z]/i.test(sign)) return word(`[${sign.toLowerCase()}${sign.toUpperCase()}]`);
    return word(sign.replace(/[$^.*+?{}\\/]/, '\\$&'));
  };
  /** Pieces in a row; the space beside an optional piece is optional with it. */
  function sequence(): string {
    let source = '';
    let begun = false;
    /** Kind of the last piece: a word, words of any kind, or nothing that needs a space after it. */
    let last: 'word' | 'rest' | 'none' = 'none';
    while (at < phrase.length && !'|)]'.includes(phrase[at]!)) {
      const apart = phrase[at] === ' ';
      if (apart) at++;
      const { kind, source: own, times } = piece();
      const space = apart && last === 'word' ? ' ' : '';
      if (kind === 'optional') {
        if (begun || !(phrase[at] === ' ')) source += `(?:${space}${own})${times}`;
        else source += `(?:${own} )${times}`;
        continue;
      }
      if (kind === 'rest') source += space ? `(?![\\p{L}\\p{N}])${own}` : own;
      else source += (last === 'rest' ? wordStart : space) + own;
      begun = true;
      last = kind === 'check' ? 'none' : kind;
    }
    return source;
  }
  const source = sequence();
  return at < phrase.length ? fail() : source;
}
