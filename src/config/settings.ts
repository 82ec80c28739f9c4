import { z } from 'zod';
import {
  address,
  channel,
  guid,
  listOf,
  logLevels,
  people,
  prefixed,
  type Setting,
  text,
  whole,
  yesNo
} from './schemas.ts';

export type { Setting } from './schemas.ts';

/** Every variable the program reads. */
export const settings = [
  {
    name: 'PORT',
    group: 'where',
    meaning: 'Port to listen on; 0 takes any free one',
    otherwise: '3978',
    schema: whole(0, 65535),
    fix: 'Write a port number between 0 and 65535.'
  },
  {
    name: 'HOST',
    group: 'where',
    meaning: 'Address to listen on',
    otherwise: 'localhost without credentials, all interfaces (0.0.0.0) with them',
    schema: z.string().regex(/^[\w.:-]{1,253}$/),
    fix: 'Write a host name or an IP address, such as 127.0.0.1.'
  },
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
    group: 'teams',
    meaning: "Application (client) ID of the bot's app registration",
    otherwise: '',
    schema: guid,
    fix: 'Copy "Application (client) ID" from the app registration\'s overview page.'
  },
  {
    name: 'MicrosoftAppPassword',
    group: 'teams',
    meaning: 'Client secret VALUE of the app registration; not needed for a managed identity',
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
    group: 'teams',
    meaning: 'Directory (tenant) ID of the app registration',
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
    name: 'TEAMS_SDK',
    group: 'teams',
    meaning: 'Which SDK talks to Teams: botbuilder, or agents for its successor @microsoft/agents-hosting',
    otherwise: 'botbuilder',
    schema: z.enum(['botbuilder', 'agents']),
    fix: 'Write botbuilder or agents.'
  },
  {
    name: 'DATABASE_URL',
    group: 'keeping',
    meaning: 'postgres://… for several replicas on one PostgreSQL',
    otherwise: 'the embedded store under DATA_DIR',
    schema: z.string().regex(/^postgres(ql)?:\/\/\S+$/),
    fix: 'Write postgres://user:password@host:5432/database, or leave it out for the embedded store.',
    secret: true
  },
  {
    name: 'DATA_DIR',
    group: 'keeping',
    meaning: 'Where the embedded store keeps its files',
    otherwise: './data',
    schema: text,
    fix: 'Write a folder the program may write to.'
  },
  {
    name: 'KNOWLEDGE_DIR',
    group: 'keeping',
    meaning: 'The knowledge folder',
    otherwise: './knowledge',
    schema: text,
    fix: 'Write the folder that holds resources/, concepts/ and contacts/.'
  },
  {
    name: 'RETENTION_DAYS',
    group: 'keeping',
    meaning: 'Days for which questions are kept for the reports',
    otherwise: '90',
    schema: whole(1, 3650),
    fix: 'Write a whole number of days from 1 to 3650.'
  },
  {
    name: 'CURATORS_CHANNEL',
    group: 'people',
    meaning:
      "Where the knowledge editors get the weekly digest (Mondays 09:00 in London) and are told of channels that can no longer be reached: the channel's link, or slack:C0123456789, or teams:19:…@thread.tacv2",
    otherwise: '',
    schema: channel,
    fix: "Write slack: and a channel id (C…), teams: and a channel id (19:…@thread.tacv2), or the link that the channel's own menu copies."
  },
  {
    name: 'EXPERTS_CHANNEL',
    group: 'people',
    meaning:
      "Where questions go when somebody presses Ask a person: the channel's link, or slack:C0123456789, or teams:19:…@thread.tacv2",
    otherwise: '',
    schema: channel,
    fix: "Write slack: and a channel id (C…), teams: and a channel id (19:…@thread.tacv2), or the link that the channel's own menu copies."
  },
  {
    name: 'EDITORS',
    group: 'people',
    meaning:
      'Who may add, edit, publish and withdraw entries in chat, separated by commas: slack:U0123456789 (member ID; slack:T0123456789/U0123456789 where several workspaces are served), teams:<Object ID in Entra>',
    otherwise: 'nobody may',
    schema: people,
    fix: 'Write slack: and a member ID (U…) or teams: and an Object ID for each, separated by commas.'
  },
  {
    name: 'EDITORS_AS',
    group: 'people',
    meaning:
      'The team in whose name editors review entries; it stands at the foot of the card: "Reviewed today by the QI team, Northtown"',
    otherwise: 'the team that reviewed most entries so far',
    schema: z.string().max(80),
    fix: 'Write the name of a team or role, at most 80 characters.'
  },
  {
    name: 'TIPS_ADMINS',
    group: 'people',
    meaning:
      "Who may change a channel's weekly tips, separated by commas: slack:U0123456789 (member ID; slack:T0123456789/U0123456789 where several workspaces are served), teams:<Object ID in Entra>",
    otherwise: 'everybody in the channel',
    schema: people,
    fix: 'Write slack: and a member ID (U…) or teams: and an Object ID for each, separated by commas.'
  },
  {
    name: 'TIPS_TEAMS_ON_UNKNOWN',
    group: 'people',
    meaning:
      'What to do when nobody can tell whether a tip arrived in Teams: report lists it as not sure (at most once), retry posts it again (at least once). On Slack it is always listed',
    otherwise: 'report',
    schema: z.enum(['report', 'retry']),
    fix: 'Write report or retry.'
  },
  {
    name: 'LOG_LEVEL',
    group: 'running',
    meaning: `How much is logged: ${logLevels.join(', ')}`,
    otherwise: 'info',
    schema: z.enum(logLevels),
    fix: `Write one of ${logLevels.join(', ')}.`
  },
  {
    name: 'PLAYGROUND',
    group: 'running',
    meaning: 'true opens the web playground at /, also beside Slack and Teams',
    otherwise: 'on without credentials, off with them',
    schema: yesNo,
    fix: 'Write true or false.'
  },
  {
    name: 'HTTPS_PROXY',
    group: 'running',
    meaning:
      'Proxy through which the bot calls Slack and Microsoft, Socket Mode included: http://proxy.example.nhs.uk:8080',
    otherwise: '',
    schema: address,
    fix: "Write the proxy's whole address, which begins with http:// or https://.",
    secret: true
  },
  {
    name: 'NO_PROXY',
    group: 'running',
    meaning: 'Hosts that are called without the proxy, separated by commas; .example.nhs.uk for a whole domain',
    otherwise: '',
    schema: z.string().regex(/^[\w.:*\-,\s[\]]{1,2000}$/),
    fix: 'Write host names with commas between them.'
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    group: 'running',
    meaning: 'Where traces go, by OpenTelemetry over HTTP: http://collector:4318',
    otherwise: '',
    schema: address,
    fix: 'Write the whole address of an OTLP receiver over HTTP, without /v1/traces.'
  },
  {
    name: 'NODE_ENV',
    group: 'running',
    meaning: 'production refuses to take Teams messages without credentials',
    otherwise: '',
    schema: z.enum(['production', 'development', 'test']),
    fix: 'Write production, or leave it out.'
  }
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];
