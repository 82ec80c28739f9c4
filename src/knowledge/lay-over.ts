import { blankEntry, differences, edited } from '../core/editing/entry-text.ts';
import type { StoredChange } from '../core/editing/entry-writer.ts';
import { editEntryFile } from './edit-entry.ts';
import { newEntryFile, readEntryFile } from './entry-file.ts';
import type { SourceFile } from './formats/format.ts';

/** Files with changes laid over them. */
export interface LaidOver {
  /** Every file, in order of name. */
  sources: SourceFile[];
  /** Files that are other than they were. */
  touched: ReadonlySet<string>;
  /** Changes that the files hold already. */
  landed: readonly StoredChange[];
}

/**
 * Lays changes over files. A change is laid field by field over the file as it is, so that it and what was changed in the
 * file by hand both stay; where both changed the same field, the change that was made in chat stays.
 *
 * @param changes in the order in which they were made
 */
export function layOver(sources: readonly SourceFile[], changes: readonly StoredChange[]): LaidOver {
  const files = new Map(sources.map(({ file, text }) => [file, text]));
  const touched = new Set<string>();
  const landed: StoredChange[] = [];
  for (const [file, its] of byFile(changes)) {
    const base = files.get(file);
    let text = base;
    const held: StoredChange[] = [];
    for (const change of its) {
      const next = withChange(text, change);
      if (next === text && change.exportedAt !== undefined) held.push(change);
      text = next;
    }
    // What a file says that nobody can read now is not known: its changes wait.
    if (base !== undefined && !readEntryFile(base)) continue;
    landed.push(
      ...(text === base ? its.filter(({ created, exportedAt }) => !created || exportedAt !== undefined) : held)
    );
    if (text === undefined || text === base) continue;
    files.set(file, text);
    touched.add(file);
  }
  const laid = [...files].map(([file, text]) => ({ file, text }));
  return { sources: laid.sort((a, b) => (a.file < b.file ? -1 : 1)), touched, landed };
}

function byFile(changes: readonly StoredChange[]): Map<string, StoredChange[]> {
  const files = new Map<string, StoredChange[]>();
  for (const change of changes) files.set(change.file, [...(files.get(change.file) ?? []), change]);
  return files;
}

/** A file that somebody has removed, or made unreadable, stays as it is. */
function withChange(text: string | undefined, { entryId, created, edit }: StoredChange): string | undefined {
  if (text === undefined) return created ? newEntryFile(entryId, edited(blankEntry, edit)) : undefined;
  const before = readEntryFile(text);
  const left = before && !created ? differences(before, edited(before, edit)) : undefined;
  return left ? editEntryFile(text, left) : text;
}
