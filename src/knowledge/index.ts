import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../config/package-root.ts';
import type { Entry, GoldenQuestion, Knowledge } from '../core/model/entry.ts';
import { compile, type KnownEntries, knownText } from './compile.ts';
import type { SourceFile } from './formats/format.ts';
import type { Problem } from './problem.ts';
import { readFolder } from './read-folder.ts';

export { type Alike, createAlike } from './alike.ts';
export type { KnownEntries } from './compile.ts';
export { editEntryFile } from './edit-entry.ts';
export { newEntryFile, readEntryFile } from './entry-file.ts';
export type { SourceFile } from './formats/format.ts';
export { layOver } from './lay-over.ts';
export { folderOf, newId } from './new-id.ts';
export { type Problem, problemLine } from './problem.ts';
export { tryProposal } from './proposal.ts';
export { type KnowledgeWatch, watchKnowledge } from './watch.ts';
export { writeKnowledgeFile } from './write-file.ts';

/** The knowledge folder, compiled, with everything that is wrong in it. */
export interface Loaded {
  knowledge: Knowledge;
  questions: readonly GoldenQuestion[];
  problems: readonly Problem[];
}

/** The knowledge files as they are, not yet compiled. */
export interface KnowledgeFiles {
  sources: readonly SourceFile[];
  /** Files that could not be read. */
  problems: readonly Problem[];
  /** Changes with every file that answers depend on. */
  version: string;
  /** What was compiled before. */
  known?: KnownEntries;
}

const golden = 'questions.yaml';
const talk = 'talk.yaml';

/**
 * Reads a knowledge folder. The golden questions are left out: they measure the answers and are no part of them.
 *
 * @throws when the folder cannot be read
 */
export async function readKnowledge(folder: string): Promise<KnowledgeFiles> {
  const { sources: own, problems } = await readFolder(folder, (file) => file !== golden);
  const sources = await withTalk(own);
  return { sources, problems, version: versionOf(sources) };
}

/** The files, with the talk that ships where they have none of their own. */
async function withTalk(sources: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  if (sources.some(({ file }) => file === talk)) return sources;
  const text = await readFile(path.join(packageRoot, 'knowledge', talk), 'utf8').catch(() => undefined);
  return text === undefined ? sources : [...sources, { file: talk, text }];
}

/** A short text that is another for other files. */
export function versionOf(sources: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of sources) hash.update(file).update('\0').update(text).update('\0');
  return hash.digest('hex').slice(0, 12);
}

/** What of the files need not be compiled again, since the knowledge was made of them. */
export function knownEntries({ sources }: KnowledgeFiles, { entries }: Knowledge): KnownEntries {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const known = new Map<string, { text: string; entry: Entry }>();
  for (const entry of entries.values()) {
    const text = texts.get(entry.file);
    const wordings = texts.get(`wordings/${entry.id}.txt`);
    if (text !== undefined) known.set(entry.file, { text: knownText({ file: entry.file, text }, wordings), entry });
  }
  return known;
}

/** Compiles files that were read. */
export function compileFiles({ sources, problems, version, known }: KnowledgeFiles, today: string): Loaded {
  const { knowledge, questions, problems: found } = compile(sources, today, known);
  return { knowledge: { version, ...knowledge }, questions, problems: [...problems, ...found] };
}

/**
 * Reads and compiles a knowledge folder, golden questions included.
 *
 * @param today `YYYY-MM-DD`, against which review dates are held
 * @throws when the folder cannot be read
 */
export async function loadKnowledge(folder: string, today: string): Promise<Loaded> {
  const files = await readKnowledge(folder);
  const { sources, problems } = await readFolder(folder, (file) => file === golden);
  const all = { ...files, sources: [...files.sources, ...sources], problems: [...files.problems, ...problems] };
  return compileFiles(all, today);
}
