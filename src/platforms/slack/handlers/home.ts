import { randomUUID } from 'node:crypto';
import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Bot } from '../../../core/model/bot.ts';
import type { Logger } from '../../../observability/logger.ts';
import { type Fields, fields, tenantOf, text } from '../parse/payload.ts';
import { limits } from '../render/limits.ts';
import { bareBlocks, type HomeFacts, holdsAnswer, homeView } from '../render/views.ts';
import { refusalName } from '../send/refusals.ts';
import { sendByWays, type Tools, type Way } from '../send/ways.ts';

interface HomeParts {
  bot: Bot;
  logger: Logger;
  now: () => number;
  /** Returns the facts that the Home tab shows. */
  home: (tenant: string | undefined, now: number, user: string) => Promise<HomeFacts>;
}

/** Shows the Home tab when it is opened, or suggests questions when the messages are opened. */
export async function openHome(body: Fields, tools: Tools, parts: HomeParts): Promise<void> {
  const { bot, logger, now } = parts;
  const { client } = tools;
  const event = fields(body.event);
  const [user, channel] = [text(event.user), text(event.channel)];
  if (event.tab === 'messages') {
    if (channel) await suggestPrompts(client, channel, bot, logger);
    return;
  }
  if (!user || holdsAnswer(fields(event.view), now())) return;
  const facts = await parts.home(tenantOf(body), now(), user).catch((error: unknown) => {
    logger.warn('slack.home.facts-missing', { error });
    return { channels: [] };
  });
  const welcome = bot.welcome();
  const view = homeView(welcome.card, bot.prompts(), facts, bot.topics(), bot.offers);
  const plain: HomeView = { type: 'home', blocks: bareBlocks(welcome.card) };
  const publish: Way = {
    name: 'home-tab',
    place: 'home',
    send: ({ style }) => client.views.publish({ user_id: user, view: style === 'text' ? plain : view })
  };
  // A refusal may be about the moment: the tab is drawn once more, plainly, whatever it was.
  const again: Way = {
    name: 'home-tab-plain',
    place: 'view',
    send: () => client.views.publish({ user_id: user, view: plain })
  };
  await sendByWays(welcome, () => [publish, again], randomUUID(), tools);
}

/**
 * Suggests questions when a person opens the conversation. Without `thread_ts`: with it the call fails silently for
 * agents. Workspaces on a plan without agents refuse it; everything else works there all the same.
 * Source: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
 */
async function suggestPrompts(client: WebClient, channel: string, bot: Bot, logger: Logger): Promise<void> {
  const prompts = bot.prompts().slice(0, limits.prompts);
  const call = {
    channel_id: channel,
    title: 'You could ask',
    prompts: prompts.map(({ title, text: message }) => ({ title, message }))
  };
  try {
    // The SDK's type still asks for thread_ts, so the method is called by name.
    await client.apiCall('assistant.threads.setSuggestedPrompts', call);
  } catch (error) {
    logger.debug('slack.prompts.refused', { reason: refusalName(error) });
  }
}
