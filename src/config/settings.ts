import { z } from 'zod';
import { platformSettings } from './platform-settings.ts';
import {
  address,
  channel,
  folder,
  isDatabase,
  listOf,
  logLevels,
  people,
  publicAddress,
  type Setting,
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
    schema: z.string().regex(/^(?:[\w.-]{1,253}|[\da-f:.]{2,45}(?:%\w{1,20})?)$/i),
    fix: 'Write a host name or an IP address alone, such as 127.0.0.1; the port is that of PORT.'
  },
  {
    name: 'PUBLIC_URL',
    group: 'where',
    meaning:
      'Address under which people reach this server, for links to entries and results; without it none are given',
    otherwise: '',
    schema: publicAddress,
    fix: 'Write the address alone, such as https://spread-bot.example.nhs.uk.'
  },
  ...platformSettings,
  {
    name: 'MCP',
    group: 'assistants',
    meaning:
      'Who may look things up at /mcp, the Model Context Protocol for assistants, separated by commas: slack (requests that Slack signed), token (MCP_TOKEN as bearer token), open (anybody who reaches the address, without a token)',
    otherwise: 'off: nobody',
    schema: listOf(z.string().regex(/^(slack|token|open)$/)),
    fix: 'Write slack, token or open, or several with commas between them.'
  },
  {
    name: 'MCP_TOKEN',
    group: 'assistants',
    meaning: 'A long random text of your own, which assistants send as bearer token; for MCP=token',
    otherwise: '',
    schema: z.string().regex(/^[\w.~+/=-]{16,500}$/),
    fix: 'Make one of at least 16 letters and digits, for example with: openssl rand -hex 32',
    secret: true
  },
  {
    name: 'DATABASE_URL',
    group: 'keeping',
    meaning: 'postgres://… for several replicas on one PostgreSQL',
    otherwise: 'the embedded store under DATA_DIR',
    schema: z.string().refine(isDatabase),
    fix: 'Write postgres://user:password@host:5432/database, in user and password %40 for @, %3A for :, %2F for / and %25 for %; or leave it out for the embedded store.',
    secret: true
  },
  {
    name: 'DATA_DIR',
    group: 'keeping',
    meaning: 'Where the embedded store keeps its files',
    otherwise: './data',
    schema: folder,
    fix: 'Write a folder the program may write to; its whole path in place of ~, which only a shell knows.'
  },
  {
    name: 'KNOWLEDGE_DIR',
    group: 'keeping',
    meaning:
      'The knowledge folder, or several separated by commas: a later one is laid over those before it, and editors in chat write to the last',
    otherwise: 'the shipped knowledge, and ./local over it where that exists',
    schema: listOf(folder),
    fix: 'Write the folders that hold resources/, concepts/ and contacts/, separated by commas; the whole path in place of ~, which only a shell knows.'
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
    name: 'PREVIOUS_SECRETS',
    group: 'keeping',
    meaning:
      'Secrets that were replaced, separated by commas: what was sealed with them is still read, and sealed anew with what took their place. Take them out after a day',
    otherwise: '',
    schema: listOf(z.string().min(8).max(500)),
    fix: 'Write the old values of SLACK_SIGNING_SECRET, SLACK_STATE_SECRET or MicrosoftAppPassword with commas between them, each of at least 8 characters.',
    secret: true
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
    name: 'AUDIT_LOG',
    group: 'running',
    meaning:
      "true writes into the log who changed an entry or a channel's tips, by the platform's id of the person, and the settings at each start",
    otherwise: 'false: the log names no person',
    schema: yesNo,
    fix: 'Write true or false.'
  },
  {
    name: 'METRICS_TOKEN',
    group: 'running',
    meaning: 'Bearer token that /metrics asks for, and /readyz before it says more than whether the bot is ready',
    otherwise: 'both tell everybody who can reach the port',
    schema: z.string().regex(/^[\w.~+/=-]{16,500}$/),
    fix: 'Make one of at least 16 letters and digits, for example with: openssl rand -hex 32',
    secret: true
  },
  {
    name: 'PLAYGROUND',
    group: 'running',
    meaning: 'true opens the web page at /, also beside Slack and Teams; with HOST set, to other machines too',
    otherwise: 'on without credentials, off with them',
    schema: yesNo,
    fix: 'Write true or false.'
  },
  {
    name: 'PLAYGROUND_OWNER',
    group: 'running',
    meaning:
      'Who runs the web page and how to reach them, shown in its foot: Improvement Team, improvement@example.nhs.uk',
    otherwise: '',
    schema: z.string().max(200),
    fix: 'Write at most 200 characters.'
  },
  {
    name: 'PLAYGROUND_PRIVACY',
    group: 'running',
    meaning: 'Address of your privacy notice, in place of the one in the web page',
    otherwise: '',
    schema: address,
    fix: 'Write the whole address, which begins with https://.'
  },
  {
    name: 'PLAYGROUND_ACCESSIBILITY',
    group: 'running',
    meaning: 'Address of your accessibility statement, in place of the one in the web page',
    otherwise: '',
    schema: address,
    fix: 'Write the whole address, which begins with https://.'
  },
  {
    name: 'PLAYGROUND_INDEX',
    group: 'running',
    meaning: 'true lets search engines list the entries and topics of the web page; answers to questions never are',
    otherwise: 'false',
    schema: yesNo,
    fix: 'Write true or false.'
  },
  {
    name: 'HTTPS_PROXY',
    group: 'running',
    meaning:
      'Proxy through which the bot calls Slack and Microsoft, Socket Mode included, and `links` tries addresses: http://proxy.example.nhs.uk:8080',
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
