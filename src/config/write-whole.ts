import { randomUUID } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Checks that a file can be written, before any work for it is done.
 *
 * @throws the system's error, with `path` set to the file
 */
export async function assertWritable(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR', path: file });
  await access(there ? file : path.dirname(path.resolve(file)), constants.W_OK).catch((error) => {
    throw Object.assign(error, { path: file });
  });
}

/** Codes of a folder that takes no new file, or of a file that cannot be replaced: its content may still be written. */
const inPlace: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'EBUSY'];

/**
 * Writes a file whole or not at all: a disk that fills up leaves an earlier file as it was, and no half of a new one. An
 * existing file keeps its permissions; a link leads to the file that is written; a pipe or a device is written to.
 *
 * @param mode permissions of a new file
 * @throws the system's error, with `path` set to the file
 */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const target = await realpath(file).catch(() => path.resolve(file));
  const old = await stat(target).catch(() => undefined);
  const named = (error: unknown): never => {
    throw Object.assign(error as Error, { path: file });
  };
  if (old && !old.isFile()) return writeFile(target, content).catch(named);
  const part = path.join(path.dirname(target), `.${randomUUID()}.part`);
  try {
    await writeFile(part, content, { mode: old?.mode ?? mode, flag: 'wx' });
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (old && inPlace.includes((error as NodeJS.ErrnoException).code)) {
      return writeFile(target, content).catch(named);
    }
    named(error);
  }
}

/**
 * Writes a new file whole or not at all.
 *
 * @throws the system's error, with `path` set to the file; `EEXIST` if it is there
 */
export async function writeNew(file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true }).catch(() => undefined);
    throw Object.assign(error as Error, { path: file });
  }
}
