import { commandOf, type Entry, type Knowledge, type SmallTalk, talkOf } from '../core/model/entry.ts';
import type { Explanation, Match, Matcher, MatchResult } from '../core/model/matcher.ts';
import { readShown } from '../core/model/store.ts';
import { answerMessage, isClearer } from './answer-message.ts';
import { choiceLimit } from './confidence/confidence.ts';
import { isElsewhere, isPlaceOnly, mostDoubted, nationsIn } from './doubts.ts';
import { createEngine, type TrainedModel } from './engine.ts';
import { emojiExplanation, followUpExplanation } from './explain.ts';
import { about, choose, createFollowUps, type Followed } from './follow-ups.ts';
import type { MatcherParts } from './search-index.ts';
import { entriesShown, entryOf } from './shown.ts';
import { createSuggester } from './suggest.ts';
import { asksForSomebody, followUpOf, leaningOf, meantBy } from './text/follow-up.ts';
import { type MessageParts, partMessage } from './text/message-parts.ts';
import { cut } from './text/reading.ts';
import { createSlots } from './text/slots.ts';
import { contentOf, matchedLimits } from './text/text.ts';
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

/** Questions asked of a new matcher before any person's, so that its code is compiled. */
const warmUp = ['Hello, how do we begin?', 'Thank you, where do I find it? Kind regards'];

/** The index is built anew once it holds more than `mostEmpty` times (entries + `leastKept`) documents, removed ones included. */
const mostEmpty = 2;
const leastKept = 500;

/** Commands for whom to turn to, without a topic. */
const bareCommands: ReadonlySet<string> = new Set(['contacts', 'ask a person']);
/** Minimum confidence in a contact of the place that a message names and nothing else. */
const leastNear = 0.4;
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

  const slots = createSlots(engine.names.isName, (words) => engine.read(words).words);

  const answering = { engine, slots };
  /** Answers a message, or what it quotes where that asks something clearer: "can anybody answer this?" below a question. */
  const clearestReading = (message: MessageParts): ReturnType<typeof answerMessage> => {
    const own = answerMessage(answering, message);
    const quoted = answerMessage(answering, partMessage(message.quoted, knowledge.talk?.around));
    return isClearer(quoted.clearest, own.clearest) ? quoted : own;
  };

  /** Answers a message by what it says, without what was shown before. */
  const answer = (message: MessageParts): MatchResult => {
    const { clearest, others, asides } =
      message.quoted === '' ? answerMessage(answering, message) : clearestReading(message);
    const { topic, likeness } = clearest;
    const { core } = message;
    const wordsRead = (): string[] => engine.read(core).words;
    // "ok so who has done it before" thanks for nothing
    const said = clearest.talk === 'thanks' && message.isAsking ? undefined : clearest.talk;
    // who asks for somebody gets whom the entry names, or those for the topic
    const seeks =
      (!said || said === 'outside') &&
      asksForSomebody.test(core) &&
      (clearest.outcome === 'none' || clearest.matches.every(({ entry }) => entry.kind !== 'contact'));
    const isAbout = seeks && clearest.outcome === 'answer';
    const sought = seeks && !isAbout ? topicIn(wordsRead(), knowledge) : undefined;
    const talk = sought ? talkOf(`contacts ${sought}`) : said && topicCommand(said, core, wordsRead(), knowledge);
    const form = talk && likeness >= wished ? formFor(talk, clearest.matches, knowledge) : undefined;
    const { matches } = form ?? clearest;
    const outcome = sought ? 'none' : (form ?? clearest).outcome;
    const shown = matches.slice(0, outcome === 'answer' ? 1 : choiceLimit);
    const rest = outcome === 'none' || others.length === 0 ? [] : restOf(shown, others);
    const ranked = outcome === 'choices' ? { ranked: clearest.ranked } : {};
    // "talk to a person" names no topic: whatever entries come near say nothing of whom it needs
    const topicOfTalk = talk && bareCommands.has(commandOf(talk) ?? '') ? undefined : topic;
    const found = {
      outcome,
      matches,
      rest,
      ...ranked,
      ...(talk && { talk }),
      ...(topicOfTalk && { topic: topicOfTalk })
    };
    return withExplanation(isAbout ? { ...found, followUp: 'contact' } : found, () => ({
      ...clearest.explain(),
      pieces: [...message.pieces, ...asides.map((text) => ({ kind: 'aside', text }))]
    }));
  };

  /** Answers "and in Scotland?", which asks for what was shown there: who is found for the nation stands beside that. */
  const elsewhere = (message: MessageParts, shown: Entry): MatchResult => {
    const { nations } = nationsIn(message.core);
    if (isElsewhere(nations, shown)) {
      const own = answer(message);
      const beside = entries().filter(({ id, kind }) => kind !== 'contact' && shown.see.includes(id));
      const rest = choose(beside.filter((entry) => !isElsewhere(nations, entry)));
      const isAnswered =
        own.outcome === 'answer' || (own.outcome === 'choices' && own.matches[0]!.entry.kind === 'contact');
      if (isAnswered || shown.kind === 'contact' || rest.length === 0) return own;
      return withExplanation({ outcome: 'none', matches: [], rest, followUp: 'others' }, () => own.explanation);
    }
    const found = answer(about(message, shown));
    const [first] = found.matches;
    if (found.outcome !== 'answer' || first!.entry === shown) {
      // "I'm in Belfast" after an idea that is the same everywhere asks for somebody there
      const there = message.isAsking ? found : answer(message);
      const [near] = there.matches;
      if (near?.entry.kind !== 'contact' || near.confidence < leastNear) return found;
      return there.outcome === 'none'
        ? withExplanation({ outcome: 'choices', matches: [near], rest: [] }, () => there.explanation)
        : there;
    }
    const matches = [first!, { entry: shown, confidence: Math.min(first!.confidence, mostDoubted) }];
    return withExplanation({ ...found, outcome: 'choices', matches }, () => found.explanation);
  };

  const followUps = createFollowUps({ answer, read: (text) => engine.read(text).words });
  const explained = ({ core }: MessageParts, followed: Followed): MatchResult =>
    'explanation' in followed
      ? (followed as MatchResult)
      : withExplanation(followed, () =>
          followUpExplanation(cut(core, matchedLimits), followed.matches[0]?.entry.title)
        );

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
      if (emoji)
        return withExplanation({ outcome: 'none', matches: [], rest: [], talk: emoji }, () => emojiExplanation);
      const meant = last.length > 0 ? meantBy(core) : undefined;
      if (meant !== undefined) return matcher.find(meant, last);
      const request = followUpOf(core);
      if (!request && last.length === 0) return answer(message);
      if (request?.isBare && request.kind === 'contact' && last.length === 0) {
        const contacts = entries().filter(({ kind, status }) => kind === 'contact' && status === 'current');
        const matches = contacts.map((entry) => ({ entry, confidence: 1 / (contacts.length + 1) }));
        const isFew = matches.length > 0 && matches.length <= choiceLimit;
        return withExplanation(
          isFew
            ? { outcome: 'choices', matches, rest: [] }
            : { outcome: 'none', matches: [], rest: [], talk: 'command/contacts' },
          () => followUpExplanation(core, undefined)
        );
      }
      const found = answer(message);
      if (found.talk === 'crisis') return found;
      const shownBefore = entriesShown(readShown(last), knowledge.entries);
      // talk, or a question without an answer, may have come between
      const since = request?.points && shownBefore.last.length === 0 ? entryOf(shownBefore.earlier) : undefined;
      const past = since && { ...shownBefore, last: [since], list: [], placed: [] };
      const before = past && !past.talk ? past : shownBefore;
      const followed =
        (request && !before.talk && followUps.follow(message, request, before)) ?? followUps.pick(message, before);
      if (followed) return explained(message, followed);
      const [shown] = before.last;
      if (shown && isPlaceOnly(core)) return elsewhere(message, shown);
      // "who wrote them" after what the bot said of itself, "yes" to a command that it offered
      const isAgreed = request?.kind === 'agreed' && before.talk?.startsWith('command/');
      const isDoubted = found.outcome === 'none' || found.matches[0]!.confidence < mostDoubted;
      const isUnsaid = isDoubted && (found.talk === undefined || found.talk === 'outside');
      if (before.talk && (isAgreed || (isUnsaid && (request?.points || leaningOf(message).refers))))
        return withExplanation({ outcome: 'none', matches: [], rest: [], talk: before.talk }, () => emojiExplanation);
      // "is it free?" is about something, unless it is a question that an entry answers
      if (request?.points && found.outcome !== 'answer') {
        const followed = past && followUps.follow(message, request, past);
        return explained(message, followed ?? followUps.unclear(request, before));
      }
      return explained(message, followUps.carry(message, before, followUps.late(message, before, found)));
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

/** Adds the explanation as a property that is worked out when it is first read. */
function withExplanation(matchResult: Omit<MatchResult, 'explanation'>, explanation: () => Explanation): MatchResult {
  let known: Explanation | undefined;
  return Object.defineProperty(matchResult as MatchResult, 'explanation', {
    enumerable: true,
    get: () => (known ??= explanation())
  });
}
