import type { Entry } from '../core/model/entry.ts';
import type { Found } from './answer-one.ts';
import { type FramePhrases, type MessageParts, partMessage } from './text/message-parts.ts';
import type { Slots } from './text/slots.ts';

/** What is made of a whole message. */
export interface MessageAnswer {
  parts: MessageParts;
  /** The reading that carries the ask. */
  clearest: Found;
  /** What the message's other questions come to. */
  others: readonly Found[];
}

const rank = { answer: 2, choices: 1, none: 0 } as const;

/** Orders by outcome, then by confidence. */
const isClearer = (a: Found, b: Found): boolean =>
  rank[a.outcome] === rank[b.outcome] ? a.top > b.top : rank[a.outcome] > rank[b.outcome];

/**
 * Makes the function that takes a message apart, asks each question and the whole, and chooses the reading that carries the
 * ask.
 *
 * @param parts.answerOne ranks one text
 * @param parts.slots reads a question with a plain word in the place of its object
 */
export function createAnswerMessage(parts: {
  answerOne(text: string): Found;
  slots: Slots;
  /** Phrases of the editors that say nothing about what is asked. */
  phrases: FramePhrases;
  /** Whether the negative examples know the object better than any entry does. */
  isOutside(text: string, object: readonly string[], frame: readonly string[]): boolean;
  /** Whether an entry holds one of the words. */
  holds(entry: Entry, words: readonly string[]): boolean;
}): (text: string) => MessageAnswer {
  const { answerOne, slots, phrases, isOutside, holds } = parts;

  /** One question; where it is not clear, also with its object left open. */
  const ask = (text: string): Found => {
    const found = answerOne(text);
    if (found.outcome === 'answer' || (found.talk && found.talk !== 'outside')) return found;
    let best = found;
    for (const filled of slots.fill(text)) {
      const other = answerOne(filled.text);
      const entry = other.matches[0]?.entry;
      if (!entry || !isClearer(other, best) || !holds(entry, filled.frame)) continue;
      if (!isOutside(text, filled.object, filled.frame)) best = other;
    }
    return best;
  };

  return (text) => {
    const message = partMessage(text, phrases);
    const { core, asks } = message;
    const whole = ask(core);
    const each = asks.length === 1 && asks[0] === core ? [] : asks.map(ask);
    const clearest = [whole, ...each].reduce((a, b) => (isClearer(b, a) ? b : a));
    return { parts: message, clearest, others: each.filter((found) => found !== clearest) };
  };
}
