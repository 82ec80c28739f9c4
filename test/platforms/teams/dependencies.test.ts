import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';

const lock = JSON.parse(readFileSync(path.join(packageRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; dev?: boolean }>;
};
const copies = (name: string) =>
  Object.entries(lock.packages).filter(([place, { dev }]) => !dev && place.endsWith(`node_modules/${name}`));

function compare(a: string, b: string): number {
  const parts = (version: string) => version.split(/[.-]/).map(Number);
  const [left, right] = [parts(a), parts(b)];
  return left[0]! - right[0]! || left[1]! - right[1]! || left[2]! - right[2]!;
}

/** Packages that come in with botbuilder, which nobody mends any more, with the first version past a known fault. */
const mended = [
  ['uuid', '11.1.1', 'CVE-2026-41907'],
  ['axios', '1.16.0', 'CVE-2026-40175'],
  ['follow-redirects', '1.16.0', 'CVE-2026-40895'],
  ['form-data', '4.0.4', 'CVE-2025-7783'],
  ['ws', '7.5.10', 'CVE-2024-37890'],
  ['@azure/identity', '4.2.1', 'CVE-2024-35255'],
  ['jsonwebtoken', '9.0.0', 'CVE-2022-23540'],
  ['node-fetch', '2.6.7', 'CVE-2022-0235']
] as const;

test.each(mended)('%s is %s or later in every copy (%s)', (name, floor, _fault) => {
  const found = copies(name).map(([, { version }]) => version!);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((version) => compare(version, floor) < 0)).toEqual([]);
});

test('there is one copy of uuid, though botbuilder asks for older ones', () => {
  expect(copies('uuid')).toHaveLength(1);
});

test('docs/teams.md names each of them', () => {
  const text = readFileSync(path.join(packageRoot, 'docs', 'teams.md'), 'utf8');
  expect(mended.flatMap(([name, , fault]) => [name, fault]).filter((word) => !text.includes(word))).toEqual([]);
});

test('the supported successor of botbuilder is installed with the product, in the image too', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
  expect(copies('@microsoft/agents-hosting').map(([, { version }]) => version)).toEqual([
    optionalDependencies['@microsoft/agents-hosting']
  ]);
  const installs = readFileSync(path.join(packageRoot, 'Dockerfile'), 'utf8').match(/npm ci .*/g) ?? [];
  expect(installs.length).toBeGreaterThan(0);
  expect(installs.filter((line) => line.includes('--omit=optional'))).toEqual([]);
});
