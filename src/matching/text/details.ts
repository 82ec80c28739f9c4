import { wordLists } from '../../config/word-lists.ts';
import { headed, wholeWords } from './phrases.ts';
import { contentOf, stem, wordsOf } from './text.ts';

/** Facts of an entry that a follow-up may ask for, such as its cost, each with what tells it. */
const tellings = new Map(
  [...headed(wordLists.followUps, 'said')].map(([detail, lines]) => [detail, wholeWords(lines)])
);

export const isDetail = (name: string): boolean => tellings.has(name);

/** Returns the items of the lists of a text and its other sentences, without marks of emphasis and links. */
function passagesOf(text: string): string[] {
  const plain = text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '');
  return plain
    .split('\n')
    .flatMap((line) => (/^\s*[-*] /.test(line) ? [line.replace(/^\s*[-*] /, '')] : line.split(/(?<=[.?!])\s+/)))
    .map((passage) => passage.trim())
    .filter((passage) => passage !== '');
}

const stemsOf = (text: string): Set<string> => new Set(contentOf(wordsOf(text)).map(stem));

/**
 * Returns the first item of a list or sentence of a text that tells a detail, one that counts what a question asks the number of before
 * any other; without a detail the one that holds most of the question's words and more than half. Undefined where none does.
 *
 * @param text an entry's body, in Markdown
 */
export function passageOn(question: string, detail: string | undefined, text: string): string | undefined {
  const telling = detail === undefined ? undefined : tellings.get(detail);
  const asked = stemsOf(question);
  let best: string | undefined;
  let most = telling ? -1 : asked.size / 2;
  for (const passage of passagesOf(text)) {
    // "18 items" counts items, "free" counts nothing
    const counted = telling ? passage.match(telling)?.map((words) => words.replace(/^\S+/, '')) : [passage];
    if (!counted) continue;
    const held = [...stemsOf(counted.join(' '))].filter((word) => asked.has(word)).length;
    if (held > most) [best, most] = [passage, held];
  }
  return best;
}
