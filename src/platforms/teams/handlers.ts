import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '../../core/model/card.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { Logger } from '../../observability/logger.ts';
import { settleForm } from './form-message.ts';
import { answerInvoke } from './invoke.ts';
import { type ParsedMessage, parseMessage } from './parse/parse.ts';
import { replacement, replyTo, replyToAsker, typing } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { waitMs } from './transport/connector-fault.ts';
import { ConnectorError, type InvokeAnswer, type Outgoing, type Turn } from './transport/sdk.ts';
import type { Content, HandlerParts, TurnContext } from './turn.ts';

/** How long to wait for Teams to take an answer. */
const sendMs = 5_000;
/** Waits before the one repeat of an answer that Teams refused for now: where it names none, and at most. */
const repeatMs = 300;
const repeatMaxMs = 2_000;
/** An answer that takes longer than this is announced by "… is typing". */
const typingAfterMs = 700;

/**
 * Makes the function that works on one activity whose sender is known to be Teams.
 *
 * @returns what an invoke is answered with; undefined for every other activity
 */
export function createHandlers(parts: HandlerParts) {
  const welcomed = new Set<string>();
  const presses = new Map<string, Promise<InvokeAnswer>>();

  /** A press that Teams sends again, because the answer was lost or late, gets the very same answer. */
  const answerOnce = (context: TurnContext): Promise<InvokeAnswer> => {
    const key = `${context.inbound.conversation.id}/${context.inbound.id}`;
    const answer = presses.get(key) ?? answerInvoke(context);
    presses.set(key, answer);
    if (presses.size > rememberMax) presses.delete(presses.keys().next().value as string);
    return answer;
  };

  return async (inbound: Inbound, turn: Turn): Promise<InvokeAnswer | undefined> => {
    if (fromBot(inbound)) return undefined;
    const context = contextOf(parts, inbound, turn);
    if (inbound.type === 'invoke') return pressing.has(inbound.name) ? answerOnce(context) : answerInvoke(context);
    if (inbound.type === 'message') await answerMessage(context, turn);
    if (inbound.type === 'installationUpdate' && inbound.action === 'add' && !welcomed.has(inbound.id)) {
      note(welcomed, inbound.id);
      await context.say(parts.bot.welcome());
    }
    return undefined;
  };
}

/** Invokes that do something: a press, a form that is opened or sent off. */
const pressing: ReadonlySet<string> = new Set(['adaptiveCard/action', 'task/fetch', 'task/submit']);

/** Answers to bots would have two of them talk for ever. Teams begins the ids of bots with 28 (bot-docs, channel ids). */
function fromBot({ from, bot }: Inbound): boolean {
  return from.id.startsWith('28:') || (from.id !== '' && from.id === bot.id);
}

async function answerMessage(context: TurnContext, turn: Turn): Promise<void> {
  const { inbound, parts } = context;
  const heard = parseMessage(inbound);
  if (!heard) return;
  const { message } = heard;
  const announce = setTimeout(() => {
    turn.send(typing(inbound), { timeoutMs: sendMs, targeted: inbound.targeted }).catch((error: unknown) => {
      parts.logger.debug('teams.typing', { error });
    });
  }, typingAfterMs);
  let said: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    said = resolve;
  });
  const reply = await context.ask(message, answered).finally(() => clearTimeout(announce));
  try {
    if (reply) await show(reply, heard, context);
  } finally {
    said();
  }
}

async function show(reply: Reply, { message, opener }: ParsedMessage, context: TurnContext): Promise<void> {
  const { inbound } = context;
  if (message.kind === 'form' && inbound.replyToId !== '') {
    await settleForm(reply, opener, context);
    return;
  }
  const pressedCard = message.kind === 'action' && reply.inPlace && !reply.form && inbound.replyToId !== '';
  await (pressedCard ? context.replace(reply.card) : context.say(reply));
}

function contextOf(parts: HandlerParts, inbound: Inbound, turn: Turn): TurnContext {
  const { bot, thumbs, logger, now } = parts;

  const remember = (id: string, content: Content) => {
    if (!('form' in content)) thumbs.sent(inbound.conversation.id, id, content);
  };
  const send = async (activity: Outgoing, content: Content, targeted: boolean) => {
    remember(await patiently(() => turn.send(activity, { timeoutMs: sendMs, targeted }), now), content);
  };

  return {
    parts,
    inbound,
    async ask(message, said) {
      try {
        return await bot.handle(message, now(), said);
      } catch (error) {
        logger.error('teams.bot', { error });
        return { card: apology, audience: 'asker' };
      }
    },
    async say({ card, form, audience }) {
      const content = form ? { form, opener: inbound.replyToId } : card;
      const privately = (audience === 'asker' || inbound.targeted) && !inbound.conversation.personal;
      try {
        if (privately && (await sentPrivately(() => send(replyToAsker(inbound, content), content, true), logger)))
          return;
        await send(replyTo(inbound, content), content, false);
      } catch (error) {
        logger.error('teams.reply', { error });
      }
    },
    async replace(content, id = inbound.replyToId) {
      try {
        await turn.update(id, replacement(inbound, content), { timeoutMs: sendMs });
        remember(id, content);
      } catch (error) {
        logger.warn('teams.replace', { error });
      }
    }
  };
}

const apology: Card = {
  title: 'Something went wrong',
  text: 'That is our fault, not yours. Please ask again in a moment.'
};

/** Sends an answer; one that Teams refused for now, or could not take, is sent once more after a short wait. */
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
 * What to send again: msteams-docs, rate-limit.md, and connections that break, mostly because they had idled. An answer
 * twice harms less than none; a tip never comes here.
 */
const repeatable: ReadonlySet<number | string> = new Set([
  ...[412, 429, 502, 503, 504],
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET']
]);

/** Tenants without targeted messages refuse them; the reply then goes to the conversation. */
async function sentPrivately(send: () => Promise<void>, logger: Logger): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    const refused = error instanceof ConnectorError && error.status !== undefined && error.status < 500;
    if (!refused) throw error;
    logger.info('teams.targeted-refused', { status: error.status, code: error.faultCode });
    return false;
  }
}

/** Deliveries kept in mind by this process; the bot itself remembers the rest. */
const rememberMax = 500;

function note(seen: Set<string>, id: string): void {
  seen.add(id);
  if (seen.size > rememberMax) seen.delete(seen.values().next().value as string);
}
