/** Scope that Slack grants only to apps whose manifest declares an agent. */
export const agentScope = 'assistant:write';

/** Bot credentials for one workspace. */
export interface Access {
  token: string;
  /** True for a workspace installed by OAuth: its token is renewed only by installing again there. */
  installed: boolean;
  botId: string;
  botUserId: string;
  teamId?: string;
  enterpriseId?: string;
  /**
   * True where the app is installed as an agent: its manifest has `agent_view`, with which Slack grants
   * `assistant:write`. Each first message of a direct conversation then starts a thread.
   * docs.slack.dev/ai/agent-sessions
   */
  agent: boolean;
}
