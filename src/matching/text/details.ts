import { wordLists } from '../../config/word-lists.ts';
import { anyOf, linesOf, wordsUnder } from './phrases.ts';
import { contentOf, stem, wordsOf } from './text.ts';

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

/** Returns the items of the lists of a text and its other sentences, without marks of emphasis and links. */
function passagesOf(text: string): string[] {
  const plain = text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '');
  return plain
    .split('\n')
    .flatMap((line) => (/^\s*[-*] /.test(line) ? [line.replace(/^\s*[-*] /, '')] : line.split(/(?<=[.?!])\s+/)))
    .map((passage) => passage.trim())
    .filter((passage) => passage !== '');
}

/**
 * Returns the first item of a list or sentence of a text that tells a detail; undefined where none does.
 *
 * @param text an entry's body, in Markdown
 */
export function passageOn(detail: string, text: string): string | undefined {
  const telling = tellings.get(detail);
  return passagesOf(text).find((passage) => telling?.test(passage));
}

/** Returns the item of a list or sentence of a text that holds most of a question's words, and more than half of them; undefined where none does. */
export function passageLike(question: string, text: string): string | undefined {
  const asked = new Set(contentOf(wordsOf(question)).map(stem));
  let best: string | undefined;
  let most = asked.size / 2;
  for (const passage of passagesOf(text)) {
    const held = new Set(
      contentOf(wordsOf(passage))
        .map(stem)
        .filter((word) => asked.has(word))
    ).size;
    if (held > most) [best, most] = [passage, held];
  }
  return best;
}
