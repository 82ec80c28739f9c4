import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import AjvDraft04 from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { commands } from '../../../src/core/conversation/commands.ts';
import {
  appVersion,
  type ManifestOptions,
  teamsManifest,
  teamsPackage
} from '../../../src/platforms/teams/manifest.ts';
import { findCommand, searchCommand, searchParameter } from '../../../src/platforms/teams/search.ts';
import { told } from '../../support/prompts.ts';
import { appId } from '../../support/teams-under-test.ts';

const require = createRequire(import.meta.url);
const Ajv = (AjvDraft04 as unknown as { default?: typeof AjvDraft04.default }).default ?? AjvDraft04;

const options: ManifestOptions = {
  appId,
  packageVersion: '0.1.0',
  developer: { name: 'Example NHS Foundation Trust, Improvement Team', website: 'https://example.nhs.uk' },
  ...told
};

// The schemas are large; a busy machine takes seconds to compile one.

const icon = (name: string) => readFileSync(new URL(`../../../manifests/teams/${name}.png`, import.meta.url));
const icons = { color: icon('color'), outline: icon('outline') };

const validators = new Map<unknown, import('ajv').ValidateFunction>();

/** Faults by Microsoft's published schema of that version, shipped in @microsoft/app-manifest. */
function faults(manifest: Record<string, unknown>): string[] {
  const validate = validators.get(manifest.manifestVersion) ?? compiled(manifest.manifestVersion);
  validators.set(manifest.manifestVersion, validate);
  return validate(manifest) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

function compiled(version: unknown): import('ajv').ValidateFunction {
  const folder = `@microsoft/app-manifest/build/json-schemas/teams/v${version}`;
  const schema = JSON.parse(readFileSync(require.resolve(`${folder}/MicrosoftTeams.schema.json`), 'utf8'));
  const ajv = new (Ajv as never as new (options: object) => import('ajv').Ajv)({ strict: false, allErrors: true });
  require('ajv-formats').default(ajv);
  return ajv.compile(schema);
}

interface Bot {
  supportsTargetedMessages?: boolean;
  commandLists: { scopes: string[]; triggers?: string[]; commands: { title: string; type?: string }[] }[];
}
const botOf = (manifest: Record<string, unknown>) => (manifest.bots as [Bot])[0];

describe.each([
  ['of today', {}],
  ['of today, for Copilot too', { copilot: true }],
  ['of before', { old: true }],
  ['of before, for Copilot too', { old: true, copilot: true }]
])('the manifest %s', (_name, flags) => {
  const manifest = teamsManifest({ ...options, ...flags });

  test('is valid by the schema of its own version', () => {
    expect(faults(manifest)).toEqual([]);
    expect(faults(teamsManifest({ ...options, ...flags, previewHosts: ['improvement.example.nhs.uk'] }))).toEqual([]);
  });

  test('asks for no permission, and declares channel features', () => {
    for (const key of ['permissions', 'devicePermissions', 'authorization', 'webApplicationInfo']) {
      expect(manifest).not.toHaveProperty(key);
    }
    expect(manifest).toMatchObject({ supportsChannelFeatures: 'tier1', validDomains: [] });
  });

  test('lists every command of the one table, and the questions to begin with', () => {
    const [personal, group] = botOf(manifest).commandLists;
    for (const list of [personal!, group!]) {
      expect(list.commands.map(({ title }) => title)).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
      expect(list.commands.filter(({ type }) => type === 'prompt')).toHaveLength(told.about.prompts.length);
    }
  });

  test('names the commands the message extension answers to', () => {
    const [extension] = manifest.composeExtensions as [{ commands: { id: string; parameters?: { name: string }[] }[] }];
    expect(extension.commands.map(({ id }) => id)).toEqual([searchCommand, findCommand]);
    expect(extension.commands[0]?.parameters?.[0]?.name).toBe(searchParameter);
  });
});

test('slash commands and private replies stand in every manifest but the old one', () => {
  const triggers = (old: boolean) =>
    botOf(teamsManifest({ ...options, old })).commandLists.flatMap((each) => each.triggers ?? []);
  expect(triggers(false)).toEqual(['mention', 'slash']);
  expect(triggers(true)).toEqual([]);
  expect(botOf(teamsManifest(options)).supportsTargetedMessages).toBe(true);
  expect(botOf(teamsManifest({ ...options, old: true })).supportsTargetedMessages).toBeUndefined();
});

test('Copilot gets the bot only where it is asked for', () => {
  expect(teamsManifest(options)).not.toHaveProperty('copilotAgents');
  expect(JSON.stringify(teamsManifest(options))).not.toContain('copilot');
  expect(teamsManifest({ ...options, copilot: true })).toMatchObject({
    copilotAgents: { customEngineAgents: [{ type: 'bot', id: appId }] },
    bots: [{ scopes: ['personal', 'team', 'groupChat', 'copilot'] }]
  });
});

test('the schema check finds faults', () => {
  expect(faults({ ...teamsManifest(options), name: { short: 'x'.repeat(31) } })).not.toEqual([]);
  expect(faults({ ...teamsManifest(options), icons: { color: 'c.png' } })).not.toEqual([]);
});

test.each([
  ['0.1.0', 0, '1.1.0'],
  ['0.1.0', 3, '1.1.3'],
  ['0.1.1', 0, '1.1.1000'],
  ['1.4.2-beta.1', 7, '2.4.2007']
])('version %s revision %i is %s for Teams', (version, revision, app) => {
  expect(appVersion(version, revision)).toBe(app);
});

test('the version rises with every release and revision', () => {
  const rising = [
    ...[appVersion('0.1.0', 0), appVersion('0.1.0', 1), appVersion('0.1.1', 0), appVersion('0.2.0', 0)],
    ...[appVersion('1.0.0', 0), appVersion('1.0.1', 5), appVersion('1.10.0', 0)]
  ];
  const value = (version: string) => version.split('.').reduce((sum, part) => sum * 1e6 + Number(part), 0);
  expect(rising.map(value)).toEqual([...rising.map(value)].sort((a, b) => a - b));
});

test('the package is a zip with the manifest and the two icons, the same bytes each time', () => {
  const manifest = teamsManifest(options);
  const zip = teamsPackage(manifest, icons);
  const files = unzipSync(zip);
  expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
  expect(JSON.parse(new TextDecoder().decode(files['manifest.json']))).toEqual(manifest);
  expect(Buffer.from(files['outline.png']!)).toEqual(icons.outline);
  expect(Buffer.from(teamsPackage(manifest, icons)).equals(Buffer.from(zip))).toBe(true);
});

test.each([
  ['color', 192],
  ['outline', 32]
] as const)('the icon %s is %i px square', (name, size) => {
  expect([icons[name].readUInt32BE(16), icons[name].readUInt32BE(20)]).toEqual([size, size]);
});

test('the outline icon is white on nothing, as Teams asks', () => {
  const { outline } = icons;
  const rows = inflateSync(outline.subarray(outline.indexOf('IDAT') + 4, outline.length - 16));
  const alphas = new Set<number>();
  for (let at = 0; at < rows.length; at++) {
    const column = at % (1 + 32 * 4);
    if (column === 0) continue;
    if ((column - 1) % 4 === 3) alphas.add(rows[at]!);
    else expect(rows[at]).toBe(255);
  }
  expect([alphas.has(0), alphas.has(255)]).toEqual([true, true]);
});
