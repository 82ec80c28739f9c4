import { commandOf, type Entry, type SmallTalk, smallTalks } from '../core/model/entry.ts';
import type { Shown } from '../core/model/store.ts';

/** Entries that a conversation was shown. */
export interface Before {
  last: readonly Entry[];
  list: readonly Entry[];
  further: readonly Entry[];
  /** The list that a place counts in, as it was shown: entries, or commands such as those of a list of topics; undefined for what is gone. */
  placed: readonly (Entry | SmallTalk | undefined)[];
  /** The command that shows what comes after a page of a list. */
  onward?: SmallTalk;
  /** The answer, or the list of topics, before what was shown last. */
  earlier?: Entry | SmallTalk;
  /** Follow-up of which it was not clear what it is about, `contact` or `detail/cost`. */
  asked?: string;
  /** Kind of talk in which the bot spoke of itself, where that came last. */
  talk?: SmallTalk;
}

/** Requests that can be answered later, once it is clear of which entry. */
export const askedLater: ReadonlySet<string> = new Set(['contact', 'link', 'newer', 'source', 'share']);

/** Returns whether a text names a request that can be answered later. */
const isAsked = (asked: string): boolean => askedLater.has(asked) || asked.startsWith('detail/');

/** Marks what the bot said of itself among what was shown. */
const talkMark = 'talk/';

/**
 * Looks up what was shown. What is gone, or was written by another version and is not known to this one, is left out, except that each
 * place stays that of the same entry.
 */
export function entriesShown(
  { last, list = [], further = [], asked, earlier = '' }: Shown,
  entries: ReadonlyMap<string, Entry>
): Before {
  const of = (ids: readonly string[]): Entry[] => ids.flatMap((id) => entries.get(id) ?? []);
  const talkIn = (id = ''): SmallTalk | undefined => {
    const said = id.startsWith(talkMark) ? id.slice(talkMark.length) : '';
    const isKnown = commandOf(said as SmallTalk) !== undefined || (smallTalks as readonly string[]).includes(said);
    return isKnown ? (said as SmallTalk) : undefined;
  };
  const talk = last.length === 1 ? talkIn(last[0]) : undefined;
  const onward = talkIn(further.at(-1));
  const before = entries.get(earlier) ?? talkIn(earlier);
  return {
    last: of(last),
    list: of(list),
    further: of(further),
    placed: (last.length === 1 && list.length > 0 ? list : last).map((id) => entries.get(id) ?? talkIn(id)),
    ...(asked && isAsked(asked) && { asked }),
    ...(talk && { talk }),
    ...(onward && { onward }),
    ...(before && { earlier: before })
  };
}

/** Returns true where what was shown last are choices, of which none was opened. */
export const isOpen = ({ last, list }: Before): boolean =>
  last.length > 1 || (list.length === 1 && list[0] === last[0]);

/** Returns the list that a place counts in: the choices, what an answer was opened from, or what stands on its card. */
export const listOf = ({ last, list }: Before): readonly Entry[] =>
  last.length === 1 && list.length > 0 ? list : last;

/** Returns an entry in a place; undefined for a command. */
export const entryOf = (placed: Entry | SmallTalk | undefined): Entry | undefined =>
  typeof placed === 'string' ? undefined : placed;

/**
 * Returns what is compared: the choices or, after two answers of one kind or where there is no list, the last two answers; otherwise what
 * stands on the card of the last.
 */
export function comparedOf(before: Before): readonly Entry[] {
  const { last, list } = before;
  const [only] = last.length === 1 ? last : [];
  const other = entryOf(before.earlier);
  if (!only || !other || list.includes(only)) return listOf(before);
  return other.kind === only.kind || list.length < 2 ? [other, only] : list;
}
