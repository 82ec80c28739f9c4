import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/package-root.ts';
import { settings } from '../src/config/settings.ts';

const textOf = (file: string): string => readFileSync(path.join(packageRoot, 'deploy/azure', file), 'utf8');
const bicep = textOf('main.bicep').replace(/^\s*\/\/.*$/gm, '');
// biome-ignore lint/suspicious/noExplicitAny: a template is read as it is
const template: any = JSON.parse(textOf('main.json'));
const compiled = JSON.stringify(template);

const found = (pattern: RegExp): string[] => [...bicep.matchAll(pattern)].map(([, one]) => one!);

/** Every text that stands in quotation marks and is data, not a name of Bicep or ARM. */
const texts = (source: string, pattern: RegExp): Set<string> =>
  new Set([...source.matchAll(pattern)].map(([, one]) => one!));

describe('the template behind the button is the Bicep file beside it', () => {
  test('the same resources in the same versions and order', () => {
    expect(template.resources.map(({ type, apiVersion }: Record<string, string>) => `${type}@${apiVersion}`)).toEqual(
      found(/^resource \w+ '([^']+)'/gm)
    );
  });

  test('the same parameters with the same meaning, secret where it is one, and the same outputs', () => {
    expect(Object.keys(template.parameters)).toEqual(found(/^param (\w+)/gm));
    expect(Object.keys(template.outputs)).toEqual(found(/^output (\w+)/gm));
    const described = found(/@description\('([^']+)'\)/g);
    const all = [
      ...Object.values<{ metadata: { description: string } }>(template.parameters),
      ...Object.values<{ metadata: { description: string } }>(template.outputs)
    ];
    expect(all.map(({ metadata }) => metadata.description)).toEqual(described);
    const secret = found(/@secure\(\)\s+param (\w+)/g);
    expect(secret.length).toBeGreaterThan(2);
    for (const [name, { type }] of Object.entries<{ type: string }>(template.parameters))
      expect({ name, type }).toEqual({ name, type: secret.includes(name) ? 'securestring' : 'string' });
  });

  test('the same values', () => {
    const numbers = (source: string): string[] => (source.match(/(?<=\w+"?: ?)\d+(?=[,\s}\]])/g) ?? []).sort();
    expect(numbers(compiled)).toEqual(numbers(bicep.replace(/@m\w+Length\((\d+)\)/g, 'x: $1 ')));
    const plain = texts(bicep, /: '([^'$@]+)'/g);
    expect(plain.size).toBeGreaterThan(30);
    for (const text of plain) expect({ text, there: compiled.includes(text) }).toEqual({ text, there: true });
  });
});

test('it sets only variables that there are, and every reference of it is to something in it', () => {
  const known = new Set<string>(settings.map(({ name }) => name));
  const set = [...compiled.matchAll(/createObject\('name', '([A-Za-z_]+)'/g)].map(([, name]) => name!);
  const variables = set.filter((name) => /[A-Z]/.test(name));
  expect(variables.length).toBeGreaterThan(6);
  expect(variables.filter((name) => !known.has(name))).toEqual([]);
  const secrets = new Set([...compiled.matchAll(/createObject\('name', '([a-z-]+)'/g)].map(([, name]) => name!));
  for (const [, name] of compiled.matchAll(/'secretRef', '([a-z-]+)'/g)) expect(secrets).toContain(name);
  const types = new Set(template.resources.map(({ type }: { type: string }) => type));
  for (const [, type] of compiled.matchAll(/resourceId\('([^']+)'/g)) expect(types).toContain(type);
  for (const [, kind, name] of compiled.matchAll(/(parameters|variables)\('(\w+)'\)/g))
    expect(Object.keys(template[kind!])).toContain(name);
});

test('brackets of every expression are closed', () => {
  for (const [, expression] of compiled.matchAll(/"(\[(?:[^"\\]|\\.)*\])"/g)) {
    const bare = expression!.replace(/'[^']*'/g, '');
    expect(bare.split('(').length).toBe(bare.split(')').length);
  }
});
