import { type Entry, type SmallTalk, smallTalks } from '../core/model/entry.ts';
import type { Match, MatchResult } from '../core/model/matcher.ts';
import type { Shown } from '../core/model/store.ts';
import { passageLike, passageOn } from './text/details.ts';
import { type FollowUpRequest, leaningOf, pickedBy } from './text/follow-up.ts';
import type { MessageParts } from './text/message-parts.ts';
import { stem, wordsOf } from './text/text.ts';

/** A result without its explanation. */
export type Followed = Omit<MatchResult, 'explanation'>;

/** Entries that a conversation was shown. */
export interface Before {
  last: readonly Entry[];
  list: readonly Entry[];
  further: readonly Entry[];
  /** The list that a place counts in, as it was shown; undefined for an entry that is gone since. */
  placed: readonly (Entry | undefined)[];
  /** Follow-up of which it was not clear what it is about, as {@link writeAsked} writes it. */
  asked?: string;
  /** Kind of talk in which the bot spoke of itself, where that came last. */
  talk?: SmallTalk;
}

/** Marks what the bot said of itself among what was shown. */
const talkMark = 'talk/';

/**
 * Looks up what was shown. What is gone, or was written by another version and is not known to this one, is left out, except that each
 * place stays that of the same entry.
 */
export function entriesShown(
  { last, list = [], further = [], asked }: Shown,
  entries: ReadonlyMap<string, Entry>
): Before {
  const of = (ids: readonly string[]): Entry[] => ids.flatMap((id) => entries.get(id) ?? []);
  const said = last[0]?.startsWith(talkMark) ? last[0].slice(talkMark.length) : undefined;
  const isKnown = said?.startsWith('command/') || (smallTalks as readonly (string | undefined)[]).includes(said);
  const placed = (last.length === 1 && list.length > 0 ? list : last).map((id) => entries.get(id));
  return {
    last: of(last),
    list: of(list),
    further: of(further),
    placed,
    ...(asked && isAsked(asked) && { asked }),
    ...(isKnown && { talk: said as SmallTalk })
  };
}

/** Parts that following up needs. */
interface Parts {
  /** Answers a message by what it says. */
  answer(message: MessageParts): MatchResult;
  /** Returns the words of a text as read, with short forms written out. */
  read(text: string): readonly string[];
}

/** Returns a message with the name of the entry that it is about. */
export const about = (message: MessageParts, { title }: Entry): MessageParts => ({
  ...message,
  core: `${title} ${message.core}`,
  asks: []
});

/** Requests that can be answered later, once it is clear of which entry. */
const askedLater: ReadonlySet<string> = new Set(['contact', 'link', 'newer', 'source', 'share']);

/** Writes a request that can be answered later; undefined for any other. */
const writeAsked = ({ kind, detail }: FollowUpRequest): string | undefined =>
  kind === 'detail' ? detail && `${kind}/${detail}` : askedLater.has(kind) ? kind : undefined;

/** Returns whether a text is what {@link writeAsked} writes. */
const isAsked = (asked: string): boolean => askedLater.has(asked) || asked.startsWith('detail/');

const readAsked = (asked: string): FollowUpRequest => {
  const [kind = '', detail] = asked.split('/');
  return { kind: kind as FollowUpRequest['kind'], points: true, ...(detail && { detail }) };
};

/** Returns true where what was shown last are choices, of which none was opened. */
const isOpen = ({ last, list }: Before): boolean => last.length > 1 || (list.length === 1 && list[0] === last[0]);

/** Returns the list that a place counts in: the choices, what an answer was opened from, or what stands on its card. */
const listOf = ({ last, list }: Before): readonly Entry[] => (last.length === 1 && list.length > 0 ? list : last);

const choose = (entries: readonly Entry[]): readonly Match[] =>
  entries.map((entry) => ({ entry, confidence: 1 / (entries.length + 1) }));

const opened = (entry: Entry): Followed => ({
  outcome: 'answer',
  matches: [{ entry, confidence: 1 }],
  rest: [],
  topic: entry.topic
});

/** Creates the part of a matcher that answers what refers to something shown before. */
export function createFollowUps({ answer, read }: Parts) {
  /** Returns the result for a request of which it is not clear what it is about: what can be chosen from, if there is anything. */
  const unclear = (request: FollowUpRequest, before: Before): Followed => {
    const { kind } = request;
    const isRequest = kind !== 'chosen' && kind !== 'itself' && kind !== 'agreed' && kind !== 'refused';
    const asked = isRequest ? writeAsked(request) : undefined;
    const open = isOpen(before) || kind === 'chosen' ? listOf(before) : [];
    return {
      outcome: open.length > 1 ? 'choices' : 'none',
      matches: choose(open),
      rest: [],
      followUp: isRequest ? kind : 'more',
      ...(asked && { asked })
    };
  };

  /** Answers a request that is about one entry. */
  const ofEntry = (message: MessageParts, { kind, detail }: FollowUpRequest, entry: Entry): Followed => {
    if (kind === 'chosen' || kind === 'itself' || kind === 'agreed' || kind === 'refused') return opened(entry);
    if (kind !== 'detail') return { ...opened(entry), followUp: kind };
    return { ...opened(entry), followUp: kind, matches: [{ entry, confidence: 1, ...told(message, detail, entry) }] };
  };
  const told = ({ core }: MessageParts, detail: string | undefined, { body }: Entry): { passage?: string } => {
    const passage = detail ? passageOn(detail, body) : passageLike(core, body);
    return passage === undefined ? {} : { passage };
  };

  /** Returns what there is besides what was shown: the rest of its list, then what comes next for the same question. */
  const othersThan = (before: Before): Followed => {
    const { last, list, further } = before;
    const next = [...list, ...further].filter((entry) => !last.includes(entry));
    return {
      outcome: last.length === 1 && !isOpen(before) ? 'answer' : 'none',
      matches: last.length === 1 && !isOpen(before) ? choose(last) : [],
      rest: choose(next),
      followUp: 'others'
    };
  };

  return {
    unclear,
    /**
     * Answers a follow-up.
     *
     * @returns undefined where the message may stand on its own
     */
    follow(message: MessageParts, request: FollowUpRequest, before: Before): Followed | undefined {
      const { kind, points, places = [], detail } = request;
      const { last, asked, placed } = before;
      const [only] = last.length === 1 ? last : [];
      const list = listOf(before);
      const wanted = asked === undefined ? request : readAsked(asked);
      switch (kind) {
        case 'chosen': {
          const entry = placed.at(places[0]!);
          if (entry) return ofEntry(message, wanted, entry);
          return points || last.length > 0 ? unclear(request, before) : undefined;
        }
        case 'all': {
          const chosen = places.length > 0 ? places.flatMap((place) => placed.at(place) ?? []) : list;
          return chosen.length > 1
            ? { outcome: 'choices', matches: choose(chosen), rest: [], followUp: kind }
            : undefined;
        }
        case 'agreed':
          if (!isOpen(before)) return undefined;
          return only ? ofEntry(message, wanted, only) : unclear(request, before);
        case 'refused':
          return isOpen(before) ? othersThan(before) : undefined;
        case 'others': {
          const rest = list.filter((entry) => entry !== only);
          const isTheOther = only && rest.length === 1 && list.length === 2 && leaningOf(message).namesOne;
          if (isTheOther) return opened(rest[0]!);
          return last.length > 0 ? othersThan(before) : unclear(request, before);
        }
        case 'itself':
          if (last.length > 1) return { outcome: 'choices', matches: choose(last), rest: [], followUp: 'all' };
          break;
        case 'more':
          if (isOpen(before) && wordsOf(message.core).length === 1) return othersThan(before);
          break;
        case 'detail':
          if (last.length > 1) {
            const matches = choose(last).map((match) => ({ ...match, ...told(message, detail, match.entry) }));
            return { outcome: 'choices', matches, rest: [], followUp: kind };
          }
      }
      const named = places.length === 1 ? placed.at(places[0]!) : undefined;
      if (named) return ofEntry(message, request, named);
      if (places.length > 0) return unclear({ ...request, kind: 'chosen' }, before);
      if (!only) {
        const isLeft = last.length > 0 ? points || askedLater.has(kind) : points && kind !== 'detail';
        return isLeft ? unclear(request, before) : undefined;
      }
      if (detail !== undefined) {
        // "how long does it take" after what spread is: another entry may tell
        const other = answer(about(message, only));
        if (other.outcome === 'answer' && other.matches[0]!.entry !== only) return other;
      }
      return ofEntry(message, request, only);
    },

    /** Returns the one of the choices that a message names by a part of its title or by who publishes it, or those that have it. */
    pick(message: MessageParts, before: Before): Followed | undefined {
      const { picks, namesOne } = leaningOf(message);
      const words = pickedBy(read(message.core)).map(stem);
      const list = listOf(before);
      if (!picks || words.length === 0 || list.length < 2 || !(namesOne || isOpen(before))) return undefined;
      for (const some of namesOne ? [list, before.further] : [list]) {
        const named = some.filter(({ title, publisher = '', aliases, kind }) => {
          const own = new Set(read([title, publisher, kind, ...aliases].join(' ')).map(stem));
          return words.every((word) => own.has(word));
        });
        if (named.length === 1)
          return ofEntry(message, before.asked ? readAsked(before.asked) : { kind: 'chosen', points: true }, named[0]!);
        if (named.length > 1 && namesOne)
          return { outcome: 'choices', matches: choose(named.slice(0, 4)), rest: [], followUp: 'more' };
      }
      return undefined;
    },

    /** Returns the answer to what was asked before, where a message names the entry that it was about. */
    late(message: MessageParts, { asked }: Before, found: MatchResult): Followed {
      if (asked === undefined || message.isAsking) return found;
      const [first] = found.matches;
      if (first && (found.outcome === 'answer' || (found.outcome === 'choices' && found.matches.length === 1)))
        return ofEntry(message, readAsked(asked), first.entry);
      return found.outcome === 'choices' ? { ...found, asked } : found;
    },

    /** Answers what asks something more of the entry shown, with words of its own; the plain answer where that is no better. */
    carry(message: MessageParts, before: Before, plain: Followed): Followed {
      const { last } = before;
      const [entry] = last;
      if (!entry || plain.outcome === 'answer' || plain.followUp) return plain;
      if (plain.talk && plain.talk !== 'outside') return plain;
      const isLost = plain.outcome === 'none';
      const { carries, refers, isPiece, isEmpty } = leaningOf(message);
      if (last.length > 1) return isLost && refers ? unclear({ kind: 'more', points: true }, before) : plain;
      if (!carries || !(isLost || refers || isPiece)) return plain;
      const left = isLost && (refers || isPiece || isEmpty) ? { ...plain, isAside: true } : plain;
      const found = answer(about(message, entry));
      const [first] = found.matches;
      if (found.outcome !== 'answer' || !first) return left;
      if (first.entry !== entry) return found;
      const passage = passageLike(message.core, entry.body);
      // "can it be published" is about the work of whoever asks; "in primary care?" can be about nothing else
      if (passage === undefined && !(isLost && isPiece)) return left;
      return { ...opened(entry), followUp: 'detail', matches: [{ entry, confidence: 1, ...(passage && { passage }) }] };
    }
  };
}
