import { errorCard } from '../../../core/conversation/help.ts';
import type { Bot } from '../../../core/model/bot.ts';
import type { Message } from '../../../core/model/message.ts';
import type { Reply } from '../../../core/model/reply.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { ParsedMessage } from '../parse/target.ts';
import { sendReply } from '../send/send-reply.ts';
import type { Tools } from '../send/ways.ts';

/** Asks the bot and sends its reply. */
export interface Answering {
  /** Answers a message where it belongs. Never rejects. */
  answer(heard: ParsedMessage, tools: Tools): Promise<void>;
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
    let said: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      said = resolve;
    });
    const reply = bot.handle(message, now(), answered).catch((error: unknown) => {
      logger.error('slack.bot.failed', { error });
      return { card: errorCard(), audience: 'asker' as const };
    });
    await say(reply).finally(said);
  };

  return {
    ask,
    answer: (heard, tools) =>
      ask(heard.message, async (answered) => {
        const reply = await answered;
        if (reply) await sendReply(noted(reply, heard.unread), heard.target, tools);
      })
  };
}

/** Adds the sentence that names the unread parts of a message. */
function noted(reply: Reply, unread: string | undefined): Reply {
  if (!unread) return reply;
  return { ...reply, card: { ...reply.card, note: [unread, reply.card.note].filter(Boolean).join(' ') } };
}
