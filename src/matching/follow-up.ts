import type { FollowUp } from '../core/matcher.ts';
import { isFunctionWord, wordsOf } from './text.ts';

/** Words that point back at the last answer. */
const pointers = new Set('it its that this them they their those these one ones he she him her there same'.split(' '));

/** What each follow-up asks for, as words of which one must be there. */
const wants: readonly { kind: FollowUp; words: ReadonlySet<string> }[] = [
  {
    kind: 'contact',
    words: new Set(
      'contact contacts email mail phone ring call telephone person ask speak talk charge responsible owner owns runs team helpdesk who whom'.split(
        ' '
      )
    )
  },
  {
    kind: 'newer',
    words: new Set(
      'newer newest latest update updated current replacement replaced version date recent modern old outdated'.split(
        ' '
      )
    )
  },
  {
    kind: 'link',
    words: new Set('link url address website site page web download open pdf copy find get where'.split(' '))
  },
  {
    kind: 'source',
    words: new Set('source sources evidence reference references says proof come comes know true'.split(' '))
  },
  {
    kind: 'more',
    words: new Set(
      'more else detail details explain elaborate further longer example examples related similar another'.split(' ')
    )
  }
];

/** At most this many words: what says more stands on its own. */
const longestFollowUp = 10;

/**
 * What a message wants to know of the last answer, or undefined when it does not lean on it. It leans when it has no
 * topic of its own: nothing but words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUp | undefined {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > longestFollowUp) return undefined;
  const kinds = wants.filter((want) => words.some((word) => want.words.has(word)));
  if (kinds.length === 0) return undefined;
  const topical = words.filter(
    (word) => !isFunctionWord(word) && !pointers.has(word) && !wants.some((want) => want.words.has(word))
  );
  if (topical.length > 0) return undefined;
  const points = words.some((word) => pointers.has(word));
  if (!points && words.length > 6) return undefined;
  return kinds[0]!.kind;
}
