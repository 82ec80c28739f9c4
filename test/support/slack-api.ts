import { messageProblems, viewProblems } from './slack-validator.ts';

/** Requirements of a Web API method. Source: docs.slack.dev/reference/methods/<method>, read November 2026. */
export interface MethodFacts {
  /** Bot scope, `app` for an app-level token, or none. */
  scope?: string;
  required: readonly string[];
  /** Arguments that a token of a whole organisation needs besides. Source: `OptionalTeamAssignable` in @slack/web-api. */
  ofOrganisation?: 'team_id';
  /** Slack's limits on the payload. */
  problems?: (args: Record<string, unknown>) => string[];
}

const message = (args: Record<string, unknown>) => messageProblems(args);
const view = (args: Record<string, unknown>) => viewProblems(args.view);

/** The methods we may call; any other is answered `unknown_method`. */
export const methods: Readonly<Record<string, MethodFacts>> = {
  'api.test': { required: [] },
  'auth.test': { required: [] },
  'apps.connections.open': { scope: 'app', required: [] },
  'conversations.info': { scope: 'channels:read', required: ['channel'] },
  'oauth.v2.access': { required: ['code', 'client_id', 'client_secret'] },
  'chat.postMessage': { scope: 'chat:write', required: ['channel'], problems: message },
  'chat.postEphemeral': { scope: 'chat:write', required: ['channel', 'user'], problems: message },
  'chat.update': { scope: 'chat:write', required: ['channel', 'ts'], problems: message },
  'chat.scheduleMessage': { scope: 'chat:write', required: ['channel', 'post_at', 'text'], problems: message },
  'chat.scheduledMessages.list': { required: [], ofOrganisation: 'team_id' },
  'chat.deleteScheduledMessage': { scope: 'chat:write', required: ['channel', 'scheduled_message_id'] },
  'chat.unfurl': {
    scope: 'links:write',
    required: ['unfurls'],
    problems: ({ unfurls }) =>
      Object.values(unfurls as Record<string, object>).flatMap((one) => messageProblems({ text: 'x', ...one }))
  },
  'blocks.validate': {
    required: [],
    problems: (args) => (args.view ? viewProblems(args.view) : messageProblems(args.message as Record<string, unknown>))
  },
  'users.info': { scope: 'users:read', required: ['user'] },
  'views.open': { required: ['trigger_id', 'view'], problems: view },
  'views.push': { required: ['trigger_id', 'view'], problems: view },
  'views.update': { required: ['view_id', 'view'], problems: view },
  'views.publish': { required: ['user_id', 'view'], problems: view },
  'agents.sessions.setStatus': { scope: 'chat:write', required: ['channel_id', 'status'] },
  'functions.completeSuccess': { required: ['function_execution_id', 'outputs'] },
  'functions.completeError': { required: ['function_execution_id', 'error'] },
  'assistant.threads.setSuggestedPrompts': { scope: 'assistant:write', required: ['channel_id', 'prompts'] }
};

/** The scope an event or feature needs. Source: docs.slack.dev/reference/events/<event>. */
export const eventScopes: Readonly<Record<string, string | undefined>> = {
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  app_home_opened: undefined,
  link_shared: 'links:read',
  app_uninstalled: undefined,
  tokens_revoked: undefined
};
