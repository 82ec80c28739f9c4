import type { Card } from './card.ts';
import type { Conversation } from './message.ts';

/** The part of a platform the core needs: to speak first. */
export interface Messenger {
  /**
   * Sends a card to a stored conversation.
   *
   * @param key the delivery's own key, for platforms that can tell a repeat by it
   * @returns the platform's id of the message
   * @throws TryAgainError when the platform asks to wait; GoneError when the conversation is closed to the bot for
   * good; UnknownOutcomeError when nobody can tell whether it arrived
   */
  send(conversation: Conversation, card: Card, key: string): Promise<string>;
}
