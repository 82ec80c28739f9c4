import { wordLists } from '../config/word-lists.ts';
import { commandOf, type Entry, type Knowledge, type SmallTalk, talkOf } from '../core/model/entry.ts';
import type { Explanation, Match, Matcher, MatchResult } from '../core/model/matcher.ts';
import { readShown } from '../core/model/store.ts';
import { answerMessage, isClearer, isSmallTalk, shownOf } from './answer-message.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { isPlaceOnly } from './doubts.ts';
import { createEngine, type TrainedModel } from './engine.ts';
import { type Decided, emojiExplanation, leaningOn } from './explain.ts';
import { createFollowUps } from './follow-ups.ts';
import { choices, choose, saying } from './results.ts';
import type { MatcherParts } from './search-index.ts';
import { entriesShown } from './shown.ts';
import { createSuggester } from './suggest.ts';
import { asksForSomebody, followUpOf, leaningOf, mayAskFact, ofIt } from './text/follow-up.ts';
import { meantBy } from './text/meant.ts';
import { type MessageParts, partMessage } from './text/message-parts.ts';
import { wordsUnder } from './text/phrases.ts';
import { contentOf, normalise } from './text/text.ts';
import { topicCommand, topicIn } from './topic-command.ts';

export { type Confusion, findConfusions } from './confusions.ts';
export type { NegativeExamples, TrainingData } from './corpus/documents.ts';
export { type TrainedModel, train } from './engine.ts';
export type { MatcherParts } from './search-index.ts';

/** A matcher that follows changes of its knowledge. */
export interface LiveMatcher extends Matcher {
  /**
   * Follows a change at the cost of what has changed, and keeps what was trained before.
   *
   * @returns false where it cannot, and is as it was: the synonyms changed, or so much that the index must be built anew
   */
  follow(knowledge: Knowledge): boolean;
  /** Takes over what was trained anew on the knowledge it has followed; afterwards it equals a new matcher of that knowledge. */
  adopt(trained: TrainedModel): void;
}

const between = [...wordsUnder(wordLists.words, 'between two of which one is asked for')].join('|');
/** Matches what stands between things of which one is asked for, and tells whether it does. */
const eitherOr = new RegExp(`(?:,|\\s(?:${between})\\.?)\\s+(?:(?:${between})\\s+)?`, 'i');
const isEither = new RegExp(`\\s(?:${between})\\.?\\s`, 'i');

/** Questions asked of a new matcher before any person's, so that its code is compiled. */
const warmUp = ['Hello, how do we begin?', 'Thank you, where do I find it? Kind regards'];

/** The index is built anew once it holds more than `mostEmpty` times (entries + `leastKept`) documents, removed ones included. */
const mostEmpty = 2;
const leastKept = 500;

/** Commands for whom to turn to, without a topic. */
const bareCommands: ReadonlySet<SmallTalk> = new Set([talkOf('contacts'), talkOf('ask a person')]);
/** Minimum likeness (cosine) to a phrasing that asks for an assessment. */
const wished = 0.45;
/** Minimum likeness (cosine) to one of its questions at which an entry is listed in a look-up. */
const answeringLike = 0.25;
/**
 * Creates the matcher of a knowledge base: index, speller and the confidence trained on the knowledge itself.
 *
 * @param parts.wordTable bytes of `models/word-table.bin`; matching goes on without it, a little less well
 * @param parts.training what it is trained on besides the knowledge; without it what lies outside is seldom declined
 * @param parts.trained what {@link train} made of the same knowledge and table; trained anew when absent or of another index
 * @throws RangeError when the word table is damaged
 */
export function createMatcher(parts: MatcherParts & { trained?: TrainedModel }): LiveMatcher {
  const engine = createEngine(parts);
  const { corpus } = engine;
  let { knowledge } = parts;
  const entries = () => [...knowledge.entries.values()].filter(({ status }) => status !== 'draft');
  const { suggest, change } = createSuggester(corpus.documents, entries, corpus.entryOf, (text) => {
    const ranked = engine.ranker.rank(engine.query(engine.read(text).words));
    return ranked.flatMap(({ document, parts: { nearestQuestion } }) =>
      nearestQuestion >= answeringLike ? (corpus.documents[document]!.entry ?? []) : []
    );
  });

  /** Answers a message by what it says, without what was shown before. */
  const answer = (message: MessageParts): Decided => {
    const { core, quoted } = message;
    const own = answerMessage(engine, message);
    // or what it quotes where that asks something clearer: "can anybody answer this?" below a question
    const other = quoted === '' ? undefined : answerMessage(engine, partMessage(quoted, knowledge.talk?.around));
    const { clearest, others, asides } = other && isClearer(other.clearest, own.clearest) ? other : own;
    // "ok so who has done it before" thanks for nothing
    const said = clearest.talk === 'thanks' && message.isAsking ? undefined : clearest.talk;
    // who asks for somebody gets whom the entry names, or those for the topic
    const seeks =
      (!said || said === 'outside') &&
      asksForSomebody.test(core) &&
      (clearest.outcome === 'none' || clearest.matches.every(({ entry }) => entry.kind !== 'contact'));
    const isAbout = seeks && clearest.outcome === 'answer';
    const wordsRead = (): string[] => engine.read(core).words;
    const sought = seeks && !isAbout ? topicIn(wordsRead(), knowledge) : undefined;
    const talk = sought ? talkOf(`contacts ${sought}`) : said && topicCommand(said, core, wordsRead(), knowledge);
    const form = talk && clearest.likeness >= wished ? formFor(talk, clearest.matches, knowledge) : undefined;
    const { outcome, matches } = form ?? (sought ? { ...clearest, outcome: 'none' as const } : clearest);
    return {
      outcome,
      matches,
      rest: outcome === 'none' || others.length === 0 ? [] : restOf(shownOf({ outcome, matches }), others),
      ...(outcome === 'choices' && { ranked: clearest.ranked }),
      talk,
      // "talk to a person" names no topic: whatever entries come near say nothing of whom it needs
      topic: talk && bareCommands.has(talk) ? undefined : clearest.topic,
      followUp: isAbout ? 'contact' : undefined,
      explain: () => ({
        ...clearest.explain(),
        pieces: [...message.pieces, ...asides.map((text) => ({ kind: 'aside', text }))]
      })
    };
  };

  /** Lists all contacts where somebody asks for one and nothing else, or leads to the list. */
  const everyContact = (read: string): Decided => {
    const contacts = entries().filter(({ kind, status }) => kind === 'contact' && status === 'current');
    const isFew = contacts.length > 0 && contacts.length <= choiceLimit;
    const listed: Decided = { outcome: 'choices', matches: choose(contacts), rest: [] };
    return { ...(isFew ? listed : saying(talkOf('contacts'))), explain: () => leaningOn(undefined, read) };
  };

  /** Answers a question for a fact of an entry that it names as it is answered after that entry: "is BMJ Open Quality free?" */
  const factOf = (core: string, found: Decided): MatchResult | undefined => {
    const [named, another] = engine.names.written(core);
    const shown = shownOf(found).map(({ entry }) => entry);
    const written = named && !another ? [knowledge.entries.get(named.id)!] : [];
    for (const entry of new Set([...written, ...shown])) {
      const asked = ofIt(core, entry);
      const request = asked === undefined ? undefined : followUpOf(asked);
      if (!request?.points) continue;
      const { kind } = request;
      if (kind === 'source' ? entry.publisher : kind === 'newer') return matcher.find(asked!, [entry.id]);
      const fact = kind === 'detail' ? matcher.find(asked!, [entry.id]) : undefined;
      if (fact && (fact.matches[0]!.passage !== undefined || entry === shown[0])) return fact;
    }
    return undefined;
  };

  /** Offers each of the things that a message names, where it asks nothing else but which: "run chart or SPC chart?" */
  const eitherOf = (core: string): Decided | undefined => {
    const found = new Set<Entry>();
    let isElse = 0;
    for (const side of core.split(eitherOr)) {
      const { words } = engine.read(side);
      const ends = words.flatMap((_, i) => [words.slice(i), words.slice(0, words.length - i)]);
      const name = ends.find((part) => engine.names.isName(part)) ?? [];
      isElse += contentOf(words).length - contentOf(name).length;
      if (name.length === 0) continue;
      const { outcome, matches } = answer(partMessage(name.join(' ')));
      if (outcome !== 'answer') return undefined;
      found.add(matches[0]!.entry);
    }
    return isElse > 1 || found.size < 2 || found.size > choiceLimit ? undefined : choices(choose([...found]));
  };

  const followUps = createFollowUps(answer, (text) => engine.read(text).words, entries);

  const matcher: LiveMatcher = {
    suggest,
    follow(changed) {
      const isSame = JSON.stringify(changed.synonyms) === JSON.stringify(knowledge.synonyms);
      // The places of removed documents stay empty until the index is built anew.
      if (!isSame || corpus.documents.length > mostEmpty * (changed.entries.size + leastKept)) return false;
      knowledge = changed;
      const { gone, come } = engine.update(changed);
      change(gone, come);
      return true;
    },
    adopt: engine.adopt,
    isFollowUp(text) {
      const message = partMessage(text, knowledge.talk?.around);
      const { picks, carries } = leaningOf(message);
      return picks || carries || followUpOf(message.core) !== undefined || isPlaceOnly(message.core);
    },
    meaning(text) {
      const { words } = engine.read(partMessage(text, knowledge.talk?.around).core);
      const query = engine.query(words);
      return {
        words: contentOf(words),
        features: query.held,
        ...(query.dense && { vector: query.dense }),
        get near() {
          return new Map(
            engine.ranker.rank(query).map(({ document, score }) => [corpus.documents[document]!.id, score])
          );
        }
      };
    },
    typical: engine.typical,
    find(text, last = []) {
      const message = partMessage(text, knowledge.talk?.around);
      const { core, emoji } = message;
      if (emoji) return explained({ ...saying(emoji), explain: () => emojiExplanation }, core);
      const meant = last.length > 0 ? meantBy(core) : undefined;
      if (meant !== undefined) return matcher.find(meant, last);
      const request = followUpOf(core);
      if (last.length === 0 && request?.kind === 'contact' && request.isBare)
        return explained(everyContact(core), core);
      const found = answer(message);
      const fact = request || !mayAskFact.test(core) || isSmallTalk(found) ? undefined : factOf(core, found);
      if (fact) return fact;
      const both = request || !isEither.test(core) || found.talk === 'crisis' ? undefined : eitherOf(core);
      if (both) return explained(both, core);
      // "references" after nothing is a subject of its own
      const isSubject = found.outcome !== 'none' && found.matches[0]!.entry.asks.includes(normalise(core));
      if (found.talk === 'crisis' || (last.length === 0 && (!request || isSubject))) return explained(found, core);
      const before = entriesShown(readShown(last), knowledge.entries, request?.points);
      const turn = { message, request, leaning: leaningOf(message), before, found };
      // the first that has a result decides
      return explained(
        followUps.requested(turn) ??
          followUps.picked(turn) ??
          followUps.there(turn) ??
          followUps.ofTheBot(turn) ??
          followUps.unclear(turn) ??
          followUps.late(turn) ??
          followUps.carried(turn),
        core
      );
    }
  };
  // The first messages make the engine compile patterns, which takes a tenth of a second: no person is to wait for it.
  for (const text of warmUp) matcher.find(text);
  return matcher;
}

/**
 * Returns the entries of the assessment that a message wishes for, those nearest to its words first: clients that show no cards get
 * them in place of the form. Undefined for other talk.
 */
function formFor(
  talk: SmallTalk,
  near: readonly Match[],
  { assessments, entries }: Knowledge
): Pick<MatchResult, 'outcome' | 'matches'> | undefined {
  const [, id = ''] = /^assess (.+)$/.exec(commandOf(talk) ?? '') ?? [];
  const shownOn = assessments.get(id)?.shownOn ?? [];
  const first = near.map(({ entry }) => entry.id).filter((own) => shownOn.includes(own));
  const found = [...new Set([...first, ...shownOn])].flatMap((own) => entries.get(own) ?? []).slice(0, choiceLimit);
  if (found.length === 0) return undefined;
  return { outcome: 'choices', matches: found.map((entry) => ({ entry, confidence: 1 / (found.length + 1) })) };
}

/** Returns what a message's other questions found and is not shown already. */
function restOf(shown: readonly Match[], others: readonly Pick<MatchResult, 'outcome' | 'matches'>[]): Match[] {
  const most = { answer: 1, choices: 2, none: 0 } as const;
  const rest = new Map<Entry, Match>();
  for (const { outcome, matches } of others)
    for (const match of matches.slice(0, most[outcome]))
      if (!shown.some(({ entry }) => entry === match.entry) && !rest.has(match.entry)) rest.set(match.entry, match);
  return [...rest.values()].slice(0, choiceLimit);
}

/** Adds the explanation of a result as a property that is worked out when it is first read. */
function explained({ explain, ...decided }: Decided, message: string): MatchResult {
  let known: Explanation | undefined;
  return Object.defineProperty(decided as MatchResult, 'explanation', {
    enumerable: true,
    get: () => (known ??= explain ? explain() : leaningOn(decided.matches[0]?.entry.title, message))
  });
}
