import { wordLists } from '../../config/word-lists.ts';
import { headed, wholeWords, wordsUnder } from './phrases.ts';
import { contentOf, functionWords, stem, wordsOf } from './text.ts';

const { followUps } = wordLists;
const stemsUnder = (heading: string): ReadonlySet<string> => new Set([...wordsUnder(followUps, heading)].map(stem));
/** Facts of an entry that a follow-up may ask for, such as its cost: what tells each, the clearest first, and the words that ask for it. */
const facts = new Map(
  [...headed(followUps, 'said')].map(([detail, lines]) => [
    detail,
    { telling: lines.map((line) => wholeWords([line])), asking: stemsUnder(`${detail}/asked`) }
  ])
);
const numbers = wordsUnder(followUps, 'numbers');
/** Maximum number of words from a number to what it counts, that included: "seven linked principles". */
const longestCounted = 3;
/** Things that a number of any others answers too: "how many boxes are there to fill in" of 18 items. */
const anyThing = new Set([...stemsUnder('size/asked'), ...stemsUnder('time/asked')]);

export const isDetail = (name: string): boolean => facts.has(name);

/** Returns the items of the lists of a text and its other sentences, without marks of emphasis and links. */
function passagesOf(text: string): string[] {
  const plain = text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|`/g, '');
  // what asks something, or begins a list, tells nothing
  return plain
    .split('\n')
    .flatMap((line) => (/^\s*[-*] /.test(line) ? [line.replace(/^\s*[-*] /, '')] : line.split(/(?<=[.?!])\s+/)))
    .map((passage) => passage.trim())
    .filter((passage) => /[^?:]$/.test(passage));
}

const stemsOf = (words: readonly string[]): string[] => contentOf(words).map(stem);
const isNumber = (word: string): boolean => numbers.has(word) || /^\d+$/.test(word);

/** Returns the words of a passage that a number counts: "items" and "groups" of "18 items in six groups". */
const countedIn = (said: readonly string[]): string[] =>
  said.flatMap((word, i) => {
    if (!isNumber(word)) return [];
    const behind = said.slice(i + 1, i + 1 + longestCounted);
    const end = behind.findIndex((next) => functionWords.has(next));
    return end < 0 ? behind : behind.slice(0, end);
  });

/** Returns the number of some stems that are among words. */
const countHeld = (stems: readonly string[], words: readonly string[]): number => {
  const own = new Set(stemsOf(words));
  return stems.filter((word) => own.has(word)).length;
};

/**
 * Returns the item of a list or sentence of a text that tells a detail most clearly: a size by the one that counts what a question
 * asks the number of, or else holds most of its words; a count by the one that counts all that it names; of equally
 * clear ones the one that holds more of the question's words. Without a detail, or where none tells it, the one that holds most of
 * them, and more than half. Undefined where none does.
 *
 * @param text an entry's body, in Markdown
 */
export function passageOn(question: string, detail: string | undefined, text: string): string | undefined {
  const { telling, asking } = (detail === undefined ? undefined : facts.get(detail)) ?? {};
  const words = wordsOf(question);
  const isSize = detail === 'size' || detail === 'count';
  const isFact = telling !== undefined && !isSize;
  const asked = [...new Set(stemsOf(words))].filter((word) => !(isFact && asking!.has(word)));
  // "how many sites" is told by no number of items
  const isAny = !isSize || !words.includes('many') || asked.every((word) => anyThing.has(word));
  let best: string | undefined;
  let most = telling ? 0 : asked.length / 2;
  for (const passage of passagesOf(text)) {
    const said = wordsOf(passage);
    const counted = isSize ? countHeld(asked, countedIn(said)) : 0;
    if (detail === 'count' && (counted === 0 || counted < asked.length)) continue;
    const at = telling && isAny ? telling.findIndex((one) => passage.search(one) >= 0) : -1;
    const shared = countHeld(asked, said);
    // "aim for ten to twenty" after the points that are asked for
    const isNear = isSize && shared > 0 && said.some(isNumber);
    if (telling && at < 0 && counted === 0 && !isNear) continue;
    const clear = isFact ? telling.length - at + shared / (asked.length + 1) : 0;
    const held = clear || shared + longestCounted * counted + (at < 0 ? 0 : 1);
    if (held > most) [best, most] = [passage, held];
  }
  // "who runs it" is no word that tells who
  return best ?? (isFact && stemsOf(words).length > 1 ? passageOn(question, undefined, text) : undefined);
}
