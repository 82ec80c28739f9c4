/**
 * Blocks that Slackbot draws in the answer of an MCP tool; with any other block it draws none. `context_actions` and so
 * the thumbs are not among them. Source: https://docs.slack.dev/ai/slackbot-mcp-client, as of October 2026
 */
export const slackbotBlocks: ReadonlySet<string> = new Set([
  'context',
  'divider',
  'header',
  'markdown',
  'rich_text',
  'section',
  'file',
  'image',
  'video',
  'actions',
  'carousel',
  'input',
  'data_table',
  'data_visualization',
  'table',
  'card',
  'container'
]);
