import type { AppsManifestCreateArguments } from '@slack/web-api';
import type { CommandRow } from '../../core/conversation/commands.ts';
import type { About } from '../../core/model/about.ts';
import { limits } from './render/limits.ts';
import { shorten, slashCommand } from './render/mrkdwn.ts';

/** `callback_id` of the shortcuts, in the manifest and in payloads. */
const shortcuts = { find: 'find_resources', lookUp: 'look_up_resources' } as const;

/** `callback_id` of the steps for Workflow Builder, in the manifest and in payloads. */
export const steps = { lookUp: 'look_something_up', tip: 'tip_of_the_week' } as const;

type Manifest = AppsManifestCreateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number];
type BotEvent = NonNullable<
  NonNullable<NonNullable<Manifest['settings']>['event_subscriptions']>['bot_events']
>[number];

/**
 * Scopes of the bot, each with its reason. No message history beyond direct messages to the bot itself.
 *
 * - `app_mentions:read`: to receive mentions
 * - `assistant:write`: to suggest questions when the conversation is opened
 * - `chat:write`: to answer, and to post the weekly tip
 * - `commands`: `/spread` and the shortcuts
 * - `im:history`: the event `message.im`, direct messages to the bot
 */
export const botScopes = ['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'im:history'] as const;

/**
 * Scopes that the bot uses where granted, and requests only by a switch of `spread-bot manifest`.
 *
 * - `users:read`: people's time zones (`--time-zones`)
 * - `links:read`, `links:write`: to see known addresses in messages, and to show a preview below them (`--unfurl`)
 * - `mcp:connect`: allows Slackbot to call the server for assistants (`--mcp`)
 */
export const extraScopes = {
  timeZones: ['users:read'],
  unfurl: ['links:read', 'links:write'],
  mcp: ['mcp:connect']
} as const;

/** Events that the bot subscribes to. The last two need no scope. */
export const botEvents = ['app_home_opened', 'app_mention', 'message.im', 'app_uninstalled', 'tokens_revoked'] as const;

/** Events that only a manifest made with `--steps` or `--unfurl` subscribes to. */
export const extraEvents = { steps: ['function_executed'], unfurl: ['link_shared'] } as const;

/**
 * Maximum number of domains whose addresses get a preview. Subdomains are included.
 * Source: github.com/slackapi/manifest-schema, `features.unfurl_domains` of schema 2.0.0
 */
export const mostUnfurlDomains = 5;

export interface ManifestOptions {
  /** Public address of this bot, without a path; absent for Socket Mode. */
  url?: string;
  /** True to allow installation in several workspaces by OAuth; needs `url`. */
  oauth?: boolean;
  /** False for a workspace whose plan has no agents: direct messages work there all the same. */
  agent?: boolean;
  /** True to request `users:read` too, so that a channel's tips begin in the time zone of the person who subscribes. */
  timeZones?: boolean;
  /** True for an organisation on Enterprise Grid that installs the app for all of its workspaces. */
  org?: boolean;
  /** True to offer steps for Workflow Builder; Slack accepts them only from apps that are ready for organisations. */
  steps?: boolean;
  /** Domains whose addresses get a preview, the most useful first; the first five are used. */
  unfurl?: readonly string[];
  /**
   * Lets Slackbot ask this server for assistants, by the address of `/mcp`. `identity` has Slack name the workspace
   * that asks, for a bot that serves only some.
   */
  mcp?: { url: string; identity?: boolean };
  /** Name of the bot. */
  name: string;
  /** Subjects of the knowledge, and questions to suggest in the conversation; at most four are used. */
  about: Pick<About, 'covers' | 'prompts'>;
  /** Commands that are of use with the knowledge. */
  commands: readonly Pick<CommandRow, 'name'>[];
}

/** Maximum lengths of the manifest, in characters; the last two are ours. Source: docs.slack.dev/reference/app-manifest */
const most = { name: 35, description: 140, longDescription: 4000, agentDescription: 300, mentionName: 60 };

/**
 * Returns the app manifest for Slack. Pure.
 * Source of fields and lengths: https://docs.slack.dev/reference/app-manifest and `@slack/web-api`'s Manifest type.
 */
export function slackManifest(options: ManifestOptions): Manifest {
  const { url, oauth, agent = true, timeZones = false, org = false, steps: withSteps = false, mcp } = options;
  const { name, about, commands } = options;
  const domains = (options.unfurl ?? []).slice(0, mostUnfurlDomains);
  const base = url?.replace(/\/+$/, '');
  const endpoint = base && `${base}/slack/events`;
  const usual = botScopes.filter((scope) => agent || scope !== 'assistant:write');
  const scopes: string[] = [
    ...usual,
    ...(timeZones ? extraScopes.timeZones : []),
    ...(domains.length > 0 ? extraScopes.unfurl : []),
    ...(mcp ? extraScopes.mcp : [])
  ];
  const events = [
    ...botEvents,
    ...(withSteps ? extraEvents.steps : []),
    ...(domains.length > 0 ? extraEvents.unfurl : [])
  ];
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: shorten(name, most.name),
      description: shorten(`Answers questions about ${about.covers}`, most.description),
      long_description: shorten(longDescription(name, about), most.longDescription),
      background_color: '#005eb8'
    },
    features: {
      ...(agent && { agent_view: agentView(about) }),
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: mentionName(name), always_online: true },
      shortcuts: [
        {
          type: 'message',
          name: 'Find resources',
          callback_id: shortcuts.find,
          description: 'Looks up tools, guides and contacts for this message'
        },
        {
          type: 'global',
          name: 'Look up resources',
          callback_id: shortcuts.lookUp,
          description: 'Search tools, guides and contacts by title, topic and kind'
        }
      ],
      slash_commands: [
        {
          command: slashCommand,
          description: 'Look up tools, guides and contacts; only you see it',
          usage_hint: shorten(['some words', ...commands.map(({ name }) => name)].join(' | '), 1000),
          should_escape: false,
          ...(endpoint && { url: endpoint })
        }
      ],
      ...(domains.length > 0 && { unfurl_domains: domains })
    },
    oauth_config: {
      // The SDK's list of scopes lacks assistant:write.
      scopes: { bot: scopes as BotScope[] },
      ...(base && oauth && { redirect_urls: [`${base}/slack/oauth_redirect`] })
    },
    ...(withSteps && { functions: stepFunctions(commands.some((command) => command.name === 'tips')) }),
    ...(mcp && {
      mcp_servers: {
        'spread-bot': { url: mcp.url, auth_type: mcp.identity ? 'slack_identity_auth' : 'no_auth' }
      }
    }),
    settings: {
      event_subscriptions: {
        bot_events: events as BotEvent[],
        ...(endpoint && { request_url: endpoint })
      },
      interactivity: {
        is_enabled: true,
        ...(endpoint && { request_url: endpoint, message_menu_options_url: endpoint })
      },
      org_deploy_enabled: org || withSteps,
      ...(withSteps && { function_runtime: 'remote' }),
      socket_mode_enabled: !base,
      token_rotation_enabled: false
    }
  };
}

function agentView({ covers, prompts }: ManifestOptions['about']) {
  return {
    agent_description: shorten(
      `Ask about ${covers}. Answers come from a fixed knowledge base, with sources and dates.`,
      most.agentDescription
    ),
    suggested_prompts: prompts.slice(0, limits.prompts).map(({ title, text }) => ({ title, message: text }))
  };
}

const answerOutputs = {
  properties: {
    answer: { type: 'string', title: 'Answer', description: 'The answer in words' },
    title: { type: 'string', title: 'Title', description: 'What was found' },
    link: { type: 'string', title: 'Link', description: 'The page to open; empty where there is none' }
  },
  required: ['answer', 'title', 'link']
};

/** Returns the steps for workflows. Source: https://docs.slack.dev/reference/app-manifest#functions */
const stepFunctions = (withTips: boolean) => ({
  [steps.lookUp]: {
    title: 'Look something up',
    description: 'Finds tools, guides and contacts for a question',
    input_parameters: {
      properties: { question: { type: 'string', title: 'Question', description: 'What somebody wants to know' } },
      required: ['question']
    },
    output_parameters: answerOutputs
  },
  ...(withTips && {
    [steps.tip]: {
      title: 'Tip of the week',
      description: 'Gives this week’s tip',
      input_parameters: { properties: {}, required: [] },
      output_parameters: answerOutputs
    }
  })
});

/**
 * Returns the address that opens Slack's page for a new app with a manifest filled in.
 *
 * @param yaml the manifest
 * @param apiUrl another Web API root, such as GovSlack's
 */
export function installAddress(yaml: string, apiUrl?: string): string {
  const host = apiUrl?.includes('slack-gov.com') ? 'api.slack-gov.com' : 'api.slack.com';
  return `https://${host}/apps?new_app=1&manifest_yaml=${encodeURIComponent(yaml)}`;
}

/** Returns the name by which people mention the bot, in the letters that Slack takes: `Library Bot` is `library-bot`. */
function mentionName(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, most.mentionName) ?? 'spread-bot'
  );
}

const longDescription = (name: string, { covers }: ManifestOptions['about']): string =>
  `${name} answers questions about ${covers}. Ask it in a direct message, mention it in a channel, or type ${slashCommand} and some ` +
  'words. It finds the right entry of a curated knowledge base and shows a card with links to tools and people who can help. When it ' +
  'has no answer it says so and names somebody who may. Answers are fixed texts; each carries its source and date, and says whether your ' +
  'organisation has reviewed it. No language model answers you. It reads only what is said to it, never the history of a channel. ' +
  'Please leave personal details out of a question.';
