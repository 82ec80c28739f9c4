import type { Card, Reply } from '../../core/card.ts';
import { toPlainText } from '../../core/plain-text.ts';

/** How a platform draws: its own pure render function, handed in by the registry. */
export interface Renderers {
  slack: (card: Card) => unknown;
  teams: (card: Card) => unknown;
}

/** One card as the page takes it: as it is, and as each platform would receive it. */
export interface Drawn {
  card: Card;
  /** The whole card in words, for screen readers. */
  text: string;
  slack: unknown;
  teams: unknown;
}

/** A reply as the page takes it. */
export interface DrawnReply extends Drawn {
  id: string;
  audience: Reply['audience'];
  /** True where it takes the place of the card whose button was pressed. */
  inPlace: boolean;
}

export function renderCard(card: Card, renderers: Renderers): Drawn {
  return { card, text: toPlainText(card), slack: renderers.slack(card), teams: renderers.teams(card) };
}

/** @param id of the message it answers */
export function renderReply(reply: Reply, id: string, renderers: Renderers): DrawnReply {
  return { id, audience: reply.audience, inPlace: reply.inPlace ?? false, ...renderCard(reply.card, renderers) };
}
