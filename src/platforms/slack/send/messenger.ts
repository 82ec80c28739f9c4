import type { WebClient } from '@slack/web-api';
import { CodedError, ConversationGoneError, RetryLaterError } from '../../../core/model/errors.ts';
import type { Conversation } from '../../../core/model/message.ts';
import type { EditingMessenger, ScheduledMessage, ScheduledMessenger } from '../../../core/model/messenger.ts';
import { uuidOf } from '../../uuid-of.ts';
import type { AccessFinder } from '../auth/access.ts';
import { isDirectId, readAddress } from '../parse/payload.ts';
import { messageBody } from '../render/render.ts';
import { refusesToken, slackErrorName } from '../transport/faults.ts';
import { plainerWhenRefused, showAside } from './aside.ts';
import { coreError } from './core-error.ts';
import type { Echoes } from './echoes.ts';

/** Maximum number of pages read of the list of scheduled messages, of 100 each. */
const mostPages = 20;

/** Wait when the token of the environment is refused, in milliseconds. */
const refusedWaitMs = 600_000;

/** Creates the messenger of proactive messages, one request a call. */
export function createMessenger(
  access: AccessFinder,
  clientFor: (token: string) => WebClient,
  echoes: Pick<Echoes, 'posted'>,
  now: () => number
): ScheduledMessenger & EditingMessenger {
  const asked = async <T>(conversation: Conversation, work: (client: WebClient) => Promise<T>): Promise<T> => {
    const found = await access.find([conversation.tenant]).catch((error: unknown) => {
      throw new Error('Slack could not be asked who the bot is, so nothing was sent.', { cause: error });
    });
    if (!found) throw new ConversationGoneError('The bot is not installed in this Slack workspace any more.');
    try {
      return await work(clientFor(found.token));
    } catch (error) {
      if (error instanceof CodedError) throw error;
      if (!refusesToken(error)) throw coreError(error);
      const refusal = slackErrorName(error);
      const facts = { cause: error, ...(refusal && { refusal }) };
      if (found.installed) throw new ConversationGoneError('Slack refuses the token of this workspace.', facts);
      // The operator can fix the token of the environment; no channel may lose its tips for it.
      throw new RetryLaterError('Slack refuses the bot token.', refusedWaitMs, { cause: error });
    }
  };

  const placeOf = (conversation: Conversation) => {
    const { channel, thread } = readAddress(conversation.address);
    return { channel, ...(thread && { thread_ts: thread }) };
  };

  return {
    async timeZone(conversation, personId) {
      try {
        return await asked(conversation, async (client) => (await client.users.info({ user: personId })).user?.tz);
      } catch {
        // Without users:read, which only a manifest made with --time-zones asks for, Slack does not tell.
        return undefined;
      }
    },
    send: (conversation, card, key) =>
      asked(conversation, async (client) => {
        // Slack names `client_msg_id` in two errors, but not among the arguments: it may know repeats by it.
        const where = { ...placeOf(conversation), client_msg_id: uuidOf(`${key}\n${conversation.address}`) };
        const sent = await plainerWhenRefused((style) => {
          const message = { ...where, ...messageBody(card, style) };
          const posted = client.chat.postMessage(message);
          return isDirectId(message.channel) ? echoes.posted(message, posted) : posted;
        });
        return sent.ts ?? '';
      }),
    update: (conversation, id, card) =>
      asked(conversation, async (client) => {
        const { channel } = placeOf(conversation);
        await plainerWhenRefused((style) => client.chat.update({ channel, ts: id, ...messageBody(card, style) }));
      }),
    aside: async (addresses, card) => {
      const [first] = addresses;
      if (first) await asked(first, (client) => showAside(addresses, card, client, now()));
    },
    schedule: (conversation, card, _key, at) =>
      asked(conversation, async (client) => {
        const where = { ...placeOf(conversation), post_at: Math.floor(at / 1000) };
        const waiting = await plainerWhenRefused((style) =>
          client.chat.scheduleMessage({ ...where, ...messageBody(card, style) })
        );
        return waiting.scheduled_message_id ?? '';
      }),
    scheduled: (conversation) =>
      asked(conversation, async (client) => {
        const { channel } = placeOf(conversation);
        const { team } = conversation;
        const waiting: ScheduledMessage[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < mostPages; page += 1) {
          const asked = { channel, limit: 100, ...(team && { team_id: team }), ...(cursor && { cursor }) };
          const answer = await client.chat.scheduledMessages.list(asked);
          for (const { id, post_at } of answer.scheduled_messages ?? []) {
            if (id && post_at) waiting.push({ id, at: post_at * 1000 });
          }
          cursor = answer.response_metadata?.next_cursor || undefined;
          if (!cursor) break;
        }
        return waiting;
      }),
    unschedule: (conversation, id) =>
      asked(conversation, async (client) => {
        try {
          await client.chat.deleteScheduledMessage({
            channel: placeOf(conversation).channel,
            scheduled_message_id: id
          });
        } catch (error) {
          if (slackErrorName(error) !== 'invalid_scheduled_message_id') throw error;
        }
      })
  };
}
