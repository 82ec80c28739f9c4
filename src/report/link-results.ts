import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../config/make-folder.ts';
import { writeWhole } from '../config/write-whole.ts';

/** File with the last results of `spread-bot links`, for the weekly digest. */
const file = 'links.json';

const saved = z.object({
  checkedAt: z.iso.datetime(),
  results: z.array(z.object({ url: z.string(), state: z.string() }))
});

/** Writes the results atomically. */
export async function writeLinks(dataDir: string, found: z.infer<typeof saved>): Promise<void> {
  makeFolder(dataDir);
  await writeWhole(path.join(dataDir, file), `${JSON.stringify(found, null, 1)}\n`);
}

/**
 * Reads the last results.
 *
 * @returns undefined if the links were never checked on this machine, or the file has another form
 */
export async function readLinks(dataDir: string): Promise<z.infer<typeof saved> | undefined> {
  try {
    return saved.parse(JSON.parse(await readFile(path.join(dataDir, file), 'utf8')));
  } catch {
    return undefined;
  }
}
