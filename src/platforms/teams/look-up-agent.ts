import { zipSync } from 'fflate';
import type { About } from '../../core/model/about.ts';
import { uuidOf } from '../uuid-of.ts';
import { appVersion } from './manifest.ts';
import { cut } from './render/text.ts';

export interface LookUpAgentOptions {
  /** Address of `/mcp`. */
  url: string;
  /**
   * Id under which the tenant keeps the key that goes with every request; absent for a server without authentication.
   */
  keyReference?: string;
  packageVersion: string;
  revision?: number;
  developer: { name: string; website: string; privacy?: string; terms?: string };
  /** Name of the bot. */
  name: string;
  /** Subjects of the knowledge, and conversation starters; at most six are used. */
  about: Pick<About, 'covers' | 'prompts'>;
}

/**
 * Returns the files of a package that lets Microsoft 365 Copilot look things up through the server for assistants: a
 * declarative agent for people to choose, and a connector for hosts that take one. Pure.
 * Source of the fields: microsoft/json-schemas, teams v1.30, declarative-agent v1.8; plugin manifest v2.4,
 * https://learn.microsoft.com/microsoft-365-copilot/extensibility/plugin-manifest-2.4
 */
export function lookUpAgent(options: LookUpAgentOptions): Record<string, Record<string, unknown>> {
  const { url, keyReference, developer, name, about } = options;
  const { covers, prompts } = about;
  const lookUp = `${cut(name, 22)} look-up`;
  const description = `Curated, dated answers about ${covers}`;
  const instructions = instructionsOn(covers);
  const type = keyReference === undefined ? 'None' : 'ApiKeyPluginVault';
  return {
    'manifest.json': {
      $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json',
      manifestVersion: '1.30',
      version: appVersion(options.packageVersion, options.revision ?? 0),
      id: uuidOf(`spread-bot look-up ${url}`),
      developer: {
        name: developer.name.slice(0, 32),
        websiteUrl: developer.website,
        privacyUrl: developer.privacy ?? developer.website,
        termsOfUseUrl: developer.terms ?? developer.website
      },
      name: { short: lookUp, full: cut(`${name}: look up ${covers}`, 100) },
      description: { short: cut(description, 80), full: cut(`${description}. ${instructions}`, 4000) },
      icons: { color: 'color.png', outline: 'outline.png' },
      accentColor: '#005EB8',
      copilotAgents: { declarativeAgents: [{ id: 'spread_bot', file: 'declarativeAgent.json' }] },
      agentConnectors: [
        {
          id: 'spread-bot',
          displayName: cut(name, 100),
          description: `${description}. Read-only.`,
          toolSource: {
            remoteMcpServer: {
              mcpServerUrl: url,
              ...(keyReference !== undefined && { authorization: { type, referenceId: keyReference } })
            }
          }
        }
      ]
    },
    'declarativeAgent.json': {
      $schema: 'https://developer.microsoft.com/json-schemas/copilot/declarative-agent/v1.8/schema.json',
      version: 'v1.8',
      name: lookUp,
      description: cut(description, 1000),
      instructions,
      conversation_starters: prompts.slice(0, 6).map(({ title, text }) => ({ title, text })),
      actions: [{ id: 'spread_bot_look_up', file: 'plugin.json' }]
    },
    'plugin.json': {
      $schema: 'https://developer.microsoft.com/json-schemas/copilot/plugin/v2.4/schema.json',
      schema_version: 'v2.4',
      name_for_human: cut(name, 20),
      description_for_human: cut(description, 100),
      namespace: 'spreadbot',
      functions: [],
      runtimes: [
        {
          type: 'RemoteMCPServer',
          auth: { type, ...(keyReference !== undefined && { reference_id: keyReference }) },
          spec: { url },
          run_for_functions: ['*']
        }
      ]
    }
  };
}

const instructionsOn = (covers: string): string =>
  [
    `Answer questions about ${covers} from the entries that spread_search returns, and from nothing else.`,
    'Quote an entry word for word, name its source and its date, and link its url.',
    'Where the outcome is "choices", offer them. Where it is "none", say that there is no answer and name whom to ask; do not fill the gap.',
    'Do not answer clinical questions, and never send a personal detail of anybody.'
  ].join(' ');

/** Returns the package as a zip, with the icons. */
export function lookUpPackage(
  options: LookUpAgentOptions,
  icons: { color: Uint8Array; outline: Uint8Array }
): Uint8Array {
  const written = Object.entries(lookUpAgent(options)).map(
    ([name, content]) => [name, new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`)] as const
  );
  const files = { ...Object.fromEntries(written), 'color.png': icons.color, 'outline.png': icons.outline };
  return zipSync(files, { mtime: '2026-01-01T00:00:00' });
}
