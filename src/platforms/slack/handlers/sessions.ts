import type { WebClient } from '@slack/web-api';
import { maskPersonal } from '../../../core/privacy/index.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { Fields } from '../parse/payload.ts';
import { type ParsedMessage, tenantOf } from '../parse/target.ts';
import { shorten } from '../render/mrkdwn.ts';
import { refusalName } from '../send/refusals.ts';

/** Sets the titles of people's conversations with the agent, so that they find them again. */
export interface Sessions {
  /** Sets the question as the title of the thread that it started in a direct conversation. Never rejects. */
  title(heard: ParsedMessage, body: Fields, client: WebClient): Promise<void>;
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
  const without = new Set<string>();
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
        if (without.size >= mostKept) without.clear();
        without.add(tenant);
      }
    }
  };
}
