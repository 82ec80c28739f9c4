import { wordLists } from '../config/word-lists.ts';
import type { SmallTalk, Topic } from '../core/model/entry.ts';
import type { Explanation, Match, MatchResult, Outcome } from '../core/model/matcher.ts';
import { withoutAsides } from './asides.ts';
import { choiceLimit, type Likely, outcomeOf } from './confidence/confidence.ts';
import { asChoices, doubtedChoices, isElsewhere, isNearTalk, mostDoubted, nameOf, nationsIn } from './doubts.ts';
import type { Engine } from './engine.ts';
import { explain, reasonFor } from './explain.ts';
import type { Ranked } from './ranking/ranker.ts';
import type { MessageParts } from './text/message-parts.ts';
import { anyOf, linesOf, wordEnd, wordsUnder } from './text/phrases.ts';
import { clauseEnd, type Named } from './text/reading.ts';
import type { Filled } from './text/slots.ts';
import { contentOf, wordsOf, writtenOut } from './text/text.ts';

/** A question for somebody near a place that the message names: "I work in Paisley and need someone to talk to". */
const asksNearby = new RegExp(
  `(?<![\\p{L}\\p{N}])${anyOf(linesOf(wordLists.followUps, 'asking for somebody near a place'), wordLists.followUps)}${wordEnd}`,
  'iu'
);
/** Maximum number of entries returned with a question that has no answer. */
const nearestLimit = 3;
/** Minimum likeness (cosine) at which a message is a phrasing of talk word for word. */
const saidSo = 0.95;
/** Probability that any entry is right below which a declined question counts as one from outside the field. */
const outsideBelow = 0.3;
/** Confidence in an entry whose name is all that the message says: all 69 such golden questions were right. */
const namedConfidence = 0.97;
/** Minimum share of an object's weight held by a negative example that is about this object: with any share, five in 100 names of projects more are declined. */
const aboutIt = 0.5;
/** Number of best entries that decide the topic of a question. */
const topicFrom = 5;

/** Answer to one question. */
export interface Found extends Pick<MatchResult, 'outcome' | 'matches'> {
  /** Entries of the ranking, best first, at most eight. */
  ranked: readonly Pick<Match, 'entry'>[];
  talk: SmallTalk | undefined;
  /** Likeness to the nearest phrasing of talk or of an entry, 0 to 1. */
  likeness: number;
  topic: Topic | undefined;
  /** Makes the explanation; called only when it is read, as it takes longer than the answer. */
  explain(): Explanation;
}

/** Reads and ranks one question and decides its outcome; only a whole message tells of danger. */
function answerOne(engine: Engine, text: string, isMessage = false): Found {
  const { documents } = engine.corpus;
  const reading = engine.read(text);
  const query = engine.query(reading.words);
  const ranked = engine.ranker.rank(query);
  const name = engine.names.asked(reading.words);
  const found = engine.confidence(query, ranked);
  // The words around a rare name ("could you please explain … to me") may keep its entry from the best of the ranking.
  const byName = name === undefined ? undefined : engine.corpus.entryOf(name);
  // An entry that was given this very question goes before the entry of the name in it: so a local one takes "what is SQUIRE".
  const named = byName && found[0]?.isAsked ? found[0].entry : byName;
  const likely: Likely[] = named ? [{ entry: named, meant: namedConfidence, good: namedConfidence }] : [];
  for (const each of found) if (each.entry !== named) likely.push(each);
  const [best] = likely;
  const kind = named ? undefined : ranked[0] && documents[ranked[0].document]!.talk;
  const { any, ...decided } = outcomeOf(likely);
  const isDanger = isMessage && !named && engine.danger.tells(query, ranked, any);
  const kindOfTalk = kind === 'crisis' ? 'outside' : kind;
  // no phrasing of talk overrules entries that would be shown, unless it is the message: "are you open on Sunday" is a library's
  const likeness = ranked[0]?.parts.nearestQuestion ?? 0;
  const isTalk = kindOfTalk && kindOfTalk !== 'outside' && isNearTalk(engine, reading.words, ranked[0]);
  const isSaid = kindOfTalk !== 'outside' && likeness >= saidSo;
  const small =
    isDanger && !isSaid ? 'crisis' : isTalk && (isSaid || decided.outcome === 'none') ? kindOfTalk : undefined;
  const saysNothing = !named && reading.words.length <= 2 && contentOf(reading.words).length === 0;
  const outcome: Outcome = small || saysNothing ? 'none' : decided.outcome;
  const outside = kindOfTalk === 'outside' || any < outsideBelow ? 'outside' : undefined;
  const matches: Match[] = [];
  for (const { entry, good } of outcome === 'none' ? likely.slice(0, nearestLimit) : decided.worth)
    matches.push({ entry, confidence: Math.min(best!.good, good) });
  return {
    outcome,
    matches,
    ranked: likely,
    talk: outcome === 'none' ? (small ?? outside) : undefined,
    likeness,
    topic: likeliestTopic(engine, ranked),
    explain: () => {
      const first = ranked.find(({ document }) => documents[document]!.entry === best?.entry);
      return explain(engine, reading, query, first, reasonFor(outcome, best?.entry.title, best?.good ?? 0, any));
    }
  };
}

/** Returns the topic in which the best entries have most weight. */
function likeliestTopic({ corpus }: Engine, ranked: readonly Ranked[]): Topic | undefined {
  const weights = new Map<Topic, number>();
  let counted = 0;
  for (const { document, score } of ranked) {
    const { entry } = corpus.documents[document]!;
    if (!entry || counted++ >= topicFrom) continue;
    weights.set(entry.topic, (weights.get(entry.topic) ?? 0) + score);
  }
  let best: Topic | undefined;
  for (const [topic, weight] of weights) if (best === undefined || weight > weights.get(best)!) best = topic;
  return best;
}

/**
 * Returns true where a negative example is nearest to a text and is about its object as well as its frame, so that no entry
 * answers it with a plain word in the place of the object.
 */
function isOutside({ corpus, query, ranker, read }: Engine, text: string, { object, frame }: Filled): boolean {
  const [first] = ranker.rank(query(read(text).words));
  if (!first || corpus.documents[first.document]!.entry) return false;
  const idsOf = (words: readonly string[]) => contentOf(read(words.join(' ')).words).map(corpus.vocabulary.idOf);
  const held = new Set(idsOf(corpus.documents[first.document]!.asks.slice(first.phrasing, first.phrasing + 1)));
  const isHeld = (id: number) => held.has(id);
  if (!idsOf(frame).some(isHeld)) return false;
  let [known, all] = [0, 0];
  for (const id of idsOf(object)) {
    const weight = id < 0 ? corpus.unseenWeight : corpus.weight[id]!;
    all += weight;
    if (isHeld(id)) known += weight;
  }
  return all > 0 && known / all >= aboutIt;
}

/** Returns true for a text of at most one content word. */
const saysLittle = (text: string): boolean => contentOf(wordsOf(text)).length <= 1;

export const isSmallTalk = ({ talk }: Pick<MatchResult, 'talk'>): boolean => talk !== undefined && talk !== 'outside';

/** Returns the confidence in the first match. */
const topOf = ({ matches }: Found): number => matches[0]?.confidence ?? 0;

/** Returns the matches of a result that are shown. */
export const shownOf = ({ outcome, matches }: Pick<MatchResult, 'outcome' | 'matches'>): readonly Match[] =>
  matches.slice(0, { answer: 1, choices: choiceLimit, none: 0 }[outcome]);

/** Matches what stands between names of which each is asked for. */
const betweenNames = new RegExp(
  `^(?=\\s*\\S)\\s{0,3}[,/&+]?\\s{0,3}(?:(?:${[...wordsUnder(wordLists.words, 'between names')].join('|')})\\s{1,3}){0,4}$`,
  'i'
);

const rank = { answer: 2, choices: 1, none: 0 } as const;
/** Orders by outcome, then by confidence. */
export const isClearer = (a: Found, b: Found): boolean =>
  rank[a.outcome] === rank[b.outcome] ? topOf(a) > topOf(b) : rank[a.outcome] > rank[b.outcome];
const clearerOf = (found: Found, other: Found): Found => (isClearer(other, found) ? other : found);

/** Returns a text with slips repaired and short forms written out, and all else as it was: `teh poster` is an object as `the poster` is. */
export function repaired(engine: Engine, text: string): string {
  const meant = new Map(engine.read(text).corrections.map(({ from, to }) => [from, to]));
  return text.replace(/[\p{L}\p{N}'’]+/gu, (written) => {
    const token = written.toLowerCase();
    const full = meant.get(token) ?? writtenOut(token).join(' ');
    return full === token ? written : full;
  });
}

/** Answers one question; where that is not clear, also with its object left open. */
function ask(engine: Engine, text: string, isMessage = false): Found {
  let best = answerOne(engine, text, isMessage);
  if (best.outcome === 'answer' || best.talk === 'crisis') return best;
  for (const filled of engine.slots.fill(repaired(engine, text))) {
    const other = answerOne(engine, filled.text);
    // "is our NEWS2 project ready to spread" is said word for word where "project" stands for the rest
    if (isSmallTalk(other) && other.likeness >= saidSo) return other;
    // an object that nobody calls theirs counts only where nothing else is found, and is never a sure answer
    if (filled.least && (best.outcome !== 'none' || topOf(other) < filled.least)) continue;
    if (other.matches.length > 0 && isClearer(other, best) && !isOutside(engine, text, filled))
      best = filled.least ? { ...other, outcome: 'choices' } : other;
  }
  return best;
}

/**
 * Asks again with the nation that a message or its introduction names where another nation's entry was found: a contact of one nation
 * is no help in the other. The contact found so takes the other's place, beside a best entry that fits.
 */
function askNearby(engine: Engine, introduction: string, core: string, asked: Found): Found {
  const { nations } = nationsIn(`${introduction} ${core}`);
  const isDeclined = asked.outcome === 'none';
  const seeks = asksNearby.test(core) || asked.matches[0]?.entry.kind === 'contact';
  if (nations.length === 0 || isSmallTalk(asked) || (isDeclined && !seeks)) return asked;
  const isNear = ({ entry }: Pick<Match, 'entry'>): boolean => !isElsewhere(nations, entry);
  const found = { ...asked, ranked: asked.ranked.filter(isNear) };
  const away = shownOf(asked).find((match) => !isNear(match));
  // who was found by name or place is the one that was meant
  if (!away && asked.outcome === 'answer' && asked.matches[0]!.entry.kind === 'contact') return found;
  if (!away && !seeks) return found;
  const place = nations.map(nameOf).join(' ');
  const again = ask(engine, `${nationsIn(core).rest} ${place}`);
  const own = again.outcome === 'none' ? [] : again.matches.filter(isNear);
  const isContact = ({ entry }: Match): boolean => entry.kind === 'contact';
  if (asksNearby.test(core) && !isDeclined && !own.some(isContact)) {
    const contacts = answerOne(engine, `contact ${place}`).matches.filter((match) => isContact(match) && isNear(match));
    own.push(...contacts.map((match) => ({ ...match, confidence: 0 })));
  }
  const others = isDeclined ? [] : asked.matches.filter(isNear);
  const contact = own.find(({ entry }) => entry.kind === 'contact' && others.every((other) => other.entry !== entry));
  // Where the other nation's entry still comes first it is what was asked for, by its name, unless somebody near is.
  const isFirst = away !== undefined && away === asked.matches[0];
  if (isFirst && !(seeks && contact && away.entry.kind === 'contact'))
    return own[0] && own[0] === again.matches[0] ? { ...again, matches: own } : found;
  if (contact && seeks) {
    const first = { entry: contact.entry, confidence: Math.max(contact.confidence, topOf(asked)) };
    return { ...found, outcome: 'choices', matches: [first, ...others], talk: undefined };
  }
  if (isDeclined) return asked;
  return away ? { ...found, matches: contact ? [...others, { ...away, entry: contact.entry }] : others } : found;
}

/**
 * Offers the entry whose name stands in capitals in a message that has no answer: the words around it ("our matron swears by TIDieR")
 * are no evidence against it.
 */
function withNamed(engine: Engine, core: string, found: Found): Found {
  const [named, another] = isSmallTalk(found) ? [] : engine.names.written(core);
  const isAlone = named && !another && !named.name.includes(' ');
  const entry = isAlone ? engine.corpus.entryOf(named.id) : undefined;
  const shown = shownOf(found);
  if (!entry || shown[0]?.entry === entry) return found;
  if (isOutside(engine, core, { text: core, object: [named!.name], frame: wordsOf(core), least: undefined }))
    return found;
  const first = { entry, confidence: Math.max(mostDoubted, topOf(found)) };
  const others = shown.filter((match) => match.entry !== entry);
  return { ...found, outcome: 'choices', matches: asChoices([first, ...others]), talk: undefined };
}

/**
 * Asks each question of a message and the whole, and chooses the reading that carries the ask.
 *
 * @returns that reading, the answers to the message's other questions, and the clauses that were set aside as chatter
 */
export function answerMessage(
  engine: Engine,
  { core, asks, introduction }: Pick<MessageParts, 'core' | 'asks' | 'introduction'>
): { clearest: Found; others: readonly Found[]; asides: readonly string[] } {
  let clearest = ask(engine, core, true);
  // whatever else is asked: "how do I write this up, also somebody has just collapsed"
  const clauses = core.split(clauseEnd);
  for (const clause of clauses.length > 1 || clearest.outcome !== 'answer' ? clauses : [])
    if (engine.danger.isSure(wordsOf(clause))) clearest = { ...clearest, outcome: 'none', talk: 'crisis' };
  if (clearest.talk === 'crisis') return { clearest, others: [], asides: [] };
  // A question that says little is asked again with the introduction before it: "they keep talking of spread. What is it?"
  if (introduction !== '' && clearest.outcome !== 'answer' && !isSmallTalk(clearest) && saysLittle(core))
    clearest = clearerOf(clearest, ask(engine, `${introduction} ${core}`));
  const others: Found[] = [];
  for (const one of asks.length === 1 && asks[0] === core ? [] : asks) {
    const found = ask(engine, one);
    others.push(found);
    // "who would I write to" says too little to overrule the sentences before it; the whole tells entries apart better than a part
    if (!saysLittle(one) && rank[found.outcome] > rank[clearest.outcome]) clearest = found;
  }
  // "TIDieR and SQUIRE please" asks for both
  const together = new Set<string>();
  let before: Named | undefined;
  for (const named of engine.names.written(core)) {
    if (before && betweenNames.test(core.slice(before.start + before.name.length, named.start)))
      together.add(before.name).add(named.name);
    before = named;
  }
  for (const name of together) {
    const found = ask(engine, name);
    others.push(found);
    clearest = clearerOf(clearest, found);
  }
  const rest = clearest.outcome === 'answer' || isSmallTalk(clearest) ? undefined : withoutAsides(engine, core);
  const bare = rest && !saysLittle(rest.bare) ? clearerOf(clearest, ask(engine, rest.bare)) : clearest;
  const nearby = askNearby(engine, introduction, core, bare);
  const nearer = nearby.outcome === 'answer' ? nearby : withNamed(engine, core, nearby);
  const choices = doubtedChoices(core, nearer);
  return {
    clearest: choices ? { ...nearer, outcome: 'choices', matches: choices } : nearer,
    others: others.filter((found) => found !== bare),
    asides: rest && bare !== clearest ? rest.asides : []
  };
}
