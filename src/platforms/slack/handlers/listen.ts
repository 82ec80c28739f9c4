import type { AllMiddlewareArgs, App, ViewResponseAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { writeSearch } from '../../../core/conversation/browse.ts';
import { errorCard } from '../../../core/conversation/help.ts';
import type { Bot } from '../../../core/model/bot.ts';
import { createDeferred } from '../../../core/model/deferred.ts';
import { RetryLaterError } from '../../../core/model/errors.ts';
import type { ActionPress, Message } from '../../../core/model/message.ts';
import { type Reply, toAsker } from '../../../core/model/reply.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { ReplyOutcome } from '../../../observability/platform-metrics.ts';
import { parseGlobalShortcut, parseShortcut, parseSlash } from '../parse/command.ts';
import { isOwnDirectEvent, parseEvent } from '../parse/event.ts';
import { filterOf, lookUp } from '../parse/look-up.ts';
import { type ParsedForm, parseForm } from '../parse/parse-form.ts';
import { type Fields, fields, list, type ParsedMessage, tenantOf, text, waysIn } from '../parse/payload.ts';
import { parsePress } from '../parse/press.ts';
import { type HomeFacts, lookUpView, searchOptions } from '../render/views.ts';
import { answerForm, showInWindow } from '../send/answer-form.ts';
import { openWindow, sendReply, withoutWindow } from '../send/send-reply.ts';
import type { Tools } from '../send/ways.ts';
import { openHome } from './home.ts';
import { createOwnDirects, type OwnDirects } from './own-directs.ts';
import { createSessions } from './sessions.ts';
import { unfurl } from './unfurl.ts';
import { listenToSteps } from './workflow-steps.ts';

export interface ListenerParts {
  bot: Bot;
  logger: Logger;
  now: () => number;
  /** Returns the facts that the Home tab shows. */
  home: (tenant: string | undefined, now: number, user: string) => Promise<HomeFacts>;
  /** Called when the bot was uninstalled from a workspace, or its token revoked. */
  uninstalled: (tenant: string, why: 'app_uninstalled' | 'tokens_revoked') => Promise<void>;
  /** Sends to a response_url. */
  fetch: typeof fetch;
  /** Called with the outcome of each reply. */
  replied: (outcome: ReplyOutcome) => void;
  /** Time that the bot may take to answer a form before the window asks the person to wait, in milliseconds. */
  formMs: number;
  /** Wait in milliseconds where Slack limits the rate without naming a time. */
  unsaidWaitMs: number;
  /** The longest wait in milliseconds for one way to answer, while others are left. */
  wayWaitMs: number;
  /** Waits for a rate limit, beside the limit of requests under way. */
  rest: (ms: number) => Promise<void>;
  posted: Tools['posted'];
}

/** Registers the listeners with Bolt: acknowledge first, then parse, ask the bot, and send. */
export function listen(app: App, parts: ListenerParts): void {
  const talk = createTalk(parts);
  const ownDirects = createOwnDirects();
  listenToMessages(app, talk, ownDirects, parts);
  listenToRequests(app, talk, ownDirects);
  listenToForms(app, talk);
  listenToSteps(app, {
    ...parts,
    tools: talk.tools,
    tip: async (tenant, at) => (await parts.home(tenant, at, '')).tip
  });
  listenToRemovals(app, parts);
  app.options(/.*/, async ({ body, ack }) => {
    const payload = fields(body);
    const filter = filterOf(fields(payload.view)) ?? {};
    await ack({ options: searchOptions(parts.bot.suggest(text(payload.value) ?? '', { ...filter, limit: 20 })) });
  });
  app.error(async (error) => {
    parts.logger.error('slack.event.failed', { error });
    // Bolt would acknowledge what it found no token for; Slack is to deliver it again.
    const { original } = error as { original?: unknown };
    if (original instanceof RetryLaterError) throw original;
  });
}

/** The bot, as the listeners speak with it. */
type Talk = ReturnType<typeof createTalk>;

function createTalk(parts: ListenerParts) {
  const { bot, logger, now, formMs } = parts;
  const common = { ...parts, name: () => bot.name(), topics: bot.topics };
  const tools = (client: WebClient): Tools => ({ ...common, client });

  /**
   * Asks the bot, and settles the message once `say` is done with the reply.
   *
   * @param say gets a promise of the reply, so that it can acknowledge before the bot has thought
   */
  const ask = async (message: Message, say: (reply: Promise<Reply | undefined>) => Promise<void>): Promise<void> => {
    const sent = createDeferred();
    const reply = bot.handle(message, now(), sent.promise).catch((error: unknown) => {
      logger.error('slack.bot.failed', { error });
      return toAsker(errorCard());
    });
    await say(reply).finally(sent.resolve);
  };

  /** Answers a message where it belongs, and names its parts that were not read. Never rejects. */
  const answer = ({ message, target, unread }: ParsedMessage, client: WebClient): Promise<void> =>
    ask(message, async (answered) => {
      const reply = await answered;
      if (!reply) return;
      const note = [unread, reply.card.note].filter(Boolean).join(' ');
      await sendReply(unread ? { ...reply, card: { ...reply.card, note } } : reply, target, tools(client));
    });

  return {
    ask,
    answer,
    tools,
    formMs,
    /**
     * Acknowledges. A socket that closed meanwhile must not stop the work: Slack delivers again, and the bot answers
     * once.
     */
    async acknowledge(ack: () => Promise<void>): Promise<void> {
      try {
        await ack();
      } catch (error) {
        logger.warn('slack.ack.failed', { error });
      }
    },
    /** Opens the look-up. Where Slack opens no window, the topics come as a message, which says why. */
    async openLookUp(client: WebClient, { message, target }: ParsedMessage): Promise<void> {
      const unread = await openWindow(lookUpView({}, bot.topics()), target, tools(client));
      if (unread === undefined) return;
      const { id, conversation, from } = message;
      const topics = { kind: 'command' as const, name: 'topics', rest: '', id, conversation, from };
      const instead = { target: withoutWindow(target), unread: `${unread} Here is what I know, by topic.` };
      await answer({ message: topics, ...instead }, client);
    },
    /** Tells the bot what stands in an open form; nothing is answered. */
    keepDraft: ({ message }: ParsedForm): Promise<void> =>
      ask(message, async (reply) => {
        await reply;
      })
  };
}

/** Listens to what people write, to the opened Home tab and to addresses in messages. */
function listenToMessages(app: App, { answer, tools }: Talk, ownDirects: OwnDirects, parts: ListenerParts): void {
  const sessions = createSessions(parts.logger);
  const message = async ({ body, context, client }: AllMiddlewareArgs & { body: unknown }): Promise<void> => {
    const payload = fields(body);
    const event = fields(payload.event);
    if (isOwnDirectEvent(event)) ownDirects.add(text(event.channel));
    const parsed = parseEvent(payload, context.botUserId, context.agent === true);
    if (!parsed) return;
    await answer(parsed, client);
    if (context.agent === true && parsed.target.direct) await sessions.title(parsed, payload, client);
  };
  app.event('app_mention', message);
  app.message(message);
  app.event('app_home_opened', async ({ body, client }) => {
    ownDirects.add(text(fields(fields(body).event).channel));
    await openHome(fields(body), { ...tools(client), replied: () => {} }, parts);
  });
  app.event('link_shared', ({ body, client }) => unfurl(fields(body), client, parts));
}

/** Listens to the bot's being taken out of a workspace. */
function listenToRemovals(app: App, { uninstalled }: ListenerParts): void {
  const forget = async (body: Fields, why: 'app_uninstalled' | 'tokens_revoked'): Promise<void> => {
    const tenant = tenantOf(body);
    if (tenant) await uninstalled(tenant, why);
  };
  app.event('app_uninstalled', async ({ body }) => forget(fields(body), 'app_uninstalled'));
  app.event('tokens_revoked', async ({ body }) => {
    const { bot: tokens } = fields(fields(fields(body).event).tokens);
    if (list(tokens).length > 0) await forget(fields(body), 'tokens_revoked');
  });
}

/** Listens to slash commands, shortcuts and buttons. */
function listenToRequests(app: App, talk: Talk, ownDirects: OwnDirects): void {
  const { ask, answer, acknowledge, openLookUp, tools } = talk;
  app.command(/.*/, async ({ body, ack, client }) => {
    await acknowledge(ack);
    const parsed = parseSlash(fields(body), ownDirects.has);
    if (!parsed) return;
    if (parsed.message.kind === 'command' && parsed.message.name === 'find' && !parsed.message.rest)
      await openLookUp(client, parsed);
    else await answer(parsed, client);
  });

  app.shortcut(/.*/, async ({ body, ack, client }) => {
    await acknowledge(ack);
    const payload = fields(body);
    // By kind, not by id: an app whose manifest was edited by hand is answered too.
    const isOnMessage = payload.type === 'message_action';
    const parsed = isOnMessage ? parseShortcut(payload, ownDirects.has) : parseGlobalShortcut(payload);
    if (parsed) await (isOnMessage ? answer(parsed, client) : openLookUp(client, parsed));
  });

  app.action(/.*/, async ({ body, ack, client }) => {
    await acknowledge(ack);
    const payload = fields(body);
    const form = parseForm(payload);
    if (form?.message.draft) return talk.keepDraft(form);
    if (form) {
      // A press cannot return the next window, as a submission does: the window is updated.
      const update = async (response?: ViewResponseAction, said?: Reply): Promise<void> => {
        if (response?.response_action === 'update')
          await showInWindow(response.view, said, form, waysIn(payload).trigger, tools(client));
      };
      const how = { ack: update, tools: tools(client), patienceMs: talk.formMs };
      return ask(form.message, (reply) => answerForm(form, { ...how, reply }));
    }
    const action = text(fields(list(payload.actions)[0]).action_id) ?? '';
    const parsed = parsePress(payload, ownDirects.has);
    if (!parsed || action.startsWith('link')) return;
    if (action === lookUp.callback) await openLookUp(client, parsed);
    else await answer(inLookUp(parsed, payload), client);
  });
}

/** Listens to submitted and closed windows. */
function listenToForms(app: App, { ask, acknowledge, keepDraft, tools, formMs }: Talk): void {
  app.view(/.*/, async ({ body, ack, client }) => {
    const form = parseForm(fields(body));
    // Other submitted views only close.
    if (!form) return acknowledge(ack);
    const respond = (response?: ViewResponseAction) => acknowledge(() => ack(response));
    const how = { ack: respond, tools: tools(client), patienceMs: formMs };
    await ask(form.message, (reply) => answerForm(form, { ...how, reply }));
  });
  app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ body, ack }) => {
    await acknowledge(ack);
    const form = parseForm(fields(body));
    if (form) await keepDraft(form);
  });
}

/**
 * Converts a choice in the look-up to a press of a button the core knows: `open` for an entry, `more` for a filtered
 * list.
 */
function inLookUp(parsed: ParsedMessage, body: Fields): ParsedMessage {
  if (parsed.message.kind !== 'action') return parsed;
  const press: ActionPress = parsed.message;
  const filter = filterOf(fields(body.view)) ?? {};
  switch (press.action) {
    case lookUp.search:
      return { ...parsed, message: { ...press, action: 'open' } };
    case lookUp.topic:
    case lookUp.kind:
      return { ...parsed, message: { ...press, action: 'more', value: writeSearch({ text: '', from: 0, ...filter }) } };
    default:
      return parsed;
  }
}
