import type { App, RespondFn, ViewResponseAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { writeSearch } from '../../core/conversation/browse.ts';
import { errorCard } from '../../core/conversation/help.ts';
import type { Bot } from '../../core/model/bot.ts';
import type { ActionPress, Message } from '../../core/model/message.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { Logger } from '../../observability/logger.ts';
import { answerForm } from './answer-form.ts';
import { filterOf, lookUp } from './parse/look-up.ts';
import { type ParsedMessage, parseEvent, parsePress, parseShortcut, parseSlash, tenantOf } from './parse/parse.ts';
import { type HeardForm, parseForm } from './parse/parse-form.ts';
import { type Fields, fields, list, text } from './parse/payload.ts';
import { backAction } from './render/form-view.ts';
import { limits } from './render/limits.ts';
import { type HomeFacts, homeView, lookUpView, searchOptions } from './render/views.ts';
import { responder, sendReply, type Tools } from './send-reply.ts';
import { shortcuts } from './shortcuts.ts';

export interface ListenerParts {
  bot: Bot;
  logger: Logger;
  now: () => number;
  /** What the Home tab shows of tips. */
  home: (tenant: string | undefined, now: number, user: string) => Promise<HomeFacts>;
  /** The bot was uninstalled from a workspace, or its token revoked. */
  uninstalled: (tenant: string) => Promise<void>;
  /** Reaches a response_url. */
  fetch: typeof fetch;
  /** How long the bot may think about a form before the person is told to wait, in milliseconds. */
  formMs: number;
}

/** Registers what Bolt is to do: acknowledge first, then parse, ask the bot, and speak. */
export function listen(app: App, parts: ListenerParts): void {
  const { bot, logger, now } = parts;
  /**
   * Workspaces that show conversations with agents, as far as this process knows: Slack took suggested prompts there. In
   * those a direct message is answered in its thread, in others beside it, where a thread would hide the answer.
   */
  const agents = new Set<string>();

  /** Acknowledges. A socket that closed meanwhile must not stop the work: Slack delivers again, the bot answers once. */
  const acknowledge = async (ack: () => Promise<void>): Promise<void> => {
    try {
      await ack();
    } catch (error) {
      logger.warn('slack.ack.failed', { error });
    }
  };

  /** Asks the bot, which is told once `say` is done with what it answers. */
  const answering = async (message: Message, say: (reply: Promise<Reply | undefined>) => Promise<void>) => {
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

  const answer = (heard: ParsedMessage, tools: Tools): Promise<void> =>
    answering(heard.message, async (answered) => {
      const reply = await answered;
      if (reply) await sendReply(reply, heard.target, tools, logger);
    });

  const openLookUp = async (client: WebClient, trigger: unknown): Promise<void> => {
    const trigger_id = text(trigger);
    if (trigger_id) await client.views.open({ trigger_id, view: lookUpView({}) });
  };

  const said = async (body: unknown, botUser: string | undefined, tools: Tools): Promise<void> => {
    const payload = fields(body);
    const heard = parseEvent(payload, botUser, agents.has(tenantOf(payload) ?? ''));
    if (heard) await answer(heard, tools);
  };
  app.event('app_mention', ({ body, context, client }) => said(body, context.botUserId, { client }));
  app.message(({ body, context, client }) => said(body, context.botUserId, { client }));

  app.event('app_home_opened', async ({ body, client }) => {
    const event = fields(fields(body).event);
    const [user, channel] = [text(event.user), text(event.channel)];
    const tenant = tenantOf(fields(body));
    if (event.tab === 'messages' && channel) {
      if (await suggestPrompts(client, channel, bot, logger)) agents.add(tenant ?? '');
      else agents.delete(tenant ?? '');
    } else if (event.tab !== 'messages' && user) {
      const facts = await parts.home(tenant, now(), user).catch((error: unknown) => {
        logger.warn('slack.home.facts', { error });
        return { channels: [] };
      });
      await client.views.publish({ user_id: user, view: homeView(bot.welcome().card, bot.prompts(), facts) });
    }
  });

  app.event('app_uninstalled', async ({ body }) => forget(fields(body)));
  app.event('tokens_revoked', async ({ body }) => {
    if (list(fields(fields(fields(body).event).tokens).bot).length > 0) await forget(fields(body));
  });
  const forget = async (body: Fields): Promise<void> => {
    const tenant = tenantOf(body);
    if (tenant) await parts.uninstalled(tenant);
  };

  app.command(/.*/, async ({ body, ack, client, respond }) => {
    await acknowledge(ack);
    const heard = parseSlash(fields(body));
    if (heard) await answer(heard, tools(client, respond));
    else await openLookUp(client, body.trigger_id);
  });

  app.shortcut(/.*/, async ({ body, ack, client, respond }) => {
    await acknowledge(ack);
    const payload = fields(body);
    if (payload.callback_id === shortcuts.lookUp) await openLookUp(client, payload.trigger_id);
    const heard = payload.callback_id === shortcuts.find ? parseShortcut(payload) : undefined;
    if (heard) await answer(heard, tools(client, respond));
  });

  app.action(/.*/, async ({ body, ack, client, respond }) => {
    await acknowledge(ack);
    const payload = fields(body);
    const form = text(fields(list(payload.actions)[0]).action_id) === backAction ? parseForm(payload) : undefined;
    if (form) return answering(form.message, (reply) => answerForm(form, backParts(client, form, reply)));
    const heard = parsePress(payload);
    const action = text(fields(list(payload.actions)[0]).action_id) ?? '';
    if (action === lookUp.callback) await openLookUp(client, payload.trigger_id);
    else if (heard && !action.startsWith('link')) await answer(inLookUp(heard, payload), tools(client, respond));
  });

  /** A press in a window cannot be answered with the next window, as sending it off can: the window is updated. */
  const backParts = (client: WebClient, form: HeardForm, reply: Promise<Reply | undefined>) => ({
    reply,
    ack: async (answer?: ViewResponseAction) => {
      if (answer?.response_action === 'update') await client.views.update({ view_id: form.viewId, view: answer.view });
    },
    tools: { client },
    logger,
    patienceMs: parts.formMs
  });

  app.options(/.*/, async ({ body, ack }) => {
    const payload = fields(body);
    const filter = filterOf(fields(payload.view)) ?? {};
    await ack({ options: searchOptions(bot.suggest(text(payload.value) ?? '', { ...filter, limit: 20 })) });
  });

  app.view(/.*/, async ({ body, ack, client }) => {
    const heard = parseForm(fields(body));
    // Any other view with a button to send it off is only a closed window to us.
    if (!heard) return acknowledge(ack);
    const { respondTo } = heard.target;
    const form = {
      ack: (response?: ViewResponseAction) => acknowledge(() => ack(response)),
      tools: tools(client, respondTo ? responder(respondTo, parts.fetch) : undefined),
      logger,
      patienceMs: parts.formMs
    };
    await answering(heard.message, (reply) => answerForm(heard, { ...form, reply }));
  });
  app.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack }) => acknowledge(ack));

  app.error(async (error) => logger.error('slack.event.failed', { error }));
}

/** Bolt's types promise `respond` always; it is there only where the payload has a response_url. */
function tools(client: WebClient, respond: RespondFn | undefined): Tools {
  return respond ? { client, respond } : { client };
}

/** A choice in the look-up is the press of a button the core knows: `open` for an entry, `more` for a filtered list. */
function inLookUp(heard: ParsedMessage, body: Fields): ParsedMessage {
  if (heard.message.kind !== 'action') return heard;
  const press: ActionPress = heard.message;
  const filter = filterOf(fields(body.view)) ?? {};
  switch (press.action) {
    case lookUp.search:
      return { ...heard, message: { ...press, action: 'open' } };
    case lookUp.topic:
    case lookUp.kind:
      return { ...heard, message: { ...press, action: 'more', value: writeSearch({ text: '', from: 0, ...filter }) } };
    default:
      return heard;
  }
}

/**
 * Offers questions to somebody who opens the conversation. Without `thread_ts`: with it the call fails silently for
 * agents. Workspaces on a plan without agents refuse it; everything else works there all the same.
 * Source: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
 *
 * @returns whether Slack took them
 */
async function suggestPrompts(client: WebClient, channel: string, bot: Bot, logger: Logger): Promise<boolean> {
  const prompts = bot.prompts().slice(0, limits.prompts);
  const call = {
    channel_id: channel,
    title: 'You could ask',
    prompts: prompts.map(({ title, text: message }) => ({ title, message }))
  };
  try {
    // The SDK's type still asks for thread_ts, so the method is called by name.
    await client.apiCall('assistant.threads.setSuggestedPrompts', call);
    return true;
  } catch (error) {
    logger.debug('slack.prompts.refused', { error });
    return false;
  }
}
