import { BoundedMap } from '../../core/model/bounded-map.ts';
import type { Card } from '../../core/model/card.ts';
import { createDeferred } from '../../core/model/deferred.ts';
import { mostEditDelayMs } from '../../core/model/message.ts';
import { type Reply, toAsker } from '../../core/model/reply.ts';
import { settleForm } from './form-message.ts';
import { answerInvoke } from './invoke.ts';
import { createMembership } from './membership.ts';
import { isMentioned, type ParsedMessage, parseMessage, type Wordless } from './parse/parse.ts';
import { typing } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { type Later, LeftForLaterError } from './transport/later.ts';
import type { InvokeAnswer, TeamsSdk } from './transport/sdk.ts';
import { sendMs } from './transport/times.ts';
import { createTurn } from './turn.ts';
import { beside, type HandlerParts, type TurnContext } from './turn-context.ts';

/** Time after which a pending answer is announced by "… is typing", in milliseconds. */
const typingAfterMs = 700;
/** Maximum number of deliveries remembered by this process; the bot itself remembers the rest. */
const rememberMax = 500;

/**
 * Creates the handler of one authenticated activity.
 *
 * @returns the answer to an invoke; undefined for every other activity
 */
export function createHandlers(parts: HandlerParts) {
  const presses = new BoundedMap<string, Promise<InvokeAnswer>>(rememberMax);
  const explained = new BoundedMap<string, true>(rememberMax);
  const membership = createMembership(parts);

  /** Answers a press once; when Teams repeats it, because the answer was lost or late, it gets the same answer. */
  const answerOnce = (context: TurnContext): Promise<InvokeAnswer> => {
    const key = keyOf(context.inbound);
    const known = presses.get(key);
    if (known) return known;
    const answer = answerInvoke(context);
    presses.set(key, answer);
    answer.catch(() => presses.delete(key));
    return answer;
  };

  /**
   * Explains, once a delivery, that a message cannot be read, so that no message sent to the bot alone stays
   * unanswered.
   */
  const explain = async (what: Wordless, context: TurnContext): Promise<void> => {
    const key = keyOf(context.inbound);
    if (explained.has(key)) return;
    explained.set(key, true);
    await context.say(toAsker(explanations[what]));
  };

  return async (received: Inbound, sdk: TeamsSdk, later: Later): Promise<InvokeAnswer | undefined> => {
    if (fromBot(received)) return undefined;
    const inbound = received.type === 'messageUpdate' ? asMention(received, parts.now()) : received;
    const context = createTurn(parts, inbound, sdk, later);
    switch (inbound.type) {
      case 'invoke':
        return pressing.has(inbound.name) ? answerOnce(context) : answerInvoke(context);
      case 'message': {
        const parsed = parseMessage(inbound);
        if (typeof parsed === 'string') await explain(parsed, context);
        else if (parsed) await answerMessage(parsed, context, sdk);
        return undefined;
      }
      case 'installationUpdate':
      case 'conversationUpdate':
        await membership(context);
        return undefined;
      default:
        return undefined;
    }
  };
}

/** Invokes with an effect: a press, a form that is opened or sent. */
const pressing: ReadonlySet<string> = new Set(['adaptiveCard/action', 'task/fetch', 'task/submit']);

const explanations: Readonly<Record<Wordless, Card>> = {
  attachment: {
    title: 'I can only read words',
    text: 'I cannot look at pictures or files. Please write your question, and I will look for an answer.'
  },
  'old-button': {
    title: 'That button is too old for me',
    text: 'It is from an older card, and I no longer know what it was for. Please ask me again.'
  }
};

/**
 * Returns an edit with a mention of the bot as the message that it makes of it: it has the same id, so one that was
 * answered is not answered again. Ids of messages are the time at which they were sent. Any other edit stays as it is,
 * and is not answered.
 */
function asMention(inbound: Inbound, now: number): Inbound {
  const { conversation, event, id } = inbound;
  const late = now - Number(id) > mostEditDelayMs;
  const adds = event.type === 'editMessage' && !conversation.personal && !late && isMentioned(inbound);
  return adds ? { ...inbound, type: 'message' } : inbound;
}

const keyOf = ({ conversation, id }: Inbound): string => `${conversation.id}/${id}`;

/**
 * Returns true for activities from bots: answering them could loop for ever. Teams begins the ids of bots with 28
 * (bot-docs, channel ids).
 */
function fromBot({ from, bot }: Inbound): boolean {
  return from.id.startsWith('28:') || (from.id !== '' && from.id === bot.id);
}

async function answerMessage(parsed: ParsedMessage, context: TurnContext, sdk: TeamsSdk): Promise<void> {
  const { inbound, parts } = context;
  const announce = setTimeout(() => {
    sdk.post(typing(inbound), { timeoutMs: sendMs, targeted: inbound.targeted }).catch((error: unknown) => {
      parts.logger.debug('teams.typing.failed', { error });
    });
  }, typingAfterMs);
  const sent = createDeferred();
  const reply = await context.ask(parsed.message, sent.promise).finally(() => clearTimeout(announce));
  try {
    if (reply) await show(reply, parsed, context);
  } catch (error) {
    // The message is not handled yet: the next process answers it.
    if (error instanceof LeftForLaterError) throw error;
    parts.logger.error('teams.reply.failed', { error });
    parts.replied('lost');
  }
  sent.resolve();
}

async function show(given: Reply, parsed: ParsedMessage, context: TurnContext): Promise<void> {
  const { message, alone, unread } = parsed;
  const { inbound } = context;
  const { card } = given;
  const reply = unread ? { ...given, card: { ...card, note: card.note ? `${unread} ${card.note}` : unread } } : given;
  if (message.kind === 'form' && inbound.replyToId !== '') {
    await settleForm(reply, parsed, context);
    return;
  }
  const inPlace = message.kind === 'action' && reply.inPlace && !reply.form && inbound.replyToId !== '';
  if (!inPlace) await context.say(reply);
  else if (!(await context.replace(reply.card, reply.audience, { alone }))) await context.say(beside(reply, alone));
}
