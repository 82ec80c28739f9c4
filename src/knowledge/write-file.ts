import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../config/make-folder.ts';

/**
 * Writes one file of a knowledge folder atomically. An existing file keeps its permissions; a new one is readable by
 * everybody.
 *
 * @param before the content that the writer expects; undefined for a new file
 * @returns false when the content differs, and nothing was written
 * @throws when the path is outside the folder, or cannot be written
 */
export async function writeKnowledgeFile(
  folder: string,
  file: string,
  text: string,
  before: string | undefined
): Promise<boolean> {
  if (!/^(resources|concepts|contacts)\/[a-z0-9-]+\.md$/.test(file)) {
    throw new Error(`${file} is no place for an entry.`);
  }
  const target = path.join(folder, file);
  makeFolder(path.dirname(target));
  const [root, parent] = await Promise.all([realpath(folder), realpath(path.dirname(target))]);
  if (!parent.startsWith(root + path.sep)) throw new Error(`${path.dirname(file)} leads out of the knowledge folder.`);
  const part = path.join(parent, `.${path.basename(file)}.${randomUUID()}.part`);
  const handle = await open(part, 'wx', 0o644);
  try {
    try {
      await handle.writeFile(markOf(await contents(target)) + text);
      const old = await lstat(target).catch(() => undefined);
      if (old) await handle.chmod(old.mode & permissions);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const found = await contents(target);
    if (found?.slice(markOf(found).length) !== before) return false;
    await rename(part, target);
    return true;
  } finally {
    await rm(part, { force: true });
  }
}

/** Bits of a file's mode that hold its permissions. */
const permissions = 0o777;

/** Returns the byte order mark that some editors write first: files are read without it, and keep it. */
const markOf = (text = ''): string => (text.startsWith('\uFEFF') ? '\uFEFF' : '');

/**
 * Reads a file; undefined if it does not exist.
 *
 * @throws when it exists and is not a plain file
 */
async function contents(file: string): Promise<string | undefined> {
  const state = await lstat(file).catch(() => undefined);
  if (!state) return undefined;
  if (!state.isFile()) throw new Error(`${path.basename(file)} is a link or a folder, which I do not write to.`);
  return readFile(file, 'utf8');
}
