import { commandOf, type Entry, type SmallTalk, smallTalks } from '../core/model/entry.ts';
import type { Shown } from '../core/model/store.ts';
import { isDetail } from './text/details.ts';
import type { FollowUpRequest } from './text/follow-up.ts';

/** Holds what a conversation was shown: entries, and commands such as those of a list of topics. */
export interface Before {
  last: readonly Entry[];
  list: readonly Entry[];
  further: readonly Entry[];
  /** The list that a place counts in, as it was shown; undefined for what is gone. */
  placed: readonly (Entry | SmallTalk | undefined)[];
  /** The command that shows what comes after a page of a list. */
  onward: SmallTalk | undefined;
  /** The answer, or the list of topics, before what was shown last. */
  earlier: Entry | SmallTalk | undefined;
  /** Request of which it was not clear what it is about. */
  asked: FollowUpRequest | undefined;
  /** Kind of talk in which the bot spoke of itself, where that came last. */
  talk: SmallTalk | undefined;
}

/** Requests that can be answered later, once it is clear of which entry; besides those for a detail. */
export const askedLater: ReadonlySet<string> = new Set(['contact', 'link', 'newer', 'source', 'share']);

/** Writes a request that can be answered later; undefined for any other. */
export const writeAsked = ({ kind, detail }: FollowUpRequest): string | undefined =>
  kind === 'detail' ? detail && `detail/${detail}` : askedLater.has(kind) ? kind : undefined;

function readAsked(asked: string): FollowUpRequest | undefined {
  const [kind = '', detail = ''] = asked.split('/');
  if (isDetail(detail)) return { kind: 'detail', detail, points: true };
  return askedLater.has(kind) ? { kind: kind as FollowUpRequest['kind'], points: true } : undefined;
}

/** Reads a mark of what the bot said of itself, or of a command. */
function talkIn(id = ''): SmallTalk | undefined {
  const [, said] = /^talk\/(.+)$/.exec(id) ?? [];
  const isKnown = commandOf(said as SmallTalk) !== undefined || (smallTalks as readonly string[]).includes(said!);
  return isKnown ? (said as SmallTalk) : undefined;
}

/**
 * Looks up what was shown. What is gone, or was written by another version and is not known to this one, is left out, except that each
 * place stays that of the same entry.
 *
 * @param points true for a message that is about an answer: where none was shown last, that is the one before, as talk or a question
 *   without an answer may have come between
 */
export function entriesShown(
  { last, list = [], further = [], asked = '', earlier = '' }: Shown,
  entries: ReadonlyMap<string, Entry>,
  points = false
): Before {
  const of = (ids: readonly string[]): Entry[] => ids.flatMap((id) => entries.get(id) ?? []);
  const placed = (id: string): Entry | SmallTalk | undefined => entries.get(id) ?? talkIn(id);
  const answers = of(last);
  const since = points && answers.length === 0 ? entries.get(earlier) : undefined;
  return {
    last: since ? [since] : answers,
    list: since ? [] : of(list),
    further: of(further),
    placed: since ? [] : listOf({ last, list }).map(placed),
    onward: talkIn(further.at(-1)),
    earlier: placed(earlier),
    asked: readAsked(asked),
    talk: last.length === 1 ? talkIn(last[0]) : undefined
  };
}

/** Returns true where what was shown last are choices, of which none was opened. */
export const isOpen = ({ last, list }: Before): boolean =>
  last.length > 1 || (list.length === 1 && list[0] === last[0]);

/** Returns the list that a place counts in: the choices, what an answer was opened from, or what stands on its card. */
export const listOf = <T>({ last, list }: { last: readonly T[]; list: readonly T[] }): readonly T[] =>
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
