import type { FollowUp } from '../../core/model/matcher.ts';
import { fuzzyLimits, isFunctionWord, wordsOf } from './text.ts';

/** Words that refer to the last answer. */
const pointers = wordSet('it its that this them they their those these one ones he she him her there same');

/** Words that name the kind of a follow-up. */
const wants: readonly { kind: FollowUp; words: ReadonlySet<string> }[] = [
  {
    kind: 'contact',
    words: wordSet(
      'contact contacts email mail phone ring call telephone person ask speak talk charge responsible owner owns runs team helpdesk who whom touch reach'
    )
  },
  {
    kind: 'newer',
    words: wordSet(
      'newer newest latest update updated current replacement replaced version date recent modern old outdated superseded'
    )
  },
  { kind: 'link', words: wordSet('link links send url address website site page web download open pdf copy') },
  {
    kind: 'source',
    words: wordSet('source sources evidence reference references says proof come comes came know true sure')
  },
  {
    kind: 'more',
    words: wordSet('more detail details explain elaborate further longer example examples related similar')
  }
];
/** Words that ask for a link if nothing else is named. */
const places = wordSet('where find get');
/** Words for a contact that name one without a pointer; "ask a person" and "who are you" do not refer to an answer. */
const contactNames = wordSet('contact contacts email mail phone telephone responsible owner owns charge helpdesk');
const asking = wordSet('ask contact speak talk call ring email phone reach');
/** Words that address the bot itself. */
const bot = wordSet('you your yours yourself');

/** Most words of a follow-up; a longer message is complete in itself. */
const longestFollowUp = 10;
const longestWithoutPointer = 6;
/** Most words of a request that is a follow-up whatever was said before: "link?". */
const bareWish = 2;

/** Follow-up request about the last answer. */
export interface Leaning {
  kind: FollowUp;
  /** True if it means nothing without a previous answer: it refers back, or names only what is wanted. */
  points: boolean;
}

/**
 * Returns what a message asks about the last answer, or undefined if it is not a follow-up. A follow-up has no topic of
 * its own: only words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): Leaning | undefined {
  const words = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (words.length === 0 || words.length > longestFollowUp) return undefined;
  const named = wants
    .map(({ kind, words: own }) => ({ kind, count: words.filter((word) => own.has(word)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const points = words.some((word) => pointers.has(word) && word !== 'there') || /\b(?:newer|instead)\b/.test(text);
  const kind = named[0]?.kind ?? (points && words.some((word) => places.has(word)) ? 'link' : undefined);
  const isTopical = (word: string) =>
    !isFunctionWord(word) && !pointers.has(word) && !wants.some((want) => want.words.has(word));
  if (kind === undefined || words.some(isTopical)) return undefined;
  if (!points && kind === 'contact') {
    const who = words.some((word) => word === 'who' || word === 'whom') && words.some((word) => asking.has(word));
    if (!who && !words.some((word) => contactNames.has(word))) return undefined;
    if (words.some((word) => bot.has(word)) && !words.some((word) => asking.has(word))) return undefined;
  }
  if (!points && words.length > longestWithoutPointer) return undefined;
  const content = words.filter((word) => !isFunctionWord(word));
  const bare = words.length <= bareWish || (content.length <= 1 && words.length <= bareWish + 1);
  return { kind, points: points || bare };
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
