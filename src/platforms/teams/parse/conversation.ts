import { z } from 'zod';
import type { Conversation } from '../../../core/model/message.ts';
import { parseJson } from '../../../core/model/parse-json.ts';
import type { Inbound } from '../transport/activity.ts';

/** Address for proactive messages to a conversation. */
export interface Reference {
  /** The conversation's id; of a channel with its thread, or without for a new one. Empty where `person` is given. */
  id: string;
  /** The person's id in Teams, of a personal chat that is yet to be opened. */
  person?: string;
  serviceUrl: string;
  bot: string;
  tenant: string;
}

const address = z.strictObject({ id: z.string().min(1), url: z.string().min(1), bot: z.string() });
const personAddress = z.strictObject({ person: z.string().min(1), url: z.string().min(1), bot: z.string() });

/** Suffix that names a thread: the id of its first message, after the channel's id. */
const threadOf = /;messageid=.*$/;

/** Returns the id of the whole channel or chat, without the thread. */
export function homeOf(conversationId: string): string {
  return conversationId.replace(threadOf, '');
}

/**
 * Returns the conversation of the core. In a channel it is the thread, and its home is the channel: a proactive message
 * to a home begins a new thread.
 */
export function conversationOf({ conversation, serviceUrl, bot, tenant }: Inbound): Conversation {
  const written = (id: string) => JSON.stringify({ id, url: serviceUrl, bot: bot.id });
  const home = homeOf(conversation.id);
  return {
    platform: 'teams',
    address: written(conversation.id),
    place: home,
    direct: conversation.personal,
    ...(tenant && { tenant }),
    ...(conversation.team && { team: conversation.team }),
    ...(home !== conversation.id && { home: written(home) })
  };
}

/**
 * Returns the personal chat with the sender of an activity, which may have to be opened first. A bot installed in a team
 * may write to each of its members; somebody of a group chat must have installed it, else Teams refuses the chat
 * (msteams-docs, send-proactive-messages.md), and they are shown it in the group chat alone.
 */
export function directConversation({ conversation, from, serviceUrl, bot, tenant }: Inbound): Conversation | undefined {
  if (conversation.personal || from.id === '') return undefined;
  const written = JSON.stringify({ person: from.id, url: serviceUrl, bot: bot.id });
  return { platform: 'teams', address: written, direct: true, ...(tenant && { tenant }) };
}

/**
 * Service URL of the Bot Connector for proactive messages where none has been received yet, in the public cloud (Agents
 * SDK, TeamsServiceEndpoints.publicGlobal). Other clouds, such as GCC, need the whole address.
 */
const firstServiceUrl = 'https://smba.trafficmanager.net/teams/';

/**
 * Returns the conversation of a configured channel: by its id alone (`19:…@thread.tacv2`, as its link has it), or by a
 * whole address (`{"id":"…","url":"…","bot":"…"}`).
 */
export function channelConversation(named: string, appId = '', tenant = ''): Conversation {
  const whole = address.safeParse(parseJson(named)).data;
  const { id, url, bot } = whole ?? { id: named, url: firstServiceUrl, bot: `28:${appId}` };
  const place = homeOf(id);
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
  const written = parseJson(conversation.address);
  const tenant = conversation.tenant ?? '';
  const read = address.safeParse(written).data;
  if (read) return { id: read.id, serviceUrl: read.url, bot: read.bot, tenant };
  const chat = personAddress.safeParse(written).data;
  return chat && { id: '', person: chat.person, serviceUrl: chat.url, bot: chat.bot, tenant };
}
