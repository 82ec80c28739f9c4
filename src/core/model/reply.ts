import type { Card } from './card.ts';
import type { Form } from './form.ts';
import type { Message } from './message.ts';

/** A card and its audience: everybody in the conversation, or only the person who asked. */
export interface Reply {
  card: Card;
  audience: 'everyone' | 'asker';
  /** True if the card replaces the one whose button was pressed, also after a form. */
  inPlace?: boolean;
  /**
   * A form to open after a press, or to show in place of the submitted form. The card is used where no window can be
   * opened.
   */
  form?: Form;
  /**
   * Error message for a submitted form that was not accepted: the form stays open as filled in, on platforms that allow
   * it. Elsewhere the card, which returns the typed words, is used.
   */
  stays?: string;
  /** True where the conversation holds the news of a submitted form already: a window over it need not show the card. */
  told?: boolean;
  /** True where a submitted form was not, or not surely, accepted, so that it is not put away. */
  rejected?: boolean;
}

/** Creates a reply visible to everybody in the conversation. */
export const toEveryone = (card: Card): Reply => ({ card, audience: 'everyone' });

/** Creates a reply that replaces the card whose button was pressed, for everybody who sees it unless the asker alone does. */
export const inPlace = (card: Card, audience: Reply['audience'] = 'everyone'): Reply => ({
  card,
  audience,
  inPlace: true
});

/** Creates a reply visible only to the person who asked, on platforms that allow it. */
export const toAsker = (card: Card): Reply => ({ card, audience: 'asker' });

/** Creates a reply to a message that failed, visible only to the person who sent it; a form stays as it was sent. */
export const failed = ({ kind }: Pick<Message, 'kind'>, card: Card): Reply => ({
  ...toAsker(card),
  ...(kind === 'form' && { rejected: true })
});
