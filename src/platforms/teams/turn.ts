import { setTimeout as sleep } from 'node:timers/promises';
import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Card } from '../../core/model/card.ts';
import { toAsker } from '../../core/model/reply.ts';
import type { Content } from './render/content.ts';
import { inChat, replacement, replyTo, replyToAsker } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { waitMs } from './transport/connector-fault.ts';
import { ConnectorError, type Outgoing, type TeamsSdk } from './transport/sdk.ts';
import type { HandlerParts, ReplyPlace, TurnContext } from './turn-context.ts';

/** Time limit for sending an answer to Teams, in milliseconds. */
export const sendMs = 5_000;
/**
 * Waits in milliseconds before the one repeat of an answer that Teams refused temporarily: the default, and the
 * maximum.
 */
const repeatMs = 300;
const repeatMaxMs = 2_000;

const apology: Card = {
  title: 'Something went wrong',
  text: 'That is our fault, not yours. Please ask again in a moment.'
};

/** Maximum number of targeted messages whose ids this process keeps: updating them needs a call of its own. */
const targetedMax = 1_000;

/** Creates the function that creates the context of one activity. */
export function createTurns(parts: HandlerParts): (inbound: Inbound, sdk: TeamsSdk) => TurnContext {
  const targetedIds = new BoundedMap<string, true>(targetedMax);
  return (inbound, sdk) => createTurn(parts, inbound, sdk, targetedIds);
}

function createTurn(
  parts: HandlerParts,
  inbound: Inbound,
  sdk: TeamsSdk,
  targetedIds: BoundedMap<string, true>
): TurnContext {
  const { bot, thumbs, logger, now } = parts;
  const { personal } = inbound.conversation;

  const send = async (activity: Outgoing, content: Content, targeted = false): Promise<void> => {
    const id = await patiently(() => sdk.post(activity, { timeoutMs: sendMs, targeted }), now);
    if (targeted) targetedIds.set(`${activity.conversation.id}/${id}`, true);
    remember(activity.conversation.id, id, content);
  };
  const remember = (conversationId: string, id: string, content: Content): void => {
    if (!('form' in content)) thumbs.sent(conversationId, id, content);
  };

  const sayHere = async (content: Content): Promise<ReplyPlace> => {
    const quoting = replyTo(inbound, content);
    try {
      await send(quoting, content).catch((error: unknown) => {
        // A tenant without support for quotes refuses them; a refused message was not shown.
        if (!quoting.text || !(error instanceof ConnectorError) || error.status !== 400) throw error;
        return send(replyTo(inbound, content, { quote: false }), content);
      });
      return 'here';
    } catch (error) {
      logger.error('teams.reply.failed', { error });
      return 'nowhere';
    }
  };

  /**
   * Sends a reply for one person to that person only: where a targeted message is refused it goes into their own chat
   * with the bot, and where that fails, it is not sent (msteams-docs, targeted-messages.md). It is never posted where
   * others read it.
   */
  const sayPrivately = async (content: Content): Promise<ReplyPlace> => {
    try {
      await send(replyToAsker(inbound, content), content, true);
      return 'here';
    } catch (error) {
      const { status, faultCode } = error as Partial<ConnectorError>;
      logger.warn('teams.private.refused', { status, code: faultCode });
      // Without an answer it may have arrived; without an access token no other call will succeed.
      if (status === undefined) return 'nowhere';
    }
    try {
      const { serviceUrl, tenant } = inbound;
      const chat = { serviceUrl, tenant, bot: inbound.bot.id, person: inbound.from.id };
      await send(inChat(inbound, await sdk.openChat(chat, { timeoutMs: sendMs }), content), content);
      return 'chat';
    } catch (error) {
      logger.error('teams.private.failed', { error });
      return 'nowhere';
    }
  };

  return {
    parts,
    inbound,
    async ask(message, sent) {
      try {
        const onUnseen = targetedIds.has(`${inbound.conversation.id}/${inbound.replyToId}`);
        return await bot.handle(
          message.kind === 'action' && onUnseen ? { ...message, onUnseen } : message,
          now(),
          sent
        );
      } catch (error) {
        logger.error('teams.bot.failed', { error });
        return toAsker(apology);
      }
    },
    async say({ card, form, audience }) {
      const content = form ? { form, opener: inbound.replyToId } : card;
      const forOne = (audience === 'asker' || inbound.targeted) && !personal;
      return forOne ? sayPrivately(content) : sayHere(content);
    },
    async replace(content, id = inbound.replyToId) {
      const activity = replacement(inbound, content);
      const put = (targeted: boolean) => sdk.update(id, activity, { timeoutMs: sendMs, targeted });
      const known = inbound.targeted || targetedIds.has(`${inbound.conversation.id}/${id}`);
      try {
        // Another process may have sent it as a targeted message, which an ordinary update does not find.
        await put(known).catch((error: unknown) => {
          if (known || personal || !(error instanceof ConnectorError) || !notThere.has(error.status)) throw error;
          return put(true);
        });
        remember(inbound.conversation.id, id, content);
      } catch (error) {
        logger.warn('teams.update.failed', { error });
      }
    }
  };
}

const notThere: ReadonlySet<number | undefined> = new Set([400, 403, 404]);

/** Sends an answer; after a temporary refusal or fault it is sent once more after a short wait. */
async function patiently<T>(send: () => Promise<T>, now: () => number): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ConnectorError) || !repeatable.has(error.status ?? error.faultCode ?? '')) throw error;
    await sleep(error.retryAfter ? Math.min(waitMs(error.retryAfter, now()), repeatMaxMs) : repeatMs);
    return send();
  }
}

/**
 * Faults after which an answer is sent again: msteams-docs, rate-limit.md, and broken connections, mostly idle ones. A
 * duplicate answer does less harm than none; tips are not sent by this path.
 */
const repeatable: ReadonlySet<number | string> = new Set([
  ...[412, 429, 502, 503, 504],
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET']
]);
