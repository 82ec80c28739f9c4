import { z } from 'zod';
import type { Conversation } from '../../core/message.ts';
import type { Inbound } from './activity.ts';

/** What is needed to speak first in a conversation. */
export interface Reference {
  /** The conversation's id, of a channel without any thread. */
  id: string;
  serviceUrl: string;
  bot: string;
  tenant: string;
}

const address = z.strictObject({ id: z.string().min(1), url: z.string().min(1), bot: z.string() });

/** Teams names a thread by the channel's id and the id of its first message. */
const threadOf = /;messageid=.*$/;

/**
 * The opaque address of a conversation. A thread has the address of its channel: what is subscribed from one thread is
 * the channel's, and what is sent first begins a new thread.
 */
export function writeAddress({ conversation, serviceUrl, bot }: Inbound): string {
  return JSON.stringify({ id: conversation.id.replace(threadOf, ''), url: serviceUrl, bot: bot.id });
}

/** Reads an address written by `writeAddress`; undefined for any other text. */
export function readAddress(conversation: Conversation): Reference | undefined {
  const read = address.safeParse(json(conversation.address)).data;
  return read && { id: read.id, serviceUrl: read.url, bot: read.bot, tenant: conversation.tenant ?? '' };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
