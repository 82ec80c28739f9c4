import type { Card } from './card.ts';
import type { Form } from './form.ts';

/** A card and who may see it: everybody in the conversation, or only the person who asked. */
export interface Reply {
  card: Card;
  audience: 'everyone' | 'asker';
  /** True where the card takes the place of the one whose button was pressed, also when a form came between. */
  inPlace?: boolean;
  /**
   * A form to open in answer to a press, or to show in the place of the form that was sent off. The card is for where no
   * window can be opened.
   */
  form?: Form;
  /**
   * Said where a form that was sent off was not taken: with it the form stays open as it was filled in, where a platform can do
   * that. The card, which gives the words back, is for where it cannot.
   */
  stays?: string;
}

/** Makes a reply that everybody in the conversation sees. */
export const toEveryone = (card: Card): Reply => ({ card, audience: 'everyone' });

/** Makes a reply that only the person who asked sees, where the platform can do that. */
export const toAsker = (card: Card): Reply => ({ card, audience: 'asker' });
