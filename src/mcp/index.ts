import type { IncomingHttpHeaders } from 'node:http';
import type { Card } from '../core/model/card.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import type { MatchResult } from '../core/model/matcher.ts';
import { askedQuestion, type QuestionStore } from '../core/model/store.ts';
import type { Logger } from '../observability/logger.ts';
import type { McpWay } from './access.ts';
import type { EntryUrl } from './hit.ts';
import { createMcpRoute, type McpRoute } from './http.ts';
import { createLookUp } from './look-up.ts';

interface McpParts {
  config: {
    ways: readonly McpWay[];
    token?: string;
    /** Ids of the Slack workspaces and organisations served; absent for all. */
    workspaces?: readonly string[];
    publicUrl?: string;
  };
  version: string;
  knowledgeBase: () => KnowledgeBase;
  entryUrl: EntryUrl;
  questions: QuestionStore;
  logger: Logger;
  now: () => number;
  /** Signature check and drawing for Slack; absent where Slack sends no requests. */
  slack?: {
    signed: (headers: IncomingHttpHeaders, body: string) => boolean;
    blocks: (card: Card) => readonly object[];
  };
  onAnswered?: (matchResult: MatchResult) => void;
  onLimited?: () => void;
  onFailure: (where: string, error: unknown) => void;
}

/** Platform name under which questions of assistants are counted. */
const platform = 'mcp';

/**
 * Creates the Model Context Protocol server on the shared port. Questions are counted as those in chat are, without any
 * person's name.
 */
export function createMcp(parts: McpParts): McpRoute {
  const { config, version, knowledgeBase, entryUrl, questions, logger, now, slack, onAnswered, onLimited, onFailure } =
    parts;
  if (config.ways.includes('open')) {
    const advice =
      'Anybody who reaches this address may ask, without a token: leave it so only where the network keeps others out.';
    logger.warn('mcp.open', { advice });
  }
  const asked = (matchResult: MatchResult, masked: string): void => {
    onAnswered?.(matchResult);
    if (matchResult.talk && matchResult.talk !== 'outside') return;
    questions
      .record(askedQuestion(matchResult, masked, platform, now()))
      .catch((error: unknown) => onFailure('store.record', error));
  };
  return createMcpRoute({
    server: {
      lookUp: createLookUp({ knowledgeBase, entryUrl }),
      version,
      entryUrl,
      now,
      asked,
      onFailure,
      ...(slack && { blocks: slack.blocks })
    },
    access: { ...config, ...(slack && { signedBySlack: slack.signed }) },
    logger,
    ...(onLimited && { onLimited })
  });
}
