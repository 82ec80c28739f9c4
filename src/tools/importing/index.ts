import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { compile, type KnownEntries } from '../../knowledge/compile.ts';
import type { SourceFile } from '../../knowledge/formats/format.ts';
import type { Problem } from '../../knowledge/problem.ts';
import { DocumentError, type Progress, type Reading } from './document.ts';
import type { Draft } from './drafts.ts';
import { limits } from './limits.ts';
import { readInWorker, type WorkerBounds } from './read-in-worker.ts';

export { createAlike } from './alike.ts';
export { DocumentError, type Reading } from './document.ts';
export { type Draft, draftEntries, type Taken } from './drafts.ts';
export type { WorkerBounds } from './read-in-worker.ts';

/**
 * Reads a document file, bounded in size, time and memory.
 *
 * @param address published address, in place of the one that the document states
 * @throws DocumentError when it cannot be read, in a sentence that says what to do
 */
export async function readDocumentFile(
  file: string,
  address: string | undefined,
  progress: Progress,
  bounds?: WorkerBounds
): Promise<Reading> {
  const found = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    const why = /^https?:/.test(file)
      ? 'This is an address. Save its page as a file and name that file, with --source and the address.'
      : cause.code === 'ENOENT'
        ? 'There is no such file.'
        : `The file cannot be opened (${cause.code}).`;
    throw new DocumentError(why, { cause });
  });
  if (!found.isFile()) throw new DocumentError('This is a folder or a device; name the files in it.');
  if (found.size > limits.fileBytes) {
    const megabytes = Math.ceil(found.size / 1024 / 1024);
    throw new DocumentError(
      `The file has ${megabytes} MB; allowed: ${limits.fileBytes / 1024 / 1024} MB. Split it, or save it without pictures.`
    );
  }
  const bytes = new Uint8Array(await readFile(file));
  return readInWorker({ name: path.basename(file), bytes, address }, progress, bounds);
}

/**
 * Checks drafts with the knowledge compiler, together with the knowledge they are to join. Other drafts are not needed:
 * they answer nothing, and neither ids nor questions are given out twice.
 *
 * @param existing its files, and its entries that need not be compiled again
 * @returns problems of the drafts' own files, by file
 */
export function validateDrafts(
  drafts: readonly Draft[],
  { sources: existing, known }: { sources: readonly SourceFile[]; known?: KnownEntries },
  today: string
): Map<string, Problem[]> {
  const sources = [...existing, ...drafts.map(({ file, text }) => ({ file, text }))];
  const problems = new Map<string, Problem[]>(drafts.map(({ file }) => [file, []]));
  // A warning on line 1 concerns a whole topic (it names no contact), which is no draft's fault.
  for (const problem of compile(sources, today, known).problems)
    if (problem.blocks || problem.line > 1) problems.get(problem.file)?.push(problem);
  return problems;
}
