import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import AjvDraft04 from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { type LookUpAgentOptions, lookUpAgent, lookUpPackage } from '../../../src/platforms/teams/look-up-agent.ts';
import { told } from '../../support/prompts.ts';

const require = createRequire(import.meta.url);
const Ajv = (AjvDraft04 as unknown as { default?: typeof AjvDraft04.default }).default ?? AjvDraft04;

// The schemas are large; a busy machine takes seconds to compile one.

const options: LookUpAgentOptions = {
  url: 'https://bot.example.nhs.uk/mcp',
  packageVersion: '0.1.0',
  developer: { name: 'Example NHS Foundation Trust, Improvement Team', website: 'https://example.nhs.uk' },
  ...told
};

/** Microsoft's published schemas, as they are shipped in @microsoft/app-manifest. */
const schemas = {
  'manifest.json': 'teams/v1.30/MicrosoftTeams.schema.json',
  'declarativeAgent.json': 'copilot/declarative-agent/v1.8/schema.json',
  'plugin.json': 'copilot/plugin/v2.4/schema.json'
};

test.each(Object.entries(schemas))('%s is valid by %s, open and with a key', (file, schema) => {
  const text = readFileSync(require.resolve(`@microsoft/app-manifest/build/json-schemas/${schema}`), 'utf8');
  const ajv = new (Ajv as never as new (options: object) => import('ajv').Ajv)({ strict: false, allErrors: true });
  require('ajv-formats').default(ajv);
  const parsed = JSON.parse(text);
  // In the plugin's schema an address alone is an OpenAPI description and an MCP server at once, so that `oneOf` refuses the
  // form which Microsoft's own pages show for tools that are discovered.
  const spec = parsed.$defs?.runtime?.properties?.spec;
  if (spec?.oneOf) [spec.anyOf, spec.oneOf] = [spec.oneOf, undefined];
  if (spec) delete spec.oneOf;
  const validate = ajv.compile(parsed);
  for (const given of [options, { ...options, keyReference: 'key-of-the-tenant' }]) {
    const valid = validate(lookUpAgent(given)[file]);
    expect({
      file,
      valid,
      errors: validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`)
    }).toEqual({ file, valid: true, errors: undefined });
  }
});

test('the package holds every file that another names, and always the same id for the same address', () => {
  const icons = { color: new Uint8Array([1]), outline: new Uint8Array([2]) };
  const files = unzipSync(lookUpPackage(options, icons));
  expect(Object.keys(files).sort()).toEqual([
    'color.png',
    'declarativeAgent.json',
    'manifest.json',
    'outline.png',
    'plugin.json'
  ]);
  for (const [name, content] of Object.entries(lookUpAgent(options)))
    for (const [, named] of JSON.stringify(content).matchAll(/"(?:file|color|outline)":"([^"]+)"/g))
      expect({ name, there: named! in files }).toEqual({ name, there: true });
  const id = (url: string) => lookUpAgent({ ...options, url })['manifest.json']!.id;
  expect(id(options.url)).toBe(id(options.url));
  expect(id(options.url)).not.toBe(id('https://other.example/mcp'));
});
