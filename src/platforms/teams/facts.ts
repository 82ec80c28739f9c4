import type { PlatformFacts } from '../platform.ts';
import { channelConversation } from './parse/conversation.ts';

/** Facts of Teams that hold whether or not it is connected. */
export const teamsFacts: PlatformFacts = {
  name: 'teams',
  title: 'Microsoft Teams',
  deliveryPath: '/api/messages',
  // 30 a second for one app and tenant, of which two thirds are left to answers
  // (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
  postsPerMinute: 600,
  reachesAbsent: true,
  isConfigured: ({ teams }) => teams !== undefined,
  repeatsUnknown: ({ tipsTeamsRetry }) => tipsTeamsRetry,
  channelOf: (written, { teams }) => channelConversation(written, teams?.appId, teams?.tenantId)
};
