import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { problemLine } from '../../src/knowledge/problem.ts';
import { lookAtFolder, readFolder } from '../../src/knowledge/read-folder.ts';

test('what cannot be read, or is not, is told with what to do, and the rest is read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'read-folder-'));
  const resources = path.join(folder, 'resources');
  await mkdir(path.join(resources, 'folder.md'), { recursive: true });
  await mkdir(path.join(resources, 'drafts'));
  await symlink('itself.md', path.join(resources, 'itself.md'));
  await symlink('nowhere.md', path.join(resources, 'gone.md'));
  for (const name of ['good.md', 'bare', 'poster.docx', 'poster.png', '~$poster.docx'])
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

test('what is larger than a file may be, and what has no end, is not opened', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'read-folder-'));
  await writeFile(path.join(folder, 'large.md'), '');
  // No buffer of Node.js 20 could hold it.
  await truncate(path.join(folder, 'large.md'), 3 * 2 ** 30);
  await symlink('/dev/null', path.join(folder, 'device.md'));
  const { sources, problems } = await readFolder(folder);
  await rm(folder, { recursive: true });
  expect(sources).toEqual([]);
  expect(problems.map(problemLine)).toEqual([
    'device.md:1: This is no file but a pipe, a socket or a device. Remove it, or put a file in its place.',
    'large.md:1: Found 3221225472 bytes; a file may have 1 MB. Split it.'
  ]);
});

test('a folder that may not be read, and a link that leads nowhere, cost themselves only, also while changes are looked for', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'read-folder-'));
  await chmod(folder, 0o755);
  for (const name of ['resources', 'concepts/closed']) await mkdir(path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, 'resources/good.md'), 'Text.');
  await symlink('nowhere.md', path.join(folder, 'resources/gone.md'));
  await chmod(path.join(folder, 'concepts/closed'), 0o000);
  const nobody = 65_534;
  // The superuser may read everything.
  const user = process.geteuid?.() ?? nobody;
  if (user === 0) process.seteuid?.(nobody);
  try {
    const { sources, problems } = await readFolder(folder, () => true, 'local');
    expect(sources.map(({ file }) => file)).toEqual(['resources/good.md']);
    expect(problems.map(problemLine)).toContain(
      'local/concepts/closed:1: The user that runs the bot may not read this folder. Give it the right to, such as with "chmod a+rx".'
    );
    expect((await lookAtFolder(folder)).signature).toContain('resources/gone.md ENOENT');
  } finally {
    if (user === 0) process.seteuid?.(user);
    await rm(folder, { recursive: true });
  }
});
