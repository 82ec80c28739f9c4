import type { Entry } from '../core/model/entry.ts';
import { isSmallTalk } from './answer-message.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { isElsewhere, isPlaceOnly, mostDoubted, nationsIn } from './doubts.ts';
import type { Decided } from './explain.ts';
import { askWhich, choices, choose, ofEach, ofEntry, opened, othersThan, saying, tellsIt } from './results.ts';
import { askedLater, type Before, comparedOf, entryOf, isOpen, listOf, writeAsked } from './shown.ts';
import { factOf, isAbout, isSure, type Tell } from './telling.ts';
import { type FollowUpRequest, type Leaning, pickedBy } from './text/follow-up.ts';
import type { MessageParts } from './text/message-parts.ts';
import { contentOf, stem, wordsOf } from './text/text.ts';

/** A message, with all that tells what it means. */
export interface Turn {
  message: MessageParts;
  request: FollowUpRequest | undefined;
  leaning: Leaning;
  before: Before;
  /** Result for the message by its own words. */
  found: Decided;
}

/** Minimum confidence in a contact of the place that a message names and nothing else. */
const leastNear = 0.4;

/** Maximum number of entries shown beside one that is asked for something that goes with it. */
const mostBeside = 3;

const nameOf = ({ title, publisher = '', aliases, kind }: Entry): string =>
  [title, publisher, kind, ...aliases].join(' ');

const stemsOf = (text: string): string[] => contentOf(wordsOf(text)).map(stem);

/** Returns true for an entry whose name says what it is: "NHS poster and abstract templates" is a template. */
const isCalled = (thing: string, entry: Entry): boolean => {
  const own = new Set(stemsOf(nameOf(entry)));
  return stemsOf(thing).every((word) => own.has(word));
};

/**
 * Creates the ways in which a message may refer to something shown before, of which the first that has a result decides.
 *
 * @param answer answers a message by what it says
 * @param read returns the words of a text as read, with short forms written out
 * @param tell returns what an entry tells of a question
 */
export function createFollowUps(
  answer: (message: MessageParts) => Decided,
  read: (text: string) => readonly string[],
  tell: Tell,
  entries: () => readonly Entry[]
) {
  /** Answers a message with the name of the entry that it is about. */
  const answerOn = (message: MessageParts, { title }: Entry): Decided => ({
    ...answer({ ...message, core: `${title} ${message.core}`, asks: [] }),
    rest: []
  });

  const near = ({ see }: Entry): Entry[] =>
    entries()
      .filter(({ id, kind }) => kind !== 'contact' && see.includes(id))
      .sort((a, b) => see.indexOf(a.id) - see.indexOf(b.id));

  /** Tells what an entry says of a thing that goes with it, and which of those it leads to is one; all of them where none is. */
  const goingWith = (thing: string, entry: Entry): Decided => {
    const { passage } = tell(thing, entry);
    const called = near(entry).filter((other) => isCalled(thing, other));
    const beside = called.length > 0 ? called : passage === undefined ? near(entry) : [];
    const followUp = called.length > 0 && passage === undefined ? 'more' : 'detail';
    return { ...opened(entry, followUp, passage), rest: choose(beside.slice(0, mostBeside)) };
  };

  const ways = {
    /** Answers a request: "who do I ask", "the second one". */
    requested({ message, request, leaning, before, found }: Turn): Decided | undefined {
      if (!request || before.talk) return undefined;
      const { kind, points, places = [], detail, compares, material } = request;
      const { last, placed, earlier } = before;
      const [only] = last.length === 1 ? last : [];
      const list = listOf(before);
      const compared = comparedOf(before);
      const chosen = places.flatMap((place) => entryOf(placed.at(place)) ?? []);
      // "who should be an author" after choices is a question of its own
      const isFound = detail === undefined ? isSure(found) : !only && found.outcome === 'answer';
      if (request.isBare === false && !points && !compares && isFound) return undefined;
      // "and the second one?" after an entry that numbers things
      if (places.length > 0 && only && placed.length < 2 && tell(message.core, only).passage) return undefined;
      const reached = kind === 'contact' && only?.kind === 'contact' ? tell(message.core, only).passage : undefined;
      if (reached) return opened(only!, 'detail', reached);
      switch (kind) {
        case 'material': {
          const tells = (entry: Entry) => isCalled(material!, entry) || tell(material!, entry).passage;
          const called = last.filter((entry) => only || tells(entry));
          if (called.length > 1) return choices(choose(called));
          return called[0] && goingWith(material!, called[0]);
        }
        case 'chosen': {
          const place = placed.at(places[0]!);
          if (typeof place === 'string') return saying(place);
          if (place) return ofEntry(tell, before.asked ?? request, place);
          return points || last.length > 0 ? askWhich(request, before) : undefined;
        }
        case 'all': {
          const several = places.length > 0 ? chosen : compared;
          return several.length > 1 ? choices(choose(several)) : undefined;
        }
        case 'agreed':
          if (!isOpen(before)) return last.length > 0 ? saying('thanks') : undefined;
          return only ? ofEntry(tell, before.asked ?? request, only) : askWhich(request, before);
        case 'enough':
          return saying('thanks');
        case 'earlier':
          if (earlier) return typeof earlier === 'string' ? saying(earlier) : opened(earlier);
          if (list.length > 1) return choices(choose(list));
          break;
        case 'refused':
          if (isOpen(before)) return othersThan(before);
          return message.pieces.some(({ kind }) => kind === 'sign-off') ? saying('thanks') : undefined;
        case 'others': {
          const isOfTwo = only !== undefined && list.length === 2 && list.includes(only);
          if (isOfTwo && leaning.namesOne) return opened(list.find((entry) => entry !== only)!);
          return last.length > 0 ? othersThan(before) : askWhich(request, before);
        }
        case 'itself':
          if (last.length > 1) return choices(choose(last));
          break;
        case 'newer':
          if (compares && compared.length > 1)
            return choices(choose([...compared].sort((a, b) => (b.year ?? 0) - (a.year ?? 0))));
          break;
        case 'more':
          if (isOpen(before) && wordsOf(message.core).length === 1) return othersThan(before);
          break;
        case 'detail':
          if (last.length > 1 && chosen.length === 0) {
            const each = ofEach(tell, message.core, last);
            const [first, ...others] = each.filter(tellsIt);
            const isThatOne = first && others.length === 0 && !compares && leaning.namesOne;
            return isThatOne ? opened(first.entry, kind, first.passage) : choices(each, kind);
          }
          if (compares && only) {
            if (compared.length < 2) return othersThan(before);
            const each = ofEach(tell, message.core, compared);
            if (each.some(tellsIt)) return choices(each, kind);
          }
      }
      if (chosen[0]) return ofEntry(tell, request, chosen[0], message.core);
      if (places.length > 0) return askWhich({ ...request, kind: 'chosen' }, before);
      if (!only) {
        const isLeft = last.length > 0 ? points || askedLater.has(kind) : points && kind !== 'detail';
        return isLeft ? askWhich(request, before) : undefined;
      }
      // "cost?" is told by the entry, as any other question to it
      return kind === 'detail' ? undefined : ofEntry(tell, request, only, message.core);
    },

    /** Answers a question to the one entry shown: by the sentence that tells it, or that none does. */
    told(turn: Turn): Decided | undefined {
      const { message, request, leaning, before, found } = turn;
      const [entry, another] = before.last;
      if (!entry || another || found.followUp || leaning.isOfOwnWork) return undefined;
      const told = tell(message.core, entry);
      // "and in Wales?" asks for something else than "is it in Welsh?", and "who is it for" for no list of contacts
      const isElse = isPlaceOnly(message.core)
        ? !leaning.asksWhether
        : isSmallTalk(found) && !(leaning.refersAlone && told.isGiven);
      const isAsked = request?.kind === 'detail' || (!isElse && isAbout(message, leaning, found, told, entry));
      if (!isAsked) return undefined;
      if (told.passage === undefined) {
        // "how long does it take" after what spread is: another entry may tell; of a thing its own contact may
        const other = answerOn(message, entry);
        const best = other.outcome === 'answer' ? other.matches[0]!.entry : entry;
        if (best !== entry && (entry.kind === 'concept' || best.id === entry.contact)) return other;
      }
      return opened(entry, factOf(message.core, told), told.passage);
    },

    /** Opens the choice that a message names by a part of its title or by who publishes it, or lists those that have it: "the IHI one". */
    picked({ message, leaning, before }: Turn): Decided | undefined {
      const { picks, namesOne, excludes } = leaning;
      const { further, placed } = before;
      const list = listOf(before);
      const words = picks ? pickedBy(read(message.core)).map(stem) : [];
      if (words.length === 0) return undefined;
      const held = (text: string): number => {
        const own = new Set(read(text).map(stem));
        return words.filter((word) => own.has(word)).length;
      };
      const hasAll = (text: string): boolean => held(text) === words.length;
      const [command, another] = placed.filter((one) => typeof one === 'string' && hasAll(one));
      if (typeof command === 'string' && !another) return saying(command);
      if (list.length + further.length < 2 || !(namesOne || excludes || isOpen(before))) return undefined;
      const called = [list, namesOne ? further : []].map((some) => some.filter((entry) => hasAll(nameOf(entry))));
      if (namesOne) called.push(list.filter(({ summary }) => hasAll(summary)));
      const named = called.find(({ length }) => length > 0) ?? [];
      if (excludes && named.length > 0) {
        const left = list.filter((entry) => !named.includes(entry));
        if (left.length === 0) return othersThan(before);
        return left.length === 1 ? opened(left[0]!) : choices(choose(left));
      }
      if (named.length === 1) return ofEntry(tell, before.asked ?? { kind: 'chosen', points: true }, named[0]!);
      if (named.length > 1 && namesOne) return choices(choose(named.slice(0, choiceLimit)), 'more');
      const partly = list.filter((entry) => held(nameOf(entry)) * 2 >= words.length);
      return partly.length === 1 && isOpen(before) && namesOne && !excludes ? opened(partly[0]!) : undefined;
    },

    /** Answers "and in Scotland?", which asks for what was shown there: who is found for the nation stands beside that. */
    there({ message, before, found }: Turn): Decided | undefined {
      const [shown] = before.last;
      if (!shown || !isPlaceOnly(message.core)) return undefined;
      const { nations } = nationsIn(message.core);
      if (isElsewhere(nations, shown)) {
        const isContact = found.matches[0]?.entry.kind === 'contact';
        const isAnswered = found.outcome === 'answer' || (found.outcome === 'choices' && isContact);
        const beside = near(shown).filter((entry) => !isElsewhere(nations, entry));
        if (isAnswered || shown.kind === 'contact' || beside.length === 0) return found;
        return { outcome: 'none', matches: [], rest: choose(beside), followUp: 'others', explain: found.explain };
      }
      const named = answerOn(message, shown);
      const [first] = named.matches;
      if (named.outcome === 'answer' && first!.entry !== shown) {
        const doubted = { entry: shown, confidence: Math.min(first!.confidence, mostDoubted) };
        return { ...named, outcome: 'choices', matches: [first!, doubted] };
      }
      const passage = first?.entry === shown ? tell(message.core, shown).passage : undefined;
      if (passage !== undefined) return opened(shown, 'detail', passage);
      // "I'm in Belfast" after an idea that is the same everywhere asks for somebody there
      const nearby = message.isAsking && first?.entry !== shown ? named : found;
      const [contact] = nearby.matches;
      if (contact?.entry.kind !== 'contact' || contact.confidence < leastNear) return named;
      if (nearby.outcome !== 'none') return nearby;
      return { outcome: 'choices', matches: [contact], rest: [], explain: nearby.explain };
    },

    /** Answers "who wrote them" after what the bot said of itself, "yes" to a command that it offered. */
    ofTheBot({ request, leaning, before: { talk }, found }: Turn): Decided | undefined {
      if (!talk) return undefined;
      const isAgreed = request?.kind === 'agreed' && talk.startsWith('command/');
      const points = request?.points || leaning.refers;
      return isAgreed || (points && !isSure(found) && !isSmallTalk(found)) ? saying(talk) : undefined;
    },

    /** Asks what "is it free?" is about, unless an entry answers that, or an answer stands before the last talk. */
    unclear(turn: Turn): Decided | undefined {
      const { request, before, found } = turn;
      if (!request?.points || isSure(found)) return undefined;
      return ways.requested({ ...turn, before: { ...before, talk: undefined } }) ?? askWhich(request, before);
    },

    /** Answers what was asked before, where the message names the entry that it was about. */
    late({ message, before, found }: Turn): Decided | undefined {
      const { asked } = before;
      if (!asked || message.isAsking || found.outcome === 'none') return undefined;
      const [first, ...others] = found.matches;
      if (found.outcome === 'answer' || others.length === 0) return ofEntry(tell, asked, first!.entry);
      return { ...found, asked: writeAsked(asked) };
    },

    /** Answers what asks something more of the entry shown, with words of its own; as it is by itself where that is no better. */
    carried({ message, leaning, before, found }: Turn): Decided {
      const { last } = before;
      const [entry] = last;
      const { carries, refers, isPiece, isEmpty, compares, corrects, sends } = leaning;
      if (!entry || found.followUp) return found;
      const isLost = found.outcome === 'none';
      if (corrects && !isLost && found.matches[0]!.entry === entry) return othersThan(before);
      const isTalk = isSmallTalk(found) && !(isPiece && found.talk === 'greeting');
      if (found.outcome === 'answer' || isTalk) return found;
      const compared = comparedOf(before);
      const isSeveral = last.length > 1;
      const each = ofEach(tell, message.core, compares ? compared : isSeveral && isLost && carries ? last : []);
      const isOfEach = each.some(tellsIt) || (isSeveral && isLost && (compares || isPiece));
      if (each.length > 1 && isOfEach) return choices(each, 'detail');
      if (isSeveral) return isLost && (refers || isEmpty) ? askWhich({ kind: 'more', points: true }, before) : found;
      if (!carries) return found;
      if (sends && (isLost || entry.kind === 'journal'))
        return ofEntry(tell, { kind: entry.url ? 'link' : 'detail', points: true }, entry, message.core);
      const named = answerOn(message, entry);
      if (named.outcome === 'answer' && named.matches[0]!.entry !== entry)
        return isLost || refers || isPiece ? named : found;
      if (isLost && isPiece && named.matches[0]?.entry === entry) return opened(entry, 'detail');
      return isLost ? { ...found, isAside: true } : found;
    }
  };
  return (turn: Turn): Decided =>
    ways.requested(turn) ??
    ways.told(turn) ??
    ways.picked(turn) ??
    ways.there(turn) ??
    ways.ofTheBot(turn) ??
    ways.unclear(turn) ??
    ways.late(turn) ??
    ways.carried(turn);
}
