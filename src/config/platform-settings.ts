import { z } from 'zod';
import { address, guid, listOf, prefixed, type Setting } from './schemas.ts';

/** The variables of Slack and of Teams. */
export const platformSettings = [
  {
    name: 'SLACK_BOT_TOKEN',
    group: 'slack',
    meaning: 'Bot token of the one workspace (OAuth & Permissions, "Bot User OAuth Token")',
    otherwise: '',
    schema: prefixed('xox[be]'),
    fix: 'Copy the "Bot User OAuth Token", which begins with xoxb-.',
    secret: true
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    group: 'slack',
    meaning: 'Proves that requests come from Slack (Basic Information, "Signing Secret"); for Slack over HTTP',
    otherwise: '',
    schema: z.string().regex(/^[0-9a-zA-Z]{16,128}$/),
    fix: 'Copy the "Signing Secret" from the app\'s Basic Information page; it is letters and digits only.',
    secret: true
  },
  {
    name: 'SLACK_APP_TOKEN',
    group: 'slack',
    meaning: 'App-level token with connections:write; for Slack over Socket Mode, which needs no public address',
    otherwise: '',
    schema: prefixed('xapp-'),
    fix: 'Make an app-level token with the scope connections:write; it begins with xapp-.',
    secret: true
  },
  {
    name: 'SLACK_CLIENT_ID',
    group: 'slack',
    meaning: 'For several workspaces by OAuth (Basic Information, "Client ID")',
    otherwise: '',
    schema: z.string().regex(/^[\d.]{5,64}$/),
    fix: 'Copy the "Client ID"; it is digits with a dot.'
  },
  {
    name: 'SLACK_CLIENT_SECRET',
    group: 'slack',
    meaning: 'For several workspaces by OAuth (Basic Information, "Client Secret")',
    otherwise: '',
    schema: z.string().min(16).max(200),
    fix: 'Copy the "Client Secret" from the app\'s Basic Information page.',
    secret: true
  },
  {
    name: 'SLACK_STATE_SECRET',
    group: 'slack',
    meaning: "A long random text of your own: signs the OAuth state and encrypts the workspaces' tokens at rest",
    otherwise: '',
    schema: z.string().min(32).max(500),
    fix: 'Make one of at least 32 characters, for example with: openssl rand -hex 32',
    secret: true
  },
  {
    name: 'SLACK_WORKSPACES',
    group: 'slack',
    meaning:
      'Workspaces that are served, separated by commas: workspace IDs (T…), organisation IDs (E…). Others cannot install the bot, and are told or not heard',
    otherwise: 'every one it is installed in',
    schema: listOf(z.string().regex(/^[TE][A-Z0-9]{2,20}$/)),
    fix: 'Write the IDs with commas between them; a workspace ID begins with T and stands in the address of Slack in a browser.'
  },
  {
    name: 'SLACK_API_URL',
    group: 'slack',
    meaning: 'Another Web API root, for GovSlack or tests',
    otherwise: 'https://slack.com/api/',
    schema: address.transform((value) => (value.endsWith('/') ? value : `${value}/`)),
    fix: 'Write a whole address that begins with https://.'
  },
  {
    name: 'MicrosoftAppId',
    alias: 'CLIENT_ID',
    group: 'teams',
    meaning: "Application (client) ID of the bot's app registration; CLIENT_ID is taken too",
    otherwise: '',
    schema: guid,
    fix: 'Copy "Application (client) ID" from the app registration\'s overview page.'
  },
  {
    name: 'MicrosoftAppPassword',
    alias: 'CLIENT_SECRET',
    group: 'teams',
    meaning:
      'Client secret VALUE of the app registration; not needed for a managed identity; CLIENT_SECRET is taken too',
    otherwise: '',
    schema: z
      .string()
      .min(8)
      .max(500)
      .refine((value) => !guid.safeParse(value).success),
    fix: 'Copy the "Value" of a client secret, not its "Secret ID": the value is shown only once, so make a new secret if it is gone.',
    secret: true
  },
  {
    name: 'MicrosoftAppType',
    group: 'teams',
    meaning:
      'SingleTenant, or UserAssignedMSI for a managed identity; MultiTenant only for registrations made before August 2025',
    otherwise: 'SingleTenant',
    schema: z.enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant']),
    fix: 'Write SingleTenant, UserAssignedMSI or MultiTenant, as the Azure Bot resource says under Configuration.'
  },
  {
    name: 'MicrosoftAppTenantId',
    alias: 'TENANT_ID',
    group: 'teams',
    meaning: 'Directory (tenant) ID of the app registration; TENANT_ID is taken too',
    otherwise: '',
    schema: guid,
    fix: 'Copy "Directory (tenant) ID" from the app registration\'s overview page.'
  },
  {
    name: 'TEAMS_TENANTS',
    group: 'teams',
    meaning: 'Organisations that are served, separated by commas: Directory (tenant) IDs. Others get 403',
    otherwise: 'its own; every one that can reach it with MultiTenant',
    schema: listOf(guid),
    fix: 'Write Directory (tenant) IDs with commas between them.'
  },
  {
    name: 'TEAMS_CONNECTOR_HOSTS',
    group: 'teams',
    meaning:
      'Hosts of the Bot Connector that are answered besides those Microsoft publishes, separated by commas; only what Microsoft names, since answers carry the access token of the bot',
    otherwise: '',
    schema: listOf(z.string().regex(/^(?=.{4,100}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/)),
    fix: 'Write host names in small letters, as smba.example.teams.microsoft.com, without https:// and without a path.'
  },
  {
    name: 'TEAMS_SDK',
    group: 'teams',
    meaning:
      'Which SDK talks to Teams: botbuilder, or agents for its supported successor, which is installed beside it',
    otherwise: 'botbuilder',
    schema: z.enum(['botbuilder', 'agents']),
    fix: 'Write botbuilder or agents.'
  }
] as const satisfies readonly Setting[];
