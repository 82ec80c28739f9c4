import { z } from 'zod';
import { parseJson } from '../../../core/model/parse-json.ts';
import type { CallResult, PlatformMetrics } from '../../../observability/platform-metrics.ts';
import { type CallOptions, type Chat, ConnectorError, type Outgoing, type TeamsSdk } from './sdk.ts';

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
export function createCalls(call: Call, signIn: TeamsSdk['signIn']): TeamsSdk {
  return {
    post: (activity, how) => call('POST', activity.serviceUrl, activities(activity, activity.replyToId), activity, how),
    async update(id, activity, how) {
      await call('PUT', activity.serviceUrl, activities(activity, id), activity, how);
    },
    openChat: (chat, how) => call('POST', chat.serviceUrl, '', chatParameters(chat), how),
    signIn
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

/** Wraps an SDK so that every call to the Bot Connector is counted by its kind and result. */
export function instrumentSdk(sdk: TeamsSdk, watch: PlatformMetrics): TeamsSdk {
  return {
    post: (activity, how) => watch.call(kindOf(activity.type, how.targeted), () => sdk.post(activity, how), resultOf),
    update: (id, activity, how) => watch.call('update', () => sdk.update(id, activity, how), resultOf),
    openChat: (chat, how) => watch.call('open-chat', () => sdk.openChat(chat, how), resultOf),
    signIn: sdk.signIn
  };
}

function kindOf(type: 'message' | 'typing', targeted = false): string {
  if (type === 'typing') return 'typing';
  return targeted ? 'send-targeted' : 'send';
}

function resultOf(end: { value: unknown } | { error: unknown }): CallResult {
  if ('value' in end) return 'ok';
  const status = end.error instanceof ConnectorError ? end.error.status : undefined;
  if (status === undefined) return 'silent';
  // Teams also sends 412 for rate limits (msteams-docs, rate-limit.md).
  if (status === 429 || status === 412) return 'limited';
  return status >= 500 ? 'failed' : 'refused';
}
