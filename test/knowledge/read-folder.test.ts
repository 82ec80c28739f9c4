import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { problemLine } from '../../src/knowledge/problem.ts';
import { readFolder } from '../../src/knowledge/read-folder.ts';

test('what cannot be read, or is not, is told with what to do, and the rest is read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'read-folder-'));
  const resources = path.join(folder, 'resources');
  await mkdir(path.join(resources, 'folder.md'), { recursive: true });
  await mkdir(path.join(resources, 'drafts'));
  await symlink('itself.md', path.join(resources, 'itself.md'));
  await symlink('nowhere.md', path.join(resources, 'gone.md'));
  for (const name of ['good.md', 'bare', 'poster.docx', 'poster.png'])
    await writeFile(path.join(resources, name), 'Text.');
  const { sources, problems } = await readFolder(folder);
  await rm(folder, { recursive: true });
  expect(sources.map(({ file }) => file)).toEqual(['resources/good.md']);
  expect(problems.map(problemLine).sort()).toEqual([
    'resources/bare:1: This file has no ending, so it is not read. Rename it to bare.md, or move it out of the knowledge folder.',
    'resources/folder.md:1: This is a folder with the name of a file. Rename or remove it.',
    'resources/gone.md:1: This link leads to a file that is not there. Remove it, or put the file in its place.',
    'resources/itself.md:1: This link leads back to itself. Remove it, or put the file in its place.',
    'resources/poster.docx:1: This is a document, which is not read. Draft entries from it with "spread-bot import", and move it out of the knowledge folder.'
  ]);
});
