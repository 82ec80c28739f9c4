import { wordLists } from '../config/word-lists.ts';
import { commandOf, type Entry, type Knowledge, type SmallTalk, talkOf } from '../core/model/entry.ts';
import type { Explanation, Match, Matcher, MatchResult } from '../core/model/matcher.ts';
import { readShown } from '../core/model/store.ts';
import { answerMessage, isClearer, isSmallTalk, repaired, shownOf } from './answer-message.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { isPlaceOnly } from './doubts.ts';
import { createEngine, type TrainedModel } from './engine.ts';
import { type Decided, emojiExplanation, leaningOn } from './explain.ts';
import { createFollowUps } from './follow-ups.ts';
import { factsOf } from './named.ts';
import { choices, choose, opened, saying } from './results.ts';
import type { MatcherParts } from './search-index.ts';
import { entriesShown } from './shown.ts';
import { createSuggester } from './suggest.ts';
import { createTelling } from './telling.ts';
import { asksForSomebody, followUpOf, leaningOf, mayAskFact, meantBy, nextFact } from './text/follow-up.ts';
import { type MessageParts, partMessage } from './text/message-parts.ts';
import { wordsUnder } from './text/phrases.ts';
import { contentOf, normalise } from './text/text.ts';
import { topicCommand, topicIn } from './topic-command.ts';

export { type Confusion, findConfusions } from './confusions.ts';
export type { NegativeExamples, TrainingData } from './corpus/documents.ts';
export { type TrainedModel, train } from './engine.ts';
export type { MatcherParts } from './search-index.ts';

export interface LiveMatcher extends Matcher {
  /** Follows a change at its cost, and keeps what was trained; false where the index must be built anew, and nothing is changed. */
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
const [mostEmpty, leastKept] = [2, 500];

const bareCommands: ReadonlySet<SmallTalk> = new Set([talkOf('contacts'), talkOf('ask a person')]);
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
  const { tell } = createTelling(engine);
  let { knowledge } = parts;
  const entries = () => [...knowledge.entries.values()].filter(({ status }) => status !== 'draft');
  const { suggest, change } = createSuggester(corpus.documents, entries, corpus.entryOf, (text) => {
    const ranked = engine.ranker.rank(engine.query(engine.read(text).words));
    return ranked.flatMap(({ document, parts: { nearestQuestion } }) =>
      nearestQuestion >= answeringLike ? (corpus.documents[document]!.entry ?? []) : []
    );
  });

  /** Returns the entry that a text names as names are written; none where it names several. */
  const written = (text: string): readonly Entry[] => {
    const [named, another] = engine.names.written(text);
    return named && !another ? [knowledge.entries.get(named.id)!] : [];
  };

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
    const clauses = core.split(nextFact);
    const besides = [...others, ...(clauses.length > 1 ? clauses.flatMap(written).map((entry) => opened(entry)) : [])];
    const { outcome, matches } = form ?? (sought ? { ...clearest, outcome: 'none' as const } : clearest);
    return {
      outcome,
      matches,
      rest: outcome === 'none' || besides.length === 0 ? [] : restOf(shownOf({ outcome, matches }), besides),
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

  /** Offers each of the things that a message names, where it asks nothing else but which: "run chart or SPC chart?" */
  const eitherOf = (core: string): Decided | undefined => {
    const sides = core.split(eitherOr).map((side) => engine.read(side).words);
    const found = new Set(sides.flatMap((words) => engine.corpus.entryOf(engine.names.asked(words) ?? '') ?? []));
    const isElse = sides.some((words) => engine.names.asked(words) === undefined && contentOf(words).length > 1);
    return isElse || found.size < 2 || found.size > choiceLimit ? undefined : choices(choose([...found]));
  };

  const followUp = createFollowUps(answer, (text) => engine.read(text).words, tell, entries);

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
      const { picks, carries, mayLean } = leaningOf(message);
      const isNamed =
        written(message.core).length > 0 || engine.names.asked(engine.read(message.core).words) !== undefined;
      const request = followUpOf(message.core);
      return picks || carries || (mayLean && !isNamed) || request !== undefined || isPlaceOnly(message.core);
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
      if (message.emoji) return explained({ ...saying(message.emoji), explain: () => emojiExplanation }, text);
      // "sorry" alone is not all that is said of an apology as a subject
      if (message.pieces.every(({ kind }) => kind === 'apology') && message.pieces.length > 0)
        return explained(saying('thanks'), text);
      // a slip in "is ther a short version" hides what it asks of the last answer
      const mayAsk = mayAskFact(message.core) || nextFact.test(message.core);
      const core = mayAsk || last.length > 0 ? repaired(engine, message.core) : message.core;
      const meant = last.length > 0 ? meantBy(core) : undefined;
      if (meant !== undefined) return matcher.find(meant, last);
      const request = followUpOf(core);
      if (last.length === 0 && request?.kind === 'contact' && request.isBare)
        return explained(saying(talkOf('contacts')), core);
      const found = answer(message);
      if (found.talk === 'crisis') return explained(found, core);
      const both = request || !isEither.test(core) ? undefined : eitherOf(core);
      if (both) return explained(both, core);
      // "references" after nothing is a subject of its own
      const isSubject = found.outcome !== 'none' && found.matches[0]!.entry.asks.includes(normalise(core));
      const isWhole = last.length === 0 && (!request || isSubject);
      const isFact = mayAsk && !isSmallTalk(found) && !found.followUp && (!request || nextFact.test(core));
      if (isWhole && !isFact) return explained(found, core);
      const before = entriesShown(readShown(last), knowledge.entries, request?.points);
      const [only, another] = before.last;
      const facts = () => (isFact ? factsOf(core, found, another ? undefined : only, written, tell) : undefined);
      const several = isWhole || nextFact.test(core) ? facts() : undefined;
      if (several || isWhole) return explained(several ?? found, core);
      const asRead = { ...message, core };
      const meantSo = followUp({ message: asRead, request, leaning: leaningOf(asRead), before, found });
      return explained(meantSo === found ? (facts() ?? found) : meantSo, core);
    }
  };
  // The first messages make the engine compile patterns, which takes a tenth of a second: no person is to wait for it.
  for (const text of warmUp) matcher.find(text);
  return matcher;
}

/** Returns the entries of the assessment that a message wishes for, the nearest first, for clients that show no form. */
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

function restOf(shown: readonly Match[], others: readonly Pick<MatchResult, 'outcome' | 'matches'>[]): Match[] {
  const most = { answer: 1, choices: 2, none: 0 } as const;
  const rest = new Map<Entry, Match>();
  for (const { outcome, matches } of others)
    for (const match of matches.slice(0, most[outcome]))
      if (!shown.some(({ entry }) => entry === match.entry) && !rest.has(match.entry)) rest.set(match.entry, match);
  return [...rest.values()].slice(0, choiceLimit);
}

function explained({ explain, ...decided }: Decided, message: string): MatchResult {
  let known: Explanation | undefined;
  return Object.defineProperty(decided as MatchResult, 'explanation', {
    enumerable: true,
    get: () => (known ??= explain ? explain() : leaningOn(decided.matches[0]?.entry.title, message))
  });
}
