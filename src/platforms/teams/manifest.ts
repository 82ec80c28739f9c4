import { zipSync } from 'fflate';
import type { CommandRow } from '../../core/conversation/commands.ts';
import type { About } from '../../core/model/about.ts';
import { cut } from './render/text.ts';
import { findCommand, searchCommand, searchParameter } from './search.ts';

export interface ManifestOptions {
  /** Application (client) id of the bot's app registration; also the id of the Teams app. */
  appId: string;
  /** Version of the package, `major.minor.patch`. */
  packageVersion: string;
  /** Revision of the package within one version; Teams accepts only a higher version than it has. */
  revision?: number;
  /** Operator of the bot, as the app's page in Teams shows it. Addresses are https. */
  developer: { name: string; website: string; privacy?: string; terms?: string };
  /** Name of the bot. */
  name: string;
  /** Subjects of the knowledge, and questions to suggest when a person opens the chat. */
  about: Pick<About, 'covers' | 'prompts'>;
  /** Commands that are of use with the knowledge. */
  commands: readonly Pick<CommandRow, 'name' | 'usage' | 'description'>[];
  /**
   * True to leave out the features of manifest 1.29 (slash commands, private replies), for tenants that do not accept
   * it yet.
   */
  old?: boolean;
  /** True to offer the bot in Microsoft 365 Copilot too, as a custom engine agent (schema 1.27 and later). */
  copilot?: boolean;
  /** Hosts whose links are previewed. Microsoft allows only hosts that the organisation itself controls. */
  previewHosts?: readonly string[];
}

/** Maximum lengths of the schema (microsoft/json-schemas, teams/v1.30). */
const max = {
  name: 30,
  fullName: 100,
  short: 80,
  full: 4000,
  title: 32,
  description: 128,
  developer: 32,
  commands: 12,
  prompt: 4000
};

type CommandList = { scopes: string[]; triggers?: string[]; commands: Record<string, string>[] };

/**
 * Returns the app manifest for Teams. Pure. It requests no permission: the bot receives only messages sent to it.
 * Version 1.30 has been generally available since 6 August 2026, slash commands and private replies since 30 July 2026
 * (msteams-docs, developer-announcements.md). The old one is 1.27: the first with conversation starters (`type:
 * prompt`).
 */
export function teamsManifest(options: ManifestOptions): Record<string, unknown> {
  const { appId, name, about, developer, old = false, copilot = false } = options;
  const { covers } = about;
  const tips = options.commands.some((command) => command.name === 'tips') ? ' It can post one tip a week.' : '';
  const manifestVersion = old ? '1.27' : '1.30';
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version: appVersion(options.packageVersion, options.revision ?? 0),
    id: appId,
    developer: {
      name: cut(developer.name, max.developer),
      websiteUrl: developer.website,
      privacyUrl: developer.privacy ?? developer.website,
      termsOfUseUrl: developer.terms ?? developer.website
    },
    name: { short: cut(name, max.name), full: cut(`${name}: answers about ${covers}`, max.fullName) },
    description: {
      short: cut(`Ask about ${covers}`, max.short),
      full: cut(
        `Ask about ${covers}. ${name} finds the right entry of a library of fixed texts, and answers with a card: what it is, a link, whom ` +
          'to ask, where it comes from, and whether your organisation has reviewed it. It says so when it has no answer.' +
          `${tips} No language model answers you, and it reads only what is said to it.`,
        max.full
      )
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#005EB8',
    supportsChannelFeatures: 'tier1',
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    bots: [bot(options)],
    composeExtensions: [extension(options)],
    ...(copilot && { copilotAgents: { customEngineAgents: [{ type: 'bot', id: appId }] } }),
    validDomains: []
  };
}

function bot({ appId, old = false, copilot = false, about, commands }: ManifestOptions): Record<string, unknown> {
  const words = commands.map(({ name, usage, description }) => ({
    title: name,
    description: cut(usage ? `${description}: ${name} ${usage}` : description, max.description)
  }));
  const starters = about.prompts.map(({ title, text }) => ({
    title: cut(title, max.title),
    description: cut(text, max.description),
    type: 'prompt',
    prompt: cut(text, max.prompt)
  }));
  const both = [...starters, ...words].slice(0, max.commands);
  const lists: CommandList[] = [
    { scopes: ['personal', ...(copilot ? ['copilot'] : [])], commands: both },
    { scopes: ['team', 'groupChat'], ...(!old && { triggers: ['mention'] }), commands: both },
    ...(old ? [] : [{ scopes: ['team', 'groupChat'], triggers: ['slash'], commands: words }])
  ];
  return {
    botId: appId,
    scopes: ['personal', 'team', 'groupChat', ...(copilot ? ['copilot'] : [])],
    isNotificationOnly: false,
    supportsFiles: false,
    ...(!old && { supportsTargetedMessages: true }),
    commandLists: lists
  };
}

function extension({ appId, previewHosts = [] }: ManifestOptions): Record<string, unknown> {
  return {
    botId: appId,
    commands: [
      {
        id: searchCommand,
        type: 'query',
        context: ['compose', 'commandBox'],
        title: 'Search resources',
        description: 'Tools, guides, journals and contacts, as you type',
        initialRun: true,
        parameters: [
          { name: searchParameter, title: 'Search', description: 'A name or a few words', inputType: 'text' }
        ]
      },
      {
        id: findCommand,
        type: 'action',
        context: ['message'],
        title: 'Find resources',
        description: 'What fits this message; only you see it',
        fetchTask: true
      }
    ],
    ...(previewHosts.length > 0 && { messageHandlers: [{ type: 'link', value: { domains: previewHosts } }] })
  };
}

/**
 * Returns the version of the app. Teams accepts numbers only, refuses a version it has already, and its validators
 * refuse one that begins with 0: so `0.1.0` becomes `1.1.0`, and the revision counts within the patch.
 */
export function appVersion(packageVersion: string, revision: number): string {
  const [major = 0, minor = 0, patch = 0] = packageVersion.split(/[.+-]/).map(Number);
  return `${major + 1}.${minor}.${patch * 1000 + revision}`;
}

/**
 * Returns the package for Teams: a zip with the manifest and the icons at its root.
 *
 * @param icons `color`: 192 px, `outline`: 32 px, white and transparent; PNG
 */
export function teamsPackage(
  manifest: Record<string, unknown>,
  icons: { color: Uint8Array; outline: Uint8Array }
): Uint8Array {
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const files = { 'manifest.json': text, 'color.png': icons.color, 'outline.png': icons.outline };
  return zipSync(files, { mtime: '2026-01-01T00:00:00' });
}
