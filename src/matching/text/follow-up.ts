import { wordLists } from '../../config/word-lists.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import { wordsUnder } from './phrases.ts';
import { fuzzyLimits, isFunctionWord, wordsOf } from './text.ts';

const words = (heading: string): ReadonlySet<string> => wordsUnder(wordLists.followUps, heading);

/** Words that refer to the last answer. */
const pointers = words('pointing back');
/** Words that name the kind of a follow-up. */
const wants = (['contact', 'newer', 'link', 'source', 'more'] as const).map((kind) => ({ kind, words: words(kind) }));
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

/**
 * Returns what a message asks about the last answer, or undefined if it is not a follow-up. A follow-up has no topic of
 * its own: only words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUpRequest | undefined {
  const said = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (said.length === 0 || said.length > longestFollowUp) return undefined;
  const named = wants
    .map(({ kind, words: own }) => ({ kind, count: said.filter((word) => own.has(word)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const points = said.some((word) => (pointers.has(word) && word !== 'there') || pointing.has(word));
  const kind = named[0]?.kind ?? (points && said.some((word) => places.has(word)) ? 'link' : undefined);
  const isTopical = (word: string) =>
    !isFunctionWord(word) && !pointers.has(word) && !wants.some((want) => want.words.has(word));
  if (kind === undefined || said.some(isTopical)) return undefined;
  if (!points && kind === 'contact') {
    const who = said.some((word) => persons.has(word)) && said.some((word) => reaching.has(word));
    if (!who && !said.some((word) => contactNames.has(word))) return undefined;
    if (said.some((word) => bot.has(word)) && !said.some((word) => reaching.has(word))) return undefined;
  }
  if (!points && said.length > longestWithoutPointer) return undefined;
  const content = said.filter((word) => !isFunctionWord(word));
  const bare = said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1);
  return { kind, points: points || bare };
}
