import type { Card } from '../../core/model/card.ts';
import { type Reply, toAsker } from '../../core/model/reply.ts';
import { sayInAnotherWay } from './other-ways.ts';
import type { Content } from './render/content.ts';
import { replacement, replyTo, replyToAsker } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { askedWait } from './transport/connector-fault.ts';
import { type Later, LeftForLaterError } from './transport/later.ts';
import { ConnectorError, type Outgoing, type TeamsSdk } from './transport/sdk.ts';
import { invokeSendMs, invokeWaitMs, repeatMs, sendMs, turnWaits } from './transport/times.ts';
import type { HandlerParts, TurnContext } from './turn-context.ts';

const apology: Card = {
  title: 'Something went wrong',
  text: 'That is our fault, not yours. Please ask again in a moment.'
};

/** Creates the context of one activity. */
export function createTurn(parts: HandlerParts, inbound: Inbound, sdk: TeamsSdk, { pause }: Later): TurnContext {
  const { bot, thumbs, logger, now, waits = turnWaits } = parts;
  const { personal } = inbound.conversation;
  const timeoutMs = inbound.type === 'invoke' ? invokeSendMs : sendMs;

  const send = async (activity: Outgoing, content: Content, targeted = false): Promise<void> => {
    const mostMs = inbound.type === 'invoke' ? invokeWaitMs : waits.here;
    const id = await patiently(() => sdk.post(activity, { timeoutMs, targeted }), { now, mostMs, pause });
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
        return await bot.handle(message, now(), sent);
      } catch (error) {
        logger.error('teams.bot.failed', { error });
        return toAsker(apology);
      }
    },
    async say({ card, form, audience }, opener = inbound.replyToId) {
      const content = form ? { form, opener } : card;
      // A form is filled in by one person, and carries what they typed.
      const alone = (audience === 'asker' || form !== undefined || inbound.targeted) && !personal;
      try {
        await send(alone ? replyToAsker(inbound, content) : replyTo(inbound, content), content, alone);
        parts.replied('first');
        return 'here';
      } catch (error) {
        if (error instanceof LeftForLaterError) throw error;
        const tools = { parts, inbound, sdk, waits, send, pause };
        const place = await sayInAnotherWay({ error, content, card, alone }, tools);
        // The answer to an invoke shows what was said nowhere.
        parts.replied(place === 'nowhere' && inbound.type !== 'invoke' ? 'lost' : 'other');
        return place;
      }
    },
    async replace(content, audience, { alone, id = inbound.replyToId }) {
      const put = async (targeted: boolean) => {
        const activity = replacement(inbound, content, personal ? undefined : targeted);
        const update = () => sdk.update(id, activity, { timeoutMs, targeted });
        await patiently(update, { now, mostMs: invokeWaitMs, pause });
        remember(inbound.conversation.id, id, content);
      };
      let fault: unknown;
      for (const targeted of personal ? [false] : readersTried(audience, alone)) {
        try {
          await put(targeted);
          return true;
        } catch (error) {
          if (error instanceof LeftForLaterError) throw error;
          fault = error;
          if (!(error instanceof ConnectorError) || !notThere.has(error.status)) break;
        }
      }
      if (fault) logger.warn('teams.update.failed', { error: fault });
      return false;
    }
  };
}

/**
 * Returns how an update is tried among several people, true for a targeted one. Each finds messages of its own kind only, so that
 * an update never shows a private message to others, and an ordinary one comes first where the kind is not known.
 *
 * @param alone whether one person alone sees the message that is replaced
 */
function readersTried(audience: Reply['audience'], alone: boolean | undefined): readonly boolean[] {
  if (audience === 'asker') return alone === false ? [] : [true];
  return alone === undefined ? [false, true] : [alone];
}

const notThere: ReadonlySet<number | undefined> = new Set([400, 403, 404]);

interface Patience extends Pick<Later, 'pause'> {
  now: () => number;
  /** The longest wait, in milliseconds; a refusal that asks for a longer one is final. */
  mostMs: number;
}

/**
 * Sends an answer; after a passing refusal or fault it is sent once more, after the time that Teams asks for.
 */
async function patiently<T>(send: () => Promise<T>, { now, mostMs, pause }: Patience): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ConnectorError) || !repeatable.has(error.status ?? error.faultCode ?? '')) throw error;
    const wait = askedWait(error, repeatMs, now());
    if (wait > mostMs) throw error;
    await pause(wait);
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
