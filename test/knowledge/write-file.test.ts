import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeKnowledgeFile } from '../../src/knowledge/index.ts';

const file = 'concepts/concept-spread.md';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'write-file-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const permissions = async (): Promise<string> => ((await stat(path.join(folder, file))).mode & 0o777).toString(8);

test.each(['600', '664'])('a file with the permissions %s keeps them when it is changed', async (mode) => {
  await mkdir(path.join(folder, 'concepts'));
  await writeFile(path.join(folder, file), 'before');
  await chmod(path.join(folder, file), Number.parseInt(mode, 8));
  expect(await writeKnowledgeFile(folder, file, 'after', 'before')).toBe(true);
  expect(await readFile(path.join(folder, file), 'utf8')).toBe('after');
  expect(await permissions()).toBe(mode);
});

test('a new file may be read by others, as far as the umask lets them', async () => {
  expect(await writeKnowledgeFile(folder, file, 'new', undefined)).toBe(true);
  expect(await permissions()).toBe((0o644 & ~process.umask()).toString(8));
});
