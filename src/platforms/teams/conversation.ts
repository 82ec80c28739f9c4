import { z } from 'zod';
import type { Conversation } from '../../core/message.ts';
import type { Inbound } from './activity.ts';

/** What is needed to speak first in a conversation. */
export interface Reference {
  /** The conversation's id; of a channel with its thread, or without for a new one. */
  id: string;
  serviceUrl: string;
  bot: string;
  tenant: string;
}

const address = z.strictObject({ id: z.string().min(1), url: z.string().min(1), bot: z.string() });

/** Teams names a thread by the channel's id and the id of its first message. */
const threadOf = /;messageid=.*$/;

/**
 * The conversation of the core. In a channel it is the thread, and its home is the channel: what is sent first to a home
 * begins a new thread.
 */
export function conversationOf({ conversation, serviceUrl, bot, tenant }: Inbound): Conversation {
  const written = (id: string) => JSON.stringify({ id, url: serviceUrl, bot: bot.id });
  const home = conversation.id.replace(threadOf, '');
  return {
    platform: 'teams',
    address: written(conversation.id),
    place: home,
    direct: conversation.personal,
    ...(tenant && { tenant }),
    ...(home !== conversation.id && { home: written(home) })
  };
}

/** Reads the address of a conversation; undefined for any other text. */
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
