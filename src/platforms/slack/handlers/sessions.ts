import type { WebClient } from '@slack/web-api';
import { BoundedMap } from '../../../core/model/bounded-map.ts';
import { maskPersonal } from '../../../core/privacy/index.ts';
import type { Logger } from '../../../observability/logger.ts';
import { type Fields, type ParsedMessage, tenantOf } from '../parse/payload.ts';
import { shorten } from '../render/mrkdwn.ts';
import { refusalName } from '../send/refusals.ts';

/** Sets the titles of people's direct conversations with the agent, so that they find them again. */
export interface Sessions {
  /** Sets the question as the title of the thread that it started. Never rejects. */
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
      const { channel, thread, inThread } = target;
      if (message.kind !== 'question' || inThread || !thread || without.has(tenant)) return;
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
