import { z } from 'zod';
import { parseJson } from '../parse/json.ts';
import type { CallOptions, Chat, Outgoing, TeamsSdk } from './sdk.ts';

/**
 * Sends one request to the Bot Connector.
 *
 * @param path below `v3/conversations`
 * @returns the id in the answer; empty where there is none
 * @throws ConnectorError
 */
export type Call = (
  method: 'POST' | 'PUT',
  serviceUrl: string,
  path: string,
  data: object,
  how: CallOptions
) => Promise<string>;

/**
 * Creates the calls of the Bot Connector over one request function (bot-docs,
 * bot-framework-rest-connector-api-reference.md).
 */
export function createCalls(call: Call): TeamsSdk {
  return {
    post: (activity, how) => call('POST', activity.serviceUrl, activities(activity, activity.replyToId), activity, how),
    async update(id, activity, how) {
      await call('PUT', activity.serviceUrl, activities(activity, id), activity, how);
    },
    openChat: (chat, how) => call('POST', chat.serviceUrl, '', chatParameters(chat), how)
  };
}

/** Returns the id in an answer of the Bot Connector; empty where there is none. */
export function answerId(body: string): string {
  return answer.safeParse(parseJson(body)).data?.id ?? '';
}

const answer = z.looseObject({ id: z.string() });

function activities({ conversation }: Outgoing, id?: string): string {
  return `/${encodeURIComponent(conversation.id)}/activities${id ? `/${encodeURIComponent(id)}` : ''}`;
}

/** Returns the parameters of a new personal chat (ConversationParameters). */
function chatParameters({ bot, person, tenant }: Chat) {
  return {
    bot: { id: bot },
    members: [{ id: person }],
    isGroup: false,
    ...(tenant && { tenantId: tenant, channelData: { tenant: { id: tenant } } })
  };
}
