/** Slack grants it to apps whose manifest declares an agent, and to no other. */
export const agentScope = 'assistant:write';

/** Bot credentials for one workspace. */
export interface Access {
  token: string;
  /** True for a workspace installed by OAuth, whose token only it can renew. */
  installed: boolean;
  botId: string;
  botUserId: string;
  teamId?: string;
  enterpriseId?: string;
  /**
   * True where the app is installed as an agent: its manifest has `agent_view`, with which Slack grants `assistant:write`. There
   * each first message of a direct conversation starts a thread. docs.slack.dev/ai/agent-sessions
   */
  agent: boolean;
}
