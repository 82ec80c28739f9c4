import type { Bot } from '../../core/model/bot.ts';
import type { Message } from '../../core/model/message.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { HandledStore } from '../../core/model/store.ts';
import type { Tips } from '../../core/tips/index.ts';
import type { Logger } from '../../observability/logger.ts';
import type { Thumbs } from './parse/thumbs.ts';
import type { Content } from './render/content.ts';
import type { Inbound } from './transport/activity.ts';

/** What the handlers of activities are made with. */
export interface HandlerParts {
  bot: Bot;
  thumbs: Thumbs;
  /** Claims each welcome, over all processes. */
  handled: Pick<HandledStore, 'claim' | 'settle'>;
  /** Ends the tips of a channel that the bot was taken out of. */
  left: Tips['leave'];
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Where a reply was said: in the conversation, in the person's own chat with the bot, or not at all. */
export type Said = 'here' | 'chat' | 'nowhere';

/** One activity, the bot, and the way back, as the handlers of messages and invokes share them. */
export interface TurnContext {
  parts: HandlerParts;
  inbound: Inbound;
  /**
   * Asks the bot. A fault becomes an apology; undefined for a delivery that was handled before.
   *
   * @param said resolves when the reply was said
   */
  ask(message: Message, said?: Promise<unknown>): Promise<Reply | undefined>;
  /**
   * Sends a reply, or the form in it, as a message of its own, to nobody but its audience. Never rejects: what cannot be sent
   * is logged.
   */
  say(reply: Reply): Promise<Said>;
  /**
   * Puts a card or form in the place of a message, for everybody who sees it. Never rejects.
   *
   * @param id that of the message whose button was pressed when not given
   */
  replace(content: Content, id?: string): Promise<void>;
}
