import type { Card } from './card.ts';
import type { Conversation } from './message.ts';

/** The part of a platform the core needs: to speak first. */
export interface Messenger {
  /**
   * Sends a card to a stored conversation.
   *
   * @param key the delivery's own key, for platforms that can tell a repeat by it
   * @returns the platform's id of the message
   * @throws RetryLaterError when the platform asks to wait; ConversationGoneError when the conversation is closed to the bot for
   * good; UnknownOutcomeError when nobody can tell whether it arrived (time-out, dropped connection, any 5xx, Slack's
   * `fatal_error` and `internal_error`). Any other error says that it surely did not arrive, and is tried again later.
   * One request a call: no retries of its own, which would post twice after a lost answer.
   */
  send(conversation: Conversation, card: Card, key: string): Promise<string>;
  /**
   * The time zone that the platform knows of somebody, where it tells it apart from what they write. Never rejects.
   *
   * @param conversation where they wrote
   * @param personId the platform's id of them
   * @returns an IANA name; undefined where the platform does not tell
   */
  timeZone?(conversation: Conversation, personId: string): Promise<string | undefined>;
}

/** A messenger that can change what it has sent. */
export interface EditingMessenger extends Messenger {
  /**
   * Puts a card in the place of a message that `send` returned the id of. It may be repeated: the same card twice is one.
   *
   * @throws as `send` does
   */
  update(conversation: Conversation, id: string, card: Card): Promise<void>;
}

export function canEdit(messenger: Messenger): messenger is EditingMessenger {
  return 'update' in messenger;
}

/** What the far side holds for later. `at` is milliseconds since 1970, to the second. */
export interface ScheduledMessage {
  id: string;
  at: number;
}

/**
 * A messenger whose far side posts at a time set ahead, lists what is waiting and takes it back: for Slack
 * `chat.scheduleMessage` (no `metadata`: such messages do not post), `chat.scheduledMessages.list` with the `channel`, and
 * `chat.deleteScheduledMessage` (not within 60 seconds of the time). It makes a weekly tip exact: whatever a crash leaves
 * unclear is listed and mended before anybody sees it. All three throw as `send` does.
 */
export interface ScheduledMessenger extends Messenger {
  /**
   * @param at milliseconds since 1970, a whole second, at least a minute ahead
   * @returns the far side's id of the waiting message
   */
  schedule(conversation: Conversation, card: Card, key: string, at: number): Promise<string>;
  /** Every message of ours that waits for this conversation, all pages of the list. */
  scheduled(conversation: Conversation): Promise<readonly ScheduledMessage[]>;
  /** Takes a waiting message back; one that is gone already is no error. */
  unschedule(conversation: Conversation, id: string): Promise<void>;
}
