import type { Card } from '../../core/model/card.ts';

/** Conversations kept, and cards kept for each; the oldest go first. Ours: the playground is a trial, not a mailbox. */
const conversationsKept = 200;
const cardsKept = 20;

/** A card that waits to be fetched. `number` grows by one a card in its conversation. */
export interface Waiting {
  number: number;
  key: string;
  card: Card;
}

/** Cards the bot sent on its own account, kept in memory until the page asks for them. */
export interface Inbox {
  /** Keeps a card; the same key in one conversation is kept once. Returns the id of the message. */
  put(conversation: string, key: string, card: Card): string;
  /** Cards after `number` (0 for all that are kept), oldest first. */
  after(conversation: string, number: number): readonly Waiting[];
}

/** An empty inbox. It forgets on restart, and never grows beyond 200 conversations of 20 cards. */
export function createInbox(): Inbox {
  const boxes = new Map<string, { next: number; cards: Waiting[] }>();
  return {
    put(conversation, key, card) {
      const box = boxes.get(conversation) ?? { next: 1, cards: [] };
      boxes.delete(conversation);
      boxes.set(conversation, box);
      const known = box.cards.find((waiting) => waiting.key === key);
      if (known) return String(known.number);
      const waiting = { number: box.next++, key, card };
      box.cards = [...box.cards, waiting].slice(-cardsKept);
      const oldest = boxes.keys().next();
      if (boxes.size > conversationsKept && !oldest.done) boxes.delete(oldest.value);
      return String(waiting.number);
    },
    after: (conversation, number) => boxes.get(conversation)?.cards.filter((waiting) => waiting.number > number) ?? []
  };
}
