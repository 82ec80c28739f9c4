import { setTimeout as sleep } from 'node:timers/promises';
import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Card } from '../../core/model/card.ts';
import { toAsker } from '../../core/model/reply.ts';
import { sayInAnotherWay } from './other-ways.ts';
import type { Content } from './render/content.ts';
import { replacement, replyTo, replyToAsker } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { askedWait } from './transport/connector-fault.ts';
import { ConnectorError, type Outgoing, type TeamsSdk } from './transport/sdk.ts';
import { invokeWaitMs, repeatMs, sendMs, turnWaits } from './transport/times.ts';
import type { HandlerParts, TurnContext } from './turn-context.ts';

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
  const { bot, thumbs, logger, now, waits = turnWaits } = parts;
  const { personal } = inbound.conversation;

  const send = async (activity: Outgoing, content: Content, targeted = false): Promise<void> => {
    const mostMs = inbound.type === 'invoke' ? invokeWaitMs : waits.here;
    const id = await patiently(() => sdk.post(activity, { timeoutMs: sendMs, targeted }), now, mostMs);
    if (targeted) targetedIds.set(`${activity.conversation.id}/${id}`, true);
    remember(activity.conversation.id, id, content);
  };
  const remember = (conversationId: string, id: string, content: Content): void => {
    if (!('form' in content)) thumbs.sent(conversationId, id, content);
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
      const alone = (audience === 'asker' || inbound.targeted) && !personal;
      try {
        await send(alone ? replyToAsker(inbound, content) : replyTo(inbound, content), content, alone);
        parts.replied('first');
        return 'here';
      } catch (error) {
        const place = await sayInAnotherWay({ error, content, card, alone }, { parts, inbound, sdk, waits, send });
        // The answer to an invoke shows what was said nowhere.
        parts.replied(place === 'nowhere' && inbound.type !== 'invoke' ? 'lost' : 'other');
        return place;
      }
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
        return true;
      } catch (error) {
        logger.warn('teams.update.failed', { error });
        return false;
      }
    }
  };
}

const notThere: ReadonlySet<number | undefined> = new Set([400, 403, 404]);

/**
 * Sends an answer; after a passing refusal or fault it is sent once more, after the time that Teams asks for.
 *
 * @param mostMs the longest wait; a refusal that asks for a longer one is final
 */
async function patiently<T>(send: () => Promise<T>, now: () => number, mostMs: number): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ConnectorError) || !repeatable.has(error.status ?? error.faultCode ?? '')) throw error;
    const wait = askedWait(error, repeatMs, now());
    if (wait > mostMs) throw error;
    await sleep(wait);
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
