import type { Card } from './card.ts';
import type { Conversation } from './message.ts';

/** The part of a platform that the core needs to send messages unprompted. */
export interface Messenger {
  /**
   * Sends a card to a stored conversation.
   *
   * @param key key of the delivery, for platforms that detect a repeat by it
   * @returns the platform's id of the message
   * @throws RetryLaterError when the platform asks to wait; ConversationGoneError when the conversation is permanently
   * closed to the bot; MessageRefusedError when this message will never be taken there; UnknownOutcomeError when it is not known whether it arrived (time-out, dropped connection, any
   * 5xx, Slack's `fatal_error` and `internal_error`). Any other error means that it did not arrive; it is retried
   * later. One request per call: no internal retries, which could post twice after a lost answer.
   */
  send(conversation: Conversation, card: Card, key: string): Promise<string>;
  /**
   * Returns the time zone that the platform has for a person, where it is not part of the message. Never rejects.
   *
   * @param conversation where the person wrote
   * @param personId the platform's id of the person
   * @returns an IANA name; undefined where the platform has none
   */
  timeZone?(conversation: Conversation, personId: string): Promise<string | undefined>;
  /**
   * Shows a card to one person, whose direct conversation takes no such message, by every other way in which nobody else
   * sees it.
   *
   * @param addresses the person's direct conversation, and the second address by which they are known
   * @throws as `send` does; a final refusal where no such way is left
   */
  aside?(addresses: readonly Conversation[], card: Card): Promise<void>;
}

/** A messenger that can update sent messages. */
export interface EditingMessenger extends Messenger {
  /**
   * Replaces the message whose id `send` returned. Idempotent.
   *
   * @throws as `send` does
   */
  update(conversation: Conversation, id: string, card: Card): Promise<void>;
}

export function canEdit(messenger: Messenger): messenger is EditingMessenger {
  return 'update' in messenger;
}

/** A message scheduled at the remote API. `at` is milliseconds since 1970, to the second. */
export interface ScheduledMessage {
  id: string;
  at: number;
}

/**
 * A messenger whose remote API posts at a set time, lists waiting messages and deletes them: for Slack
 * `chat.scheduleMessage` (no `metadata`: such messages do not post), `chat.scheduledMessages.list` with the `channel`,
 * and `chat.deleteScheduledMessage` (not within 60 seconds of the time). It makes a weekly tip exact: after a crash,
 * the waiting messages are listed and corrected before they are posted. All three throw as `send` does.
 */
export interface ScheduledMessenger extends Messenger {
  /**
   * Schedules a card.
   *
   * @param at milliseconds since 1970, a whole second, at least a minute ahead
   * @returns the remote API's id of the waiting message
   */
  schedule(conversation: Conversation, card: Card, key: string, at: number): Promise<string>;
  /** Lists the bot's messages that wait for this conversation, all pages of the list. */
  scheduled(conversation: Conversation): Promise<readonly ScheduledMessage[]>;
  /** Deletes a waiting message; one that no longer exists is no error. */
  unschedule(conversation: Conversation, id: string): Promise<void>;
}
