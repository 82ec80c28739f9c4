import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Card } from '../../core/model/card.ts';

/**
 * Maximum number of conversations, and of cards in each; the oldest are dropped first. Ours: the playground is for
 * trials.
 */
const conversationsKept = 200;
const cardsKept = 20;

/** A card to be fetched by the page. `number` grows by one a card in its conversation. */
export interface Waiting {
  number: number;
  key: string;
  card: Card;
}

/** Proactive cards of the bot, kept in memory until the page fetches them. */
export interface Inbox {
  /** Keeps a card; the same key in one conversation is kept once. Returns the id of the message. */
  put(conversation: string, key: string, card: Card): string;
  /** Returns the cards after `number` (0 for all kept), oldest first. */
  after(conversation: string, number: number): readonly Waiting[];
}

/** Creates an empty inbox. It is lost on restart, and never grows beyond 200 conversations of 20 cards. */
export function createInbox(): Inbox {
  const boxes = new BoundedMap<string, { next: number; cards: Waiting[] }>(conversationsKept);
  return {
    put(conversation, key, card) {
      const box = boxes.get(conversation) ?? { next: 1, cards: [] };
      boxes.set(conversation, box);
      const known = box.cards.find((waiting) => waiting.key === key);
      if (known) return String(known.number);
      const waiting = { number: box.next++, key, card };
      box.cards = [...box.cards, waiting].slice(-cardsKept);
      return String(waiting.number);
    },
    after: (conversation, number) => boxes.get(conversation)?.cards.filter((waiting) => waiting.number > number) ?? []
  };
}
