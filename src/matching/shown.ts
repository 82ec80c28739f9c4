import { commandOf, type Entry, type SmallTalk, smallTalks } from '../core/model/entry.ts';
import type { Shown } from '../core/model/store.ts';
import { type FollowUpRequest, isKind } from './text/follow-up.ts';

export interface Before {
  last: readonly Entry[];
  list: readonly Entry[];
  further: readonly Entry[];
  /** The list that a place counts in, as it was shown; undefined for what is gone. */
  placed: readonly (Entry | SmallTalk | undefined)[];
  onward: SmallTalk | undefined;
  earlier: Entry | SmallTalk | undefined;
  asked: FollowUpRequest | undefined;
  talk: SmallTalk | undefined;
}

export const askedLater: ReadonlySet<string> = new Set(['contact', 'link', 'newer', 'source', 'share']);

export const writeAsked = ({ kind, detail }: FollowUpRequest): string | undefined =>
  kind === 'detail' ? detail && `detail/${detail}` : askedLater.has(kind) ? kind : undefined;

function readAsked(asked: string): FollowUpRequest | undefined {
  const [kind = '', detail = ''] = asked.split('/');
  if (isKind(detail)) return { kind: 'detail', detail, points: true };
  return askedLater.has(kind) ? { kind: kind as FollowUpRequest['kind'], points: true } : undefined;
}

function talkIn(id = ''): SmallTalk | undefined {
  const [, said] = /^talk\/(.+)$/.exec(id) ?? [];
  const isKnown = commandOf(said as SmallTalk) !== undefined || (smallTalks as readonly string[]).includes(said!);
  return isKnown ? (said as SmallTalk) : undefined;
}

/**
 * Looks up what was shown. What is gone, or unknown to this version, is left out, except that each place stays that of the same entry.
 *
 * @param points true for a message that is about an answer: where none was shown last, that is the one before
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

/** Returns true where choices were shown last, of which none was opened. */
export const isOpen = ({ last, list }: Before): boolean =>
  last.length > 1 || (list.length === 1 && list[0] === last[0]);

/** Returns the list that a place counts in: the choices, what an answer was opened from, or what stands on its card. */
export const listOf = <T>({ last, list }: { last: readonly T[]; list: readonly T[] }): readonly T[] =>
  last.length === 1 && list.length > 0 ? list : last;

export const entryOf = (placed: Entry | SmallTalk | undefined): Entry | undefined =>
  typeof placed === 'string' ? undefined : placed;

/** Returns what is compared: the choices, the last two answers of one kind or without a list, or what stands on the card of the last. */
export function comparedOf(before: Before): readonly Entry[] {
  const { last, list } = before;
  const [only] = last.length === 1 ? last : [];
  const other = entryOf(before.earlier);
  if (!only || !other || list.includes(only)) return listOf(before);
  return other.kind === only.kind || list.length < 2 ? [other, only] : list;
}
