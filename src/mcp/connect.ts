import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config/config.ts';
import { version } from '../config/package-root.ts';
import type { Card } from '../core/model/card.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { QuestionStore } from '../core/model/store.ts';
import type { Logger } from '../observability/logger.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { McpRoute } from './http.ts';

interface ConnectParts {
  knowledgeBase: () => KnowledgeBase;
  questions: QuestionStore;
  metrics: Metrics;
  logger: Logger;
  now: () => number;
  onFailure: (where: string, error: unknown) => void;
  /** Creates the Slack part: signature check and drawing. Called only where Slack may send requests. */
  slack: (signingSecret: string) => Promise<{
    signed: (headers: IncomingHttpHeaders, body: string) => boolean;
    blocks: (card: Card) => readonly object[];
  }>;
}

/**
 * Connects the MCP server where `MCP` is set. Its packages are loaded only then.
 *
 * @returns undefined where `MCP` is not set
 */
export async function connectMcp(config: Config, parts: ConnectParts): Promise<McpRoute | undefined> {
  const { mcp, publicUrl, slack, playground } = config;
  if (!mcp) return undefined;
  const { metrics, slack: makeSlack, ...rest } = parts;
  const { createMcp } = await import('./index.ts');
  const secret = mcp.ways.includes('slack') ? slack?.signingSecret : undefined;
  return createMcp({
    ...rest,
    config: {
      ...mcp,
      ...(publicUrl && { publicUrl }),
      ...(slack?.workspaces && { workspaces: slack.workspaces })
    },
    version,
    // The page for people is there only with the playground.
    entryUrl: (id) => (publicUrl && playground ? `${publicUrl}/entry/${encodeURIComponent(id)}` : undefined),
    onAnswered: ({ outcome }) => metrics.questions.inc({ outcome }),
    onLimited: () => metrics.refused.inc({ why: 'mcp' }),
    ...(secret && { slack: await makeSlack(secret) })
  });
}
