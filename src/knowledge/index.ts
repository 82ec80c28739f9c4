import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { Entry, GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { compile, type KnownEntries } from './compile.ts';
import { type SourceFile, shownFile } from './formats/format.ts';
import { claimedId, groupEntries, groupText } from './group-sources.ts';
import { layersOf } from './layers.ts';
import type { Problem } from './problem.ts';
import { readFolder } from './read-folder.ts';

export { type Alike, createAlike } from './alike.ts';
export type { KnownEntries } from './compile.ts';
export { newEntryFile, readEntryFile } from './entry-file.ts';
export { type SourceFile, shownFile } from './formats/format.ts';
export { claimedId, isEntryFile } from './group-sources.ts';
export { layOver } from './lay-over.ts';
export { editLayered, readLayered } from './layered-entry.ts';
export { layersOf } from './layers.ts';
export { folderOf, newId } from './new-id.ts';
export { type Problem, problemLine } from './problem.ts';
export { tryProposal } from './proposal.ts';
export { type KnowledgeWatch, watchKnowledge } from './watch.ts';
export { writeKnowledgeFile } from './write-file.ts';

/** The compiled knowledge folder with all its problems. */
export interface Loaded {
  knowledge: Knowledge;
  questions: readonly GoldenQuestion[];
  problems: readonly Problem[];
}

/** Knowledge files as read, not yet compiled. */
export interface KnowledgeFiles {
  sources: readonly SourceFile[];
  /** Files that could not be read. */
  problems: readonly Problem[];
  /** Changes whenever a file that answers depend on changes. */
  version: string;
  /** Entries compiled before. */
  known?: KnownEntries;
}

const golden = 'questions.yaml';
const talk = 'talk.yaml';

/** Reads the selected files of all layers, the first layer first. */
async function readLayers(folders: string | readonly string[], wanted: (file: string) => boolean) {
  const read = await Promise.all(layersOf(folders).map(({ folder, name }) => readFolder(folder, wanted, name)));
  return { sources: read.flatMap(({ sources }) => sources), problems: read.flatMap(({ problems }) => problems) };
}

/**
 * Reads knowledge folders, later ones laid over earlier ones. The golden questions are left out: the answers are
 * measured by them, and contain nothing of them.
 *
 * @throws when a folder cannot be read
 */
export async function readKnowledge(folders: string | readonly string[]): Promise<KnowledgeFiles> {
  const { sources: own, problems } = await readLayers(folders, (file) => file !== golden);
  const sources = await withTalk(own);
  return { sources, problems, version: versionOf(sources) };
}

/** Reads the files of all layers, including golden questions, for commands that work on the files as written. */
export async function readSources(folders: string | readonly string[]): Promise<SourceFile[]> {
  return (await readLayers(folders, () => true)).sources;
}

/** Returns the files, with the shipped talk added if they have none of their own. */
async function withTalk(sources: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  if (sources.some(({ file }) => file === talk)) return sources;
  const text = await readFile(path.join(packageRoot, 'knowledge', talk), 'utf8').catch(() => undefined);
  return text === undefined ? sources : [...sources, { file: talk, text }];
}

/** Returns a short text that differs for different files. */
export function versionOf(sources: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(shownFile(source)).update('\0').update(source.text).update('\0');
  return hash.digest('hex').slice(0, 12);
}

/** Returns the entries of compiled knowledge that need not be compiled again, given the files it was made from. */
export function knownEntries({ sources }: KnowledgeFiles, { entries, reworded, leftOut }: Knowledge): KnownEntries {
  const known = new Map<string, { text: string; entry: Entry }>();
  const faulty = new Set(leftOut?.map(({ file }) => claimedId(file)));
  for (const group of groupEntries(sources).values()) {
    const entry = entries.get(group.id);
    if (entry && !reworded?.includes(group.id) && !faulty.has(group.id))
      known.set(group.id, { text: groupText(group), entry });
  }
  return known;
}

/** Compiles files that were read. */
export function compileFiles({ sources, problems, version, known }: KnowledgeFiles, today: string): Loaded {
  const unread = problems.map(({ file }) => file);
  const { knowledge, questions, problems: found } = compile(sources, today, known, unread);
  const faults = problems.filter(({ blocks }) => blocks).map(({ file, line, message }) => ({ file, line, message }));
  const leftOut = [...faults, ...(knowledge.leftOut ?? [])];
  return {
    knowledge: { version, ...knowledge, ...(leftOut.length > 0 && { leftOut }) },
    questions,
    problems: [...problems, ...found]
  };
}

/**
 * Reads and compiles knowledge folders, including golden questions.
 *
 * @param today `YYYY-MM-DD`, compared with review dates
 * @throws when a folder cannot be read
 */
export async function loadKnowledge(folders: string | readonly string[], today: string): Promise<Loaded> {
  const { sources: own, problems } = await readLayers(folders, () => true);
  const sources = await withTalk(own);
  const served = sources.filter(({ file }) => file !== golden);
  return compileFiles({ sources, problems, version: versionOf(served) }, today);
}
