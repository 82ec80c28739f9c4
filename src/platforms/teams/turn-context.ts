import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../core/model/bot.ts';
import type { Message } from '../../core/model/message.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { HandledStore } from '../../core/model/store.ts';
import type { Tips } from '../../core/tips/index.ts';
import type { LeftPlace } from '../../core/tips/place.ts';
import type { Logger } from '../../observability/logger.ts';
import type { PlatformMetrics } from '../../observability/platform-metrics.ts';
import type { Thumbs } from './parse/thumbs.ts';
import type { Content } from './render/content.ts';
import type { Inbound } from './transport/activity.ts';
import { invokeWaitMs, type TurnWaits } from './transport/times.ts';

/** Dependencies of the handlers of activities. */
export interface HandlerParts {
  bot: Bot;
  thumbs: Thumbs;
  /** Claims each welcome, over all processes. */
  handled: Pick<HandledStore, 'claim' | 'settle'>;
  /** Ends the tips of a channel that the bot was removed from. */
  left: Tips['leave'];
  /** Deletes what is stored of a place that the bot was removed from for good. */
  forget?: (where: LeftPlace) => Promise<unknown>;
  /** Receives the outcome of each reply. */
  replied: PlatformMetrics['replied'];
  /** Waits for a rate limit; the usual ones when not given. */
  waits?: TurnWaits;
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Place in which a reply was sent: the conversation, the person's own chat with the bot, or none. */
export type ReplyPlace = 'here' | 'chat' | 'nowhere';

/** One activity, the bot, and the functions to answer with, shared by the handlers of messages and invokes. */
export interface TurnContext {
  parts: HandlerParts;
  inbound: Inbound;
  /**
   * Asks the bot. An error becomes an apology; undefined for a delivery that was handled before.
   *
   * @param sent resolves when the reply was sent
   */
  ask(message: Message, sent?: Promise<unknown>): Promise<Reply | undefined>;
  /**
   * Sends a reply, or the form in it, as a message of its own, only to its audience; where Teams refuses it, in another
   * way. Failures are logged. What an invoke's reply says nowhere, the caller shows in the answer to it.
   *
   * @param opener id of the message whose button opened the form; that of the pressed button's message when not given
   * @throws LeftForLaterError, and nothing else, where the process stops and another one answers the activity
   */
  say(reply: Reply, opener?: string): Promise<ReplyPlace>;
  /**
   * Puts a card or form in the place of a message.
   *
   * @param audience who may see it: what is for the asker alone takes the place of no message that others see
   * @returns false where it could not be put there
   * @throws LeftForLaterError as `say` does
   */
  replace(content: Content, audience: Reply['audience'], place: ReplacedMessage): Promise<boolean>;
}

/** A message of the bot whose place a card or form is to take. */
export interface ReplacedMessage {
  /** That of the pressed button's message when not given. */
  id?: string;
  /** Tells whether one person alone sees it among others; undefined where that is not known or no question. */
  alone: boolean | undefined;
}

/**
 * Puts a card in the place of the pressed button's message for the others: the presser sees it in the answer to the press, which
 * waits for no slow update.
 */
export async function replaceForOthers(
  context: TurnContext,
  content: Content,
  audience: Reply['audience'],
  alone: boolean | undefined
): Promise<void> {
  if (context.inbound.replyToId === '') return;
  const late = new AbortController();
  const replaced = context.replace(content, audience, { alone }).finally(() => late.abort());
  await Promise.race([replaced, sleep(invokeWaitMs, undefined, { signal: late.signal }).catch(() => undefined)]);
}

/**
 * Returns a reply that could not take the place of a message, for the readers of that message: beside a message that may be
 * private it is for the asker alone.
 */
export function beside(reply: Reply, alone: boolean | undefined): Reply {
  return alone === false ? reply : { ...reply, audience: 'asker' };
}
