import { wordLists } from '../../config/word-lists.ts';
import { anyOf, linesOf, wordsUnder } from './phrases.ts';

const { followUps } = wordLists;
const asked = '/asked';

/** Names of the facts of an entry that a follow-up may ask for: its cost, how long it takes. */
export const detailNames: readonly string[] = followUps.flatMap(({ name }) =>
  name.endsWith(asked) ? [name.slice(0, -asked.length)] : []
);

/** Returns the words that ask for a detail. */
export const detailWords = (detail: string): ReadonlySet<string> => wordsUnder(followUps, `${detail}${asked}`);

const tellings = new Map(
  detailNames.map((detail) => [
    detail,
    new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(linesOf(followUps, `${detail}/said`))}(?![\\p{L}\\p{N}])`, 'u')
  ])
);

/**
 * Returns the first item of a list or sentence of a text that tells a detail, without marks of emphasis and links; undefined where none does.
 *
 * @param text an entry's body, in Markdown
 */
export function passageOn(detail: string, text: string): string | undefined {
  const telling = tellings.get(detail);
  const plain = text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '');
  return plain
    .split('\n')
    .flatMap((line) => (/^\s*[-*] /.test(line) ? [line.replace(/^\s*[-*] /, '')] : line.split(/(?<=[.?!])\s+/)))
    .map((told) => told.trim())
    .find((told) => telling?.test(told));
}
