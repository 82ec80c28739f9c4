import { wordLists } from '../config/word-lists.ts';
import type { Entry } from '../core/model/entry.ts';
import type { Found } from './answer-one.ts';
import { choiceLimit } from './confidence/outcome.ts';
import type { Engine } from './engine.ts';
import { isElsewhere, nationsIn, vetoOf } from './text/facts.ts';
import type { MessageParts } from './text/message-parts.ts';
import { wordsUnder } from './text/phrases.ts';
import type { Filled, Slots } from './text/slots.ts';
import { isFunctionWord, normalise, wordsOf } from './text/text.ts';

/** Reading of a whole message. */
export interface MessageAnswer {
  /** The reading that carries the ask. */
  clearest: Found;
  /** Answers to the message's other questions. */
  others: readonly Found[];
}

const rank = { answer: 2, choices: 1, none: 0 } as const;

/** Confidence of an entry that a fact of the question stands against is at most this. */
const mostDoubted = 0.6;

/** A message of so few telling words names a kind of thing: there a current entry comes before an older one. */
const genericWords = 3;

/** Minimum share of an object's weight that a negative example about it holds. */
const aboutIt = 0.5;

/** Words of a message that asks for what is old. */
const oldWords = wordsUnder(wordLists.words, 'asking for what is old');
const isOld = ({ status }: Entry): boolean => status === 'archived' || status === 'closed' || status === 'superseded';

/**
 * Turns an answer that a fact of the question stands against into choices, those that fit first, and puts a current entry
 * before an older one of the same likelihood.
 */
function withDoubts(question: string, found: Found): Found {
  const first = found.matches[0];
  if (!first || found.outcome === 'none') return found;
  const vetoes = found.matches.map(({ entry }) => vetoOf(question, entry) !== undefined);
  const isGeneric = contentOf(question).length <= genericWords && !isNamed(question, first.entry);
  const isOutdated = isOld(first.entry) && isGeneric && found.matches.some(({ entry }) => !isOld(entry));
  if (found.outcome === 'answer' && !vetoes[0] && !isOutdated) return found;
  const doubted = found.matches.map((match, i) => ({
    ...match,
    confidence: vetoes[i] ? Math.min(match.confidence, mostDoubted) : match.confidence
  }));
  const order = doubted
    .map((match, i) => ({ match, doubt: vetoes[i] ? 1 : 0, i }))
    .sort((a, b) => a.doubt - b.doubt || a.i - b.i)
    .map(({ match }) => match);
  const newer = order.find(({ entry }) => !isOld(entry));
  const matches = isOutdated && newer ? [newer, ...order.filter((match) => match !== newer)] : order;
  const confidences = matches.map(({ confidence }) => confidence).sort((a, b) => b - a);
  const offered = matches.slice(0, choiceLimit).map((match, i) => ({ ...match, confidence: confidences[i]! }));
  return { ...found, outcome: 'choices', top: offered[0]!.confidence, matches: offered };
}

/** Returns true where a message says an entry's title or another of its names, or asks for what is old. */
const isNamed = (question: string, { title, aliases }: Entry): boolean => {
  const said = ` ${normalise(question)} `;
  return (
    said.split(' ').some((word) => oldWords.has(word)) ||
    [title, ...aliases].some((name) => said.includes(` ${normalise(name)} `))
  );
};

/**
 * Returns true where a negative example is nearest to a text and is about its object as well as its frame, so that no entry
 * answers it with a plain word in the place of the object.
 */
function isOutside(engine: Engine, text: string, { object, frame }: Filled): boolean {
  const { corpus, fields } = engine;
  const [first] = engine.ranker.rank(engine.query(engine.read(text).words));
  if (!first || corpus.documents[first.document]!.entry) return false;
  const idsOf = (words: readonly string[]): number[] =>
    engine
      .read(words.join(' '))
      .words.filter((word) => !isFunctionWord(word))
      .map((word) => corpus.vocabulary.idOf(word));
  const isHeld = (id: number) => id >= 0 && fields.weightIn(first.document, id) > 0;
  if (!idsOf(frame).some(isHeld)) return false;
  const weightOf = (ids: readonly number[]): number =>
    ids.reduce((sum, id) => sum + (id < 0 ? corpus.unseenWeight : corpus.weight[id]!), 0);
  const ids = idsOf(object);
  return ids.length > 0 && weightOf(ids.filter(isHeld)) / weightOf(ids) >= aboutIt;
}

/** Returns true for a text of one telling word at most. */
const saysLittle = (text: string): boolean => contentOf(text).length <= 1;

const contentOf = (text: string): string[] => wordsOf(text).filter((word) => !isFunctionWord(word));

/** Orders by outcome, then by confidence. */
const isClearer = (a: Found, b: Found): boolean =>
  rank[a.outcome] === rank[b.outcome] ? a.top > b.top : rank[a.outcome] > rank[b.outcome];

/**
 * Makes the function that asks each question of a message and the whole, and chooses the reading that carries the ask.
 *
 * @param parts.answerOne ranks one text
 * @param parts.slots reads a question with a plain word in the place of its object
 */
export function createAnswerMessage(parts: {
  answerOne(text: string): Found;
  slots: Slots;
  engine: Engine;
}): (message: Pick<MessageParts, 'core' | 'asks' | 'pieces'>) => MessageAnswer {
  const { answerOne, slots, engine } = parts;

  /** Answers one question; where that is not clear, also with its object left open. */
  const ask = (text: string): Found => {
    const found = answerOne(text);
    if (found.outcome === 'answer' || (found.talk && found.talk !== 'outside')) return found;
    let best = found;
    for (const filled of slots.fill(text)) {
      const other = answerOne(filled.text);
      const entry = other.matches[0]?.entry;
      if (!entry || !isClearer(other, best)) continue;
      if (!isOutside(engine, text, filled)) best = other;
    }
    return best;
  };

  /** Asks a question that says little again with the introduction before it: "they keep talking of spread. What is it?" */
  const introduced = (introduction: string, core: string, found: Found): Found => {
    const isTalk = found.talk !== undefined && found.talk !== 'outside';
    if (introduction === '' || !saysLittle(core) || found.outcome === 'answer' || isTalk) return found;
    const other = ask(`${introduction} ${core}`);
    return isClearer(other, found) ? other : found;
  };

  /** Asks for a contact again with the nation of whoever asks, where another nation's was found. */
  const nearby = (introduction: string, core: string, found: Found): Found => {
    const entry = found.matches[0]?.entry;
    const nations = nationsIn(introduction);
    if (entry?.kind !== 'contact' || !isElsewhere(nations, entry)) return found;
    const other = answerOne(`${core} ${nations.join(' ').replaceAll('-', ' ')}`);
    return other.outcome === 'none' ? found : other;
  };

  return ({ core, asks, pieces }) => {
    const introduction = pieces.flatMap(({ kind, text }) => (kind === 'introduction' ? text : [])).join(' ');
    const whole = introduced(introduction, core, ask(core));
    const each = asks.length === 1 && asks[0] === core ? [] : asks.map(ask);
    // "who would I write to" says too little to overrule the sentences before it, unless that very question is known
    const telling = each.filter((found, i) => found.outcome === 'answer' || !saysLittle(asks[i]!));
    const clearest = [whole, ...telling].reduce((a, b) => (isClearer(b, a) ? b : a));
    const nearer = nearby(introduction, core, clearest);
    return { clearest: withDoubts(core, nearer), others: each.filter((found) => found !== clearest) };
  };
}
