import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/package-root.ts';

const lock = JSON.parse(readFileSync(path.join(packageRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; dev?: boolean }>;
};
const copies = (name: string) =>
  Object.entries(lock.packages).filter(([place, { dev }]) => !dev && place.endsWith(`node_modules/${name}`));

test('one copy of uuid, past CVE-2026-41907, though botbuilder asks for older ones', () => {
  expect(copies('uuid')).toHaveLength(1);
  const [major = 0, minor = 0, patch = 0] = copies('uuid')[0]![1].version!.split('.').map(Number);
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(11_001_001);
});

test('the successor of botbuilder is not installed with the product', () => {
  expect(copies('@microsoft/agents-hosting')).toEqual([]);
});
