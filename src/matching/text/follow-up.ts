import type { FollowUp } from '../../core/model/matcher.ts';
import { fuzzyLimits, isFunctionWord, wordsOf } from './text.ts';

/** Words that point back at the last answer. */
const pointers = wordSet('it its that this them they their those these one ones he she him her there same');

/** Words that name what a follow-up wants. */
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
  { kind: 'link', words: wordSet('link links send share url address website site page web download open pdf copy') },
  {
    kind: 'source',
    words: wordSet('source sources evidence reference references says proof come comes came know true sure')
  },
  {
    kind: 'more',
    words: wordSet('more detail details explain elaborate further longer example examples related similar')
  }
];
/** Words that ask for a link when nothing else is named. */
const places = wordSet('where find get');

/** At most this many words: what says more stands on its own. */
const longestFollowUp = 10;
const longestWithoutPointer = 6;

/**
 * What a message wants to know of the last answer, or undefined when it does not lean on it. It leans when it has no
 * topic of its own: nothing but words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUp | undefined {
  const words = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (words.length === 0 || words.length > longestFollowUp) return undefined;
  const named = wants
    .map(({ kind, words: own }) => ({ kind, count: words.filter((word) => own.has(word)).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const points = words.some((word) => pointers.has(word));
  const kind = named[0]?.kind ?? (points && words.some((word) => places.has(word)) ? 'link' : undefined);
  const isTopical = (word: string) =>
    !isFunctionWord(word) && !pointers.has(word) && !wants.some((want) => want.words.has(word));
  if (kind === undefined || words.some(isTopical)) return undefined;
  return points || words.length <= longestWithoutPointer ? kind : undefined;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
