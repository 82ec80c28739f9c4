import type { Bot } from '../../core/model/bot.ts';
import type { Card } from '../../core/model/card.ts';
import type { Form } from '../../core/model/form.ts';
import type { Message } from '../../core/model/message.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Thumbs } from './parse/thumbs.ts';
import type { Inbound } from './transport/activity.ts';

/** A form that stands in the conversation, for where no dialog can be opened. */
export interface FormMessage {
  form: Form;
  /** Id of the message whose button asked for it; empty where there was none. */
  opener: string;
}

/** What a message of ours shows. */
export type Content = Card | FormMessage;

export interface HandlerParts {
  bot: Bot;
  thumbs: Thumbs;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The bot and the way back, as the handlers of messages and invokes share them. */
export interface TurnContext {
  parts: HandlerParts;
  inbound: Inbound;
  /**
   * Asks the bot. A fault becomes an apology; undefined for a delivery that was handled before.
   *
   * @param said resolves when the reply was said
   */
  ask(message: Message, said?: Promise<unknown>): Promise<Reply | undefined>;
  /** Sends a reply, or the form in it, as a message of its own. Never rejects: what cannot be sent is logged. */
  say(reply: Reply): Promise<void>;
  /**
   * Puts a card or form in the place of a message, for everybody who sees it.
   *
   * @param id that of the message whose button was pressed when not given
   */
  replace(content: Content, id?: string): Promise<void>;
}
