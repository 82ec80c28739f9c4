import path from 'node:path';
import { type SourceFile, shownFile } from './formats/format.ts';
import { isWordings } from './wordings.ts';

const entryFiles = /^(resources|concepts|contacts)\/[^/]+\.md$/;

/** Returns true if a file of a knowledge folder holds an entry. */
export function isEntryFile(file: string): boolean {
  return entryFiles.test(file);
}

/** Returns the id that a file claims by its name, also by one with another ending than it should have. */
export function claimedId(file: string): string {
  return path.posix.basename(file).replace(/(?:\.(?:md|markdown|mdown|mkdn?|txt|ya?ml))+$/i, '');
}

/** Files of one entry in all layers, the first layer first. */
export interface EntrySources {
  id: string;
  files: readonly SourceFile[];
  wordings: readonly SourceFile[];
}

/** Groups the files that belong to one entry, by their names. */
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

/** Returns the text that identifies an unchanged entry: that of all its files, with their names. */
export function groupText({ files, wordings }: EntrySources): string {
  return [...files, ...wordings].map((source) => `${shownFile(source)}\0${source.text}`).join('\0');
}
