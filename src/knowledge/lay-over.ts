import { differences, edited } from '../core/editing/entry-text.ts';
import type { StoredChange } from '../core/editing/entry-writer.ts';
import { readEntryFile } from './entry-file.ts';
import type { SourceFile } from './formats/format.ts';
import { editLayered, readLayered } from './layered-entry.ts';

/** Files with changes laid over them. */
export interface LaidOver {
  /** All files, in order of name. */
  sources: SourceFile[];
  /** Files that differ from before. */
  touched: ReadonlySet<string>;
  /** Changes that the files already hold. */
  landed: readonly StoredChange[];
}

/**
 * Lays changes over the files of the last layer. A change is applied field by field to the current entry, so that it
 * and edits made in the files both remain; where both changed the same field, the change made in chat wins.
 *
 * @param changes in the order in which they were made
 * @param layer name of the last layer; absent if there is only one
 */
export function layOver(sources: readonly SourceFile[], changes: readonly StoredChange[], layer?: string): LaidOver {
  const named = layer === undefined ? {} : { layer };
  const below = sources.filter((source) => source.layer !== layer);
  const files = new Map(sources.filter((source) => source.layer === layer).map(({ file, text }) => [file, text]));
  const touched = new Set<string>();
  const landed: StoredChange[] = [];
  for (const [file, its] of byFile(changes)) {
    const base = files.get(file);
    const lower = below.filter((source) => source.file === file).map(({ text }) => text);
    let text = base;
    const held: StoredChange[] = [];
    for (const change of its) {
      const next = withChange(lower, text, change);
      if (next === text && change.exportedAt !== undefined) held.push(change);
      text = next;
    }
    // The content of an unreadable file is unknown: its changes wait.
    if (base !== undefined && !readEntryFile(base)) continue;
    landed.push(
      ...(text === base ? its.filter(({ created, exportedAt }) => !created || exportedAt !== undefined) : held)
    );
    if (text === undefined || text === base) continue;
    files.set(file, text);
    touched.add(file);
  }
  const laid = [...files].map(([file, text]) => ({ file, text, ...named }));
  return { sources: [...below, ...laid.sort((a, b) => (a.file < b.file ? -1 : 1))], touched, landed };
}

function byFile(changes: readonly StoredChange[]): Map<string, StoredChange[]> {
  const files = new Map<string, StoredChange[]>();
  for (const change of changes) files.set(change.file, [...(files.get(change.file) ?? []), change]);
  return files;
}

/** Returns the text of a file with a change applied. A file that was removed or made unreadable stays as it is. */
function withChange(
  below: readonly string[],
  text: string | undefined,
  { entryId, created, edit }: StoredChange
): string | undefined {
  if (text === undefined && below.length === 0) return created ? editLayered(entryId, [], undefined, edit) : undefined;
  if (created) return text;
  const before = readLayered(text === undefined ? below : [...below, text]);
  const left = before && differences(before, edited(before, edit));
  return left ? (editLayered(entryId, below, text, left) ?? text) : text;
}
