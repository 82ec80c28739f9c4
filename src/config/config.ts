import { existsSync } from 'node:fs';
import path from 'node:path';
import { combined, type Get } from './combined.ts';
import { packageRoot } from './package-root.ts';
import type { LogLevel } from './schemas.ts';
import { type Setting, type SettingName, settings } from './settings.ts';
import { slips } from './slips.ts';

export interface SlackConfig {
  botToken?: string;
  signingSecret?: string;
  appToken?: string;
  /** For several workspaces; their tokens are sealed in the store with a key made of `stateSecret`. */
  oauth?: { clientId: string; clientSecret: string; stateSecret: string };
  /** Another root of the Web API. */
  apiUrl?: string;
  /** Ids of the workspaces and organisations served; absent for all. */
  workspaces?: readonly string[];
}

export interface TeamsConfig {
  /** Absent in local mode, which takes activities only from this machine. */
  appId?: string;
  appPassword?: string;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant';
  tenantId?: string;
  /** Hosts of the Bot Connector accepted besides those that Microsoft publishes. */
  connectorHosts?: readonly string[];
  /** Directory ids of the organisations served; absent for the bot's own, or for all with MultiTenant. */
  tenants?: readonly string[];
  sdk: 'botbuilder' | 'agents';
}

interface SiteConfig {
  /** Name of the operating organisation, and its contact address. */
  owner?: string;
  /** Addresses of the organisation's own statements. */
  privacy?: string;
  accessibility?: string;
  /** True where search engines may list the page. */
  indexed: boolean;
}

/** All settings, read once at start. */
export interface Config {
  port: number;
  /** Address under which people reach this server, without a trailing slash. */
  publicUrl?: string;
  host: string;
  /** True where HOST was set; only then is the playground open to other machines. */
  hostGiven: boolean;
  production: boolean;
  slack?: SlackConfig;
  /** Absent where Teams is off: in production without an app id. */
  teams?: TeamsConfig;
  playground: boolean;
  /** Details of the operator, shown on the web page. */
  site: SiteConfig;
  /** Ways in which `/mcp` may be called; absent where it is off. */
  mcp?: { ways: readonly ('slack' | 'token' | 'open')[]; token?: string };
  databaseUrl?: string;
  dataDir: string;
  /** The knowledge folders, each laid over those before it. */
  knowledgeDirs: readonly string[];
  retentionDays: number;
  curatorsChannel?: string;
  expertsChannel?: string;
  /**
   * People who may change a channel's tips, as `platform:id` or `slack:workspace/id`; empty for everybody in the
   * channel.
   */
  tipsAdmins: readonly string[];
  /**
   * People who may change entries in chat, as `platform:id` or `slack:workspace/id`; empty where editing in chat is
   * off.
   */
  editors: readonly string[];
  /** The team in whose name editors review entries. */
  editorsAs?: string;
  /** True to post a tip to Teams once more when its outcome is unknown. */
  tipsTeamsRetry: boolean;
  logLevel: LogLevel;
  /** Outbound proxy; absent for direct connections. */
  proxy?: { address: string; except: string };
  /** Root address of the OTLP receiver of traces. */
  traceEndpoint?: string;
  /**
   * Secrets that were replaced: data sealed with them can still be read, and is sealed again with the current secret.
   */
  previousSecrets: readonly string[];
  /** True to log who changed an entry or a channel's tips. */
  auditLog: boolean;
  /** Token that `/metrics` requires, and `/readyz` for details; absent where both are open to all. */
  metricsToken?: string;
  /** Values that must never be logged. */
  secrets: readonly string[];
}

/** Returns the folder of the shipped knowledge, then that of the organisation's own knowledge where it exists. */
function usualLayers(): string[] {
  const shipped = path.join(packageRoot, 'knowledge');
  return existsSync('local') ? [shipped, 'local'] : [shipped];
}

const hidden = 'not of the right form';
/** Matches what begins Slack's tokens and stands in Microsoft's client secrets; people paste them into other settings. */
const secretForm = /xox|xapp-|\dQ~/;

/** Quotes a wrong value, without the user and password of an address; a secret in the wrong place is not quoted. */
function shown(raw: string): string {
  if (secretForm.test(raw)) return hidden;
  const [from, end] = [raw.indexOf('//'), raw.lastIndexOf('@')];
  const plain = from >= 0 && end > from ? `${raw.slice(0, from)}//…${raw.slice(end)}` : raw;
  return JSON.stringify(plain.slice(0, 60));
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment.
 *
 * @returns the configuration, or every problem together, each naming the variable, the fault and the fix
 */
export function readConfig(environment: Environment): { config: Config; problems: [] } | { problems: string[] } {
  const problems: string[] = [];
  const values = new Map<SettingName, unknown>();
  for (const setting of settings as readonly (Setting & { name: SettingName })[]) {
    const raw = setTo(environment, setting.name);
    if (!raw) continue;
    const result = setting.schema.safeParse(raw);
    if (isQuoted(raw))
      problems.push(
        `${setting.name} is in quotation marks, which would count as part of it: leave them out. ${setting.fix}`
      );
    else if (result.success) values.set(setting.name, result.data);
    else problems.push(`${setting.name} is ${setting.secret ? hidden : shown(raw)}. ${setting.fix}`);
  }
  const get = <T>(name: SettingName): T | undefined => values.get(name) as T | undefined;
  const given = (name: SettingName): boolean => setTo(environment, name) !== undefined;
  problems.push(...misspelt(environment), ...combined(given, get));
  if (problems.length > 0) return { problems };

  const slack = readSlack(get);
  const appId = get<string>('MicrosoftAppId');
  const production = get<string>('NODE_ENV') === 'production';
  const local = !slack && !appId;
  const config: Config = {
    port: get<number>('PORT') ?? 3978,
    ...some('publicUrl', get<string>('PUBLIC_URL')),
    host: get<string>('HOST') ?? (local ? 'localhost' : '0.0.0.0'),
    hostGiven: given('HOST'),
    production,
    ...(slack && { slack }),
    ...((appId || (!production && local)) && { teams: readTeams(get) }),
    playground: get<boolean>('PLAYGROUND') ?? local,
    site: {
      ...some('owner', get<string>('PLAYGROUND_OWNER')),
      ...some('privacy', get<string>('PLAYGROUND_PRIVACY')),
      ...some('accessibility', get<string>('PLAYGROUND_ACCESSIBILITY')),
      indexed: get<boolean>('PLAYGROUND_INDEX') ?? false
    },
    ...some('mcp', readMcp(get)),
    ...some('databaseUrl', get<string>('DATABASE_URL')),
    dataDir: path.resolve(get<string>('DATA_DIR') ?? 'data'),
    knowledgeDirs: (get<string[]>('KNOWLEDGE_DIR') ?? usualLayers()).map((folder) => path.resolve(folder)),
    retentionDays: get<number>('RETENTION_DAYS') ?? 90,
    ...some('curatorsChannel', get<string>('CURATORS_CHANNEL')),
    ...some('expertsChannel', get<string>('EXPERTS_CHANNEL')),
    tipsAdmins: get<string[]>('TIPS_ADMINS') ?? [],
    editors: get<string[]>('EDITORS') ?? [],
    ...some('editorsAs', get<string>('EDITORS_AS')),
    tipsTeamsRetry: get<string>('TIPS_TEAMS_ON_UNKNOWN') === 'retry',
    logLevel: get<LogLevel>('LOG_LEVEL') ?? 'info',
    ...some('proxy', proxyOf(environment)),
    ...some('traceEndpoint', get<string>('OTEL_EXPORTER_OTLP_ENDPOINT')),
    previousSecrets: get<string[]>('PREVIOUS_SECRETS') ?? [],
    auditLog: get<boolean>('AUDIT_LOG') ?? false,
    ...some('metricsToken', get<string>('METRICS_TOKEN')),
    secrets: settings.flatMap((setting) => ('secret' in setting ? (get<string>(setting.name) ?? []) : []))
  };
  return { config, problems: [] };
}

/** Returns the settings on permissions and retention, for the audit trail; none of them is a secret. */
export function accountable(config: Config): Record<string, unknown> {
  const { editors, editorsAs, tipsAdmins, curatorsChannel, expertsChannel, retentionDays, playground, host } = config;
  return {
    editors,
    editorsAs,
    tipsAdmins,
    curatorsChannel,
    expertsChannel,
    retentionDays,
    playground,
    host,
    workspaces: config.slack?.workspaces,
    tenants: config.teams?.tenants
  };
}

/**
 * Returns the secrets that are the same in every replica because a platform issued them. The address of a database or
 * proxy may differ from one machine to the next.
 */
export function sharedSecrets({ slack, teams }: Pick<Config, 'slack' | 'teams'>): string[] {
  const { signingSecret, botToken, appToken, oauth } = slack ?? {};
  const given = [signingSecret, botToken, appToken, oauth?.clientSecret, oauth?.stateSecret, teams?.appPassword];
  return given.filter((secret) => secret !== undefined);
}

/** Names of the proxy variables that all programs on a machine share, in capitals or in small letters. */
const proxyNames = /^(https?|no|all)_proxy$/i;

/** Returns the value of a setting, also under its other name; undefined where it is empty. */
export function setTo(environment: Environment, name: string): string | undefined {
  const own = environment[name]?.trim();
  if (own) return own;
  const alias = proxyNames.test(name) ? name.toLowerCase() : aliases.get(name);
  return (alias && environment[alias]?.trim()) || undefined;
}

/** Alternative names of settings, by their own name. */
const aliases: ReadonlyMap<string, string> = new Map(
  (settings as readonly Setting[]).flatMap(({ name, alias }) => (alias ? [[name, alias] as const] : []))
);

/** Returns true for a value in quotation marks, as Docker's and Kubernetes' files of settings hand it on. */
function isQuoted(raw: string): boolean {
  const mark = raw[0]!;
  return (mark === '"' || mark === "'") && raw.length > 1 && raw.indexOf(mark, 1) === raw.length - 1;
}

/** Returns the outbound proxy named by the environment, where it is valid; `readConfig` reports its faults. */
export function proxyOf(environment: Environment): Config['proxy'] {
  const address = setTo(environment, 'HTTPS_PROXY');
  if (address === undefined || !URL.canParse(address) || !/^https?:/.test(address)) return undefined;
  return { address, except: setTo(environment, 'NO_PROXY') ?? '' };
}

/** Returns `{ name: value }`, or `{}` when there is no value: optional fields are left out, not set to undefined. */
function some<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]: V });
}

function readSlack(get: Get): SlackConfig | undefined {
  const [clientId, clientSecret] = [get<string>('SLACK_CLIENT_ID'), get<string>('SLACK_CLIENT_SECRET')];
  const stateSecret = get<string>('SLACK_STATE_SECRET');
  const botToken = get<string>('SLACK_BOT_TOKEN');
  const oauth = clientId && clientSecret && stateSecret ? { clientId, clientSecret, stateSecret } : undefined;
  if (!botToken && !oauth) return undefined;
  return {
    ...some('botToken', botToken),
    ...some('signingSecret', get<string>('SLACK_SIGNING_SECRET')),
    ...some('appToken', get<string>('SLACK_APP_TOKEN')),
    ...some('oauth', oauth),
    ...some('apiUrl', get<string>('SLACK_API_URL')),
    ...some('workspaces', get<string[]>('SLACK_WORKSPACES'))
  };
}

function readTeams(get: Get): TeamsConfig {
  return {
    ...some('appId', get<string>('MicrosoftAppId')),
    ...some('appPassword', get<string>('MicrosoftAppPassword')),
    appType: get<TeamsConfig['appType']>('MicrosoftAppType') ?? 'SingleTenant',
    ...some('tenantId', get<string>('MicrosoftAppTenantId')),
    ...some('connectorHosts', get<string[]>('TEAMS_CONNECTOR_HOSTS')),
    ...some(
      'tenants',
      get<string[]>('TEAMS_TENANTS')?.map((tenant) => tenant.toLowerCase())
    ),
    sdk: get<TeamsConfig['sdk']>('TEAMS_SDK') ?? 'botbuilder'
  };
}

function readMcp(get: Get): Config['mcp'] {
  const ways = get<('slack' | 'token' | 'open')[]>('MCP');
  return ways && { ways: [...new Set(ways)], ...some('token', get<string>('MCP_TOKEN')) };
}

/** Returns variables that are not settings but closely resemble the name of one. */
function misspelt(environment: Environment): string[] {
  const names: readonly string[] = settings.map(({ name }) => name);
  const plain = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();
  const oneSlip = (known: string, name: string): boolean =>
    known.length > 7 && Math.abs(known.length - name.length) < 2 && slips(known, name) < 2;
  return Object.keys(environment).flatMap((name) => {
    if (names.includes(name) || proxyNames.test(name) || !environment[name]) return [];
    const meant = names.find((known) => plain(known) === plain(name) || oneSlip(known, name));
    return meant ? [`${name} is not a variable of this program. Did you mean ${meant}? Rename or remove it.`] : [];
  });
}
