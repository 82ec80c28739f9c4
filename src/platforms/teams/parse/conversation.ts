import { z } from 'zod';
import type { Conversation } from '../../../core/model/message.ts';
import type { Inbound } from '../transport/activity.ts';

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

/**
 * Where the Bot Connector takes what is sent first when nobody has written before, in the public cloud (Agents SDK,
 * TeamsServiceEndpoints.publicGlobal). The United States' government clouds have others: they need the whole address.
 */
const firstServiceUrl = 'https://smba.trafficmanager.net/teams/';

/**
 * The conversation of a channel that somebody names: by its id alone (`19:…@thread.tacv2`, as its link has it), or by a
 * whole address (`{"id":"…","url":"…","bot":"…"}`).
 */
export function channelConversation(named: string, appId = '', tenant = ''): Conversation {
  const whole = address.safeParse(json(named)).data;
  const { id, url, bot } = whole ?? { id: named, url: firstServiceUrl, bot: `28:${appId}` };
  const place = id.replace(threadOf, '');
  return {
    platform: 'teams',
    address: JSON.stringify({ id: place, url, bot }),
    place,
    direct: false,
    ...(tenant && { tenant })
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
