import type { Explanation, MatchResult, Outcome } from '../core/model/matcher.ts';
import { conceptMark } from './corpus/vocabulary.ts';
import type { Engine } from './engine.ts';
import type { Query } from './ranking/query.ts';
import type { Ranked } from './ranking/ranker.ts';
import { cut, type Reading } from './text/reading.ts';
import { contentOf, matchedLimits, wordsOf } from './text/text.ts';

/** Names where a word of the question stands in a document, in a person's terms, or undefined. */
function placeOf(engine: Engine, document: number, word: string): string | undefined {
  const { documents, vocabulary } = engine.corpus;
  const { names, asks, body } = documents[document]!;
  const id = vocabulary.idOf(word);
  const holds = (text: string) => engine.concepts.expand(wordsOf(text)).some((w) => vocabulary.idOf(w) === id);
  if (id >= 0) {
    const name = names.find(holds);
    if (name !== undefined) return name === names[0] ? 'title' : `other name "${name}"`;
    const ask = asks.find(holds);
    if (ask !== undefined) return `question "${ask}"`;
    if (holds(body)) return 'body';
  }
  for (const { id: similar } of engine.similarWords.similarTo(word)) {
    if (engine.fields.weightIn(document, similar) > 0) return 'a word like it';
  }
  return undefined;
}

/** Returns true where some entry holds the word or another form of it. */
function isHeld({ corpus, fields }: Engine, word: string): boolean {
  const id = corpus.vocabulary.idOf(word);
  return id >= 0 && corpus.documents.some(({ entry }, d) => entry && fields.weightIn(d, id) > 0);
}

/** Tells why the matcher came to its outcome. */
export function explain(
  engine: Engine,
  reading: Reading,
  query: Query,
  best: Ranked | undefined,
  reason: string
): Explanation {
  const content = [...new Set(contentOf(reading.words))];
  const words: { word: string; found: string }[] = [];
  if (best) {
    for (const word of content) {
      const found = placeOf(engine, best.document, word);
      if (found) words.push({ word, found });
    }
    const { idOfFeature, stemOf } = engine.corpus.vocabulary;
    for (const concept of engine.concepts.find(reading.words.map(stemOf)))
      if (engine.fields.weightIn(best.document, idOfFeature(concept)) > 0)
        words.push({ word: concept.slice(conceptMark.length), found: 'synonym' });
  }
  return {
    read: reading.words.join(' '),
    corrections: reading.corrections,
    words,
    unknown: content.filter((word) => !isHeld(engine, word)),
    parts: best ? { ...best.parts } : {},
    reason: query.words.length === 0 ? 'There was nothing to read in the message.' : reason
  };
}

const percent = (probability: number): string => `${Math.round(probability * 100)} %`;

/** Returns the sentence for an outcome that the confidence decided. */
export function reasonFor(outcome: Outcome, title: string | undefined, top: number, shown: number): string {
  if (title === undefined) return 'No entry shares a telling word with the message.';
  if (outcome === 'answer') return `"${title}" fits with a confidence of ${percent(top)}.`;
  if (outcome === 'choices') {
    return `"${title}" fits best, but only with a confidence of ${percent(top)}; that one of the choices fits is ${percent(shown)} likely.`;
  }
  return `The nearest entry, "${title}", fits with a confidence of only ${percent(top)}.`;
}

/** An explanation in which no word was looked for. */
const unread = { read: '', corrections: [], words: [], unknown: [], parts: {} } as const;

/** Explains what leans on an answer by its title, or on nothing that is there. */
export function leaningOn(title: string | undefined, read: string): Explanation {
  const reason =
    title === undefined
      ? 'The message leans on an earlier answer, and there is none.'
      : `The message leans on the last answer, "${title}".`;
  return { ...unread, read: cut(read, matchedLimits), reason };
}

/** Explanation of a message of emoji and no words. */
export const emojiExplanation: Explanation = { ...unread, reason: 'The message holds emoji and no words.' };

/** A result whose explanation is made when it is read. */
export interface Decided extends Omit<MatchResult, 'explanation'> {
  /** Absent where the message leans on what was shown. */
  explain?: (() => Explanation) | undefined;
}
