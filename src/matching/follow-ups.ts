import type { Entry, SmallTalk } from '../core/model/entry.ts';
import type { FollowUp, Match, MatchResult } from '../core/model/matcher.ts';
import { askedLater, type Before, comparedOf, entryOf, isOpen, listOf } from './shown.ts';
import { passageLike, passageOn } from './text/details.ts';
import { type FollowUpRequest, leaningOf, pickedBy } from './text/follow-up.ts';
import type { MessageParts } from './text/message-parts.ts';
import { stem, wordsOf } from './text/text.ts';

/** A result without its explanation. */
export type Followed = Omit<MatchResult, 'explanation'>;

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

/** Writes a request that can be answered later; undefined for any other. */
const writeAsked = ({ kind, detail }: FollowUpRequest): string | undefined =>
  kind === 'detail' ? detail && `${kind}/${detail}` : askedLater.has(kind) ? kind : undefined;

const readAsked = (asked: string): FollowUpRequest => {
  const [kind = '', detail] = asked.split('/');
  return { kind: kind as FollowUpRequest['kind'], points: true, ...(detail && { detail }) };
};

/** Returns true for a request whose answer is marked with it. */
const isFollowUp = (kind: FollowUpRequest['kind']): kind is FollowUp =>
  !['chosen', 'itself', 'earlier', 'agreed', 'refused', 'enough'].includes(kind);

const tellsIt = ({ passage }: Match): boolean => passage !== undefined;

const summaryOf = ({ summary }: Entry): string => summary;

export const choose = (entries: readonly Entry[]): readonly Match[] =>
  entries.map((entry) => ({ entry, confidence: 1 / (entries.length + 1) }));

const saying = (talk: SmallTalk): Followed => ({ outcome: 'none', matches: [], rest: [], talk });

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
    const isRequest = isFollowUp(kind);
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
    if (!isFollowUp(kind)) return opened(entry);
    if (kind !== 'detail') return { ...opened(entry), followUp: kind };
    return { ...opened(entry), followUp: kind, matches: [{ entry, confidence: 1, ...told(message, detail, entry) }] };
  };
  const told = ({ core }: MessageParts, detail: string | undefined, { body }: Entry): { passage?: string } => {
    const passage = detail ? passageOn(detail, body) : passageLike(core, body);
    return passage === undefined ? {} : { passage };
  };

  /** Tells of each of several entries what it says of a detail, or of what a message asks. */
  const ofEach = (message: MessageParts, detail: string | undefined, several: readonly Entry[]): Followed => ({
    outcome: 'choices',
    matches: choose(several).map((match) => ({ ...match, ...told(message, detail, match.entry) })),
    rest: [],
    followUp: 'detail'
  });

  /** Returns what there is besides what was shown: the rest of its list, then what comes next for the same question. */
  const othersThan = (before: Before): Followed => {
    const { last, list, further, onward } = before;
    const next = [...list, ...further].filter((entry) => !last.includes(entry));
    if (next.length === 0 && onward) return saying(onward);
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
      const { kind, points, places = [], detail, compares } = request;
      const { last, asked, placed, earlier } = before;
      const [only] = last.length === 1 ? last : [];
      const list = listOf(before);
      const compared = comparedOf(before);
      const wanted = asked === undefined ? request : readAsked(asked);
      switch (kind) {
        case 'chosen': {
          const entry = placed.at(places[0]!);
          if (typeof entry === 'string') return saying(entry);
          if (entry) return ofEntry(message, wanted, entry);
          return points || last.length > 0 ? unclear(request, before) : undefined;
        }
        case 'all': {
          const chosen = places.length > 0 ? places.flatMap((place) => entryOf(placed.at(place)) ?? []) : compared;
          return chosen.length > 1
            ? { outcome: 'choices', matches: choose(chosen), rest: [], followUp: kind }
            : undefined;
        }
        case 'agreed':
          if (!isOpen(before)) return last.length > 0 ? saying('thanks') : undefined;
          return only ? ofEntry(message, wanted, only) : unclear(request, before);
        case 'enough':
          return saying('thanks');
        case 'earlier':
          if (typeof earlier === 'string') return saying(earlier);
          if (earlier) return opened(earlier);
          if (list.length > 1) return { outcome: 'choices', matches: choose(list), rest: [], followUp: 'all' };
          break;
        case 'refused':
          if (isOpen(before)) return othersThan(before);
          return message.pieces.some(({ kind }) => kind === 'sign-off') ? saying('thanks') : undefined;
        case 'others': {
          const rest = list.filter((entry) => entry !== only);
          const isTheOther = only && rest.length === 1 && list.length === 2 && leaningOf(message).namesOne;
          if (isTheOther) return opened(rest[0]!);
          return last.length > 0 ? othersThan(before) : unclear(request, before);
        }
        case 'itself':
          if (last.length > 1) return { outcome: 'choices', matches: choose(last), rest: [], followUp: 'all' };
          break;
        case 'newer':
          if (compares && compared.length > 1) {
            const byYear = [...compared].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
            return { outcome: 'choices', matches: choose(byYear), rest: [], followUp: 'all' };
          }
          break;
        case 'more':
          if (isOpen(before) && wordsOf(message.core).length === 1) return othersThan(before);
          break;
        case 'detail':
          if (last.length > 1) {
            const each = ofEach(message, detail, last);
            const [first, ...others] = each.matches.filter(tellsIt);
            const isThatOne = first && others.length === 0 && !compares && leaningOf(message).namesOne;
            return isThatOne
              ? { ...opened(first.entry), followUp: kind, matches: [{ ...first, confidence: 1 }] }
              : each;
          }
          if (compares && only) {
            const each = ofEach(message, detail, compared);
            if (compared.length < 2) return othersThan(before);
            if (each.matches.some(tellsIt)) return each;
          }
      }
      const named = places.length === 1 ? entryOf(placed.at(places[0]!)) : undefined;
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
      const { picks, namesOne, excludes } = leaningOf(message);
      const words = pickedBy(read(message.core)).map(stem);
      const list = listOf(before);
      const { further, placed } = before;
      if (!picks || words.length === 0) return undefined;
      const held = (text: string): number => {
        const own = new Set(read(text).map(stem));
        return words.filter((word) => own.has(word)).length;
      };
      const hasAll = (text: string): boolean => held(text) === words.length;
      const [command, another] = placed.filter((one): one is SmallTalk => typeof one === 'string' && hasAll(one));
      if (command && !another) return saying(command);
      if (list.length + further.length < 2 || !(namesOne || excludes || isOpen(before))) return undefined;
      const nameOf = ({ title, publisher = '', aliases, kind }: Entry): string =>
        [title, publisher, kind, ...aliases].join(' ');
      const ways = namesOne
        ? ([
            [list, nameOf],
            [further, nameOf],
            [list, summaryOf]
          ] as const)
        : ([[list, nameOf]] as const);
      for (const [some, textOf] of ways) {
        const named = some.filter((entry) => hasAll(textOf(entry)));
        if (named.length > 0 && excludes) {
          const left = list.filter((entry) => !named.includes(entry));
          if (left.length === 0) return othersThan(before);
          return left.length === 1
            ? opened(left[0]!)
            : { outcome: 'choices', matches: choose(left), rest: [], followUp: 'all' };
        }
        if (named.length === 1)
          return ofEntry(message, before.asked ? readAsked(before.asked) : { kind: 'chosen', points: true }, named[0]!);
        if (named.length > 1 && namesOne)
          return { outcome: 'choices', matches: choose(named.slice(0, 4)), rest: [], followUp: 'more' };
      }
      const partly = list.filter((entry) => held(nameOf(entry)) * 2 >= words.length);
      return partly.length === 1 && isOpen(before) && namesOne && !excludes ? opened(partly[0]!) : undefined;
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
      if (!entry || plain.followUp) return plain;
      const { carries, refers, refersAlone, isPiece, isEmpty, compares, corrects } = leaningOf(message);
      const [best] = plain.matches;
      if (corrects && best?.entry === entry && plain.outcome !== 'none') return othersThan(before);
      if (plain.outcome === 'answer') return plain;
      if (plain.talk && plain.talk !== 'outside' && !(isPiece && plain.talk === 'greeting')) return plain;
      const isLost = plain.outcome === 'none';
      const compared = comparedOf(before);
      if (compares && compared.length > 1) {
        const each = ofEach(message, undefined, compared);
        if (each.matches.some(tellsIt) || (isLost && last.length > 1)) return each;
      }
      if (last.length > 1 && isLost && isPiece) return ofEach(message, undefined, last);
      if (last.length > 1 && isLost && (refers || isEmpty)) return unclear({ kind: 'more', points: true }, before);
      if (last.length > 1 || !carries) return plain;
      const leans = isLost || refers || isPiece;
      const left = isLost && (refers || isPiece || isEmpty || compares) ? { ...plain, isAside: true } : plain;
      const untold: Followed = { ...opened(entry), followUp: 'detail' };
      const found = answer(about(message, entry));
      const [first] = found.matches;
      const isOfIt = refersAlone && (isLost || isPiece);
      if (found.outcome !== 'answer' || !first) return isOfIt ? untold : left;
      if (first.entry !== entry) return leans ? found : plain;
      const passage = passageLike(message.core, entry.body);
      // "can it be published" is about the work of whoever asks; "in primary care?" can be about nothing else
      if (passage === undefined) return isOfIt || (isLost && isPiece) ? untold : left;
      return { ...untold, matches: [{ entry, confidence: 1, passage }] };
    }
  };
}
