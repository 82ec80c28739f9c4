/** Bot credentials for one workspace. */
export interface Access {
  token: string;
  /** True for a workspace installed by OAuth, whose token only it can renew. */
  installed: boolean;
  botId: string;
  botUserId: string;
  teamId?: string;
  enterpriseId?: string;
}
