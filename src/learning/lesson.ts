import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Knowledge } from '../core/entry.ts';
import type { Learnt } from '../matching/index.ts';

/** Compiled knowledge with what the matcher learnt from it. */
export interface Lesson {
  knowledge: Knowledge;
  learnt: Learnt;
}

const matching = fileURLToPath(new URL('../matching', import.meta.url));

/**
 * The name under which a lesson is kept: it changes with the knowledge, the word table and the code that learns.
 *
 * @param version of the knowledge folder
 * @param table bytes of the word table, if there is one
 */
export async function lessonKey(version: string, table: Uint8Array | undefined): Promise<string> {
  const hash = createHash('sha256').update(version).update(String(table?.length));
  const files = (await readdir(matching, { recursive: true })).filter((name) => /\.[jt]s$/.test(name)).sort();
  for (const name of files) hash.update(await readFile(path.join(matching, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Reads a lesson from the first folder that has it; undefined when none has, or what it has cannot be read. */
export async function readLesson(folders: readonly string[], key: string): Promise<Lesson | undefined> {
  for (const folder of folders) {
    try {
      return deserialize(await readFile(path.join(folder, `${key}.lesson`))) as Lesson;
    } catch {
      // not there, or damaged: the next folder, or learning anew
    }
  }
  return undefined;
}

/** Keeps a lesson, whole or not at all, in place of those kept before. */
export async function writeLesson(folder: string, key: string, lesson: Lesson): Promise<void> {
  const file = path.join(folder, `${key}.lesson`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, serialize(lesson));
  await rename(`${file}.${process.pid}`, file);
  const others = (await readdir(folder)).filter((name) => name.endsWith('.lesson') && name !== path.basename(file));
  for (const name of others) await rm(path.join(folder, name), { force: true });
}
