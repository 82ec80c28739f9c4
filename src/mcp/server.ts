import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ContentBlock,
  McpServer,
  type ServerContext
} from '@modelcontextprotocol/server';
import { entryCard } from '../core/conversation/entry-card.ts';
import { aboutOf } from '../core/model/about-of.ts';
import type { Card } from '../core/model/card.ts';
import { UserFacingError } from '../core/model/errors.ts';
import type { MatchResult } from '../core/model/matcher.ts';
import { maskPersonal, privacyNote } from '../core/privacy/index.ts';
import type { EntryUrl } from './hit.ts';
import type { LookUp } from './look-up.ts';
import { addPrompt, addResources, lastModified, resourceUri } from './resources.ts';
import { type Hit, inputs, outputs } from './schemas.ts';
import * as texts from './texts.ts';

export interface McpServerParts {
  lookUp: LookUp;
  version: string;
  entryUrl: EntryUrl;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called for every question, with its text masked; optional. */
  asked?: (matchResult: MatchResult, masked: string) => void;
  /** Called for each internal error. */
  onFailure?: (where: string, error: unknown) => void;
  /** Draws a card for Slackbot; absent where it is not asked from Slack. */
  blocks?: (card: Card) => readonly object[];
}

/**
 * Hints shared by all tools: read-only, over a closed set of entries. Slack treats a tool without `readOnlyHint` as one
 * that writes.
 */
const annotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** The capability by which a client says that it draws Block Kit. */
const blockKit = 'io.slack/block-kit';

/** Lists and entries change when an editor changes the knowledge: a minute old is young enough. */
const fresh = { ttlMs: 60_000, cacheScope: 'private' } as const;

/** Blocks in one result at most. Source: https://docs.slack.dev/reference/block-kit/blocks */
const mostBlocks = 50;

/** Returns links to entries as resources, for clients that fetch what they cite. */
function resourceLinks(hits: readonly Hit[]): ContentBlock[] {
  return hits.map(({ id, title, summary, ...hit }) => ({
    type: 'resource_link',
    uri: resourceUri(id),
    name: id,
    title,
    description: summary,
    mimeType: 'text/markdown',
    annotations: { audience: ['assistant', 'user'], ...lastModified(hit) }
  }));
}

/**
 * Creates the server for one connection or one request: six tools, entries as resources, and one prompt. It is
 * stateless.
 * Names and hints: https://modelcontextprotocol.io/specification/2026-07-28/server/tools
 */
export function createMcpServer(parts: McpServerParts): McpServer {
  const { lookUp, version, now, asked, onFailure } = parts;
  const { name = 'Spread Bot', covers } = aboutOf(lookUp.knowledge());
  const server = new McpServer(
    { name: 'spread-bot', title: name, version },
    {
      instructions: texts.instructions(covers),
      cacheHints: {
        'tools/list': fresh,
        'prompts/list': fresh,
        'resources/list': fresh,
        'resources/templates/list': fresh,
        'resources/read': fresh,
        'server/discover': fresh
      }
    }
  );
  const _meta = { slack: { supportsBlockKit: true } };

  /**
   * Runs a look-up. Faults of its arguments are described to the assistant; of an internal error it learns only that
   * one occurred.
   */
  const guarded = (tool: string, run: () => CallToolResult): CallToolResult => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof UserFacingError)) onFailure?.(`mcp.${tool}`, error);
      const text = error instanceof UserFacingError ? error.message : 'This failed. Please try again.';
      return { isError: true, content: [{ type: 'text', text }] };
    }
  };

  const drawn = (entries: readonly Hit[], context: ServerContext): { _meta?: Record<string, unknown> } => {
    const { blocks } = parts;
    if (!blocks || !(fromSlack(context) || drawsBlocks(context))) return {};
    const knowledge = lookUp.knowledge();
    const cards = entries.flatMap(({ id }) => {
      const entry = knowledge.entries.get(id);
      return entry ? [blocks(entryCard(entry, knowledge))] : [];
    });
    const fitting: object[] = [];
    for (const card of cards) if (fitting.length + card.length <= mostBlocks) fitting.push(...card);
    return fitting.length > 0 ? { _meta: { slack: { blocks: fitting } } } : {};
  };

  const result = (
    text: string,
    structuredContent: Record<string, unknown>,
    hits: readonly Hit[],
    context: ServerContext
  ): CallToolResult => ({
    content: [{ type: 'text', text }, ...resourceLinks(hits)],
    structuredContent,
    ...drawn(hits, context)
  });

  server.registerTool(
    'spread_search',
    {
      title: 'Search the knowledge base',
      description: `Finds curated entries (tools, guides, checklists, contacts, explained ideas) for a question about ${covers}. Returns their text word for word with source, date and address. "none" is a normal result.`,
      inputSchema: inputs.search,
      outputSchema: outputs.search,
      annotations,
      _meta
    },
    ({ query, topic, kind, limit }, context) =>
      guarded('search', () => {
        const given = { query, limit, ...(topic && { topic }), ...(kind && { kind }) };
        const { found, matchResult } = lookUp.search(given);
        const masked = maskPersonal(query);
        asked?.(matchResult, masked.text);
        const note = masked.found.length > 0 ? privacyNote(masked.found) : undefined;
        return result(texts.searchText(found, note), found, found.results, context);
      })
  );
  server.registerTool(
    'spread_get_entry',
    {
      title: 'Get one entry',
      description:
        'Returns one entry by its id: its text word for word, source, date, address, whom to ask and related entries.',
      inputSchema: inputs.entry,
      outputSchema: outputs.entry,
      annotations,
      _meta
    },
    ({ id }, context) =>
      guarded('entry', () => {
        const found = lookUp.entry(id);
        if (!found) throw new UserFacingError(`There is no entry "${id}". spread_search finds entries and their ids.`);
        return result(texts.entryText(found), found, [found.entry], context);
      })
  );
  server.registerTool(
    'spread_find_contacts',
    {
      title: 'Find whom to ask',
      description: `Finds organisations and teams (no private people) that help with ${covers}, for a question or a topic; without either, all of them.`,
      inputSchema: inputs.contacts,
      outputSchema: outputs.contacts,
      annotations,
      _meta
    },
    ({ query, topic, limit }, context) =>
      guarded('contacts', () => {
        const found = lookUp.contacts({ limit, ...(query && { query }), ...(topic && { topic }) });
        return result(texts.contactsText(found), found, found.contacts, context);
      })
  );
  server.registerTool(
    'spread_get_tip',
    {
      title: 'Get the tip of the week',
      description: 'Returns the short tip of this or another week, with the entry that it leads to.',
      inputSchema: inputs.tip,
      outputSchema: outputs.tip,
      annotations,
      _meta
    },
    ({ topic, week }, context) =>
      guarded('tip', () => {
        const found = lookUp.tip({ ...(topic && { topic }), ...(week && { week }) }, now());
        return result(texts.tipText(found), found, found.tip?.entry ? [found.tip.entry] : [], context);
      })
  );
  server.registerTool(
    'spread_list_topics',
    {
      title: 'List the topics',
      description: 'Returns what the knowledge base covers: its topics with their ids and the number of entries.',
      inputSchema: inputs.nothing,
      outputSchema: outputs.topics,
      annotations
    },
    (_given, context) =>
      guarded('topics', () => {
        const found = lookUp.topics();
        return result(texts.topicsText(found), found, [], context);
      })
  );
  server.registerTool(
    'spread_list_assessments',
    {
      title: 'List the guided assessments',
      description:
        'Returns the guided assessments (such as how ready a project is to spread) with their questions. They are done in chat with the bot; this only lists them.',
      inputSchema: inputs.nothing,
      outputSchema: outputs.assessments,
      annotations
    },
    (_given, context) =>
      guarded('assessments', () => {
        const found = lookUp.assessments();
        return result(texts.assessmentsText(found), found, [], context);
      })
  );
  addResources(server, parts);
  addPrompt(server);
  return server;
}

/** The name under which a request that Slack signed is let in. */
export const slackClient = 'slack';

const fromSlack = ({ http }: ServerContext): boolean => http?.authInfo?.clientId === slackClient;

/** Returns true where the client declares in this request that it draws Block Kit. */
function drawsBlocks({ mcpReq }: ServerContext): boolean {
  const envelope: { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities } = mcpReq.envelope ?? {};
  const { extensions } = envelope[CLIENT_CAPABILITIES_META_KEY] ?? {};
  return extensions !== undefined && blockKit in extensions;
}
