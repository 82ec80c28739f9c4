import { wordLists } from '../../config/word-lists.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import { wordsUnder } from './phrases.ts';
import { contentOf, fuzzyLimits, wordsOf } from './text.ts';

const words = (heading: string): ReadonlySet<string> => wordsUnder(wordLists.followUps, heading);

/** Words that refer to the last answer. */
const pointers = words('pointing back');
/** Words that name the kind of a follow-up. */
const wants = (['contact', 'newer', 'link', 'source', 'more'] as const).map((kind) => ({ kind, words: words(kind) }));
/** Words that give a message no topic of its own. */
const untopical = new Set([pointers, ...wants.map((want) => want.words)].flatMap((list) => [...list]));
/** Words that ask for a link if nothing else is named. */
const places = words('places: ask for a link where nothing else is named');
/** Words for a contact that name one without a pointer; "ask a person" and "who are you" do not refer to an answer. */
const contactNames = words('names of a contact: need no word that points back');
const reaching = words('getting in touch');
const persons = words('who');
/** Words that address the bot itself. */
const bot = words('the bot');
const pointing = words('points back by itself');

/** Most words of a follow-up; a longer message is complete in itself. */
const longestFollowUp = 10;
const longestWithoutPointer = 6;
/** Most words of a request that is a follow-up whatever was said before: "link?". */
const bareWish = 2;

/** Follow-up request about the last answer. */
export interface FollowUpRequest {
  kind: FollowUp;
  /** True if it means nothing without a previous answer: it refers back, or names only what is wanted. */
  points: boolean;
}

/** Returns how many of some words a list holds. */
const countIn = (said: readonly string[], list: ReadonlySet<string>): number => {
  let count = 0;
  for (const word of said) if (list.has(word)) count++;
  return count;
};

/**
 * Returns what a message asks about the last answer, or undefined if it is not a follow-up. A follow-up has no topic of
 * its own: only words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUpRequest | undefined {
  const said = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (said.length === 0 || said.length > longestFollowUp) return undefined;
  let kind: FollowUp | undefined;
  let most = 0;
  for (const want of wants) {
    const count = countIn(said, want.words);
    if (count > most) [kind, most] = [want.kind, count];
  }
  const points = said.some((word) => (pointers.has(word) && word !== 'there') || pointing.has(word));
  if (kind === undefined && points && countIn(said, places) > 0) kind = 'link';
  const content = contentOf(said);
  if (kind === undefined || countIn(content, untopical) < content.length) return undefined;
  if (!points && kind === 'contact') {
    const isReaching = countIn(said, reaching) > 0;
    if (!(isReaching && countIn(said, persons) > 0) && countIn(said, contactNames) === 0) return undefined;
    if (!isReaching && countIn(said, bot) > 0) return undefined;
  }
  if (!points && said.length > longestWithoutPointer) return undefined;
  const bare = said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1);
  return { kind, points: points || bare };
}
