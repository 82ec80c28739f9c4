import path from 'node:path';
import { type SourceFile, shownFile } from './formats/format.ts';
import { isWordings } from './wordings.ts';

const entryFiles = /^(resources|concepts|contacts)\/[^/]+\.md$/;

/** Whether a file of a knowledge folder holds an entry. */
export function isEntryFile(file: string): boolean {
  return entryFiles.test(file);
}

/** Returns the id that a file lays claim to by its name. */
export function claimedId(file: string): string {
  return path.posix.basename(file).replace(/\.(md|txt)$/, '');
}

/** The files of one entry, over all layers, the first layer first. */
export interface EntrySources {
  id: string;
  files: readonly SourceFile[];
  wordings: readonly SourceFile[];
}

/** Puts together what belongs to one entry, by the names of the files. */
export function groupEntries(sources: readonly SourceFile[]): Map<string, EntrySources> {
  const groups = new Map<string, { id: string; files: SourceFile[]; wordings: SourceFile[] }>();
  for (const source of sources) {
    const wording = isWordings(source.file);
    if (!wording && !isEntryFile(source.file)) continue;
    const id = claimedId(source.file);
    const group = groups.get(id) ?? { id, files: [], wordings: [] };
    group[wording ? 'wordings' : 'files'].push(source);
    groups.set(id, group);
  }
  return groups;
}

/** Returns the text by which an entry is known again: that of all its files, with their names. */
export function groupText({ files, wordings }: EntrySources): string {
  return [...files, ...wordings].map((source) => `${shownFile(source)}\0${source.text}`).join('\0');
}
