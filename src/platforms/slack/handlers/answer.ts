import type { WebClient } from '@slack/web-api';
import { errorCard } from '../../../core/conversation/help.ts';
import type { Bot } from '../../../core/model/bot.ts';
import { BoundedMap } from '../../../core/model/bounded-map.ts';
import { createDeferred } from '../../../core/model/deferred.ts';
import type { Message } from '../../../core/model/message.ts';
import { type Reply, toAsker } from '../../../core/model/reply.ts';
import { maskPersonal } from '../../../core/privacy/index.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { Fields } from '../parse/payload.ts';
import { type ParsedMessage, tenantOf } from '../parse/target.ts';
import { shorten } from '../render/mrkdwn.ts';
import { refusalName } from '../send/refusals.ts';
import { sendReply } from '../send/send-reply.ts';
import type { Tools } from '../send/ways.ts';

/** Asks the bot and sends its reply. */
export interface Answering {
  /** Answers a message where it belongs. Never rejects. */
  answer(parsed: ParsedMessage, tools: Tools): Promise<void>;
  /**
   * Asks the bot, and settles the message once `say` is done with the reply.
   *
   * @param say gets a promise of the reply, so that it can acknowledge before the bot has thought
   */
  ask(message: Message, say: (reply: Promise<Reply | undefined>) => Promise<void>): Promise<void>;
}

interface AnsweringParts {
  bot: Bot;
  logger: Logger;
  now: () => number;
}

export function createAnswering({ bot, logger, now }: AnsweringParts): Answering {
  const ask: Answering['ask'] = async (message, say) => {
    const sent = createDeferred();
    const reply = bot.handle(message, now(), sent.promise).catch((error: unknown) => {
      logger.error('slack.bot.failed', { error });
      return toAsker(errorCard());
    });
    await say(reply).finally(sent.resolve);
  };

  return {
    ask,
    answer: (parsed, tools) =>
      ask(parsed.message, async (answered) => {
        const reply = await answered;
        if (reply) await sendReply(parsed.unread ? noted(reply, parsed.unread) : reply, parsed.target, tools);
      })
  };
}

/** Adds the sentence that names the unread parts of a message. */
function noted(reply: Reply, unread: string): Reply {
  return { ...reply, card: { ...reply.card, note: [unread, reply.card.note].filter(Boolean).join(' ') } };
}

/** Sets the titles of people's conversations with the agent, so that they find them again. */
export interface Sessions {
  /** Sets the question as the title of the thread that it started in a direct conversation. Never rejects. */
  title(parsed: ParsedMessage, body: Fields, client: WebClient): Promise<void>;
}

/** Maximum characters of a title. docs.slack.dev/reference/methods/agents.sessions.setStatus */
const mostTitle = 200;

/** Maximum number of remembered workspaces; beyond it they are tried again. */
const mostKept = 1000;

/**
 * Creates the function that opens an agent session with a title for each new thread. A workspace that refuses it, such
 * as one on a plan without agents, is not tried again by this process: only the title is lost.
 */
export function createSessions(logger: Logger): Sessions {
  const without = new BoundedMap<string, true>(mostKept);
  return {
    async title({ message, target }, body, client) {
      const tenant = tenantOf(body) ?? '';
      const { channel, thread, inThread, direct } = target;
      if (message.kind !== 'question' || !direct || inThread || !thread || without.has(tenant)) return;
      const title = shorten(maskPersonal(message.text.replace(/\s+/g, ' ')).text, mostTitle);
      if (!title) return;
      try {
        await client.agents.sessions.setStatus({ channel_id: channel, thread_ts: thread, status: 'active', title });
      } catch (error) {
        logger.debug('slack.session.untitled', { reason: refusalName(error) });
        without.set(tenant, true);
      }
    }
  };
}
